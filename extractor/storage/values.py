"""Values of many reports at once, from the flat rows: what questions across reports are computed from."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, case, func, literal, null, or_, select

from extractor.storage.access import reading
from extractor.storage.review_tables import entries
from extractor.storage.scopes import Scope, in_scope
from extractor.storage.tables import (
    application_rows,
    disclosure_cells,
    facts,
    findings,
    reports,
    review_rows,
    revisions,
    texts,
)

if TYPE_CHECKING:
    from extractor.storage.store import ReportStore

_WIDE = {"applications": application_rows, "review_litigation": review_rows}
_FEW = 200
"""Issuers up to which their findings are looked for one by one, instead of all errors of the store."""


@dataclass(frozen=True)
class Cells:
    """Cells of one table whose sum is wanted: every one of some rows in some columns."""

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


Reading = tuple[int, float | None, int, float | None]
"""`(order, cells, blanks, stated)`: what the flat rows say about one report.

`cells` is the sum of the wanted cells that hold a number, None where none does; `blanks` how many are in the document
without a number; `stated` a value of the prose, None where it states none. Several statements give several readings.
"""


@dataclass(frozen=True)
class Body:
    """The current revision of a report, undecoded: `report` is its JSON, `text` what its spans count in."""

    order: int
    id: str
    revision: int
    report: dict[str, Any]
    text: str


_STATE = select(
    select(func.max(revisions.c.id)).scalar_subquery(),
    select(func.count(reports.c.id)).scalar_subquery(),
    select(func.max(entries.c.id)).scalar_subquery(),
)


def state_of(store: ReportStore) -> tuple[int, int, int]:
    """Return what changes whenever the store does: newest revision, number of reports, last entry of the review."""
    with reading(store) as connection:
        newest, count, last = connection.execute(_STATE).one()
    return newest or 0, count, last or 0


def readings(store: ReportStore, scope: Scope, cells: Cells | None, name: str | None) -> list[Reading]:
    """Return what each report in scope says; a report whose prose states a field several times comes several times.

    Args:
        store: Where the reports are.
        scope: Which reports.
        cells: What is wanted of the tables; None where they don't have it.
        name: Field of the prose; None where it doesn't state it.
    """
    found: list[Reading] = []
    with reading(store) as connection:
        for portion in in_scope(_beside(cells, name), scope):
            with connection.execute(portion) as result:
                found += result.cursor.fetchall()
    return found


def _beside(cells: Cells | None, name: str | None) -> Select[Any]:
    """Return the query for reports with their cells, and beside them what the prose states.

    Each row of a sum is joined by itself, from the index that holds its values: SQLite would go by report otherwise.
    """
    value: ColumnElement[Any] = null()
    blanks: ColumnElement[Any] = literal(0)
    stated: ColumnElement[Any] = null()
    source: Any = reports
    joined: list[tuple[FromClause, str]] = []
    if cells is not None:
        table, rows = _rows_of(cells)
        for one, condition in rows:
            source = source.outerjoin(one, and_(one.c.report_id == reports.c.id, *condition))
            joined.append((one, table.name))
        columns = [(one, column) for one, _ in rows for column in _columns(one, cells)]
        value, blanks = _total([column for _, column in columns]), _blank(columns)
    if name is not None:
        source = source.outerjoin(facts, and_(facts.c.report_id == reports.c.id, facts.c.field == name))
        joined.append((facts, facts.name))
        stated = facts.c.value
    query = select(reports.c.id, value, blanks, stated).select_from(source)
    for one, table_name in joined:
        query = query.with_hint(one, f"INDEXED BY ix_{table_name}_values", "sqlite")
    return query


_Row = tuple[FromClause, list[ColumnElement[bool]]]


def _rows_of(cells: Cells) -> tuple[Table, list[_Row]]:
    """Return the table of cells, and each of its rows under a name of its own with what chooses it."""
    table = disclosure_cells if cells.table == "disclosure" else _WIDE[cells.table]
    found: list[_Row] = []
    for row in cells.rows:
        one = table if len(cells.rows) == 1 else table.alias(f"cells_{len(found)}")
        chosen = [one.c.row == row]
        found.append((one, [*chosen, one.c.column.in_(cells.columns)] if table is disclosure_cells else chosen))
    return table, found


def _columns(one: FromClause, cells: Cells) -> list[ColumnElement[Any]]:
    """Return the columns that hold the values of a row."""
    return [one.c.value] if cells.table == "disclosure" else [one.c[column] for column in cells.columns]


def _total(columns: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """Return the sum of the columns that hold a number; NULL where none does."""
    if len(columns) == 1:
        return columns[0]
    total = sum((func.coalesce(column, 0) for column in columns[1:]), func.coalesce(columns[0], 0))
    return case((or_(*(column.is_not(None) for column in columns)), total), else_=null())


def _blank(columns: Sequence[tuple[FromClause, ColumnElement[Any]]]) -> ColumnElement[Any]:
    """Return how many of the columns are NULL in a row that is in the document."""
    counts = [case((column.is_not(None), 0), (one.c.report_id.is_(None), 0), else_=1) for one, column in columns]
    return sum(counts[1:], counts[0])


def flagged(store: ReportStore, scope: Scope, paths: Collection[str]) -> set[int]:
    """Return the reports that have an error in one of some cells, by their order; of many scopes also others."""
    if not paths:
        return set()
    held = or_(*(findings.c.cells.contains(json.dumps(path), autoescape=True) for path in paths))
    query = select(findings.c.report_id).where(findings.c.severity == "error", held)
    if scope.issuers is None or len(scope.issuers) > _FEW:
        with reading(store) as connection:
            return set(connection.scalars(query))
    wrong = query.where(findings.c.report_id == reports.c.id).correlate(reports).exists()
    found: set[int] = set()
    with reading(store) as connection:
        for portion in in_scope(select(reports.c.id).where(wrong), scope):
            found.update(connection.scalars(portion))
    return found


def bodies(store: ReportStore, orders: Collection[int]) -> dict[int, Body]:
    """Return the current revisions of some reports, by their order."""
    return _bodies(store, reports.c.id.in_(orders))


def revisions_of(store: ReportStore, orders: Collection[int]) -> dict[int, int]:
    """Return the numbers of the current revisions of some reports, by their order."""
    query = select(reports.c.id, reports.c.revision).where(reports.c.id.in_(orders))
    with reading(store) as connection:
        return {row.id: row.revision for row in connection.execute(query)}


def bodies_of(store: ReportStore, keys: Collection[str]) -> dict[int, Body]:
    """Return the current revisions of some reports by their ids, by their order."""
    return _bodies(store, reports.c.key.in_(keys))


def _bodies(store: ReportStore, chosen: ColumnElement[bool]) -> dict[int, Body]:
    c = revisions.c
    join = reports.join(revisions, and_(c.report_id == reports.c.id, c.number == reports.c.revision))
    source = join.join(texts, texts.c.id == c.text_id)
    query = select(reports.c.id, reports.c.key, c.number, c.body, texts.c.text).select_from(source)
    with reading(store) as connection:
        rows = connection.execute(query.where(chosen)).all()
    try:
        return {row.id: Body(row.id, row.key, row.number, _json(row.body), _text(row.text)) for row in rows}
    except (ValueError, zlib.error) as error:
        raise store._damaged(error) from error


def _json(body: bytes) -> dict[str, Any]:
    values: dict[str, Any] = from_json(zlib.decompress(body))
    return values


def _text(packed: bytes) -> str:
    return zlib.decompress(packed).decode()
