"""Print outside ruled tables: boxes of text put together to lines, and lines of figures to columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractor.parsing.readers.ocr_engine import Box, Picture, detect, recognize

_SEARCHED = 110
"""Pixels per inch at which lines of print are looked for; they are read at full size."""
_GAP = 1.0
"""Between two boxes of a line, in heights of the line, from which a gap is kept as a space."""
_UNREAD = 0.3
"""Score below which marks are taken for no print at all, such as a seal; they are counted."""


@dataclass(frozen=True)
class Print:
    """A piece of a line."""

    text: str
    score: float
    box: Box


def read_print(picture: Picture, pixels_per_point: float) -> list[Print]:
    """Return the pieces of print on a level page, in no certain order."""
    factor = min(1.0, _SEARCHED / (72 * pixels_per_point))
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    boxes = [
        Box(*(edge / factor for edge in box)) for box in detect(np.asarray(small, dtype=np.uint8)) if box[2] > box[0]
    ]
    crops = [_crop(picture, box) for box in boxes]
    kept = [(box, crop) for box, crop in zip(boxes, crops, strict=True) if min(crop.shape) > 2]
    readings = recognize([crop for _, crop in kept])
    return [
        Print(reading.text.strip(), reading.score, box)
        for (box, _), reading in zip(kept, readings, strict=True)
        if reading.text.strip()
    ]


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
