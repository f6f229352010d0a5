"""One sheet of a workbook: which of its rows are lines of text and which are rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.parsing.readers.builder import GridCell, TextBuilder
from extractor.parsing.readers.xlsx.numbers import shown

_WIDEST = 60
"""Filled columns of a sheet; table 4 has 15, and no report more than 20."""
_DEFAULT_TITLE = re.compile(r"(?:Sheet|工作表|表)\s?\d*", re.IGNORECASE)

Row = dict[int, str]
"""Column → what is displayed there, for the cells that hold something."""


@dataclass
class Sheet:
    """What a sheet displays.

    Attributes:
        rows: Row number → row, in order; those that hold nothing are absent.
        merged: (row, column) of a merged cell → how many columns it covers.
        hidden: Whether the whole sheet is hidden.
        without_value: Addresses of formulas whose result the file doesn't hold.
        rounded: Addresses of numbers displayed with fewer digits than they have, with both.
        hidden_cells: Addresses of cells in hidden rows or columns.
    """

    title: str
    rows: dict[int, Row] = field(default_factory=dict)
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden: bool = False
    without_value: list[str] = field(default_factory=list)
    rounded: list[str] = field(default_factory=list)
    hidden_cells: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return everything in the sheet without white space."""
        return "".join("".join(text.split()) for row in self.rows.values() for text in row.values())

    @property
    def too_wide(self) -> bool:
        """Return whether it has more columns than any table of a report."""
        return len({column for row in self.rows.values() for column in row}) > _WIDEST


def read_sheet(sheet: Any, formulas: Any | None) -> Sheet:
    """Return what an openpyxl sheet displays; `formulas` is the same sheet with its formulas instead of values."""
    merged = {(r.min_row, r.min_col): r.max_col - r.min_col + 1 for r in sheet.merged_cells.ranges}
    read = Sheet(sheet.title, merged=merged, hidden=sheet.sheet_state != "visible")
    hidden_columns = {
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 1, (dimension.max or 1) + 1)
    }
    # openpyxl has no public way to the cells that exist; its rows would be padded up to one stray cell at the far end.
    for (row, column), cell in sorted(sheet._cells.items()):
        display = shown(cell.value, cell.number_format)
        if display.text.strip():
            read.rows.setdefault(row, {})[column] = display.text.strip()
            address = _address(read.title, row, column)
            if display.stored is not None:
                read.rounded.append(f"{address} {display.stored} → {display.text}")
            if column in hidden_columns or (row in sheet.row_dimensions and sheet.row_dimensions[row].hidden):
                read.hidden_cells.append(address)
        elif formulas is not None and formulas._cells[row, column].data_type == "f":
            read.without_value.append(_address(read.title, row, column))
    return read


def write_sheet(sheet: Sheet, builder: TextBuilder) -> None:
    """Append a sheet: its name unless it is a default one, its lines and tables."""
    builder.line_break()
    if not _DEFAULT_TITLE.fullmatch(sheet.title.strip()):
        builder.write(sheet.title, path=sheet.title)
        builder.write("\n")
    for block in _blocks(sheet.rows):
        _write_block(sheet, block, builder)


def _blocks(rows: Mapping[int, Row]) -> Iterator[dict[int, Row]]:
    """Yield the runs of rows between blank ones."""
    block: dict[int, Row] = {}
    for number, row in rows.items():
        if block and number - 1 not in block:
            yield block
            block = {}
        block[number] = row
    if block:
        yield block


def _write_block(sheet: Sheet, block: dict[int, Row], builder: TextBuilder) -> None:
    """Write rows of one cell before and after the table, or as wide as it, as lines, and the others as pipe rows."""
    tabular = [number for number, row in block.items() if len(row) > 1]
    columns = sorted({column for number in tabular for column in block[number]})
    pending: list[list[GridCell]] = []
    for number, row in block.items():
        inside = bool(tabular) and tabular[0] <= number <= tabular[-1]
        if inside and not _is_line(sheet, number, row, columns):
            pending.append([_cell(sheet, number, column, row) for column in columns])
            continue
        builder.table(pending)
        pending = []
        for column, text in row.items():
            builder.write(text, path=_address(sheet.title, number, column))
            builder.write("\n")
    builder.table(pending)


def _is_line(sheet: Sheet, number: int, row: Row, columns: list[int]) -> bool:
    """Return whether a row is one cell that stands over the whole width of the table, or outside of it."""
    ((column, _),) = row.items() if len(row) == 1 else ((0, ""),)
    if not column:
        return False
    return column not in columns or column + sheet.merged.get((number, column), 1) > columns[-1]


def _cell(sheet: Sheet, number: int, column: int, row: Row) -> GridCell:
    return GridCell(row.get(column, ""), path=_address(sheet.title, number, column))


def _address(title: str, row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{title}!{get_column_letter(column)}{row}"
