"""Where a PDF page without ruling lines has a table: lines of figures in columns, and the lines around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.parsing.readers.pdf.frame import Box
from extractor.parsing.readers.pdf.lines import Line, around
from extractor.parsing.readers.pdf.runs import Run
from extractor.parsing.tables.cells import is_cell

_HEADING = re.compile(
    r"(?:第?[一二三四五六七八九]部分)?[（(]?[一二三四五六七八九]?[)）]?[、.．]?[^。]{0,24}(?:情况|事项|问题|措施)$"
)
_PERSONS = "申请人情况"
_OPEN_CELL = re.compile(r"[+-]?\d[\d,.]*(?:件|条|笔|万?元)?[（(][^）)]*")
_CLOSES = re.compile(r"[^（(）)]*[）)]?")
_NEAR = 0.8
_BELOW = 0.6
_WIDE = 0.75


@dataclass
class Region:
    """Lines that make up a table, from top to bottom."""

    lines: list[Line] = field(default_factory=list)

    @property
    def figures(self) -> list[Line]:
        """Return the lines that hold figures in columns."""
        return [line for line in self.lines if is_figures(line)]


def is_value(run: Run) -> bool:
    """Return whether a run is a figure, several, or what stands for one."""
    text = run.text
    if text[0].isdecimal() and text.isdecimal():
        return True
    return is_cell(text) or all(is_cell(word) for word in text.split())


def is_figures(line: Line) -> bool:
    """Return whether a line holds figures in columns, with or without their label."""
    return len(line.runs) > 1 and any(is_value(run) for run in line.runs)


def split_regions(lines: Sequence[Line]) -> list[Region | Line]:
    """Return a page's lines in order, those that make up a table together."""
    if not any(map(is_figures, lines)):
        return list(lines)
    left, _, right, _ = around([line.box for line in lines])
    found: list[Region | Line] = []
    region = Region()
    for line in lines:
        if len(line.runs) > 1 or (region.lines and not _ends_table(line, right - left)):
            if not region.lines and found and isinstance(found[-1], Line) and begins_label(found[-1], line):
                region.lines.append(found.pop())  # type: ignore[arg-type]
            region.lines.append(line)
        else:
            found += [*_closed(region), line]
            region = Region()
    return [*found, *_closed(region)]


def _ends_table(line: Line, width: float) -> bool:
    """Return whether a line of one run is prose or the heading of the next part."""
    text = line.text.replace(" ", "")
    if text == _PERSONS:
        return False
    return bool(_HEADING.fullmatch(text)) or (line.box[2] - line.box[0] > _WIDE * width and "勾稽" not in text)


def carry_head(above: list[Any], below: Sequence[object]) -> None:
    """Make a table of the names of columns that end a page, when the figures stand on the next; in place.

    Args:
        above: What stands on a page.
        below: What stands on the next one.
    """
    first = below[0] if below else None
    if not isinstance(first, Region) or not is_figures(first.lines[0]):
        return
    lines: list[Line] = []
    while above and isinstance(last := above[-1], Line) and not _ends_head(last):
        lines.insert(0, last)
        above.pop()
    begin = next((index for index, line in enumerate(lines) if len(line.runs) > 1), len(lines))
    above += lines[:begin]
    if lines[begin:]:
        above.append(Region(lines[begin:]))


def _ends_head(line: Line) -> bool:
    text = line.text.replace(" ", "")
    return len(line.runs) == 1 and (bool(_HEADING.fullmatch(text)) or "。" in text) and text != _PERSONS


def begins_label(above: Line, line: Line) -> bool:
    """Return whether a line holds the first words of the label whose figures stand on the next one."""
    values = [run.box[0] for run in line.runs if is_value(run)]
    if not values or len(above.runs) > 1 or above.box[2] > min(values):
        return False
    return line.box[1] - above.box[3] < 0.5 * _BELOW * (line.box[3] - line.box[1])


def _closed(region: Region) -> list[Region | Line]:
    """Return a region without the lines that follow its last figures; only lines where it is no table."""
    rows = region.figures
    if not (len(rows) > 1 or any(sum(map(is_value, line.runs)) > 2 for line in rows)):
        return list(region.lines)
    end = len(region.lines)
    last = max(index for index, line in enumerate(region.lines) if line in rows)
    for index in range(last + 1, len(region.lines)):
        above, line = region.lines[index - 1].box, region.lines[index].box
        if line[1] - above[3] > _BELOW * (line[3] - line[1]):
            end = index
            break
    return [Region(region.lines[:end]), *region.lines[end:]]


def join_notes(runs: Sequence[Run]) -> list[Run]:
    """Return a page's runs, figures whose bracketed note goes on below them as one run each."""
    opened = [run for run in runs if _OPEN_CELL.fullmatch(run.text)]
    if not opened:
        return list(runs)
    left = [run for run in runs if run not in opened]
    for run in sorted(opened, key=lambda run: run.middle):
        left.append(_with_note(run, left))
    return left


def _with_note(run: Run, others: list[Run]) -> Run:
    """Return a figure with the lines of its note, taken out of the others; itself where the note doesn't end."""
    text, box, taken = run.text, run.box, list[Run]()
    while not text.endswith(("）", ")")):
        below = next((other for other in others if other not in taken and _goes_on(box, run, other)), None)
        if below is None or not _CLOSES.fullmatch(below.text):
            return run
        taken.append(below)
        text, box = text + below.text, around([box, below.box])
    for other in taken:
        others.remove(other)
    beside = [other for other in others if box[1] < other.middle < box[3] and is_value(other)]
    return Run(text, box, [], level=beside[0].middle if beside else None)


def _goes_on(box: Box, first: Run, other: Run) -> bool:
    gap = other.box[1] - box[3]
    beside = min(box[2], other.box[2]) - max(box[0], other.box[0])
    return -0.5 * first.height < gap < _NEAR * first.height and beside > 0.5 * min(
        box[2] - box[0], other.box[2] - other.box[0]
    )
