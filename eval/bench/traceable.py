"""Whether a wrong figure can be noticed at all: whether one of the printed sums it stands in is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.schema.forms import RESULT_ROWS

Columns = Mapping[str, float | None]
Rows = Mapping[str, Columns | None]
Side = list[float | None]

_RESULTS = frozenset(RESULT_ROWS["2021"] + RESULT_ROWS["2019"])


def traceable(tables: Mapping[str, Rows], cell: str) -> bool:
    """Return whether a printed sum with this cell in it doesn't hold, or lacks a figure; never in table 2.

    Two parts of a row of table 4 that change places leave every sum whole: no arithmetic can tell.
    """
    table, row, column = cell.split(".")
    return any(
        None in left + right or _total(left) != _total(right) for left, right in _sums(tables, table, row, column)
    )


def _sums(tables: Mapping[str, Rows], table: str, row: str, column: str) -> Iterator[tuple[Side, Side]]:
    """Yield both sides of every identity a cell stands in."""
    if table == "disclosure":
        return
    rows = {key: columns for key, columns in tables[table].items() if columns is not None}
    yield [value for key, value in rows[row].items() if key != "total"], [rows[row]["total"]]
    if table == "review_litigation":
        return
    at = {key: columns[column] for key, columns in rows.items()}
    if row in _RESULTS or row == "total_processed":
        yield [value for key, value in at.items() if key in _RESULTS], [at["total_processed"]]
    if row not in _RESULTS:
        yield [at["new_received"], at["carried_over"]], [at["total_processed"], at["carried_forward"]]


def _total(side: Side) -> float:
    return sum(value for value in side if value is not None)
