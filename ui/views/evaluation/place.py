"""A judged value with its words: gold and found side by side, and the way to it in the workbench."""

from __future__ import annotations

import streamlit as st

from eval.report.content import field_label, shown
from eval.scorers import Judged
from eval.shelf import report_ids
from extractor.errors import NianbaoError
from extractor.review.paths import field_of, read_values
from extractor.schema import Report
from ui.navigation import link
from ui.session import language, store, t


def show_place(case: str, value: Judged) -> None:
    """Draw a value beside its gold, and a link to its report where that is in the store."""
    with st.container(border=True):
        name = field_label(value.name, language()) if value.kind == "facts" else value.name
        st.text(f"{case} · {name}")
        gold, found = st.columns(2)
        gold.caption(t("eval.column.gold"))
        gold.text(shown(value.gold, language()))
        found.caption(t("eval.column.found"))
        found.text(shown(value.found, language()))
        if value.source or value.quote:
            st.caption(t("eval.column.source"))
            st.text(value.source or value.quote or "")
        _link(case, value)


def _link(case: str, value: Judged) -> None:
    report = _stored(case)
    if report is None:
        st.caption(t("ui.evaluation.not_stored"))
        return
    path = path_in(report, value)
    link("review", t("ui.evaluation.open"), report=report.id, **({"at": path} if path else {}))


def _stored(case: str) -> Report | None:
    """Return the stored report of a case; None where the store has none of that document."""
    report_id = report_ids().get(case)
    if report_id is None:
        return None
    try:
        return store().get(report_id)
    except NianbaoError:
        return None


def path_in(report: Report, value: Judged) -> str | None:
    """Return the path of a judged value in a report; None where the report has no such value."""
    if value.kind in ("cells", "head"):
        return value.name
    paths = read_values(report)
    if value.kind == "facts":
        return next((path for path in paths if path.startswith("facts.") and field_of(path) == value.name), None)
    texts = (path for path, read in paths.items() if read.value == value.found)
    return next(texts, None) if value.kind in ("problems", "improvements") else None
