"""Print outside ruled tables: boxes of text put together to lines, and lines of figures to columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractor.parsing.readers.ocr.engine import Box, Picture, detect, recognize

_SEARCHED = 110
"""Pixels per inch at which lines of print are looked for; they are read at full size."""
_GAP = 1.0
"""Between two boxes of a line, in heights of the line, from which a gap is kept as a space."""
_LEGIBLE = 0.6
"""Score from which marks that were not found as print are taken for it after all."""
_DATE_AND_TIME = re.compile(r"(\d{4}-\d\d-\d\d)(\d{1,2}:\d\d)")
_DARK = 150
_BESIDE, _SMALLEST, _TALLEST = 8.0, 4.0, 40.0
"""In points: marks closer side by side than the first are one; print is between the others high."""
_MOST_MARKS = 200
"""A page with more of them is no print but a picture."""


@dataclass(frozen=True)
class Print:
    """A piece of a line."""

    text: str
    score: float
    box: Box


def read_print(picture: Picture, pixels_per_point: float) -> tuple[list[Print], int]:
    """Return the pieces of print on a level page, in no certain order, and how many marks could not be read."""
    factor = min(1.0, _SEARCHED / (72 * pixels_per_point))
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    boxes = [Box(*(edge / factor for edge in box)) for box in detect(np.asarray(small, dtype=np.uint8))]
    found = _recognized(picture, boxes)
    overlooked = _recognized(picture, _overlooked(picture, boxes, pixels_per_point))
    legible = [piece for piece in overlooked if piece.score >= _LEGIBLE]
    return [piece for piece in found if piece.text] + legible, len(overlooked) - len(legible)


def _recognized(picture: Picture, boxes: Sequence[Box]) -> list[Print]:
    crops = [(box, _crop(picture, box)) for box in boxes]
    kept = [(box, crop) for box, crop in crops if min(crop.shape) > 2]
    readings = recognize([crop for _, crop in kept])
    return [Print(_spaced(reading.text), reading.score, box) for (box, _), reading in zip(kept, readings, strict=True)]


def _spaced(text: str) -> str:
    """Return a text with the space between a date and a time, which recognition drops."""
    return _DATE_AND_TIME.sub(r"\1 \2", text.strip())


def _overlooked(picture: Picture, boxes: Sequence[Box], pixels_per_point: float) -> list[Box]:
    """Return where marks of the size of print stand outside the boxes, those side by side together."""
    dark = (picture < _DARK).astype(np.uint8)
    for box in boxes:
        dark[max(round(box.top), 0) : round(box.bottom), max(round(box.left), 0) : round(box.right)] = 0
    joined = cv2.dilate(dark, np.ones((1, round(_BESIDE * pixels_per_point)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    around = round(2 * pixels_per_point)
    found = []
    for left, top, width, height, _ in stats[1:count].tolist():
        if _SMALLEST * pixels_per_point <= height <= _TALLEST * pixels_per_point:
            found.append(Box(left - around, top - around, left + width + around, top + height + around))
    return found[:_MOST_MARKS]


def _crop(picture: Picture, box: Box) -> Picture:
    top, bottom = max(round(box.top), 0), max(round(box.bottom), 0)
    return np.ascontiguousarray(picture[top:bottom, max(round(box.left), 0) : max(round(box.right), 0)])


def lines_of(pieces: Sequence[Print]) -> list[list[Print]]:
    """Return the pieces as lines, top down, each from left to right."""
    lines: list[list[Print]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.top + piece.box.bottom):
        middle = (piece.box.top + piece.box.bottom) / 2
        height = piece.box.bottom - piece.box.top
        last = lines[-1][-1].box if lines else None
        if last is not None and abs(middle - (last.top + last.bottom) / 2) < 0.5 * min(height, last.bottom - last.top):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.box.left) for line in lines]


def gap_before(piece: Print, line: Sequence[Print]) -> str:
    """Return what stands between a piece and the one before it in its line."""
    index = line.index(piece)
    if not index:
        return ""
    before = line[index - 1].box
    height = max(piece.box.bottom - piece.box.top, before.bottom - before.top)
    return " " if piece.box.left - before.right > _GAP * height else ""
