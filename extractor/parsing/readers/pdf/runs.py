"""The text of a PDF page: characters with boxes → runs of those that follow each other on a line."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from extractor.parsing.readers.pdf.frame import Box, Frame
from extractor.parsing.readers.pdf.pdfium import pdfium

_WORD_GAP = 0.9
"""Gap in text heights from which on two characters belong to different cells or columns."""
_SPACE = 0.3
_SAME_LINE = 0.6
_OTHER_SIZE = 1.9
_TOO_HIGH = 2.5
BLANKS = frozenset(
    " \t\r\n\f\v\0\x1c\x1d\x1e\x1f\x85\xa0\u3000\u2000\u2001\u2002\u2003\u2009\u200b\u2028\u2029\ufeff\ufffe"
)


@dataclass(slots=True)
class Run:
    """Characters that follow each other on a line without a wide gap.

    Attributes:
        text: The characters, spaces included.
        box: Around them, upright on the page.
        places: Box of each character of `text`; empty where it was put together from several lines.
        level: Height at which its row stands, where that is not its own middle.
    """

    text: str
    box: Box
    places: list[Box]
    level: float | None = None

    @property
    def height(self) -> float:
        """Return the height of the line in points."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """Return the height of the line's middle, from the top of the page."""
        return (self.box[1] + self.box[3]) / 2 if self.level is None else self.level

    def part(self, start: int, end: int) -> Run | None:
        """Return some of its characters as a run; None where they are only spaces."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            return None
        places = self.places[start:end]
        return Run(self.text[start:end], (places[0][0], self.box[1], places[-1][2], self.box[3]), places)


def characters(textpage: Any) -> str:
    """Return one character for each that pdfium counts on a page, also where its text skips some."""
    import pypdfium2.raw as raw

    count = raw.FPDFText_CountChars(textpage.raw)
    if count <= 0:
        return ""
    text: str = textpage.get_text_range()
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)


def read_runs(textpage: Any, text: str, printed: Sequence[int], frame: Frame) -> list[tuple[int, Run]]:
    """Return the runs of a page in the order of the file, each with the index of its first character.

    Args:
        textpage: The page's text in pypdfium2.
        text: Its characters.
        printed: Indices of those that are no blanks.
        frame: How the page lies.
    """
    if not printed:
        return []
    boxes = frame.all_upright(pdfium().loose_boxes(textpage.raw, printed))
    _tighten(textpage.raw, printed, frame, boxes)
    letters = "".join([text[index] for index in printed])
    breaks, uneven = _breaks(printed, boxes)
    runs = []
    for start, end in pairwise(breaks):
        if start in uneven:
            run = _uneven_run(letters[start:end], printed[start:end], boxes[start:end])
        else:
            left, top, _, bottom = boxes[start]
            run = Run(letters[start:end], (left, top, boxes[end - 1][2], bottom), boxes[start:end])
        runs.append((printed[start], run))
    return runs


def _tighten(handle: Any, printed: Sequence[int], frame: Frame, boxes: list[Box]) -> None:
    """Put the box of the ink in place of those far higher than the others: upright fonts have such line heights."""
    import pypdfium2.raw as raw

    heights = [bottom - top for _, top, _, bottom in boxes]
    if 0 < max(heights) <= _TOO_HIGH * min(heights):
        return
    known = [height for height in heights if height > 0]
    limit = _TOO_HIGH * median(known) if known else math.inf
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for place, height in enumerate(heights):
        if height > limit and raw.FPDFText_GetCharBox(handle, printed[place], left, right, bottom, top):
            boxes[place] = frame.upright(left.value, top.value, right.value, bottom.value)


def _breaks(printed: Sequence[int], boxes: Sequence[Box]) -> tuple[list[int], set[int]]:
    """Return at which places a run begins, and which of these runs are uneven.

    Returns:
        The beginnings and the end of the last run; the beginnings of those runs whose characters don't stand side by
        side on one level.
    """
    found, uneven, begin = [0], set(), 0
    for place, ((x0, y0, x1, y1), (left, top, right, bottom)) in enumerate(pairwise(boxes), 1):
        low, gap = bottom - top, left - x1
        level = top == y0 and bottom == y1
        if not level:
            low = _common_height((y0, y1), (top, bottom))
        if not -0.5 * low < gap < _WORD_GAP * low:
            begin = place
            found.append(place)
        elif not level or gap > _SPACE * low or left < x0 or right < x1 or printed[place] > printed[place - 1] + 1:
            uneven.add(begin)
    return [*found, len(boxes)], uneven


def _common_height(before: tuple[float, float], after: tuple[float, float]) -> float:
    """Return the height of the lower one of two characters; 0 where they don't stand on the same line."""
    low, high = sorted((before[1] - before[0], after[1] - after[0]))
    overlap = min(before[1], after[1]) - max(before[0], after[0])
    return low if overlap > _SAME_LINE * low and high < _OTHER_SIZE * low else 0.0


def _uneven_run(letters: str, indices: Sequence[int], boxes: Sequence[Box]) -> Run:
    """Return characters as a run, with a space where one is printed or a gap shows it."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    places = list(boxes)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    space = _SPACE * (bottoms[0] - tops[0])
    cuts = [
        place
        for place in range(1, len(boxes))
        if indices[place] > indices[place - 1] + 1 or lefts[place] - rights[place - 1] > space
    ]
    chars = list(letters)
    for place in reversed(cuts):
        chars.insert(place, " ")
        before = rights[place - 1]
        places.insert(place, (before, tops[place], max(lefts[place], before), bottoms[place]))
    return Run("".join(chars), box, places)
