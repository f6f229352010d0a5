"""What stands in the cells of a ruled table: ink or blank, lines of print, a second look where the first is unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from extractor.parsing.readers.ocr.engine import Box, Picture, Reading, recognize
from extractor.parsing.tables.cells import read_cell

SURE = 0.9
"""Score from which a number is taken as read."""

_INK = 70
"""How much darker than the paper print is, of 255."""
_SPECK = 2.0
"""Marks smaller than this both ways, in points, are dust."""
_INSIDE = 1.2
"""Points left out along the walls of a cell."""
_SMALLEST_PRINT, _LARGEST_PRINT = 6.0, 16.0
_LOOKALIKES = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "D": "0", "口": "0", "〇": "0", "l": "1", "I": "1", "i": "1", "丨": "1", "|": "1"}
    | {"!": "1", "]": "1", "[": "1", "Z": "2", "z": "2", "S": "5", "s": "5", "b": "6", "G": "6", "?": "7", "B": "8"}
    | {"g": "9", "q": "9", "，": ",", "。": ".", "·": ".", ":": ".", "：": "."}
)
_DASHES = frozenset("一ー-–—_﹣－")
_LIKE = {"1": "/7", "7": "1/"}
"""What an unsure figure may be although no reading said so."""
_TRUE_DASHES = frozenset("-–—－")
_FLAT, _THIN = 0.28, 2.2
"""Height of a dash, at most: by its width, and in points."""
_NARROW, _LEANING = 0.25, -0.9
"""Width of a slash by its height, at least, and how strictly its points go to the right as they go up."""
_LIKE_SLASH = frozenset({"1", "l", "I", "|", "7", "!", "丨"})
_DOUBT = 0.8
"""Score, at most, of a reading that its shape speaks against."""
_SHORT_DASH = 5.0
"""Dashes shorter than this, in points, are hyphens."""
_LINE_HEIGHT = 8.0
"""Least height in points of the picture of a line, so that small marks stay small."""
_MAYBE_NUMBER = re.compile(r"[\x20-\x7eOo〇口丨，。·：—–一ー－０-９]{1,14}|[\d,.]{1,14}(?:件|条|笔|元|万元)?")


@dataclass(frozen=True)
class ReadCell:
    """A cell as recognised.

    Attributes:
        text: The best reading; empty for a blank.
        score: Lowest score of its lines; None for a blank.
        candidates: Other readings of a number the recognition is unsure of.
    """

    text: str
    score: float | None
    candidates: tuple[str, ...] = ()

    @property
    def unsure(self) -> bool:
        """Return whether it looks like a number and may be another, or none."""
        return self.score is not None and bool(self.candidates or (self.score < SURE and numeric(self.text)))


def numeric(text: str) -> bool:
    """Return whether a cell's text is a number or may be a misread one."""
    return _MAYBE_NUMBER.fullmatch(text) is not None


def read_cells(picture: Picture, boxes: Sequence[Box], pixels_per_point: float) -> list[ReadCell]:
    """Return what stands in each box of a level page."""
    lines = [_lines(picture, box, pixels_per_point) for box in boxes]
    read = recognize([line.picture for cell in lines for line in cell])
    cells, at = [], 0
    for cut in lines:
        cells.append(_joined(read[at : at + len(cut)], cut))
        at += len(cut)
    return _second_look(cells, lines)


class Line(NamedTuple):
    """A line of print in a cell, framed by paper.

    Attributes:
        picture: The line with paper around.
        dash: The dash it is, told by its shape.
        slash: Whether it has the shape of a `/`, which is easily read as 1.
    """

    picture: Picture
    dash: str | None = None
    slash: bool = False


