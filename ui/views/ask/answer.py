"""One answer as the page shows it: text, table, chart, sources that open the workbench, and how it was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from extractor.ask.asker import note_texts
from extractor.ask.catalogue import metrics
from extractor.ask.model import CELL, FACT, PASSAGE, Answer, AnswerTable, Citation, Kind, LeftOut, Operation
from extractor.ask.streaming import Event, Step
from extractor.ask.writing import number as written
from extractor.review.paths import fact_path
from ui.navigation import link
from ui.plain import plain
from ui.session import language, t
from ui.views.review.address import ALL

_IN_A_ROW = 2
_OPEN = 8
"""More sources than these are folded."""
_LONGEST = 60
_LOOKS = {"height": {"step": 28}, "config": {"axisX": {"labelAngle": 0}, "line": {"point": True}}}


def show_answer(answer: Answer) -> None:
    """Draw an answer, all but its plan."""
    if answer.kind is Kind.ABSTAINED:
        st.badge(t("ui.ask.abstained"), icon=":material/help:", color="orange")
    _lines(answer.text)
    if answer.chart is not None:
        st.vega_lite_chart(answer.chart | _LOOKS, width="stretch")
    if answer.table is not None and len(answer.table.rows) > 1:
        told = len(answer.figures) >= len(answer.table.rows)
        with st.expander(_heading(answer.table), expanded=not told, icon=":material/table_rows:"):
            _table(answer.table)
    if answer.query is not None and answer.query.operation is Operation.FAULTS:
        link("review", t("ui.ask.faults"), having="errors", state=ALL)
    if answer.citations:
        _sources(answer)
    _left_out(answer.left_out)
    if answer.understood:
        st.caption(plain(" ".join((t("ui.ask.understood"), *note_texts(answer.understood, language())))))


def show_stream(events: Iterable[Event]) -> Answer | None:
    """Draw the lines of an answer as they come about, and return the whole; None where it broke off."""
    place, text, answer = st.empty(), "", None
    for event in events:
        if event.step is Step.TEXT:
            text += f"{event.text}\n"
            with place:
                _lines(text)
        answer = event.answer or answer
    return answer


def _lines(text: str) -> None:
    """Draw lines as they stand, whatever is in them."""
    st.markdown("  \n".join(plain(line) for line in text.splitlines()))


def _table(table: AnswerTable) -> None:
    heads = {
        column.key: f"{column.label} {f'({column.unit})' if column.unit else ''}".strip() for column in table.columns
    }
    gaps = [key for key in heads if any(row.values.get(key) is None for row in table.rows)]
    config: dict[str, Any] = {
        column.key: st.column_config.NumberColumn(heads[column.key])
        if column.unit and column.key not in gaps
        else st.column_config.TextColumn(heads[column.key])
        for column in table.columns
    }
    config["sources"] = st.column_config.TextColumn(t("ui.ask.column.sources"), width="small")
    rows = [
        {key: _shown(key, row.values.get(key), text=key in gaps) for key in heads}
        | {"sources": " ".join(f"[{number + 1}]" for number in row.citations)}
        for row in table.rows
    ]
    st.dataframe(rows, hide_index=True, column_config=config, width="stretch")


def _heading(table: AnswerTable) -> str:
    return t("ui.ask.rows", shown=len(table.rows), total=table.total)


def _shown(key: str, value: str | float | None, *, text: bool = False) -> str | float:
    """Return what a cell of the table shows; in a column with gaps all of it is text, and a gap is said."""
    if value is None:
        return t("ui.ask.none")
    if key == "year" and isinstance(value, float | int):
        return f"{value:.0f}"
    return written(value) if text and not isinstance(value, str) else value


def _sources(answer: Answer) -> None:
    """Draw the sources, each a link to its place in the workbench."""
    count = len(answer.citations)
    with st.expander(t("ui.ask.sources", count=count), expanded=count <= _OPEN, icon=":material/format_quote:"):
        columns = st.columns(_IN_A_ROW)
        for number, citation in enumerate(answer.citations):
            with columns[number % _IN_A_ROW]:
                query = {"report": citation.report} | place_of(citation)
                link("review", plain(_label(number + 1, citation)), **query)


def _left_out(groups: Sequence[LeftOut]) -> None:
    """Draw links to reports that did not count, the few that are named: the workbench is where that is mended."""
    named = {report: name for group in groups for report, name in zip(group.reports, group.named, strict=False)}
    if not named:
        return
    with st.expander(t("ui.ask.left_out", count=len(named)), icon=":material/report:"):
        for report, name in named.items():
            link("review", plain(name), report=report)


def place_of(citation: Citation) -> dict[str, str]:
    """Return where the workbench has to look: at a cell, a fact or a span; empty where the value has no place."""
    if citation.kind == CELL and citation.path:
        return {"at": citation.path}
    if citation.span is None:
        return {}
    if citation.kind == FACT and citation.path:
        return {"at": fact_path(citation.path, citation.span)}
    return {"at": f"{citation.span[0]}-{citation.span[1]}"}


def _label(number: int, citation: Citation) -> str:
    label = t(
        "ui.ask.source",
        number=number,
        issuer=citation.issuer or "—",
        year=citation.year or "—",
        place=_place(citation),
    )
    if citation.as_read is not None:
        issuer, year = (value or "—" for value in citation.as_read)
        label += t("ui.ask.source_as_read", issuer=issuer, year=year)
    quote = " ".join(citation.quote.split())
    if citation.corrected is not None:
        printed = quote or t("ui.ask.blank")
        return label + t("ui.ask.source_corrected", quote=printed, value=written(citation.corrected))
    if citation.kind == PASSAGE or not quote:
        return label
    return label + t("ui.ask.source_value", quote=quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}…")


def _place(citation: Citation) -> str:
    """Return what stands there: the cell or field by its words on the form, or the part of a passage."""
    if citation.path is not None and citation.path in metrics():
        return metrics()[citation.path].label
    if citation.path is not None and citation.kind != PASSAGE:
        return citation.path
    return t("ask.citation.part", part=citation.part) if citation.part else t("ui.ask.preamble")
