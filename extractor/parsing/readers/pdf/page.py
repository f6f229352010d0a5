"""What stands on a PDF page: runs of characters with boxes, ruling lines, watermarks, through pypdfium2 (BSD)."""

from __future__ import annotations

import ctypes
import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from extractor.parsing.readers.pdf.frame import Box, Frame
from extractor.parsing.readers.pdf.rules import Rules, read_rules

_ANGLE_SAMPLES = 40
_SKEW = 4.0
"""Degrees off the page's own direction from which on text is not part of its lines."""
_WORD_GAP = 0.9
"""Gap in text heights from which on two characters belong to different cells or columns."""
_SPACE = 0.3
_SAME_LINE = 0.6
_OTHER_SIZE = 1.9
_BLANKS = frozenset(
    " \t\r\n\f\v\0\x1c\x1d\x1e\x1f\x85\xa0\u3000\u2000\u2001\u2002\u2003\u2009\u200b\u2028\u2029\ufeff\ufffe"
)
_TOO_HIGH = 2.5
_BIG = 1.6
_LIGHT = 185
_VERY_LIGHT = 215
_DARK = 140

_CHANNELS = tuple(ctypes.c_uint() for _ in range(4))
"""Filled anew by every question for a colour: making them takes longer than the answer."""


@dataclass(slots=True)
class Run:
    """Characters that follow each other on a line without a wide gap.

    Attributes:
        text: The characters, spaces included.
        box: Around them, upright on the page.
        edges: Left and right of each character of `text`; empty where it was put together from several lines.
        level: Height at which its row stands, where that is not its own middle.
    """

    text: str
    box: Box
    edges: list[tuple[float, float]]
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
        edges = self.edges[start:end]
        return Run(self.text[start:end], (edges[0][0], self.box[1], edges[-1][1], self.box[3]), edges)


@dataclass
class PdfPage:
    """A page as read.

    Attributes:
        number: 1 for the first page.
        frame: How its upright coordinates lie on the page as it is shown.
        runs: Its text in the order of the file.
        rules: Its ruling lines.
        watermarks: Texts that were left out.
    """

    number: int
    frame: Frame
    runs: list[Run] = field(default_factory=list)
    rules: Rules = field(default_factory=Rules)
    watermarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Stroke:
    """A run in the making, with what tells a watermark from text."""

    run: Run
    angle: float
    shade: float


def read_page(page: Any, number: int) -> PdfPage:
    """Return the text, lines and watermarks of a pypdfium2 page."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    count = raw.FPDFText_CountChars(textpage.raw)
    text = _characters(raw, textpage, count) if count > 0 else ""
    turn = _main_direction(raw, textpage.raw, text)
    frame = Frame.of(page.get_cropbox(), page.get_rotation(), turn)
    strokes = list(_strokes(raw, textpage, text, frame, turn)) if text else []
    light = any(stroke.shade >= _LIGHT for stroke in strokes)
    found = PdfPage(number, frame, rules=read_rules(page, frame, with_fills=light))
    if strokes:
        _sort_out(found, strokes)
    textpage.close()
    return found


def _main_direction(raw: Any, textpage: Any, text: str) -> int:
    """Return in which direction, in degrees counter-clockwise and a multiple of 90, most of the text is written."""
    printed = [index for index, char in enumerate(text) if char not in _BLANKS]
    sample = printed[:: max(1, len(printed) // _ANGLE_SAMPLES)]
    angles = (raw.FPDFText_GetCharAngle(textpage, index) for index in sample)
    quarters = Counter(round(-math.degrees(angle) / 90) % 4 * 90 for angle in angles if angle >= 0)
    return quarters.most_common(1)[0][0] if quarters else 0


def _characters(raw: Any, textpage: Any, count: int) -> str:
    """Return one character for each of pdfium's, also where its text skips some."""
    text: str = textpage.get_text_range()
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)


def _boxes(raw: Any, textpage: Any, count: int, frame: Frame) -> list[Box]:
    """Return each character's box, upright, as high as its line."""
    rects = (raw.FS_RECTF * count)()
    get, byref, size = raw.FPDFText_GetLooseCharBox, ctypes.byref, ctypes.sizeof(raw.FS_RECTF)
    handle = textpage.raw
    first = rects[0]
    for offset in range(count):
        get(handle, offset, byref(first, offset * size))
    boxes = frame.upright(array("f", bytes(rects)))
    _tighten(raw, handle, frame, boxes)
    return boxes


