"""A scanned page set straight: its angle measured, the way back to the page as it was."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from extractor.parsing.readers.ocr.engine import Box, Picture
from extractor.schema import BBox

_MAX_ANGLE = 4.0
_NEGLIGIBLE = 0.03
_MEASURED_WIDTH = 1000
_PAPER = 255


@dataclass(frozen=True)
class StraightPage:
    """A page whose lines are level.

    Attributes:
        picture: The page after turning.
        pixels_per_point: Of `picture`.
        angle: Degrees by which the page was turned, counter-clockwise.
        unit: Units of the file's places per pixel of `picture`: points for a PDF, pixels for a picture.
        offset: Where the top of `picture` stands in the file's page, in those units.
    """

    picture: Picture
    pixels_per_point: float
    angle: float
    unit: float
    offset: float = 0.0

    def place(self, box: Box) -> BBox:
        """Return where a box stands on the page as it is in the file."""
        height, width = self.picture.shape
        back = math.radians(-self.angle)
        corners = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
        turned = [_turn(x, y, width / 2, height / 2, back) for x, y in corners]
        xs, ys = zip(*turned, strict=True)
        scale = self.unit
        found = (min(xs) * scale, min(ys) * scale + self.offset, max(xs) * scale, max(ys) * scale + self.offset)
        return (round(found[0], 1), round(found[1], 1), round(found[2], 1), round(found[3], 1))


def _turn(x: float, y: float, middle_x: float, middle_y: float, angle: float) -> tuple[float, float]:
    """Return a point turned counter-clockwise about the middle; y grows downwards."""
    dx, dy = x - middle_x, y - middle_y
    cos, sin = math.cos(angle), math.sin(angle)
    return middle_x + dx * cos + dy * sin, middle_y - dx * sin + dy * cos


def straighten(picture: Picture, pixels_per_point: float, unit: float, offset: float = 0.0) -> StraightPage:
    """Return a page turned so that its lines are level."""
    angle = measure_skew(picture)
    if abs(angle) < _NEGLIGIBLE:
        return StraightPage(picture, pixels_per_point, 0.0, unit, offset)
    return StraightPage(_rotated(picture, angle, cv2.INTER_CUBIC), pixels_per_point, angle, unit, offset)


def _rotated(picture: Picture, angle: float, how: int) -> Picture:
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), flags=how, borderValue=_PAPER), dtype=np.uint8)


def measure_skew(picture: Picture) -> float:
    """Return by how many degrees a page has to be turned counter-clockwise to be level, at most `_MAX_ANGLE`.

    The angle at which lines of print and rules fall most sharply into rows of pixels.
    """
    factor = _MEASURED_WIDTH / picture.shape[1]
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else picture
    ink = ((small < 140) * 255).astype(np.uint8)
    if not ink.any():
        return 0.0
    best, step = 0.0, 0.5
    angles = np.arange(-_MAX_ANGLE, _MAX_ANGLE + step, step)
    while step > 0.01:
        best = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
        angles = best + np.linspace(-step, step, 9)
        step /= 4
    return best


def _sharpness(ink: Picture, angle: float) -> float:
    rows = _level(ink, angle).sum(axis=1, dtype=np.float64)
    return float(np.sum(np.diff(rows) ** 2))


def _level(ink: Picture, angle: float) -> Picture:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR), dtype=np.uint8)
