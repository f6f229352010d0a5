"""Tables of a PDF page without ruling lines: columns from where figures and heads stand, rows from their heights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.parsing.readers.builder import GridCell
from extractor.parsing.readers.pdf.frame import Box
from extractor.parsing.readers.pdf.lines import Line, around, lines_of
from extractor.parsing.readers.pdf.page import PdfPage
from extractor.parsing.readers.pdf.regions import Region, begins_label, is_figures, is_value
from extractor.parsing.readers.pdf.runs import Run
from extractor.parsing.tables.cells import is_cell

Interval = tuple[float, float]
_TIGHT = 0.6
"""Gap in text heights up to which two lines are of one label."""
_OWN_PLACE = 0.6
"""Share of the distance between columns from which on a head stands over none of those found."""
_ALIGNED = 2.0
_STACK = 3
_NARROW = 2
"""Lines of so few characters below each other that are an upright label."""
_ORDINAL = re.compile(r"(?:[一二三四五六七]、|[（(][一二三四五六七][)）]|\d{1,2}[.．、])")


@dataclass
class Columns:
    """Where the columns of figures are.

    Attributes:
        places: Left and right of each.
        named: Whether only their names are known, beside which the figures may stand.
    """

    places: list[Interval] = field(default_factory=list)
    named: bool = False


@dataclass
class Block:
    """Rows of figures under one head.

    Attributes:
        head: Lines before the first row.
        rows: Lines with figures.
        labels: Runs beside, above and below them that are none.
    """

    head: list[Line] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    labels: list[Run] = field(default_factory=list)


@dataclass
class _Row:
    """A row in the making: its height on the page, its figures and what is written before them."""

    middle: float
    values: list[Run]
    labels: list[Run] = field(default_factory=list)
    upright: list[Run] = field(default_factory=list)


def read_region(
    region: Region, page: PdfPage, before: Columns, *, goes_on: bool = False
) -> tuple[list[list[GridCell]], Columns]:
    """Return the rows of a table, and where its last figures' columns are.

    Args:
        region: Its lines.
        page: Where it stands.
        before: The columns of the table that it may continue.
        goes_on: Whether a table begins the next page, so that the figures of the last label may stand there.
    """
    rows: list[list[GridCell]] = []
    columns = before
    for block in _blocks(region):
        columns = _columns(block, Columns() if block.head else columns)
        rows += [[_cell([run], page) for run in line.runs] for line in block.head]
        if block.rows:
            rows += [_cells(row, columns.places, page, labelled=bool(block.labels)) for row in _rows(block)]
    if goes_on:
        _open_end(rows)
    return rows, columns


def _open_end(rows: Sequence[list[GridCell]]) -> None:
    """Take the blanks from the last labels: their figures may stand on the next page; in place."""
    for row in reversed(rows):
        if any(cell.text for cell in row[1:]):
            return
        del row[1:]


def _blocks(region: Region) -> list[Block]:
    """Return the parts of a table that have a head of their own."""
    blocks = [Block()]
    values_left = 0.0
    for line in region.lines:
        block = blocks[-1]
        if is_figures(line) or (block.rows and len(line.runs) == 1 and _lone_figure(line, values_left)):
            values = [run for run in line.runs if is_value(run)]
            if block.head and not block.rows and begins_label(block.head[-1], line):
                block.labels += block.head.pop().runs
            block.rows.append(Line(tuple(values)))
            block.labels += [run for run in line.runs if not is_value(run)]
            left = min(run.box[0] for run in values)
            values_left = left if len(block.rows) == 1 else min(left, values_left)
        elif not block.rows:
            block.head.append(line)
        elif any(run.box[2] > values_left and len(line.runs) > 1 for run in line.runs):
            blocks.append(Block(head=[line]))
        else:
            block.labels += line.runs
    return [block for block in blocks if block.rows or block.head]


def _lone_figure(line: Line, left: float) -> bool:
    return is_value(line.runs[0]) and line.box[0] > left - line.runs[0].height


def _columns(block: Block, before: Columns) -> Columns:
    """Return the columns of the figures from left to right, empty ones known by their head or the page before."""
    if not block.rows:
        return Columns(_leaf_heads(block.head, 0.0), named=True)
    columns = _printed_columns([run for line in block.rows for run in line.runs])
    label_right = max((run.box[2] for run in block.labels if run.box[2] < columns[0][0]), default=0.0)
    heads = _leaf_heads(block.head, label_right)
    known = [place for place in before.places if place[0] > label_right]
    if before.named:
        heads, known = known, []
    shift = _shift(heads, columns)
    pitch = _pitch([*columns, *(known or heads)])
    for left, right in [*known, *((x0 + shift, x1 + shift) for x0, x1 in heads)]:
        if all(abs(_centre(column) - (left + right) / 2) > _OWN_PLACE * pitch for column in columns):
            columns.append((left, right))
    return Columns(sorted(columns))


def _printed_columns(figures: Sequence[Run]) -> list[Interval]:
    """Return the columns in which something is printed; figures with a space in them may be those of two columns."""
    whole = [run for run in figures if " " not in run.text]
    columns = _united([(run.box[0], run.box[2]) for run in whole or figures])
    spaced = [(run.box[0], run.box[2]) for run in figures if " " in run.text and is_cell(run.text)]
    alone = [place for place in spaced if sum(place[0] < right and left < place[1] for left, right in columns) < 2]
    return _united([*columns, *alone])


def _leaf_heads(head: Sequence[Line], label_right: float) -> list[Interval]:
    """Return where the names of single columns stand, all lines of a name: those with no other name below them."""
    found: list[Box] = []
    for run in (run for line in reversed(head) for run in line.runs if run.box[0] > label_right):
        over = [index for index, box in enumerate(found) if run.box[0] < box[2] and box[0] < run.box[2]]
        if not over:
            found.append(run.box)
        elif len(over) == 1 and _continues(run.box, found[over[0]], run.height):
            found[over[0]] = around([run.box, found[over[0]]])
    return sorted((left, right) for left, _, right, _ in found)


def _continues(above: Box, box: Box, height: float) -> bool:
    """Return whether a line is the one above another of the same name: aligned at its left or middle, and close."""
    aligned = abs(above[0] - box[0]) < _ALIGNED or abs(above[0] + above[2] - box[0] - box[2]) < 2 * _ALIGNED
    return aligned and _below(above, box, height)


def _shift(heads: Sequence[Interval], columns: Sequence[Interval]) -> float:
    """Return how far right of their heads the figures stand, as most columns show."""
    if not heads:
        return 0.0
    middles = [_centre(head) for head in heads]
    return median(min((_centre(column) - middle for middle in middles), key=abs) for column in columns)


def _pitch(places: Sequence[Interval]) -> float:
    """Return how far apart neighbouring columns are."""
    middles = [(left + right) / 2 for left, right in _united(places)]
    return median(right - left for left, right in pairwise(middles)) if len(middles) > 1 else 0.0


def _centre(column: Interval) -> float:
    return (column[0] + column[1]) / 2


def _united(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the intervals, those that overlap as one."""
    found: list[Interval] = []
    for left, right in sorted(intervals):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _rows(block: Block) -> list[_Row]:
    """Return the rows from top to bottom, each with its label; a label without figures is a row of blanks."""
    rows = [_Row(_middle(line), list(line.runs)) for line in block.rows]
    stacks, labels = _stacks(block.labels)
    for stack in stacks:
        run = Run("".join(part.text for part in stack), around([part.box for part in stack]), [])
        next((row for row in rows if row.middle >= run.box[1]), rows[-1]).upright.append(run)
    own: list[_Row] = []
    for group in _label_groups(labels):
        _place(group, rows, own)
    return sorted((*rows, *own), key=lambda row: row.middle)


