"""Ruled tables of a PDF page: lines → grids of places → cells with the places they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.parsing.readers.pdf.frame import Box
from extractor.parsing.readers.pdf.rules import Rules
from extractor.parsing.readers.pdf.runs import Run

_SNAP = 2.5
"""Points by which two lines may differ and still be one border."""
_TOUCH = 3.5
"""Points by which lines that meet may miss each other."""
_MOST_LINES = 4000
_COVERED = 0.6
_Line = tuple[float, float, float]
"""Position of a line, and from where to where it reaches."""


@dataclass
class RuledCell:
    """A cell between ruling lines.

    Attributes:
        row: First row it covers, 0 for the top one.
        column: First column it covers.
        rowspan: Rows it covers.
        colspan: Columns it covers.
        box: Its borders.
        runs: What stands in it.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    runs: list[Run]


@dataclass
class Ruled:
    """A ruled table.

    Attributes:
        xs: Positions of its vertical borders.
        ys: Positions of its horizontal borders.
        cells: Its cells, row after row.
        owners: For each row and column, which of the cells covers the place.
    """

    xs: list[float]
    ys: list[float]
    cells: list[RuledCell]
    owners: list[list[int]]

    @property
    def box(self) -> Box:
        """Return its outer borders."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def find_ruled(rules: Rules, runs: Sequence[Run]) -> tuple[list[Ruled], list[Run]]:
    """Return the ruled tables from top to bottom with their text, and the runs outside them.

    A frame around a single cell is no table, nor are lines without crossings.
    """
    if len(rules.across) + len(rules.down) > _MOST_LINES * 4:
        return [], list(runs)
    across = _merged([((box[1] + box[3]) / 2, box[0], box[2]) for box in rules.across])
    down = _merged([((box[0] + box[2]) / 2, box[1], box[3]) for box in rules.down])
    if len(across) + len(down) > _MOST_LINES:
        return [], list(runs)
    tables = [_table(*group) for group in _connected(across, down) if _is_grid(*group)]
    tables = [table for table in tables if len(table.cells) > 1]
    tables.sort(key=lambda table: table.box[1])
    outside = _fill(tables, runs) if tables else list(runs)
    return [table for table in tables if any(cell.runs for cell in table.cells)], outside


def _is_grid(across: Sequence[_Line], down: Sequence[_Line]) -> bool:
    return len({line[0] for line in across}) >= 2 and len({line[0] for line in down}) >= 2


def _merged(lines: Iterable[_Line]) -> list[_Line]:
    """Return the lines snapped to common positions, pieces that continue each other as one."""
    levels: list[list[_Line]] = []
    for line in sorted(lines):
        if levels and line[0] - levels[-1][-1][0] <= _SNAP and line[0] - levels[-1][0][0] <= 2 * _SNAP:
            levels[-1].append(line)
        else:
            levels.append([line])
    found: list[_Line] = []
    for level in levels:
        at = sum(line[0] for line in level) / len(level)
        pieces = sorted((start, end) for _, start, end in level)
        start, end = pieces[0]
        for left, right in pieces[1:]:
            if left <= end + _TOUCH:
                end = max(end, right)
            else:
                found.append((at, start, end))
                start, end = left, right
        found.append((at, start, end))
    return found


def _connected(across: Sequence[_Line], down: Sequence[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Return the lines in groups that cross or touch each other."""
    parents = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for number, (x, top, bottom) in enumerate(down, len(across)):
        for other, (y, left, right) in enumerate(across):
            if top - _TOUCH <= y <= bottom + _TOUCH and left - _TOUCH <= x <= right + _TOUCH:
                parents[root(number)] = root(other)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for index, line in enumerate((*across, *down)):
        group = groups.setdefault(root(index), ([], []))
        group[0 if index < len(across) else 1].append(line)
    return list(groups.values())


