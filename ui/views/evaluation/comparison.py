"""Two runs side by side: what changed, whether that can be chance, and every value that became right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from eval.compare import Change, Comparison, Flip
from eval.report.content import field_label, shown
from eval.shelf import is_held_out
from ui.plain import plain
from ui.session import language, t
from ui.views.evaluation.place import show_place

_LISTED = 500


def show_comparison(found: Comparison, first: str, second: str) -> None:
    """Draw a comparison, `second` being the newer run."""
    st.subheader(plain(t("eval.compare.title", a=first, b=second, common=len(found.reports))))
    for text in _differences(found):
        st.warning(plain(text))
    worse = "、".join(_name(change) for change in found.regressions)
    if worse:
        st.error(plain(t("eval.compare.worse", names=worse)))
    else:
        st.success(t("eval.compare.not_worse"))
    _changes(found.measures)
    moved = [change for change in found.fields if change.better or change.worse]
    if moved:
        st.subheader(t("eval.report.fields"))
        _changes(moved)
    _flips(found.flips)


def _differences(found: Comparison) -> list[str]:
    """Return what the runs don't have in common."""
    said = [
        t("ui.evaluation.only", run=run, count=len(names))
        for run, names in (("A", found.only_a), ("B", found.only_b))
        if names
    ]
    if found.gold_changed:
        said.append(t("ui.evaluation.gold_changed", count=len(found.gold_changed)))
    if found.repeats[0] != found.repeats[1]:
        a, b = found.repeats
        said.append(t("eval.compare.repeats", a=a, b=b, common=min(a, b)))
    return said


def _changes(changes: Sequence[Change]) -> None:
    rows = [
        {
            t("eval.column.measure"): _name(change),
            "A": change.a,
            "B": change.b,
            t("eval.column.change"): change.difference,
            t("eval.column.interval"): _interval(change),
            t("eval.column.p"): change.p,
            t("ui.evaluation.became"): t("ui.evaluation.moved", better=change.better, worse=change.worse),
        }
        for change in changes
    ]
    formats = {"A": "%.4f", "B": "%.4f", t("eval.column.change"): "%+.4f", t("eval.column.p"): "%.4f"}
    config: dict[str, Any] = {name: st.column_config.NumberColumn(name, format=one) for name, one in formats.items()}
    st.dataframe(rows, hide_index=True, column_config=config, width="stretch")


def _name(change: Change) -> str:
    """Return what a measure is called; a field by its own name."""
    label = field_label(change.name, language())
    known = t(f"eval.metric.{change.name}")
    return label if known.startswith("eval.metric.") else known


def _interval(change: Change) -> str:
    return t("eval.nothing") if change.low is None else f"{change.low:+.4f} … {change.high:+.4f}"


def _flips(flips: Sequence[Flip]) -> None:
    listed = [flip for flip in flips if not is_held_out(flip.report)]
    if len(listed) < len(flips):
        st.info(t("ui.evaluation.held_out", count=len(flips) - len(listed)))
    if not listed:
        if not flips:
            st.info(t("eval.compare.same"))
        return
    params = {"better": sum(flip.better for flip in listed), "worse": sum(flip.worse for flip in listed)}
    st.subheader(t("eval.compare.flips", count=len(listed), shown=min(_LISTED, len(listed)), **params))
    place = st.container()
    chosen = st.dataframe(
        [_flip_row(flip) for flip in listed[:_LISTED]],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="evaluation.flips",
        width="stretch",
    )
    for at in chosen["selection"]["rows"]:
        value = listed[at].b or listed[at].a
        if value is not None:
            with place:
                show_place(listed[at].report, value)


def _flip_row(flip: Flip) -> dict[str, str]:
    gold = next(value.gold for value in (flip.a, flip.b) if value is not None)
    sides = {
        run: t("eval.nothing")
        if value is None
        else f"{shown(value.found, language())} ({t(f'eval.verdict.{value.verdict}')})"
        for run, value in (("A", flip.a), ("B", flip.b))
    }
    return {
        t("eval.column.report"): flip.report,
        t("eval.column.kind"): t(f"eval.kind.{flip.kind}"),
        t("eval.column.value"): field_label(flip.name, language()) if flip.kind == "facts" else flip.name,
        t("eval.column.gold"): shown(gold, language()),
        **sides,
    }