def _tighten(raw: Any, handle: Any, frame: Frame, boxes: list[Box]) -> None:
    """Put the box of the ink in place of those far higher than the others: upright fonts have such line heights."""
    heights = [bottom - top for _, top, _, bottom in boxes]
    limit = _TOO_HIGH * median(height for height in heights if height > 0) if any(heights) else 0.0
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index, height in enumerate(heights):
        if height > limit and raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top):
            boxes[index] = frame.upright((left.value, top.value, right.value, bottom.value))[0]


def _strokes(raw: Any, textpage: Any, text: str, frame: Frame, turn: int) -> Iterator[_Stroke]:
    """Yield the runs of a page in the order of the file."""
    boxes = _boxes(raw, textpage, len(text), frame)
    handle = textpage.raw
    for group in _groups(text, boxes):
        first = group[0]
        angle = (math.degrees(raw.FPDFText_GetCharAngle(handle, first)) + turn) % 360
        shade = _shade(raw, raw.FPDFText_GetTextObject(handle, first))
        yield _Stroke(_run(text, boxes, group), angle, shade)


def _groups(text: str, boxes: Sequence[Box]) -> Iterator[list[int]]:
    """Yield the characters that follow each other on a line without a wide gap, by their index; no spaces."""
    group: list[int] = []
    before: Box = (0.0, 0.0, 0.0, 0.0)
    for index, char in enumerate(text):
        if char in _BLANKS:
            continue
        box = boxes[index]
        if group and not _follows(before, box):
            yield group
            group = []
        group.append(index)
        before = box
    if group:
        yield group


def _follows(before: Box, box: Box) -> bool:
    """Return whether a character stands close behind another on the same line."""
    gap = box[0] - before[2]
    low = box[3] - box[1]
    if box[1] != before[1] or box[3] != before[3]:
        height = before[3] - before[1]
        low, high = (low, height) if low < height else (height, low)
        overlap = min(before[3], box[3]) - max(before[1], box[1])
        if overlap <= _SAME_LINE * low or high >= _OTHER_SIZE * low:
            return False
    return -0.5 * low < gap < _WORD_GAP * low


def _run(text: str, boxes: Sequence[Box], group: list[int]) -> Run:
    """Return characters as a run, with a space where one is printed or a gap shows it."""
    lefts, tops, rights, bottoms = zip(*[boxes[index] for index in group], strict=True)
    top, bottom = min(tops), max(bottoms)
    box = (min(lefts), top, max(rights), bottom)
    edges = list(zip(lefts, rights, strict=True))
    space = _SPACE * (bottoms[0] - tops[0])
    cuts = [
        place
        for place in range(1, len(group))
        if group[place] != group[place - 1] + 1 or lefts[place] - rights[place - 1] > space
    ]
    if not cuts:
        return Run(text[group[0] : group[-1] + 1], box, edges)
    chars = [text[index] for index in group]
    for place in reversed(cuts):
        chars.insert(place, " ")
        edges.insert(place, (rights[place - 1], max(lefts[place], rights[place - 1])))
    return Run("".join(chars), box, edges)


def _shade(raw: Any, handle: Any) -> float:
    """Return how light text is printed on white, 0 to 255; 0 where that is not known."""
    if not handle:
        return 0.0
    if not raw.FPDFPageObj_GetFillColor(handle, *_CHANNELS):
        return 0.0
    red, green, blue, alpha = (channel.value for channel in _CHANNELS)
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return 255 - (255 - light) * alpha / 255


def _sort_out(page: PdfPage, strokes: list[_Stroke]) -> None:
    """Part a page's text from its watermarks."""
    usual = median(stroke.run.height for stroke in strokes)
    for stroke in strokes:
        if _is_watermark(stroke, usual, page.rules):
            page.watermarks.append(stroke.run.text)
        else:
            page.runs.append(stroke.run)


def _is_watermark(stroke: _Stroke, usual: float, rules: Rules) -> bool:
    """Return whether text lies askew over the page, or is light and big, or hardly visible."""
    askew = min(stroke.angle % 90, 90 - stroke.angle % 90)
    if askew > _SKEW:
        return True
    if stroke.shade < _LIGHT or (stroke.shade < _VERY_LIGHT and stroke.run.height < _BIG * usual):
        return False
    return rules.shade_under(stroke.run.box) > _DARK
