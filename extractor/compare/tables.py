"""The official tables of two reports, cell by cell, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.compare.model import Difference, Side, difference_of
from extractor.export.cells import TABLES, lines, state_of
from extractor.schema import Cell, Report, Row
from extractor.schema.forms import RowSpec, cell_path


@dataclass(frozen=True)
class CellPair:
    """A cell in both reports; None where a document has no such cell."""

    path: str
    left: Cell | None
    right: Cell | None
    difference: Difference

    @property
    def change(self) -> float | None:
        """Return by how much the number grew; None where one of them is no number."""
        if self.left is None or self.right is None or self.left.value is None or self.right.value is None:
            return None
        return self.right.value - self.left.value


@dataclass(frozen=True)
class RowPair:
    """A line of the form; `cells` by column."""

    key: str
    group: str
    label: str
    cells: dict[str, CellPair]


@dataclass(frozen=True)
class TablePair:
    """A table in both reports."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[RowPair, ...]

    @property
    def differences(self) -> Iterator[Difference]:
        """Yield how each cell differs, without those of neither document or of one form alone."""
        for row in self.rows:
            for cell in row.cells.values():
                if (cell.left is not None or cell.right is not None) and cell.difference is not Difference.NO_PLACE:
                    yield cell.difference


def compare_tables(left: Side, right: Side) -> tuple[TablePair, ...]:
    """Return the tables that at least one of two reports has; rows of another form stand behind those of the first."""
    pairs = (_table(key, left.report, right.report) for key in TABLES)
    return tuple(pair for pair in pairs if pair.rows)


def _table(key: str, left: Report, right: Report) -> TablePair:
    ours, theirs = dict(_lines(left, key)), dict(_lines(right, key))
    rows = []
    for name in [*ours, *(name for name in theirs if name not in ours)]:
        (spec, own), (other, others) = ours.get(name, (None, None)), theirs.get(name, (None, None))
        row = _row(key, name, (spec, other), own, others)
        rows.append(_without_place(row, spec, other) if ours and theirs else row)
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return TablePair(key, tuple(columns), tuple(rows))


def _lines(report: Report, table: str) -> Iterator[tuple[str, tuple[RowSpec, Row | None]]]:
    for spec, row in lines(report, table):
        yield spec.key, (spec, row)


def _row(
    table: str, name: str, both: tuple[RowSpec | None, RowSpec | None], left: Row | None, right: Row | None
) -> RowPair:
    specs = [spec for spec in both if spec is not None]
    columns = dict.fromkeys(column for spec in specs for column in spec.columns)
    cells = {
        column: _cell(cell_path(table, name, column), (left or {}).get(column), (right or {}).get(column))
        for column in columns
    }
    return RowPair(name, specs[0].group, specs[0].ordinal + specs[0].label, cells)


def _without_place(row: RowPair, *both: RowSpec | None) -> RowPair:
    """Return a line of two tables whose cells say where one of the forms has no place for them."""
    placed = [spec.columns if spec else () for spec in both]
    cells = {
        column: pair if all(column in columns for columns in placed) else replace(pair, difference=Difference.NO_PLACE)
        for column, pair in row.cells.items()
    }
    return replace(row, cells=cells)


def _cell(path: str, left: Cell | None, right: Cell | None) -> CellPair:
    difference = difference_of(_what(left), _what(right), is_left=left is not None, is_right=right is not None)
    return CellPair(path, left, right, difference)


def _what(cell: Cell | None) -> tuple[str, float | None]:
    return state_of(cell), cell.value if cell else None
