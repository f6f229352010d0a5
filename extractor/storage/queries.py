"""Finding reports: by a prefix of the id, by filters, as lines of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from sqlalchemy import Connection, Select, select

from extractor.errors import ReportNotFoundError
from extractor.storage.tables import document_names, reports, revisions


class Filters(TypedDict, total=False):
    """What reports have to fit; None fits all. `issuer` may be a part of the name, the others are exact."""

    issuer: str | None
    year: int | None
    form: str | None
    status: str | None


@dataclass(frozen=True)
class ReportSummary:
    """A line of the list of reports, from the current revision; `names` are all file names it came under."""

    id: str
    revision: int
    issuer: str | None
    year: int | None
    form: str | None
    status: str
    facts: int
    quantities: int
    findings: int
    errors: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Revision:
    """One stored result of a report; number 1 is the first.

    Attributes:
        settings: Hash of the office's settings the checks ran with; None where every rule ran as declared.
    """

    number: int
    engine: str
    version: str
    created_at: str
    settings: str | None


def find_report(connection: Connection, report_id: str) -> Any:
    """Return the row of the only report whose id begins like this.

    Raises:
        ReportNotFoundError: No report fits, or several do.
    """
    key = report_id.strip().lower()
    query = select(reports).where(reports.c.key >= key, reports.c.key < key + "g").order_by(reports.c.key)
    rows = connection.execute(query.limit(5)).all() if key else []
    if not rows:
        raise ReportNotFoundError(id=report_id)
    if len(rows) > 1:
        several = ", ".join(row.key for row in rows)
        raise ReportNotFoundError("error.report_ambiguous", id=report_id, candidates=several)
    return rows[0]


def find_revision(connection: Connection, query: Select[Any], report_id: str, number: int | None) -> Any:
    """Return the row of a query on revisions for one revision; None is the current one.

    Raises:
        ReportNotFoundError: There is no such report or revision.
    """
    report = find_report(connection, report_id)
    number = report.revision if number is None else number
    row = connection.execute(
        query.where(revisions.c.report_id == report.id, revisions.c.number == number)
    ).one_or_none()
    if row is None:
        raise ReportNotFoundError("error.revision_not_found", id=report.key, revision=number)
    return row


def filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    """Return a query on reports narrowed to those that fit."""
    issuer = filters.get("issuer")
    if issuer is not None:
        query = query.where(reports.c.issuer.contains(issuer, autoescape=True))
    exact = {"year": filters.get("year"), "form": filters.get("form"), "status": filters.get("status")}
    for name, value in exact.items():
        if value is not None:
            query = query.where(reports.c[name] == value)
    return query


def summaries(
    connection: Connection, limit: int | None, offset: int, filters: Filters, after: str | None = None
) -> tuple[ReportSummary, ...]:
    """Return the lines of the list, in the order the reports were first stored; `after` is the id before the first."""
    query = filtered(select(reports), filters).order_by(reports.c.id).limit(limit).offset(offset)
    if after is not None:
        query = query.where(reports.c.id > find_report(connection, after).id)
    rows = connection.execute(query).all()
    names = _names(connection, [row.document_id for row in rows])
    return tuple(_summary(row, tuple(names[row.document_id])) for row in rows)


def _names(connection: Connection, document_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the file names of documents; asked for in portions, since a database limits its parameters."""
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(document_ids), 1000):
        query = select(document_names).where(document_names.c.document_id.in_(document_ids[start : start + 1000]))
        for row in connection.execute(query.order_by(document_names.c.name)):
            found[row.document_id].append(row.name)
    return found


def _summary(row: Any, names: tuple[str, ...]) -> ReportSummary:
    return ReportSummary(
        id=row.key,
        revision=row.revision,
        issuer=row.issuer,
        year=row.year,
        form=row.form,
        status=row.status,
        facts=row.facts,
        quantities=row.quantities,
        findings=row.findings,
        errors=row.errors,
        names=names,
    )
