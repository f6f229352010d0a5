"""Pictures of the figures as SVG, in the page itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import floor

_SIDE, _EDGE, _KEY = 300, 44, 172
_ROW, _LABEL, _PLOT, _RIGHT = 24, 300, 420, 90
_COLOURS = {
    "right": "#2e7d4f",
    "absent": "#a8cdb7",
    "wrong": "#b3261e",
    "invented": "#e0861a",
    "omitted": "#e8c35a",
    "lost": "#8a8a8a",
}


def intervals(rows: Sequence[tuple[str, float, float, float]]) -> str:
    """Return a picture of figures from 0 to 1 with their intervals.

    Args:
        rows: Label, figure, lower end, upper end.
    """
    least = min((low for _, _, low, _ in rows), default=0.0)
    start = max(0.0, floor(least * 10) / 10 - 0.1) if rows else 0.0
    height = _ROW * (len(rows) + 1)
    body = [_axis(start, height)]
    for at, (label, figure, low, high) in enumerate(rows):
        y = _ROW * at + _ROW // 2
        left, right, point = (_x(value, start) for value in (low, high, figure))
        body.append(
            f'<text x="{_LABEL - 10}" y="{y + 4}" text-anchor="end">{escape(label)}</text>'
            f'<line x1="{left:.1f}" y1="{y}" x2="{right:.1f}" y2="{y}" class="interval"/>'
            f'<circle cx="{point:.1f}" cy="{y}" r="4" class="point"/>'
            f'<text x="{_LABEL + _PLOT + 12}" y="{y + 4}">{figure:.4f}</text>'
        )
    return _svg(_LABEL + _PLOT + _RIGHT, height, body)


def verdict_bars(rows: Sequence[tuple[str, Mapping[str, int]]], names: Mapping[str, str]) -> str:
    """Return a picture of how the values of each kind were judged, each bar the whole of its kind.

    Args:
        rows: Label of the kind, and how many values have each verdict.
        names: Verdict → what it is called.
    """
    height = _ROW * (len(rows) + 1) + 8
    body: list[str] = []
    for at, (label, counts) in enumerate(rows):
        y, x = _ROW * at + 4, float(_LABEL)
        total = sum(counts.get(verdict, 0) for verdict in _COLOURS)
        body.append(f'<text x="{_LABEL - 10}" y="{y + 13}" text-anchor="end">{escape(label)}</text>')
        for verdict, colour in _COLOURS.items():
            number = counts.get(verdict, 0)
            width = _PLOT * number / total if total else 0
            if number:
                body.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{max(width, 1.5):.1f}" height="16" fill="{colour}">'
                    f"<title>{escape(names[verdict])} {number}</title></rect>"
                )
            x += width
        body.append(f'<text x="{_LABEL + _PLOT + 12}" y="{y + 13}">{total}</text>')
    body.append(_legend(names, height - 10))
    return _svg(_LABEL + _PLOT + _RIGHT, height, body)


def reliability(groups: Sequence[tuple[str, str, Sequence[tuple[float, float, int]]]]) -> str:
    """Return a picture of how often values are right that are said to be as sure as this; on the line, as often.

    Args:
        groups: Label, colour, and confidence, share that is right and number of values for each bin.
    """
    body = [_square(), f'<line x1="{_at(0)}" y1="{_down(0)}" x2="{_at(1)}" y2="{_down(1)}" class="grid"/>']
    for row, (label, colour, bins) in enumerate(groups):
        for confidence, right, number in bins:
            body.append(
                f'<circle cx="{_at(confidence):.1f}" cy="{_down(right):.1f}" r="{3 + min(number, 400) ** 0.5 / 4:.1f}" '
                f'fill="{colour}" fill-opacity=".75"><title>{escape(label)} {confidence:.3f} → {right:.3f} ({number})'
                "</title></circle>"
            )
        body.append(_key(row, label, colour))
    return _svg(_SIDE + 2 * _EDGE + _KEY, _SIDE + 2 * _EDGE, body)


def accepted_curve(groups: Sequence[tuple[str, str, Sequence[tuple[float, float]]]], target: float) -> str:
    """Return a picture of the precision of the surest values against the share of them that is accepted unseen.

    Args:
        groups: Label, colour, and share and precision from the surest value on.
        target: Precision that is wanted, a line.
    """
    least = min((precision for _, _, points in groups for _, precision in points), default=0.9)
    start = min(0.95, floor(least * 20) / 20)

    def high(precision: float) -> float:
        return _down((precision - start) / (1 - start))

    y = high(target)
    body = [_square(start), f'<line x1="{_at(0)}" y1="{y:.1f}" x2="{_at(1)}" y2="{y:.1f}" stroke="#b3261e"/>']
    for row, (label, colour, points) in enumerate(groups):
        path = " ".join(f"{_at(share):.1f},{high(precision):.1f}" for share, precision in points)
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body += [
            f'<circle cx="{_at(share):.1f}" cy="{high(precision):.1f}" r="3" fill="{colour}"/>'
            for share, precision in points
        ]
        body.append(_key(row, label, colour))
    return _svg(_SIDE + 2 * _EDGE + _KEY, _SIDE + 2 * _EDGE, body)


def _square(start: float = 0.0) -> str:
    """Return the frame of a picture with both axes from 0, or the upright one from `start`, to 1."""
    marks = []
    for step in range(6):
        share = step / 5
        marks.append(
            f'<line x1="{_at(share)}" y1="{_down(0)}" x2="{_at(share)}" y2="{_down(1)}" class="grid"/>'
            f'<line x1="{_at(0)}" y1="{_down(share)}" x2="{_at(1)}" y2="{_down(share)}" class="grid"/>'
            f'<text x="{_at(share)}" y="{_down(0) + 16}" text-anchor="middle">{share:.1f}</text>'
            f'<text x="{_at(0) - 6}" y="{_down(share) + 4}" text-anchor="end">{start + (1 - start) * share:.3g}</text>'
        )
    return "".join(marks)


def _key(row: int, label: str, colour: str) -> str:
    x, y = _SIDE + 2 * _EDGE, _EDGE + 22 * row
    return f'<circle cx="{x}" cy="{y}" r="5" fill="{colour}"/><text x="{x + 12}" y="{y + 4}">{escape(label)}</text>'


def _at(share: float) -> float:
    return _EDGE + _SIDE * share


def _down(share: float) -> float:
    return _EDGE + _SIDE * (1 - share)


def _legend(names: Mapping[str, str], y: int) -> str:
    step = (_PLOT + _RIGHT) // len(_COLOURS)
    return "".join(
        f'<rect x="{_LABEL + step * at}" y="{y - 9}" width="10" height="10" fill="{colour}"/>'
        f'<text x="{_LABEL + step * at + 14}" y="{y}">{escape(names[verdict])}</text>'
        for at, (verdict, colour) in enumerate(_COLOURS.items())
    )


def _axis(start: float, height: int) -> str:
    lines = []
    for step in range(5):
        value = start + (1 - start) * step / 4
        x = _x(value, start)
        lines.append(
            f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height - _ROW}" class="grid"/>'
            f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle">{value:.3g}</text>'
        )
    return "".join(lines)


def _x(value: float, start: float) -> float:
    return _LABEL + _PLOT * (value - start) / (1 - start)


def _svg(width: int, height: int, body: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">{"".join(body)}</svg>'
