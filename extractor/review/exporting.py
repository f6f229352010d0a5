"""Reviewed reports as exports and notices take them: what holds, beside what is printed and what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from extractor.export.source import Correction, Exported, Review
from extractor.export.source import Kind as Change
from extractor.review.desk import Desk, read_desk
from extractor.review.gold import as_printed, is_source_error
from extractor.review.model import Kind, LogEntry, ReviewState, Value
from extractor.review.recheck import recheck
from extractor.review.standing import span_of
from extractor.review.view import ReviewedReport
from extractor.schema import Cell, Finding, Report
from extractor.schema.life import Reviewed
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import reports
from extractor.validation.context import TABLE_KEYS
from extractor.validation.life import track, with_findings
from extractor.validation.settings import DECLARED, CheckSettings

Also = Callable[[Report], Sequence[Finding]]
"""Returns the findings about a report that are not stored with it, between reports."""

_PORTION = 500
"""Ids asked for at a time; a database limits its parameters."""


def reviewed_exports(
    store: ReportStore, ids: Sequence[str], also: Also | None = None, settings: CheckSettings = DECLARED
) -> Iterator[Exported]:
    """Yield reports with their corrections, in the order of the ids; only one is held at a time.

    Args:
        store: Where they are.
        ids: Whole ids.
        also: Asked for each report.
        settings: Of the office, for checking corrected reports again.
    """
    for report_id, is_begun in _begun(store, ids):
        if is_begun:
            yield exported(_desk(store, report_id, also, settings))
        else:
            yield _untouched(store, report_id, also)


def printed_exports(store: ReportStore, ids: Sequence[str], also: Also | None = None) -> Iterator[Exported]:
    """Yield reports as they were extracted, corrections left aside; as `reviewed_exports`."""
    return (_untouched(store, report_id, also) for report_id in ids)


def noticed(
    store: ReportStore, ids: Sequence[str], also: Also | None = None, settings: CheckSettings = DECLARED
) -> Iterator[Reviewed]:
    """Yield reports as notices take them: what the source prints, misreadings mended, with what was decided."""
    for report_id, is_begun in _begun(store, ids):
        if not is_begun:
            yield store.reviewed_one(report_id, also)
            continue
        desk = _desk(store, report_id, also, settings)
        view = desk.view()
        misread = [value.path for value in view.corrections if not is_source_error(value)]
        printed = view.stored
        if misread:
            printed = recheck(view.stored, as_printed(view), misread, desk.document, settings)
        printed = with_findings(printed, desk.also)
        yield Reviewed(report=printed, findings=track(printed, desk.revision, desk.decisions))


def ids_in_state(store: ReportStore, state: ReviewState) -> frozenset[str]:
    """Return the ids of the reports whose review stands there."""
    source = reports.join(review_reports, review_reports.c.report_id == reports.c.id)
    query = select(reports.c.key).select_from(source).where(review_reports.c.state == state.value)
    with reading(store) as connection:
        return frozenset(connection.scalars(query))


def exported(desk: Desk) -> Exported:
    """Return a report on the desk as it is exported."""
    view = desk.view()
    corrections = tuple(_correction(value, value.correction) for value in view.values.values() if value.correction)
    review = Review(desk.state.value, desk.assignee, desk.version)
    return Exported(
        with_findings(view.stored, desk.also), _with_prints(view), lambda _: view.findings, corrections, review
    )


def _desk(store: ReportStore, report_id: str, also: Also | None, settings: CheckSettings) -> Desk:
    further = also(store.get(report_id)) if also else ()
    return read_desk(store, report_id, settings, further)


def _untouched(store: ReportStore, report_id: str, also: Also | None) -> Exported:
    report = store.get(report_id)
    found = with_findings(report, also(report)) if also else report
    return Exported(found, found, store.tracked)


def _begun(store: ReportStore, ids: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the ids with whether anybody has reviewed the report."""
    source = reports.join(review_reports, review_reports.c.report_id == reports.c.id)
    query = select(reports.c.key).select_from(source).where(review_reports.c.version > 0)
    for start in range(0, len(ids), _PORTION):
        portion = ids[start : start + _PORTION]
        with reading(store) as connection:
            begun = set(connection.scalars(query.where(reports.c.key.in_(portion))))
        yield from ((report_id, report_id in begun) for report_id in portion)


def _correction(value: Value, entry: LogEntry) -> Correction:
    given = entry.new or {}
    return Correction(
        path=value.path,
        stands=_stands(value),
        kind=_change(value),
        printed=value.read.printed if value.read else None,
        read=value.read.value if value.read else None,
        value=given.get("text", given.get("value")),
        cause=entry.cause.value if entry.cause else None,
        reason=entry.reason,
        by=entry.by,
        at=entry.at,
    )


def _change(value: Value) -> Change:
    if value.in_doubt:
        return Change.IN_DOUBT
    if value.removed:
        return Change.REMOVED
    return Change.CHANGED if value.read else Change.ADDED


def _stands(value: Value) -> str:
    """Return the path of a fact at the place it has now; of other values their own."""
    span = span_of(value.corrected)
    if value.kind is not Kind.FACT or span is None:
        return value.path
    return f"{value.path.partition('@')[0]}@{span[0]}-{span[1]}"


def _with_prints(view: ReviewedReport) -> Report:
    """Return the corrected report whose cells print what the source prints, not what it should."""
    changed = {value.path: value for value in view.corrections if value.kind is Kind.CELL}
    if not changed:
        return view.corrected
    tables = view.corrected.tables
    kept: dict[str, Any] = {key: _rows(key, getattr(tables, key), changed) for key in TABLE_KEYS}
    if tables.annex:
        kept["annex"] = tuple(
            line.model_copy(
                update={
                    column: _cell(getattr(line, column), changed.get(f"annex.{number}.{column}"))
                    for column in ("this_year", "cumulative")
                }
            )
            for number, line in enumerate(tables.annex)
        )
    return view.corrected.model_copy(update={"tables": tables.model_copy(update=kept)})


def _rows(table: str, rows: Any, changed: Mapping[str, Value]) -> Any:
    if rows is None:
        return None
    return {
        row: None
        if cells is None
        else {column: _cell(cell, changed.get(f"{table}.{row}.{column}")) for column, cell in cells.items()}
        for row, cells in rows.items()
    }


def _cell(cell: Cell | None, value: Value | None) -> Cell | None:
    if cell is None or value is None:
        return cell
    printed = value.read.printed if value.read else None
    return cell.model_copy(update={"printed": printed or ""})
