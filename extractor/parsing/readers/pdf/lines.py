"""Lines of text on a PDF page: runs side by side, and what a cell of several lines says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.parsing.readers.pdf.frame import Box
from extractor.parsing.readers.pdf.runs import Run

_SAME_LINE = 0.35
"""Share of the lower one's height by which the middles of two runs of one line may differ."""
_LARGEST = 0.93
_MOST_TITLE_LINES = 4
_FULL = 1.5
"""Free place at the end of a full line, in text heights."""


@dataclass(frozen=True)
class Line:
    """Runs that stand side by side, from left to right."""

    runs: tuple[Run, ...]

    @cached_property
    def box(self) -> Box:
        """Return the box around the line."""
        return around([run.box for run in self.runs])

    @property
    def text(self) -> str:
        """Return the words of the line, runs apart from each other by a space."""
        return " ".join(run.text for run in self.runs)


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Return runs as lines from top to bottom."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.middle):
        above = found[-1][-1] if found else None
        if above and run.middle - above.middle < _SAME_LINE * min(above.height, run.height):
            found[-1].append(run)
        else:
            found.append([run])
    return [Line(tuple(sorted(line, key=lambda run: run.box[0]))) for line in found]


def title_lines(pieces: Sequence[object]) -> range:
    """Return which pieces of the first page are the lines of one title: the largest print, one below the other."""
    heights = {index: min(run.height for run in line.runs) for index, line in _lines(pieces)}
    if len(heights) < 2:
        return range(0)
    largest = max(heights.values())
    first = next(index for index, height in heights.items() if height > _LARGEST * largest)
    end = first + 1
    while heights.get(end, 0.0) > _LARGEST * largest and end - first < _MOST_TITLE_LINES:
        end += 1
    rest = [height for index, height in heights.items() if not first <= index < end]
    return range(first, end) if all(height < _LARGEST * largest for height in rest) else range(0)


def _lines(pieces: Sequence[object]) -> list[tuple[int, Line]]:
    return [(index, piece) for index, piece in enumerate(pieces) if isinstance(piece, Line)]


def cell_text(runs: Sequence[Run], right: float) -> str:
    """Return what stands in a cell, its lines joined; a number that fills its line goes on in the next.

    Args:
        runs: What stands in it.
        right: Right border of the cell.
    """
    if len(runs) == 1:
        return runs[0].text
    text = ""
    lines = lines_of(runs)
    for index, line in enumerate(lines):
        if index and _parted(lines[index - 1], line, right):
            text += " "
        text += line.text
    return text


def fills_line(runs: Sequence[Run], right: float) -> bool:
    """Return whether the last line of a cell reaches its right border, so that its words may go on elsewhere."""
    last = lines_of(runs)[-1].box
    return right - last[2] < _FULL * (last[3] - last[1])


def _parted(above: Line, below: Line, right: float) -> bool:
    """Return whether two lines of a cell are words apart and no label or number broken at the border."""
    end, start = above.text[-1], below.text[0]
    if not (end.isascii() and start.isascii() and end.isalnum() and start.isalnum()):
        return False
    return right - above.box[2] > above.box[3] - above.box[1]
