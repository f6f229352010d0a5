"""What stands in the cells of a ruled table: ink or blank, lines of print, a second look where the first is unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from extractor.parsing.readers.ocr_engine import Box, Picture, Reading, recognize
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
    flat = recognize([line for cell in lines for line in cell])
    cells, at = [], 0
    for cut in lines:
        cells.append(_joined(flat[at : at + len(cut)]))
        at += len(cut)
    return _second_look(cells, lines)


def _joined(readings: Sequence[Reading]) -> ReadCell:
    found = [reading for reading in readings if reading.text.strip()]
    if not readings:
        return ReadCell("", None)
    if not found:
        return ReadCell("", 0.0)
    return ReadCell("".join(reading.text.strip() for reading in found), min(reading.score for reading in found))


def _lines(picture: Picture, box: Box, pixels_per_point: float) -> list[Picture]:
    """Return pictures of the lines of print in a box, with some paper around; none for a blank."""
    inside = round(_INSIDE * pixels_per_point)
    left, top = max(round(box.left) + inside, 0), max(round(box.top) + inside, 0)
    cell = picture[top : max(round(box.bottom) - inside, top), left : max(round(box.right) - inside, left)]
    if not cell.size:
        return []
    ink = _print(cell, pixels_per_point)
    return [_framed(cell, ink, start, end) for start, end in _bands(ink, pixels_per_point)]


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


def _framed(cell: Picture, ink: Picture, start: int, end: int) -> Picture:
    """Return a line of print alone on paper, at least as wide as high."""
    columns = np.flatnonzero(ink[start:end].any(axis=0))
    line = cell[start:end, columns[0] : columns[-1] + 1]
    height, width = line.shape
    around = max(2, round(0.18 * height))
    side = max(around, (height + 2 * around - width) // 2)
    paper = float(np.percentile(cell, 90))
    return np.asarray(
        cv2.copyMakeBorder(line, around, around, side, side, cv2.BORDER_CONSTANT, value=paper), dtype=np.uint8
    )


def _second_look(cells: list[ReadCell], lines: Sequence[Sequence[Picture]]) -> list[ReadCell]:
    """Return the cells, those with an unsure number read again from larger and sharper pictures."""
    again = [
        index
        for index, cell in enumerate(cells)
        if len(lines[index]) == 1
        and cell.score is not None
        and (not cell.text or (numeric(cell.text) and (cell.score < SURE or read_cell(cell.text).kind == "text")))
    ]
    pictures = [variant for index in again for variant in _variants(lines[index][0])]
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
    rivals = {known: None for known in (*totals, cell.text) if known not in (text, "")}
    agreed = len(numbers) == len(others) + 1 and not rivals
    score = best if agreed else min(best, cell.score or 0.0)
    return ReadCell(text, round(score, 4), tuple(rivals))


def _as_cell(text: str) -> str:
    """Return a reading with letters that look like digits as those, and any dash as the usual one."""
    if set(text) <= _DASHES:
        return "—" if len(text) == 1 else text
    return text.translate(_LOOKALIKES) if numeric(text) else text
