"""Values of many reports at once, from the flat rows: what questions across reports are computed from."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, literal, null, or_, select

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
_PORTION = 20_000
"""Parameters of one statement; a database limits them."""


@dataclass(frozen=True)
class Listed:
    """A stored report as one of many; `order` grows as reports come into the store."""

    order: int
    id: str
    issuer: str | None
    year: int | None
    form: str | None
    level: str | None


@dataclass(frozen=True)
class Scope:
    """Which reports are asked about; None is no limit.

    Attributes:
        issuers: Names as printed.
        levels: Kinds of issuers.
        form: Of the tables.
    """

    issuers: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None
    levels: tuple[str, ...] | None = None
    form: str | None = None


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


def state_of(store: ReportStore) -> tuple[int, int]:
    """Return what changes whenever the store does: the newest revision and the number of reports."""
    query = select(
        select(func.max(revisions.c.id)).scalar_subquery(), select(func.count(reports.c.id)).scalar_subquery()
    )
    with store._reading() as connection:
        newest, count = connection.execute(query).one()
    return newest or 0, count


def listed(store: ReportStore) -> list[Listed]:
    """Return every report of the store."""
    c = reports.c
    with store._reading() as connection:
        rows = connection.execute(select(c.id, c.key, c.issuer, c.year, c.form, c.level))
        return [Listed(*row) for row in rows]


def readings(store: ReportStore, scope: Scope, cells: Cells | None, name: str | None) -> list[Reading]:
    """Return what each report in scope says; a report whose prose states a field several times comes several times.

    Args:
        store: Where the reports are.
        scope: Which reports.
        cells: What is wanted of the tables; None where they don't have it.
        name: Field of the prose; None where it doesn't state it.
    """
    value, blanks, source = _cell_columns(cells)
    stated: ColumnElement[Any] = null()
    if name is not None:
        source = source.outerjoin(facts, and_(facts.c.report_id == reports.c.id, facts.c.field == name))
        stated = facts.c.value
    query = select(reports.c.id, value, blanks, stated).select_from(source)
    for table in (*_WIDE.values(), disclosure_cells, facts):
        query = query.with_hint(table, f"INDEXED BY ix_{table.name}_values", "sqlite")
    found: list[Any] = []
    with store._reading() as connection:
        for portion in _in_scope(query, scope):
            found += connection.execute(portion).all()
    return found


def _cell_columns(cells: Cells | None) -> tuple[ColumnElement[Any], ColumnElement[Any], Any]:
    """Return the sum of the cells, how many are blank, and what is selected from."""
    if cells is None:
        return null(), literal(0), reports
    if len(cells.rows) > 1:
        return *_over_rows(cells), reports
    table, conditions, columns = _table_of(cells)
    joined = reports.outerjoin(table, and_(table.c.report_id == reports.c.id, *conditions))
    return _total(columns), _blank(table, columns), joined


def _over_rows(cells: Cells) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return the sum over several rows, which stand beside each other by report, and how many cells are blank."""
    table, conditions, columns = _table_of(cells)
    mine = (table.c.report_id == reports.c.id, *conditions)
    total = select(func.sum(_total(columns))).where(*mine).scalar_subquery()
    blank = select(func.sum(_blank(table, columns))).where(*mine).scalar_subquery()
    return total, func.coalesce(blank, 0)


def _table_of(cells: Cells) -> tuple[Table, list[ColumnElement[bool]], list[ColumnElement[Any]]]:
    """Return the table of cells, what chooses their rows, and the columns that hold their values."""
    if cells.table == "disclosure":
        c = disclosure_cells.c
        return disclosure_cells, [_one_of(c.row, cells.rows), _one_of(c.column, cells.columns)], [c.value]
    table = _WIDE[cells.table]
    return table, [_one_of(table.c.row, cells.rows)], [table.c[column] for column in cells.columns]


def _one_of(column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
    return column == values[0] if len(values) == 1 else column.in_(values)


def _total(columns: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """Return the sum of the columns that hold a number; NULL where none does."""
    if len(columns) == 1:
        return columns[0]
    total = sum((func.coalesce(column, 0) for column in columns[1:]), func.coalesce(columns[0], 0))
    return case((or_(*(column.is_not(None) for column in columns)), total), else_=null())


def _blank(table: Table, columns: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """Return how many of the columns are NULL in a row that is in the document."""
    count = sum((case((column.is_(None), 1), else_=0) for column in columns), literal(0))
    return case((table.c.report_id.is_(None), 0), else_=count)


def flagged(store: ReportStore, scope: Scope, paths: Collection[str]) -> set[int]:
    """Return the reports that have an error in one of some cells, by their order."""
    if not paths:
        return set()
    mine = (findings.c.report_id == reports.c.id, findings.c.severity == "error")
    held = or_(*(findings.c.cells.contains(json.dumps(path), autoescape=True) for path in paths))
    wrong = select(findings.c.report_id).where(*mine, held).correlate(reports).exists()
    found: set[int] = set()
    with store._reading() as connection:
        for query in _in_scope(select(reports.c.id).where(wrong), scope):
            found.update(connection.scalars(query))
    return found


def bodies(store: ReportStore, orders: Collection[int]) -> dict[int, Body]:
    """Return the current revisions of some reports, by their order."""
    c = revisions.c
    join = reports.join(revisions, and_(c.report_id == reports.c.id, c.number == reports.c.revision))
    source = join.join(texts, texts.c.id == c.text_id)
    query = select(reports.c.id, reports.c.key, c.number, c.body, texts.c.text).select_from(source)
    with store._reading() as connection:
        rows = connection.execute(query.where(reports.c.id.in_(orders))).all()
    try:
        return {row.id: Body(row.id, row.key, row.number, _json(row.body), _text(row.text)) for row in rows}
    except (ValueError, zlib.error) as error:
        raise store._damaged(error) from error


def _json(body: bytes) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(zlib.decompress(body))
    return values


def _text(packed: bytes) -> str:
    return zlib.decompress(packed).decode()


def _in_scope(query: Select[Any], scope: Scope) -> Iterable[Select[Any]]:
    """Yield a query on reports narrowed to the scope, in as many portions as the names of issuers take."""
    c = reports.c
    if scope.years is not None:
        query = query.where(c.year == scope.years[0] if len(scope.years) == 1 else c.year.in_(scope.years))
    if scope.levels is not None:
        query = query.where(c.level.in_(scope.levels))
    if scope.form is not None:
        query = query.where(c.form == scope.form)
    if scope.issuers is None:
        yield query
        return
    query = query.with_hint(reports, "INDEXED BY ix_reports_issuer", "sqlite")
    for start in range(0, len(scope.issuers), _PORTION):
        yield query.where(c.issuer.in_(scope.issuers[start : start + _PORTION]))