def _joined(readings: Sequence[Reading], lines: Sequence[Line]) -> ReadCell:
    found = [reading for reading in readings if reading.text.strip()]
    if not readings:
        return ReadCell("", None)
    if len(lines) == 1 and lines[0].dash is not None:
        text, score = readings[0]
        return ReadCell(text if text in _TRUE_DASHES else lines[0].dash, max(score, SURE))
    if not found:
        return ReadCell("", 0.0)
    text, score = "".join(reading.text.strip() for reading in found), min(reading.score for reading in found)
    if len(lines) == 1 and lines[0].slash and text in _LIKE_SLASH:
        return ReadCell("/", min(score, _DOUBT), (_as_cell(text),))
    return ReadCell(text, score)


def _lines(picture: Picture, box: Box, pixels_per_point: float) -> list[Line]:
    """Return pictures of the lines of print in a box, with some paper around; none for a blank."""
    inside = round(_INSIDE * pixels_per_point)
    left, top = max(round(box.left) + inside, 0), max(round(box.top) + inside, 0)
    cell = picture[top : max(round(box.bottom) - inside, top), left : max(round(box.right) - inside, left)]
    if not cell.size:
        return []
    ink = _print(cell, pixels_per_point)
    return [_line(cell, ink, band, pixels_per_point) for band in _bands(ink, pixels_per_point)]


def _print(cell: Picture, pixels_per_point: float) -> Picture:
    """Return the mask of the print in a cell: dark marks that are no dust and no rest of a rule."""
    paper = float(np.percentile(cell, 90))
    dark = (cell < paper - _INK).astype(np.uint8)
    count, marks, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    height, width = cell.shape
    speck, thin = _SPECK * pixels_per_point, 1.5 * pixels_per_point
    kept = np.zeros_like(dark)
    for n in range(1, count):
        left, top, wide, high, _ = stats[n].tolist()
        at_wall = left == 0 or top == 0 or left + wide == width or top + high == height
        if at_wall and min(wide, high) <= thin and (max(wide, high) > 4 * thin or top in (0, height - high)):
            continue
        if max(wide, high) >= speck:
            kept[marks == n] = 1
    if not kept.any():
        return kept
    rows, columns = np.flatnonzero(kept.any(axis=1)), np.flatnonzero(kept.any(axis=0))
    reach = round(4 * pixels_per_point)
    near = np.zeros_like(dark)
    near[max(rows[0] - reach, 0) : rows[-1] + reach, max(columns[0] - reach, 0) : columns[-1] + reach] = 1
    small = np.isin(marks, [n for n in range(1, count) if max(stats[n][2], stats[n][3]) < speck]) & (dark > 0)
    return np.asarray(kept | (small & (near > 0)), dtype=np.uint8)


def _bands(ink: Picture, pixels_per_point: float) -> list[tuple[int, int]]:
    """Return from which to which row of pixels each line of print goes."""
    filled = np.flatnonzero(ink.any(axis=1))
    if not filled.size:
        return []
    runs = [[int(filled[0]), int(filled[0]) + 1]]
    for before, row in pairwise(filled.tolist()):
        if row == before + 1:
            runs[-1][1] = row + 1
        else:
            runs.append([row, row + 1])
    tallest = max(end - start for start, end in runs)
    size = min(max(tallest, _SMALLEST_PRINT * pixels_per_point), _LARGEST_PRINT * pixels_per_point)
    bands = [runs[0]]
    for start, end in runs[1:]:
        small = min(end - start, bands[-1][1] - bands[-1][0]) < 0.6 * size
        if small and end - bands[-1][0] <= 1.3 * size:
            bands[-1][1] = end
        else:
            bands.append([start, end])
    return [(start, end) for start, end in bands]


