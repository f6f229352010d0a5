"""What the confidences of a run are worth: how often values are right that are said to be as sure as this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.session import t


def show_reliability(kinds: Mapping[str, Mapping[str, Any]]) -> None:
    """Draw the picture and the figures of each kind of value that has confidences."""
    st.caption(t("ui.evaluation.reliability_help"))
    st.vega_lite_chart(reliability_chart(kinds), width="content")
    rows = [
        {
            t("eval.column.kind"): t(f"eval.kind.{kind}"),
            t("ui.evaluation.values"): found["values"],
            t("ui.evaluation.wrong"): found["wrong"],
            t("ui.evaluation.calibration_error"): found["calibration_error"],
            t("ui.evaluation.accepted"): found["accepted"],
            t("ui.evaluation.accepted_right"): found["accepted_precision"],
        }
        for kind, found in kinds.items()
    ]
    shares = [t(f"ui.evaluation.{name}") for name in ("calibration_error", "accepted", "accepted_right")]
    config = {name: st.column_config.NumberColumn(name, format="%.4f") for name in shares}
    st.dataframe(rows, hide_index=True, column_config=config, width="stretch")


def reliability_chart(kinds: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a Vega-Lite specification of confidence against the share that is right; on the line they are equal."""
    rows = [
        {
            "kind": t(f"eval.kind.{kind}"),
            "confidence": one["confidence"],
            "right": one["right"],
            "values": one["values"],
        }
        for kind, found in kinds.items()
        for one in found["bins"]
    ]
    axes = {
        name: {
            "field": field,
            "type": "quantitative",
            "scale": {"domain": [0, 1]},
            "title": t(f"ui.evaluation.{title}"),
        }
        for name, field, title in (("x", "confidence", "said"), ("y", "right", "is_right"))
    }
    line = {"values": [{"confidence": 0, "right": 0}, {"confidence": 1, "right": 1}]}
    points = {
        **axes,
        "color": {"field": "kind", "type": "nominal", "title": None},
        "size": {"field": "values", "type": "quantitative", "legend": None},
        "tooltip": [{"field": name} for name in ("kind", "confidence", "right", "values")],
    }
    return {
        "width": 420,
        "height": 420,
        "layer": [
            {"data": line, "mark": {"type": "line", "strokeDash": [4, 4], "color": "#8a8a8a"}, "encoding": axes},
            {"data": {"values": rows}, "mark": {"type": "circle", "opacity": 0.8}, "encoding": points},
        ],
    }
