"""Which reports have errors that nobody has dealt with yet: counted by SQL, without reading a report."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select

from extractor.storage.access import reading
from extractor.storage.review_tables import review_reports
from extractor.storage.scopes import Scope, in_scope
from extractor.storage.store import ReportStore
from extractor.storage.tables import finding_events, findings, reports


@dataclass(frozen=True)
class OpenErrors:
    """The errors of a report.

    Attributes:
        order: Of the report in the store.
        found: Failed checks that are errors, in the current revision.
        open: Those that nobody dismissed or corrected; `found` where that is not known.
        known: Whether it is known: nobody has worked on the report, or its counts are up to date.
        cells: Of all that were found, `table.row.column`, each once.
    """

    order: int
    found: int
    open: int
    known: bool
    cells: tuple[str, ...]


def open_errors(store: ReportStore, scope: Scope) -> list[OpenErrors]:
    """Return the reports in scope that have open errors, in the order of the store."""
    listed: list[OpenErrors] = []
    c, events = review_reports.c, finding_events.c
    decided = select(events.report_id, func.count().label("decided")).group_by(events.report_id).subquery()
    number = func.coalesce(decided.c.decided, 0)
    source = reports.outerjoin(review_reports, c.report_id == reports.c.id)
    source = source.outerjoin(decided, decided.c.report_id == reports.c.id)
    fresh = and_(c.revision == reports.c.revision, c.decided == number)
    wrong = select(findings.c.report_id).where(*_errors(), findings.c.report_id == reports.c.id).correlate(reports)
    query = select(reports.c.id, c.errors, c.version, number.label("decided"), fresh.label("fresh"))
    query = query.select_from(source).where(wrong.exists() | (and_(fresh, c.errors > 0)))
    found = _cells(store, scope)
    with reading(store) as connection:
        for portion in in_scope(query, scope):
            for row in connection.execute(portion):
                cells = found.get(row.id, [])
                count = row.errors if row.fresh else len(cells)
                known = bool(row.fresh) or not (row.version or row.decided)
                paths = tuple(dict.fromkeys(path for some in cells for path in some))
                listed.append(OpenErrors(row.id, len(cells), count, known, paths))
    return sorted((one for one in listed if one.open), key=lambda one: one.order)


def _errors() -> tuple[ColumnElement[bool], ...]:
    return findings.c.severity == "error", findings.c.outcome == "fail"


def _cells(store: ReportStore, scope: Scope) -> dict[int, list[list[str]]]:
    """Return by report the cells of each error that was found."""
    found: dict[int, list[list[str]]] = defaultdict(list)
    query = select(findings.c.report_id, findings.c.cells).join(reports, reports.c.id == findings.c.report_id)
    with reading(store) as connection:
        for portion in in_scope(query.where(*_errors()), scope):
            for row in connection.execute(portion):
                found[row.report_id].append(json.loads(row.cells))
    return found
