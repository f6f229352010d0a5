"""Gold of the tables: what the text itself lets a reader know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eval.synth import splits
from eval.synth.model import RowCells, Tables
from extractor.schema.forms import APPLICATIONS, DISCLOSURE, REVIEW_LITIGATION, cell_path

_OTHER_2021 = ("other_not_corrected", "other_fee_unpaid", "other_other")


def gold_tables(printed: Tables, form: str, single_other: bool, ambiguous: set[str]) -> dict[str, Any]:
    """Return table → row → column → value; None for a blank, an undecidable cell, or as a whole for a missing row."""
    keys = {
        "disclosure": DISCLOSURE[form].row_keys,
        "applications": APPLICATIONS["2019" if single_other else form].row_keys,
        "review_litigation": REVIEW_LITIGATION.row_keys,
    }
    gold: dict[str, Any] = {
        name: {row: _values(name, row, printed[name].get(row), ambiguous) for row in rows}
        for name, rows in keys.items()
    }
    if single_other:
        gold["applications"].update(dict.fromkeys(_OTHER_2021))
    return gold


def _values(table: str, row: str, cells: RowCells | None, ambiguous: set[str]) -> dict[str, int | float | None] | None:
    if cells is None:
        return None
    return {
        column: None if cell_path(table, row, column) in ambiguous else cell.value for column, cell in cells.items()
    }


def _run(cells: Iterable[RowCells]) -> str:
    return "".join(cell.printed for row in cells for cell in row.values())


def settle_glued(printed: Tables, form: str, single_other: bool) -> list[str] | None:
    """Return the cells that glued digits leave open, all identities taken together.

    Returns:
        Paths of the cells on which the remaining readings disagree. None where readings remain and the printed one is
        not among them: a planted error that the text hides, of no use as gold.

    Raises:
        TooManyReadings: The search would take too long.
    """
    found: list[str] = []
    for row, cells in printed["disclosure"].items():
        readings = splits.free_splits(_run([cells]), len(cells))
        found += _open("disclosure", row, cells, readings)
    table = printed["applications"]
    by_row = splits.applications_readings(table, "2019" if single_other else form)
    if any(by_row.values()):
        for row, cells in table.items():
            if tuple(cell.value for cell in cells.values()) not in by_row[row]:
                return None
            found += _open("applications", row, cells, sorted(by_row[row]))
    return _settle_review(printed, found)


def _settle_review(printed: Tables, found: list[str]) -> list[str] | None:
    table = printed["review_litigation"]
    readings = splits.review_readings(_run(table.values()))
    if readings and tuple(cell.value for cells in table.values() for cell in cells.values()) not in readings:
        return None
    at = 0
    for row, cells in table.items():
        found += _open("review_litigation", row, cells, [reading[at : at + len(cells)] for reading in readings])
        at += len(cells)
    return found


def _open(table: str, row: str, cells: RowCells, readings: Iterable[tuple[Any, ...]]) -> list[str]:
    """Return the cells of a row on which its readings disagree."""
    columns = zip(*readings, strict=True)
    return [
        cell_path(table, row, column) for column, values in zip(cells, columns, strict=False) if len(set(values)) > 1
    ]
