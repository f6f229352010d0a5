"""The reports of one issuer, and their figures over the years: from the flat rows, without the whole reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from extractor.storage.access import reading
from extractor.storage.tables import application_rows, disclosure_cells, facts, reports, review_rows

if TYPE_CHECKING:
    from extractor.storage.store import ReportStore

_WIDE = {"applications": application_rows, "review_litigation": review_rows}


@dataclass(frozen=True)
class Volume:
    """A stored report as one of a series; `order` grows as reports come into the store."""

    id: str
    issuer: str
    year: int
    order: int


def issuers(store: ReportStore) -> tuple[str, ...]:
    """Return every issuer as printed, once."""
    query = select(reports.c.issuer).where(reports.c.issuer.is_not(None)).distinct()
    with reading(store) as connection:
        return tuple(connection.scalars(query))


def volumes(store: ReportStore, names: Collection[str]) -> tuple[Volume, ...]:
    """Return the reports of issuers with these names that state a year, in the order they were first stored."""
    c = reports.c
    query = select(c.key, c.issuer, c.year, c.id).where(c.issuer.in_(names), c.year.is_not(None)).order_by(c.id)
    with reading(store) as connection:
        return tuple(Volume(*row) for row in connection.execute(query))


def figures(
    store: ReportStore, ids: Mapping[int, str], cells: Collection[str], fields: Collection[str]
) -> dict[str, dict[str, float]]:
    """Return the figures of reports by id, each by the path of its cell or the name of its field.

    Args:
        store: Where the reports are.
        ids: Which reports: their place in the order of the store, and their id.
        cells: Paths of cells; a blank gives no figure.
        fields: Facts of the prose; one that has several values, or only about, gives no figure.
    """
    found: dict[str, dict[str, float]] = {report_id: {} for report_id in ids.values()}
    with reading(store) as connection:
        read = (*_cells(connection, tuple(ids), cells), *_facts(connection, tuple(ids), fields))
    for order, path, value in read:
        found[ids[order]][path] = value
    return found


Figure = tuple[int, str, float]


def _cells(connection: Connection, ids: Collection[int], cells: Collection[str]) -> list[Figure]:
    """Return `(report, path, value)` of the cells that hold a number."""
    wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, row, column in (path.split(".") for path in cells):
        wanted[name][row].append(column)
    found: list[Figure] = []
    for name, table in _WIDE.items():
        query = select(table).where(table.c.report_id.in_(ids), table.c.row.in_(wanted[name]))
        for line in connection.execute(query).mappings():
            columns = wanted[name][line["row"]]
            found += [(line["report_id"], f"{name}.{line['row']}.{column}", line[column]) for column in columns]
    c = disclosure_cells.c
    query = select(c.report_id, c.row, c.column, c.value).where(c.report_id.in_(ids))
    for report_id, row, column, value in connection.execute(query):
        if column in wanted["disclosure"].get(row, ()):
            found.append((report_id, f"disclosure.{row}.{column}", value))
    return [figure for figure in found if figure[2] is not None]


def _facts(connection: Connection, ids: Collection[int], fields: Collection[str]) -> list[Figure]:
    """Return `(report, field, value)` of the fields with one exact value."""
    query = select(facts.c.report_id, facts.c.field, facts.c.value).where(
        facts.c.report_id.in_(ids), facts.c.field.in_(fields), facts.c.approximate.is_(False)
    )
    stated: dict[tuple[int, str], set[float]] = defaultdict(set)
    for report_id, name, value in connection.execute(query):
        stated[report_id, name].add(value)
    return [(*key, values.pop()) for key, values in stated.items() if len(values) == 1]
