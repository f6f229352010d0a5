"""Coordinates of a PDF page: as the file has them, upright for reading, and as the page is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.schema import BBox

Box = tuple[float, float, float, float]
"""`(x0, top, x1, bottom)` in points."""


@dataclass(frozen=True)
class Frame:
    """A page's box in the file, how far it is turned for reading and how far for showing.

    Attributes:
        left: Left of the page's box in the file's coordinates, whose origin is at the bottom left.
        bottom: Bottom of it.
        width: Its width before any turn, in points.
        height: Its height before any turn.
        reading: Quarter turns clockwise that make the text upright.
        shown: Quarter turns clockwise by which a viewer shows the page.
    """

    left: float
    bottom: float
    width: float
    height: float
    reading: int = 0
    shown: int = 0

    @classmethod
    def of(cls, box: tuple[float, float, float, float], rotation: int, direction: int) -> Frame:
        """Return the frame of a page.

        Args:
            box: Left, bottom, right and top of what is shown, in the file's coordinates.
            rotation: Degrees clockwise that the page is shown turned by.
            direction: Degrees counter-clockwise in which the text is written in the file.
        """
        left, bottom, right, top = box
        return cls(left, bottom, right - left, top - bottom, direction // 90 % 4, rotation // 90 % 4)

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of the upright page."""
        return (self.height, self.width) if self.reading % 2 else (self.width, self.height)

    def upright(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return a box of the file's coordinates turned for reading."""
        x, y = self.left, self.bottom + self.height
        box = (left - x, y - top, right - x, y - bottom)
        return _turned(box, self.reading, self.width, self.height) if self.reading else box

    def all_upright(self, values: Sequence[float]) -> list[Box]:
        """Return many boxes turned for reading.

        Args:
            values: Left, top, right, bottom of each box after another, in the file's coordinates.
        """
        x, y = self.left, self.bottom + self.height
        quads = zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True)
        boxes = [(left - x, y - top, right - x, y - bottom) for left, top, right, bottom in quads]
        return boxes if not self.reading else [_turned(box, self.reading, self.width, self.height) for box in boxes]

    def on_page(self, box: Box) -> BBox:
        """Return where an upright box lies on the page as it is shown."""
        if self.shown != self.reading:
            width, height = self.size
            box = _turned(box, (self.shown - self.reading) % 4, width, height)
        return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


def _turned(box: Box, quarters: int, width: float, height: float) -> Box:
    """Return a box on a page of that size after quarter turns clockwise."""
    for _ in range(quarters):
        x0, top, x1, bottom = box
        box = (height - bottom, x0, height - top, x1)
        width, height = height, width
    return box
