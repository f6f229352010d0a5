"""Wrong digits in the cells of a report that was read already."""

from __future__ import annotations

from random import Random

from eval.inject.digits import Planted, plant
from extractor.schema import Cell, Report, Row, TableCells

TABLES = ("applications", "review_litigation")
"""The tables whose cells stand in identities."""


def spoil_report(rng: Random, report: Report, count: int) -> tuple[Report, list[Planted]]:
    """Return a report with wrong digits in some cells of tables 3 and 4; its findings are still those of before."""
    cells = {
        f"{table}.{row}.{column}": int(cell.value)
        for table in TABLES
        for row, columns in (getattr(report.tables, table) or {}).items()
        for column, cell in (columns or {}).items()
        if cell is not None and cell.value is not None and cell.printed == str(int(cell.value))
    }
    planted = plant(rng, cells, count)
    wrong = {item.place: item.printed for item in planted}
    tables = {table: _spoilt(table, getattr(report.tables, table), wrong) for table in TABLES}
    return report.model_copy(update={"tables": report.tables.model_copy(update=tables)}), planted


def _spoilt(table: str, cells: TableCells | None, wrong: dict[str, int]) -> TableCells | None:
    if cells is None:
        return None
    spoilt: TableCells = {}
    for row, columns in cells.items():
        spoilt[row] = columns and _spoilt_row(f"{table}.{row}", columns, wrong)
    return spoilt


def _spoilt_row(path: str, columns: Row, wrong: dict[str, int]) -> Row:
    return {column: _spoilt_cell(cell, wrong.get(f"{path}.{column}")) for column, cell in columns.items()}


def _spoilt_cell(cell: Cell | None, value: int | None) -> Cell | None:
    if cell is None or value is None:
        return cell
    return cell.model_copy(update={"value": value, "printed": str(value)})
