"""How good confidences are: calibration error, reliability, and what can be accepted unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from eval.scorers import Judged, Verdict
from extractor.confidence import KINDS, calibration

_KIND_OF = {**dict.fromkeys(("problems", "improvements"), "items"), **{kind: kind for kind in KINDS if kind != "items"}}
BINS = 10
NEVER = 1.01
"""A threshold that no confidence reaches."""
PRECISIONS = (0.9, 0.95, 0.98, 0.99, 0.995, 0.999)


class Point(NamedTuple):
    """A value that was read: its kind, how sure it is said to be, and whether it is right."""

    kind: str
    confidence: float
    right: bool


def points_of(judged: Iterable[Judged]) -> Iterator[Point]:
    """Yield the values of a report that have a confidence: those that were read, right or not."""
    for value in judged:
        kind = _KIND_OF.get(value.kind)
        if kind and value.confidence is not None and value.found is not None:
            yield Point(kind, value.confidence, value.verdict == Verdict.RIGHT)


class Bin(NamedTuple):
    """Values of nearly the same confidence: their number, mean confidence, and share that is right."""

    values: int
    confidence: float
    right: float


def bins(points: Iterable[Point], number: int = BINS) -> list[Bin]:
    """Return the values by confidence, as many in each bin as in any other; equal confidences stay together."""
    order = sorted(points, key=lambda point: point.confidence)
    found: list[list[Point]] = []
    for at, point in enumerate(order):
        wanted = at * number // len(order)
        if found and (found[-1][-1].confidence == point.confidence or wanted < len(found)):
            found[-1].append(point)
        else:
            found.append([point])
    return [
        Bin(
            len(group),
            sum(point.confidence for point in group) / len(group),
            sum(point.right for point in group) / len(group),
        )
        for group in found
    ]


def calibration_error(points: Sequence[Point]) -> float | None:
    """Return the expected calibration error, how far confidence and truth lie apart; None where there is no value."""
    found = bins(points)
    total = sum(one.values for one in found)
    return sum(one.values * abs(one.confidence - one.right) for one in found) / total if total else None


def curve(points: Iterable[Point]) -> list[tuple[float, float, float]]:
    """Return, from the surest value on: share of values accepted, their precision, and the confidence they have."""
    order = sorted(points, key=lambda point: -point.confidence)
    right, found = 0, []
    for at, point in enumerate(order, 1):
        right += point.right
        if at == len(order) or order[at].confidence < point.confidence:
            found.append((at / len(order), right / at, point.confidence))
    return found


def accepted_at(points: Iterable[Point], precision: float) -> float:
    """Return the largest share of values that can be accepted with a precision, the surest first."""
    return max((share for share, reached, _ in curve(points) if reached >= precision), default=0.0)


def threshold_for(points: Iterable[Point], precision: float) -> float:
    """Return the least confidence from which on values have a precision; `NEVER` where none have."""
    return min((confidence for _, reached, confidence in curve(points) if reached >= precision), default=NEVER)


def above(points: Iterable[Point], thresholds: dict[str, float]) -> tuple[float | None, float | None]:
    """Return what share of values reaches the threshold of its kind, and how many of those are right."""
    every = list(points)
    taken = [point.right for point in every if point.confidence >= thresholds[point.kind]]
    share = len(taken) / len(every) if every else None
    return share, sum(taken) / len(taken) if taken else None


def thresholds() -> dict[str, float]:
    """Return from which confidence on values of each kind can be accepted unseen, as the table that ships says."""
    return {kind: curve.threshold for kind, curve in calibration().kinds.items()}


def figures(points: Sequence[Point], thresholds: dict[str, float]) -> dict[str, Any]:
    """Return all figures of some values, of each kind and of all together."""
    kinds = {kind: [point for point in points if point.kind == kind] for kind in thresholds}
    return {name: _figures(group, thresholds) for name, group in {"values": points, **kinds}.items() if group}


def _figures(points: Sequence[Point], thresholds: dict[str, float]) -> dict[str, Any]:
    share, precision = above(points, thresholds)
    return {
        "values": len(points),
        "wrong": sum(not point.right for point in points),
        "calibration_error": calibration_error(points),
        "accepted": share,
        "accepted_precision": precision,
        "at_precision": {str(wanted): accepted_at(points, wanted) for wanted in PRECISIONS},
        "bins": [one._asdict() for one in bins(points)],
        "curve": curve(points),
    }
