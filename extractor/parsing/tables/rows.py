"""A printed row of an official table: which row of the form it is, and in how many ways its cells can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.parsing.tables.candidates import Option, Piece, grouped_cuts, options, tokens_of
from extractor.parsing.tables.labels import Alignment
from extractor.parsing.tables.lexer import Atom, NumberRow
from extractor.schema.forms import RowSpec

_COMMON = 5
"""So many rows at least must lack a cell before it is taken for a blank column."""


@dataclass(frozen=True)
class Grid:
    """How the whole rows of a table lie in their lines.

    Attributes:
        starts: How many empty cells, of spanned labels, stand before the first number.
        first: The places in the line at which the first number stands.
        uniform: Whether all rows, whole or not, have lines of the same width.
    """

    starts: frozenset[int]
    first: frozenset[int | None]
    uniform: bool


NO_GRID = Grid(frozenset(), frozenset(), uniform=False)
"""Of a table of one row, which shows nothing about others."""


class PrintedRow:
    """A printed row and the row of the form it is.

    Attributes:
        groups: How many groups of cells it is made of, the last of each the sum of its others.
        plain: Whether every cell of the form is printed with borders of its own: there is one reading.
    """

    def __init__(self, spec: RowSpec, row: NumberRow, grid: Grid, groups: int = 1) -> None:
        self.spec = spec
        self.row = row
        self.groups = groups
        self.plain = len(row.values) == len(spec.columns) and not any(atom.soft for atom in row.values)
        self._grid = grid

    @cached_property
    def options(self) -> Sequence[Option]:
        """Return the ways to read it; empty where it can't be read as that many cells."""
        if self.plain:
            return [Option(tuple(Piece(atom.text, atom.span) for atom in self.row.values))]
        columns = len(self.spec.columns)
        if not self.row.values:
            blanks = [Piece("", atom.span) for atom in self.row.atoms[:columns]]
            return [Option((*blanks, *[Piece("", None)] * (columns - len(blanks))))]
        only = self.row.values[0]
        if self.groups > 1 and len(self.row.values) == 1 and only.text.isdigit() and len(only.text) > columns:
            return grouped_cuts(Piece(only.text, only.span), self.groups, columns // self.groups)
        return self._in_the_grid(columns) or options(self._without_fillers(columns), columns, self.row.delimited)

    @cached_property
    def glued(self) -> bool:
        """Return whether borders had to be found inside the digits."""
        columns, values = len(self.spec.columns), self.row.values
        if columns < 2 or not 0 < len(values) <= max(columns // 2, 1) or not (len(values) == 1 or values[0].soft):
            return False
        return self.row.tokens <= max(columns // 2, 1) and sum(len(atom.text) for atom in values) > columns

    @cached_property
    def lacks_one(self) -> bool:
        """Return whether the row has one number less than cells, and nothing shows where the gap is."""
        row = self.row
        short = row.tokens == len(self.spec.columns) - 1 > 1
        return short and len(row.atoms) == len(row.values) and not row.delimited and not self.glued

    def with_gap(self, gap: int) -> Option:
        """Return the reading in which nothing is printed for one column."""
        pieces = [piece for atom in self.row.values for piece in tokens_of(atom)]
        return Option((*pieces[:gap], Piece("", None), *pieces[gap:]))

    def _in_the_grid(self, columns: int) -> list[Option]:
        """Return the reading that the columns of the whole rows show; none where they don't hold all its cells."""
        row, grid = self.row, self._grid
        if not (grid.uniform and row.delimited and len(grid.first) == 1):
            return []
        start = next(iter(grid.first)) or 0
        placed = [atom for atom in row.atoms if atom.column is not None and start <= atom.column < start + columns]
        if len(placed) != columns or sum(not atom.blank for atom in placed) != len(row.values):
            return []
        return [Option(tuple(Piece(atom.text, atom.span) for atom in placed))]

    def _without_fillers(self, columns: int) -> Sequence[Atom]:
        """Return the atoms without the empty cells that spanned labels leave before and after the numbers."""
        row, starts = self.row, self._grid.starts
        leading = leading_blanks(row)
        atoms = row.atoms
        if leading in starts:
            atoms = atoms[leading:]
        elif len(starts) == 1 and len(atoms) >= columns + min(starts):
            atoms = atoms[min(starts) :][:columns]
        return atoms if sum(not atom.blank for atom in atoms) == len(row.values) else row.atoms

    def settle(self, option: Option) -> None:
        """Fix the reading, where the table as a whole shows it."""
        self.options = [option]


def close_common_gap(rows: Sequence[PrintedRow]) -> None:
    """Settle rows that all lack one cell, where borders aren't printed: their 总计 column is blank.

    Real reports leave that column blank and no other. Not done where the last number of each row is the sum of those
    before it: then 总计 is printed, and which other column is blank can't be told. Every settled row is remarked as
    having a missing cell.
    """
    short = [row for row in rows if row.lacks_one]
    if len(short) < _COMMON or len(short) * 2 < len(rows):
        return
    last = len(short[0].spec.columns) - 1
    readings = [row.with_gap(last) for row in short]
    numbers = [[value or 0.0 for value in reading.values[:last]] for reading in readings]
    if any(map(any, numbers)) and all(sum(row[:-1]) == row[-1] for row in numbers):
        return
    for row, reading in zip(short, readings, strict=True):
        row.settle(reading)


def printed_rows(found: Alignment, specs: Sequence[RowSpec]) -> list[PrintedRow]:
    """Return the printed rows in the form's order."""
    present = [(spec, found.rows[spec.key]) for spec in specs if spec.key in found.rows]
    whole = [row for spec, row in present if len(row.values) == len(spec.columns)]
    grid = Grid(
        starts=frozenset(leading_blanks(row) for row in whole),
        first=_first_places([row for _, row in present], whole),
        uniform=len({row.width for _, row in present}) == 1,
    )
    return [PrintedRow(spec, row, grid) for spec, row in present]


def _first_places(rows: Sequence[NumberRow], whole: Sequence[NumberRow]) -> frozenset[int | None]:
    """Return the places at which the first number stands in whole rows.

    Where a blank column leaves no row whole, it is the place behind the widest label, if every row begins there.
    """
    if whole or not all(row.atoms for row in rows):
        return frozenset(row.values[0].column for row in whole)
    places = frozenset(row.values[0].column for row in rows if row.values)
    widest = max((row.atoms[0].column or 0 for row in rows), default=0)
    return places if places == {widest} else frozenset()


def leading_blanks(row: NumberRow) -> int:
    """Return how many blank cells stand before the first number."""
    return next((index for index, atom in enumerate(row.atoms) if not atom.blank), 0)
