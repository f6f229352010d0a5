"""What stands on a PDF page: runs of characters with boxes, ruling lines, watermarks, through pypdfium2 (BSD)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from statistics import median
from typing import Any

from extractor.parsing.readers.pdf.frame import Frame
from extractor.parsing.readers.pdf.pdfium import pdfium
from extractor.parsing.readers.pdf.rules import Rules, read_rules
from extractor.parsing.readers.pdf.runs import BLANKS, Run, characters, read_runs

_ANGLE_SAMPLES = 40
_SKEW = 4.0
"""Degrees off the page's own direction from which on text is not part of its lines."""
_BIG = 1.6
_LIGHT = 185
_VERY_LIGHT = 215
_DARK = 140


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
    textpage = page.get_textpage()
    text = characters(textpage)
    printed = [index for index, char in enumerate(text) if char not in BLANKS]
    turn = _main_direction(textpage.raw, printed)
    frame = Frame.of(page.get_cropbox(), page.get_rotation(), turn)
    strokes = _strokes(textpage, text, printed, frame, turn)
    light = any(stroke.shade >= _LIGHT for stroke in strokes)
    found = PdfPage(number, frame, rules=read_rules(page, frame, with_fills=light))
    if strokes:
        _sort_out(found, strokes)
    textpage.close()
    return found


def _main_direction(textpage: Any, printed: Sequence[int]) -> int:
    """Return in which direction, in degrees counter-clockwise and a multiple of 90, most of the text is written."""
    sample = printed[:: max(1, len(printed) // _ANGLE_SAMPLES)]
    quarters: Counter[int] = Counter()
    for angle, count in Counter(map(pdfium().char_angle, repeat(textpage), sample)).items():
        if angle >= 0:
            quarters[round(-math.degrees(angle) / 90) % 4 * 90] += count
    return quarters.most_common(1)[0][0] if quarters else 0


def _strokes(textpage: Any, text: str, printed: Sequence[int], frame: Frame, turn: int) -> list[_Stroke]:
    """Return the runs of a page in the order of the file."""
    handle, shade = textpage.raw, pdfium().shade
    runs = read_runs(textpage, text, printed, frame)
    first = [index for index, _ in runs]
    angles = map(pdfium().char_angle, repeat(handle), first)
    objects = map(pdfium().char_object, repeat(handle), first)
    return [
        _Stroke(run, (math.degrees(angle) + turn) % 360, shade(item) or 0.0)
        for (_, run), angle, item in zip(runs, angles, objects, strict=True)
    ]


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
