"""Errors of the issuer and unusual ways to write a cell."""

from __future__ import annotations

from random import Random
from typing import Any

from eval.synth.model import Cell, Tables, whole
from extractor.schema.forms import cell_path

_TABLES = ("applications", "applications", "applications", "review_litigation", "disclosure")
_PLACEHOLDERS = ("-", "/", "—", "无")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def copy_tables(tables: Tables) -> Tables:
    """Return tables whose cells can be replaced without touching the original."""
    return {name: {row: dict(cells) for row, cells in table.items()} for name, table in tables.items()}


def plant_errors(rng: Random, tables: Tables, count: int, *, blanks: bool) -> list[dict[str, Any]]:
    """Put errors into the tables and return them as `{cell, printed, true}`.

    Args:
        rng: Source of chance.
        tables: Changed in place.
        count: How many errors; a swap of neighbours is one error in two cells.
        blanks: Whether a figure may be lost whole, which not every layout can show.
    """
    true = copy_tables(tables)
    done = 0
    while done < count:
        name = rng.choice(_TABLES)
        row = rng.choice(list(tables[name]))
        column = rng.choice(list(tables[name][row]))
        done += _spoil(rng, tables[name][row], true[name][row], column, blanks)
    return [
        {"cell": cell_path(name, row, column), "printed": cell.printed, "true": true[name][row][column].value}
        for name, table in tables.items()
        for row, cells in table.items()
        for column, cell in cells.items()
        if cell != true[name][row][column]
    ]


def _spoil(rng: Random, cells: dict[str, Cell], true: dict[str, Cell], column: str, blanks: bool) -> bool:
    """Spoil one untouched cell; return whether that was possible."""
    columns = list(cells)
    after = columns[columns.index(column) + 1] if column != columns[-1] else None
    kind = rng.choice(("digit", "digit", "drop", "double", "swap", "shift"))
    if cells[column] != true[column] or not isinstance(cells[column].value, int):
        return False
    if kind in ("swap", "shift"):
        return _move(cells, true, column, after, kind)
    spoilt = _digits(rng, cells[column].printed, kind, blanks)
    if spoilt is None:
        return False
    cells[column] = Cell(None, "") if spoilt == "" else whole(int(spoilt))
    return True


def _move(cells: dict[str, Cell], true: dict[str, Cell], column: str, after: str | None, kind: str) -> bool:
    if after is None or cells[after] != true[after] or cells[after] == cells[column]:
        return False
    if not isinstance(cells[after].value, int) or (kind == "shift" and cells[column].value == 0):
        return False
    moved, other = cells[column], cells[after]
    cells[column], cells[after] = (other if kind == "swap" else whole(0)), moved
    return True


def _digits(rng: Random, printed: str, kind: str, blanks: bool) -> str | None:
    """Return the figure with a digit changed, dropped or doubled; None where that gives no other number."""
    at = rng.randrange(len(printed))
    if kind == "digit":
        spoilt = printed[:at] + rng.choice("123456789") + printed[at + 1 :]
    elif kind == "double":
        spoilt = printed[:at] + printed[at] + printed[at:]
    else:
        spoilt = printed[:at] + printed[at + 1 :]
    if spoilt == printed or (spoilt == "" and not blanks) or (len(spoilt) > 1 and spoilt[0] == "0"):
        return None
    return spoilt


def write_unusually(rng: Random, tables: Tables, share: float, *, grid: bool) -> None:
    """Write a share of the cells in another way: placeholders, full-width digits, separators, units, notes.

    Args:
        rng: Source of chance.
        tables: Changed in place.
        share: Probability for each cell.
        grid: Whether the layout can show a blank or a space inside a cell.
    """
    for table in tables.values():
        for cells in table.values():
            for column, cell in cells.items():
                if rng.random() < share:
                    cells[column] = _unusual(rng, cell, grid)


def _unusual(rng: Random, cell: Cell, grid: bool) -> Cell:
    value = cell.value
    if value == 0:
        if rng.random() < 0.3:
            return Cell(0, rng.choice(("〇", "０")))
        return Cell(None, rng.choice((*_PLACEHOLDERS, "") if grid else _PLACEHOLDERS))
    if not isinstance(value, int):
        return cell
    ways = [cell.printed.translate(_FULL_WIDTH), f"{value}件", f"{value}（含自然失效{max(1, value // 3)}件）"]
    if value >= 1000:
        ways += [f"{value:,}"] * 2 + ([f"{value:,}".replace(",", " ")] if grid else [])
    return Cell(value, rng.choice(ways))
