"""A run as the page shows it: figures with intervals, fields, and the values that are not right beside their gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from eval.report.content import Bad, Content, field_label, figures_table, settings_rows, shown, usage_text
from eval.shelf import Shelved, is_held_out
from extractor.messages import Language
from ui.plain import plain
from ui.session import language, t
from ui.views.evaluation.place import show_place
from ui.views.evaluation.reliability import show_reliability

_LISTED = 500


def show_run(run: Shelved, content: Content) -> None:
    """Draw a finished run."""
    draw = {
        "figures": lambda: _figures(content),
        "fields": lambda: _fields(content),
        "worst": lambda: _worst(content, run.name),
        "reliability": lambda: show_reliability(content.summary["confidence"]),
        "run": lambda: _about(content),
    }
    names = [name for name in draw if name != "reliability" or content.summary.get("confidence")]
    for name, tab in zip(names, st.tabs([t(f"ui.evaluation.tab.{name}") for name in names]), strict=True):
        with tab:
            draw[name]()


def _figures(content: Content) -> None:
    lang = language()
    entries = {
        t(f"eval.metric.{name}"): entry
        for name, entry in content.summary["metrics"].items()
        if entry["value"] is not None and entry["of"]
    }
    st.caption(t("ui.evaluation.interval_help"))
    st.vega_lite_chart(intervals_chart(entries), width="stretch")
    head, rows = figures_table(content, lang)
    with st.expander(t("ui.evaluation.as_table"), icon=":material/table_rows:"):
        st.dataframe([dict(zip(head, row, strict=True)) for row in rows], hide_index=True, width="stretch")


def _fields(content: Content) -> None:
    fields = {
        field_label(name, language()): entry
        for name, entry in sorted(content.summary["fields"].items(), key=lambda item: (item[1]["value"], item[0]))
    }
    if not fields:
        st.info(t("ui.evaluation.no_fields"))
        return
    st.caption(t("ui.evaluation.fields_help"))
    st.vega_lite_chart(intervals_chart(fields), width="stretch")


def _worst(content: Content, run: str) -> None:
    """Draw the values that are not right; a chosen one is shown with its words, gold and found side by side."""
    bad = [one for one in content.bad if not is_held_out(one.report)]
    hidden = len(content.bad) - len(bad)
    if hidden:
        st.info(t("ui.evaluation.held_out", count=hidden))
    if not bad:
        st.success(t("ui.evaluation.nothing_wrong"))
        return
    kinds = list(dict.fromkeys(one.value.kind for one in bad))
    kind = st.pills(
        t("ui.evaluation.kind"),
        kinds,
        format_func=lambda one: f"{t(f'eval.kind.{one}')} {sum(item.value.kind == one for item in bad)}",
        key=f"evaluation.kind.{run}",
        label_visibility="collapsed",
    )
    listed = [one for one in bad if kind in (None, one.value.kind)]
    st.caption(t("ui.evaluation.worst_help", shown=min(_LISTED, len(listed)), count=len(listed)))
    place = st.container()
    chosen = st.dataframe(
        [bad_row(one, language()) for one in listed[:_LISTED]],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"evaluation.worst.{run}.{kind}",
        width="stretch",
    )
    for at in chosen["selection"]["rows"]:
        with place:
            show_place(listed[at].report, listed[at].value)


def bad_row(bad: Bad, lang: Language) -> dict[str, str]:
    """Return a value that is not right, as a row."""
    value = bad.value
    return {
        t("eval.column.report"): bad.report,
        t("eval.column.kind"): t(f"eval.kind.{value.kind}"),
        t("eval.column.value"): field_label(value.name, lang) if value.kind == "facts" else value.name,
        t("eval.column.verdict"): t(f"eval.verdict.{value.verdict}"),
        t("eval.column.gold"): shown(value.gold, lang),
        t("eval.column.found"): shown(value.found, lang),
        t("eval.column.flagged"): t("eval.flagged.yes" if value.flagged else "eval.flagged.no"),
    }


def _about(content: Content) -> None:
    for name, value in settings_rows(content, language()):
        st.text(f"{name}: {value}")
    st.text(usage_text(content.usage, language()))
    failed = [(name, reason) for name, reason in content.failed if not is_held_out(name)]
    if failed:
        st.subheader(t("eval.report.failed"))
    for name, reason in failed:
        st.markdown(f"**{plain(name)}** {plain(reason)}")


def intervals_chart(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a Vega-Lite specification of shares with their intervals, in the order given."""
    rows = [
        {"name": name, "value": entry["value"], "low": entry["low"], "high": entry["high"], "of": entry["of"]}
        for name, entry in entries.items()
    ]
    least = min((row["low"] for row in rows), default=0.0)
    scale = {"domain": [max(0.0, int(least * 10) / 10 - 0.1), 1.0], "clamp": True}
    across = {"field": "name", "type": "nominal", "title": None, "sort": None, "axis": {"labelLimit": 320}}
    along = {"field": "value", "type": "quantitative", "title": None, "scale": scale, "axis": {"tickCount": 5}}
    tips = [
        {"field": name, "type": "quantitative", "format": ".4f", "title": t(f"ui.evaluation.chart.{name}")}
        for name in ("value", "low", "high")
    ]
    line = {"x": along | {"field": "low"}, "x2": {"field": "high"}}
    return {
        "data": {"values": rows},
        "height": {"step": 24},
        "encoding": {"y": across, "tooltip": [{"field": "name", "title": " "}, *tips]},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.35}, "encoding": line},
            {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1}, "encoding": {"x": along}},
            {
                "mark": {"type": "text", "align": "left", "dx": 12, "fontSize": 12},
                "encoding": {"x": {"value": "width"}, "text": {"field": "value", "format": ".3f"}},
            },
        ],
    }
