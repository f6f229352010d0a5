"""Charts whose bars lead to the list behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

_CHOSEN = "chosen"
_PLAIN = "#1f5c99"


@dataclass(frozen=True)
class Bar:
    """A bar, or the part of one.

    Attributes:
        at: What the bar stands for, as its axis shows it.
        code: The same, as it comes back when the bar is clicked.
        part: Which part of the bar, as the legend shows it; empty for a whole bar.
        value: Its length.
        note: What else there is to say of it.
    """

    at: str
    code: str
    value: float
    part: str = ""
    part_code: str = ""
    note: str = ""


def bars(
    key: str,
    shown: Sequence[Bar],
    titles: tuple[str, str],
    *,
    colours: Mapping[str, str] | None = None,
    columns: int = 5,
    lying: bool = False,
    height: int = 240,
) -> dict[str, str] | None:
    """Draw bars in the order given and return the codes of the one that was clicked (`code`, `part_code`), or None.

    Args:
        key: Of the chart in the session.
        shown: The bars.
        titles: Of what the bars stand for, and of their length.
        colours: Part → colour, in the order of the legend; None for whole bars.
        columns: Of the legend.
        lying: Whether they lie, for long names.
        height: In pixels.
    """
    bar: dict[str, Any] = {"field": "at", "type": "nominal", "sort": None, "title": None}
    bar["axis"] = {"labelAngle": 0, "labelLimit": 180, "labelOverlap": not lying}
    length: dict[str, Any] = {"field": "value", "type": "quantitative", "title": None, "stack": "zero"}
    length["axis"] = {"tickMinStep": 1, "format": ",d"}
    spec = {
        "mark": {"type": "bar", "cursor": "pointer"},
        "height": height,
        "params": [{"name": _CHOSEN, "select": {"type": "point", "fields": ["code", "part_code"]}}],
        "encoding": {
            "x": length if lying else bar,
            "y": bar if lying else length,
            "color": _legend(colours, columns) if colours else {"value": _PLAIN},
            "tooltip": _tooltip(titles, shown),
        },
    }
    values = [asdict(item) for item in shown]
    event: Any = st.vega_lite_chart(values, spec, key=key, on_select="rerun", alt=f"{titles[0]}: {titles[1]}")
    chosen = event.selection.get(_CHOSEN) or []
    return chosen[0] if chosen else None


def _legend(colours: Mapping[str, str], columns: int) -> dict[str, Any]:
    scale = {"domain": list(colours), "range": list(colours.values())}
    return {
        "field": "part",
        "type": "nominal",
        "title": None,
        "scale": scale,
        "legend": {"orient": "top", "columns": columns},
    }


def _tooltip(titles: tuple[str, str], shown: Sequence[Bar]) -> list[dict[str, str]]:
    lines = [
        {"field": "at", "type": "nominal", "title": titles[0]},
        {"field": "value", "type": "quantitative", "title": titles[1], "format": ",.0f"},
    ]
    for name in ("part", "note"):
        if any(getattr(item, name) for item in shown):
            lines.append({"field": name, "type": "nominal", "title": " "})
    return lines
