"""Figures of the later years of an issuer: what one year hands on to the next, the rest around the first year's."""

from __future__ import annotations

from random import Random

from eval.synth.errors import copy_tables
from eval.synth.figures import fill_applications, make_tables
from eval.synth.model import Cell, RowCells, TableCells, Tables, whole
from extractor.schema.forms import APPLICANTS, OUTCOMES

_LOW, _HIGH = 0.6, 1.6
"""How far a figure of a quiet year is from that of the first one."""
_DOCUMENTS = ("regulations", "normative_documents")
_IN_FORCE = (4, 20, 120, 600)
"""Most normative documents in force in the first year, by size of the issuer."""


def first_tables(rng: Random, form: str, size: int, *, single_other: bool = False) -> Tables:
    """Return the tables of the first year."""
    tables = make_tables(rng, form, size, single_other=single_other)
    if form == "2021":
        tables["disclosure"] |= _documents(rng, size, None)
    return tables


def next_tables(
    rng: Random, form: str, size: int, first: Tables, last: Tables, *, single_other: bool = False
) -> Tables:
    """Return the tables of a later year.

    Args:
        rng: Source of chance.
        form: `2021` or `2019`.
        size: 0 to 3, of the issuer.
        first: Tables of the first year, around which quiet figures stay.
        last: Tables of the year before, which hand on what is carried forward, in force and pending.
        single_other: Give a 2021 table 3 the single row (六)其他处理.
    """
    carried = {column: _count(last, "carried_forward", column) for column in APPLICANTS[:-1]}

    def received(column: str) -> int:
        return vary(rng, _count(first, "new_received", column))

    return {
        "disclosure": _disclosure(rng, form, size, first["disclosure"], last["disclosure"]),
        "applications": fill_applications(rng, "2019" if single_other else form, size, received, carried),
        "review_litigation": {
            row: _cases(rng, last["review_litigation"][row], first["review_litigation"][row])
            for row in last["review_litigation"]
        },
    }


def vary(rng: Random, value: int) -> int:
    """Return a figure around that of the first year."""
    return round(value * rng.uniform(_LOW, _HIGH))


def _count(tables: Tables, row: str, column: str) -> int:
    return int(tables["applications"][row][column].value or 0)


def _disclosure(rng: Random, form: str, size: int, first: TableCells, last: TableCells) -> TableCells:
    """Return table 2; a row the first year's form does not have is drawn anew."""
    table = make_tables(rng, form, size)["disclosure"]
    for row, cells in table.items():
        for column in cells:
            known = first.get(row, {}).get(column) or last.get(row, {}).get(column)
            if known is not None:
                cells[column] = _around(rng, known)
    if form == "2021":
        table |= _documents(rng, size, last if "in_force" in last["regulations"] else None)
    return table


def _around(rng: Random, cell: Cell) -> Cell:
    """Return a figure near another one, with as many decimals."""
    if isinstance(cell.value, int):
        return whole(vary(rng, cell.value))
    decimals = len(cell.printed.partition(".")[2])
    value = round((cell.value or 0) * rng.uniform(_LOW, _HIGH), decimals)
    return Cell(value, f"{value:.{decimals}f}")


def _documents(rng: Random, size: int, last: TableCells | None) -> TableCells:
    """Return the rows of documents: in force are last year's, plus issued, minus repealed."""
    rows: TableCells = {}
    for row in _DOCUMENTS:
        most = _IN_FORCE[size] if row == "normative_documents" else 30 * (size == 3)
        before = int(last[row]["in_force"].value or 0) if last else rng.randint(most // 2, most)
        issued, repealed = (rng.randint(0, max(before // 8, 1)) if most else 0 for _ in range(2))
        repealed = min(repealed, before)
        now = before + issued - repealed if last else before
        rows[row] = {"issued": whole(issued), "repealed": whole(repealed), "in_force": whole(now)}
    return rows


def _cases(rng: Random, last: RowCells, first: RowCells) -> RowCells:
    """Return a row of table 4: last year's pending cases and new ones, concluded or pending."""
    total = int(last["pending"].value or 0) + vary(rng, int(first["total"].value or 0))
    counts, left = [], total
    for _ in OUTCOMES[:-2]:
        counts.append(rng.randint(0, left))
        left -= counts[-1]
    return {column: whole(value) for column, value in zip(OUTCOMES, (*counts, left, total), strict=True)}


def with_cells(tables: Tables, cells: dict[str, Cell]) -> Tables:
    """Return tables with some cells replaced, by path."""
    changed = copy_tables(tables)
    for path, cell in cells.items():
        table, row, column = path.split(".")
        changed[table][row][column] = cell
    return changed
