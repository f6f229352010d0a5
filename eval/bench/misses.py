"""Wrong cells in words: which, what gold wants, what was read, and whether a finding names it."""

from __future__ import annotations

from typing import Any

from eval.scoring import CellScore, score_cells
from extractor.schema import Report


def misses(report: Report, tables: dict[str, Any], where: str) -> tuple[CellScore, tuple[str, ...]]:
    """Return the score of a report's cells, and a line for each that is not as in gold.

    Args:
        report: As it was read.
        tables: Gold: table → row → column → value.
        where: What the report is called in the lines.
    """
    cells = score_cells(report, tables)
    return cells, tuple(describe(report, tables, name, where, silent=name in cells.silent) for name in cells.wrong)


def describe(report: Report, tables: dict[str, Any], name: str, where: str, *, silent: bool) -> str:
    """Return one wrong cell, or wrong row, in words; `null` is a blank, `no such row` a row the document lacks."""
    table, row, *columns = name.split(".")
    wanted = tables[table][row]
    read = (getattr(report.tables, table) or {}).get(row)
    if columns:
        cell = (read or {}).get(columns[0])
        got = "no such cell" if cell is None else f"{_number(cell.value)} (printed {cell.printed!r})"
        said = f"wanted {_number(wanted[columns[0]])}, got {got}"
    else:
        figures = {column: _number(cell.value) for column, cell in (read or {}).items() if cell}
        said = f"wanted no such row, got {figures}"
    return f"{where} {name}: {said}; {'no finding names it' if silent else 'named by a finding'}"


def _number(value: float | None) -> str:
    return "null" if value is None else f"{value:.15g}"