def _table(across: Sequence[_Line], down: Sequence[_Line]) -> Ruled:
    """Return the grid of some connected lines, its open sides closed."""
    xs = _positions([*(line[0] for line in down), min(a[1] for a in across), max(a[2] for a in across)])
    ys = _positions([*(line[0] for line in across), min(d[1] for d in down), max(d[2] for d in down)])
    rows, columns = len(ys) - 1, len(xs) - 1
    left_of = _borders(down, xs, ys)
    above = _borders(across, ys, xs)
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[RuledCell] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] < 0:
                cells.append(_cell(row, column, xs, ys, left_of, above, owner, len(cells)))
    return Ruled(xs, ys, cells, owner)


def _positions(values: Iterable[float]) -> list[float]:
    """Return positions in order, those closer than a border is wide as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _borders(lines: Sequence[_Line], positions: Sequence[float], crossing: Sequence[float]) -> set[tuple[int, int]]:
    """Return `(index of the line's position, index of the stretch between two crossings)` of every printed border."""
    found = set()
    last = len(crossing) - 1
    for at, start, end in lines:
        index = bisect_right(positions, at + _TOUCH) - 1
        for stretch in range(max(bisect_right(crossing, start) - 1, 0), min(bisect_left(crossing, end), last)):
            low, high = crossing[stretch], crossing[stretch + 1]
            if min(end, high) - max(start, low) >= _COVERED * (high - low):
                found.add((index, stretch))
    return found


def _cell(
    row: int,
    column: int,
    xs: Sequence[float],
    ys: Sequence[float],
    left_of: set[tuple[int, int]],
    above: set[tuple[int, int]],
    owner: list[list[int]],
    number: int,
) -> RuledCell:
    """Return the largest cell that begins at a place without a border inside, and mark its places."""
    right, bottom = column + 1, row + 1
    while right < len(xs) - 1 and owner[row][right] < 0 and (right, row) not in left_of:
        right += 1
    while bottom < len(ys) - 1 and _joins_down(bottom, column, right, left_of, above, owner):
        bottom += 1
    for line in owner[row:bottom]:
        for place in range(column, right):
            line[place] = number
    box = (xs[column], ys[row], xs[right], ys[bottom])
    return RuledCell(row, column, bottom - row, right - column, box, [])


def _joins_down(
    row: int,
    column: int,
    right: int,
    left_of: set[tuple[int, int]],
    above: set[tuple[int, int]],
    owner: list[list[int]],
) -> bool:
    """Return whether the places of a row between two columns belong to the cell above them."""
    for place in range(column, right):
        if (row, place) in above or owner[row][place] >= 0:
            return False
    return right == column + 1 or not any((place, row) in left_of for place in range(column + 1, right))


def _fill(tables: Sequence[Ruled], runs: Sequence[Run]) -> list[Run]:
    """Give every run to the cell in which its middle lies, cut at borders; return those outside."""
    outside = []
    frames = [(table, *table.box) for table in tables]
    for run in runs:
        middle, across = run.middle, (run.box[0] + run.box[2]) / 2
        for table, left, top, right, bottom in frames:
            if top <= middle <= bottom and left <= across <= right:
                _put(table, run, middle)
                break
        else:
            outside.append(run)
    return outside


def _put(table: Ruled, run: Run, middle: float) -> None:
    """Give a run to its cell, or its pieces to theirs where it crosses a border."""
    owners = table.owners[bisect_right(table.ys, middle, 1, len(table.ys) - 1) - 1]
    first, last = _column(table.xs, run.places[0]), _column(table.xs, run.places[-1])
    if owners[first] == owners[last]:
        table.cells[owners[first]].runs.append(run)
        return
    cells = [owners[_column(table.xs, place)] for place in run.places]
    start = 0
    for index in range(1, len(cells) + 1):
        if index == len(cells) or cells[index] != cells[start]:
            if (part := run.part(start, index)) is not None:
                table.cells[cells[start]].runs.append(part)
            start = index


def _column(xs: Sequence[float], place: Box) -> int:
    """Return the column in which the middle of a character stands, the nearest one for one outside."""
    return bisect_right(xs, (place[0] + place[2]) / 2, 1, len(xs) - 1) - 1