def _line(cell: Picture, ink: Picture, band: tuple[int, int], pixels_per_point: float) -> Line:
    """Return a line of print alone on paper, at least as wide as high."""
    start, end = band
    columns = np.flatnonzero(ink[start:end].any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    high, wide = end - start, right - left
    flat = high <= min(_FLAT * wide + 1, _THIN * pixels_per_point) and wide >= _SPECK * pixels_per_point
    dash = ("-" if wide < _SHORT_DASH * pixels_per_point else "—") if flat else None
    slash = dash is None and _leans(ink[start:end, left:right])
    return Line(_framed(cell[start:end, left:right], float(np.percentile(cell, 90)), pixels_per_point), dash, slash)


def _leans(ink: Picture) -> bool:
    """Return whether print is one stroke that leans to the right."""
    high, wide = ink.shape
    rows, columns = np.nonzero(ink)
    if wide < 2 or not _NARROW * high <= wide <= high or len(rows) < high:
        return False
    return float(np.corrcoef(rows, columns)[0, 1]) < _LEANING


def _framed(line: Picture, paper: float, pixels_per_point: float) -> Picture:
    height, width = line.shape
    above = max(2, round(0.18 * height), round((_LINE_HEIGHT * pixels_per_point - height) / 2))
    side = max(2, round(0.18 * height), (height + 2 * above - width) // 2)
    framed = cv2.copyMakeBorder(line, above, above, side, side, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(framed, dtype=np.uint8)


def _second_look(cells: list[ReadCell], lines: Sequence[Sequence[Line]]) -> list[ReadCell]:
    """Return the cells, those with an unsure number read again from larger and sharper pictures."""
    again = [
        index
        for index, cell in enumerate(cells)
        if len(lines[index]) == 1
        and lines[index][0].dash is None
        and not cell.candidates
        and cell.score is not None
        and (not cell.text or (numeric(cell.text) and (cell.score < SURE or read_cell(cell.text).kind == "text")))
    ]
    pictures = [variant for index in again for variant in _variants(lines[index][0].picture)]
    readings = recognize(pictures)
    each = len(readings) // len(again) if again else 0
    for number, index in enumerate(again):
        cells[index] = _best(cells[index], readings[number * each : (number + 1) * each])
    return cells


def _variants(line: Picture) -> list[Picture]:
    """Return a line enlarged, sharpened, and with more paper around."""
    large = cv2.resize(line, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    smooth = cv2.GaussianBlur(large, (0, 0), 1.5)
    sharp = cv2.addWeighted(large, 1.8, cv2.GaussianBlur(large, (0, 0), 4), -0.8, 0)
    edge = line.shape[0] // 4
    wide = cv2.copyMakeBorder(line, edge, edge, 2 * edge, 2 * edge, cv2.BORDER_REPLICATE)
    return [np.asarray(picture, dtype=np.uint8) for picture in (smooth, sharp, wide)]


def _best(cell: ReadCell, others: Sequence[Reading]) -> ReadCell:
    """Return the cell with the most certain reading that is a number, and the others as candidates."""
    readings = [Reading(cell.text, cell.score or 0.0), *others]
    readings = [Reading(_as_cell(text.strip()), score) for text, score in readings if text.strip()]
    numbers = [reading for reading in readings if read_cell(reading.text).kind not in ("text", "blank")]
    if not numbers:
        return cell
    totals: dict[str, float] = {}
    for text, score in numbers:
        totals[text] = totals.get(text, 0.0) + score
    text = max(totals, key=lambda known: totals[known])
    best = max(score for known, score in numbers if known == text)
    rivals = [known for known in dict.fromkeys((*totals, _as_cell(cell.text))) if known not in (text, "")]
    if not rivals and len(numbers) == len(others) + 1 and best >= SURE:
        return ReadCell(text, best)
    likely = [known for known in _LIKE.get(text, "") if known not in rivals]
    return ReadCell(text, min(best, cell.score or 0.0), (*rivals, *likely))


def _as_cell(text: str) -> str:
    """Return a reading with letters that look like digits as those, and any dash as the usual one."""
    if set(text) <= _DASHES:
        return "—" if len(text) == 1 else text
    return text.translate(_LOOKALIKES) if numeric(text) else text
