"""How many cells of the official tables stand in the grids that another library gives, counted in its favour.

The generator knows what it printed in every cell. A library gives grids of text and doesn't know the form, so:

- A row of a grid is a row of the form when one of its cells holds the printed label, white space and quotation
  marks aside. Table 4 has no labels: every row of a grid that holds 结果维持 will do.
- The figures may begin at any column, and the row and the column that make most cells right are taken.
- A cell is right when it holds what was printed, white space aside; it need not be read as a number. A blank is right
  where the grid has a blank or no more columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.synth.grids import Grid as PrintedGrid

Grid = Sequence[Sequence[str]]
"""A table as a library gives it: rows of text."""
_HEAD_OF_TABLE_4 = "结果维持"
_QUOTES = "“”\"'"


@dataclass(frozen=True)
class Wanted:
    """A row of figures as the generator printed it.

    Attributes:
        label: The label beside the figures; empty in table 4, which has none.
        printed: The figures, blanks as empty texts.
    """

    label: str
    printed: tuple[str, ...]


def wanted_rows(blocks: Iterable[str | PrintedGrid]) -> list[Wanted]:
    """Return the rows of figures of a report, each once, also where the report prints it twice."""
    rows: dict[tuple[str, str], Wanted] = {}
    for grid in (block for block in blocks if not isinstance(block, str)):
        for row in grid.rows:
            if row.key is not None:
                label = next((label for label in reversed(row.labels) if label), "")
                rows.setdefault((grid.table, row.key), Wanted(_bare(label), tuple(map(_bare, row.values))))
    return list(rows.values())


def cells_right(grids: Iterable[Grid], rows: Iterable[Wanted]) -> int:
    """Return how many cells of these rows stand in the grids, by the rules above."""
    bare = [[[_bare(cell) for cell in row] for row in grid] for grid in grids]
    return sum(max((_most(line, row.printed) for line in _lines(bare, row.label)), default=0) for row in rows)


def _lines(grids: Sequence[Grid], label: str) -> list[Sequence[str]]:
    """Return the rows of the grids that may be the row with a label."""
    if label:
        return [line for grid in grids for line in grid if any(label in cell for cell in line)]
    return [line for grid in grids if any(_HEAD_OF_TABLE_4 in cell for row in grid for cell in row) for line in grid]


def _most(line: Sequence[str], printed: Sequence[str]) -> int:
    """Return how many figures agree where they begin at the best column of a row."""
    ends = [""] * len(printed)
    return max(
        (sum(map(str.__eq__, (*line[at:], *ends), printed)) for at in range(len(line))),
        default=0,
    )


def _bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in _QUOTES)