def _middle(line: Line) -> float:
    return sum(run.middle for run in line.runs) / len(line.runs)


def _stacks(labels: Sequence[Run]) -> tuple[list[list[Run]], list[Run]]:
    """Part upright labels, a character or two below the other, from the labels written along a line."""
    single = sorted((run for run in labels if len(run.text) <= _NARROW), key=lambda run: run.middle)
    stacks: list[list[Run]] = []
    for run in single:
        stack = next((s for s in stacks if _below(s[-1].box, run.box, run.height)), None)
        if stack is None:
            stacks.append([run])
        else:
            stack.append(run)
    upright = [stack for stack in stacks if len(stack) >= _STACK]
    taken = {id(run) for stack in upright for run in stack}
    return upright, [run for run in labels if id(run) not in taken]


def _below(above: Box, box: Box, height: float) -> bool:
    """Return whether a box stands closely below another."""
    aligned = min(above[2], box[2]) > max(above[0], box[0])
    return aligned and -0.5 * height < box[1] - above[3] < _TIGHT * height


def _label_groups(labels: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of labels, the lines of a broken one together."""
    groups: list[list[Run]] = []
    for run in sorted(labels, key=lambda run: run.middle):
        fresh = _ORDINAL.match(run.text) is not None
        group = next((g for g in groups if not fresh and _below(g[-1].box, run.box, run.height)), None)
        if group is None:
            groups.append([run])
        else:
            group.append(run)
    return groups


def _place(group: list[Run], rows: Sequence[_Row], own: list[_Row]) -> None:
    """Give a label to the row at its height; to a row of its own where the nearest has another label on its line."""
    box = around([run.box for run in group])
    inside = [row for row in rows if box[1] <= row.middle <= box[3]]
    if len(inside) > 1:
        for run in group:
            min(rows, key=lambda row: abs(row.middle - run.middle)).labels.append(run)
        return
    if inside:
        inside[0].labels += group
        return
    own.append(_Row((box[1] + box[3]) / 2, [], group))


def _cells(row: _Row, columns: Sequence[Interval], page: PdfPage, *, labelled: bool) -> list[GridCell]:
    """Return a row's cells: upright labels, the label, the figures in their columns."""
    cells = [_cell([run], page) for run in row.upright]
    if row.labels:
        cells.append(_cell(_in_order(row.labels), page))
    elif labelled:
        cells.append(GridCell(""))
    values = _by_column(row.values, columns)
    if values is None:
        return [*cells, _cell(row.values, page, joint=" ")]
    return cells + [_cell([run], page) if run is not None else GridCell("") for run in values]


def _in_order(labels: Sequence[Run]) -> list[Run]:
    """Return the runs of a label in reading order: columns from left to right, lines from top to bottom.

    In a damaged file characters may have no width; a run of such stands where it begins.
    """
    columns = _united([(run.box[0], run.box[2]) for run in labels])
    inside: list[list[Run]] = [[] for _ in columns]
    for run in labels:
        begins = run.box[0]
        place = next(at for at, (left, right) in enumerate(columns) if left == begins or left <= begins < right)
        inside[place].append(run)
    return [run for runs in inside for line in lines_of(runs) for run in line.runs]


def _by_column(values: Sequence[Run], columns: Sequence[Interval]) -> list[Run | None] | None:
    """Return for each column its figure; None for a blank, and as a whole where the figures don't fit the columns."""
    found: list[Run | None] = [None] * len(columns)
    for run in _cut(values, columns):
        over = [index for index, (left, right) in enumerate(columns) if run.box[0] < right and left < run.box[2]]
        if len(over) != 1 or found[over[0]] is not None:
            return None
        found[over[0]] = run
    return found


def _cut(values: Sequence[Run], columns: Sequence[Interval]) -> list[Run]:
    """Return the figures, those that stand close together cut where a column ends."""
    found: list[Run] = []
    for run in values:
        over = sum(run.box[0] < right and left < run.box[2] for left, right in columns)
        if over < 2 or " " not in run.text or not run.places:
            found.append(run)
            continue
        start = 0
        for match in re.finditer(" +|$", run.text):
            if (part := run.part(start, match.start())) is not None:
                found.append(part)
            start = match.end()
    return found


def _cell(runs: Sequence[Run], page: PdfPage, joint: str = "") -> GridCell:
    box = around([run.box for run in runs])
    return GridCell(joint.join(run.text for run in runs), page=page.number, bbox=page.frame.on_page(box))
