"""Merged cells as pages have them: what reaches too far is cut back, so that rows stay in their columns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element


class GridText(NamedTuple):
    """A cell of a data table.

    Attributes:
        text: What is printed in it, its lines joined by a space.
        element: The element it stands in.
        rowspan: Rows it covers, at least 1.
        colspan: Columns it covers, at least 1.
        path: Address in the page; None where it is worked out from the element.
    """

    text: str
    element: _Element
    rowspan: int
    colspan: int
    path: str | None


WIDEST = 120
"""Columns beyond which nothing is a table."""


@dataclass(slots=True)
class _Cover:
    """A cell that reaches down: where it begins, its columns, and the first row it doesn't reach."""

    row: int
    index: int
    colspan: int
    end: int


Placed = list[list[GridText | None]]
"""Rows with every cell in its column; None where a cell from the left or above covers a place."""


def place(rows: list[list[GridText]]) -> Placed | None:
    """Return the rows laid out, wrong spans cut; None where a table is wider than any that is meant as one.

    A table is as wide as most of its rows. A row's last cell gives up the columns beyond that; a cell from above gives
    up the row at its foot that it alone makes too wide.
    """
    lines = _lay_out(rows)
    if lines is None:
        return None
    usual = Counter(map(len, lines)).most_common(1)[0][0]
    if max(map(len, lines)) > usual:
        lines = _lay_out(_cut_back([list(row) for row in rows], usual))
    return lines


def _lay_out(rows: list[list[GridText]]) -> Placed | None:
    """Return the rows as their spans say, cut at `WIDEST`; None where a cell would begin beyond that."""
    below: dict[int, tuple[int, int]] = {}
    lines: Placed = []
    for number, cells in enumerate(rows):
        line: list[GridText | None] = []
        for cell in cells:
            while len(line) in below:
                line += [None] * below[len(line)][0]
            if len(line) >= WIDEST:
                return None
            if cell.rowspan > 1:
                below[len(line)] = (cell.colspan, number + cell.rowspan)
            line.append(cell)
            if cell.colspan > 1:
                line += [None] * min(cell.colspan - 1, WIDEST - len(line))
        while len(line) in below:
            line += [None] * below[len(line)][0]
        below = {column: cover for column, cover in below.items() if cover[1] > number + 1} if below else below
        lines.append(line)
    return lines


def _cut_back(rows: list[list[GridText]], usual: int) -> list[list[GridText]]:
    covers: list[_Cover] = []
    for number, row in enumerate(rows):
        covers = [cover for cover in covers if cover.end > number]
        over = sum(cover.colspan for cover in covers) + sum(cell.colspan for cell in row) - usual
        if row and over > 0:
            last = row[-1]
            kept = max(last.colspan - over, 1)
            row[-1] = last._replace(colspan=kept)
            over -= last.colspan - kept
        if over > 0:
            covers = _without_foot(rows, covers, number, over, usual)
        for index, cell in enumerate(row):
            if cell.rowspan > 1:
                covers.append(_Cover(number, index, cell.colspan, min(number + cell.rowspan, len(rows))))
    return rows


def _without_foot(rows: list[list[GridText]], covers: list[_Cover], number: int, over: int, usual: int) -> list[_Cover]:
    """Return the cells from above without the one that ends with this row and makes it too wide."""
    for cover in reversed(covers):
        if cover.colspan == over and cover.end == number + 1:
            cell = rows[cover.row][cover.index]
            rows[cover.row][cover.index] = cell._replace(rowspan=number - cover.row)
            return [other for other in covers if other is not cover]
    return covers
