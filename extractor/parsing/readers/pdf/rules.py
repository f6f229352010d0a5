"""The ruling lines of a PDF page, from its vector paths."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

from extractor.parsing.readers.pdf.frame import Box, Frame
from extractor.parsing.readers.pdf.pdfium import Address, pdfium

_THIN = 3.0
"""Points up to which a filled rectangle is a line."""
_SHORTEST = 4.0
_ONE_BOX = 5
"""Segments up to which a filled path is one area, without thin parts."""
_DEEPEST = 6
_MOST_OBJECTS = 60_000
"""Drawings of more parts (a map, a chart) are not searched to the end."""
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Rules:
    """Lines of a page, upright.

    Attributes:
        across: Horizontal ones, as flat boxes.
        down: Vertical ones, as narrow boxes.
        fills: Filled areas with how light they are, 0 to 255.
        pictures: Where the page has pictures.
    """

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    fills: list[tuple[Box, float]] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def shade_under(self, box: Box) -> float:
        """Return how light the background of a box is; 255 on plain paper."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        shades = [shade for (x0, y0, x1, y1), shade in self.fills if x0 <= x <= x1 and y0 <= y <= y1]
        return shades[-1] if shades else 255.0

    def add(self, box: Box) -> None:
        """Sort in a box that may be a line."""
        wide, tall = box[2] - box[0], box[3] - box[1]
        if tall <= _THIN and wide >= _SHORTEST and wide > tall:
            self.across.append(box)
        elif wide <= _THIN and tall >= _SHORTEST:
            self.down.append(box)


def read_rules(page: Any, frame: Frame, *, with_fills: bool = True) -> Rules:
    """Return the lines that are drawn on a pypdfium2 page, and on request its filled areas."""
    import pypdfium2.raw as raw

    found = _Drawing(raw, frame, with_fills)
    count = min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
    found.read(list(map(pdfium().page_object, repeat(page.raw), range(count))), _SAME, 0)
    return found.rules


class _Drawing:
    """Collects the lines of a page from its objects."""

    def __init__(self, raw: Any, frame: Frame, with_fills: bool) -> None:
        self._raw, self._frame, self._with_fills = raw, frame, with_fills
        self.rules = Rules()

    def read(self, objects: Sequence[Address], matrix: _Matrix, depth: int) -> None:
        """Add the lines of a page's or form's objects; `matrix` is that of the forms around them."""
        kinds = list(map(pdfium().kind, objects))
        pictures = [item for item, kind in zip(objects, kinds, strict=True) if kind == self._raw.FPDF_PAGEOBJ_IMAGE]
        self.rules.pictures += _boxes(pdfium().bounds(pictures), matrix, self._frame)
        start = 0
        for at in [index for index, kind in enumerate(kinds) if kind == self._raw.FPDF_PAGEOBJ_FORM]:
            self._paths(objects[start:at], kinds[start:at], matrix)
            if depth < _DEEPEST:
                self._form(objects[at], matrix, depth + 1)
            start = at + 1
        self._paths(objects[start:], kinds[start:], matrix)

    def _form(self, form: Address, matrix: _Matrix, depth: int) -> None:
        handle = ctypes.cast(form, self._raw.FPDF_PAGEOBJECT)
        count = min(self._raw.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
        inside = list(map(pdfium().form_object, repeat(handle), range(count)))
        self.read(inside, _times(_matrix(self._raw, handle), matrix), depth)

    def _paths(self, objects: Sequence[Address], kinds: Sequence[int], matrix: _Matrix) -> None:
        """Add the lines of the paths among some objects: themselves where they are thin, else their parts."""
        kind_of_path = self._raw.FPDF_PAGEOBJ_PATH
        paths = [item for item, kind in zip(objects, kinds, strict=True) if kind == kind_of_path]
        modes = pdfium().draw_modes(paths)
        boxes = _boxes(pdfium().bounds(paths), matrix, self._frame)
        for path, box, filled, stroked in zip(paths, boxes, modes[0::2], modes[1::2], strict=True):
            if not (filled or stroked):
                continue
            if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
                self.rules.add(box)
                continue
            if self._with_fills and filled and (shade := pdfium().shade(path)) is not None:
                self.rules.fills.append((box, shade))
            self._parts(path, matrix, stroked=stroked != 0)

    def _parts(self, path: Address, matrix: _Matrix, *, stroked: bool) -> None:
        """Add the strokes and the thin parts of a path."""
        count = pdfium().segments(path)
        if (stroked or count > _ONE_BOX) and count <= _MOST_OBJECTS:
            handle = ctypes.cast(path, self._raw.FPDF_PAGEOBJECT)
            inner = _times(_matrix(self._raw, handle), matrix)
            for points in _subpaths(self._raw, handle):
                _read_subpath(points, inner, self._frame, self.rules, stroked=stroked)


def _boxes(sides: Sequence[float], matrix: _Matrix, frame: Frame) -> list[Box]:
    """Return boxes turned for reading, given the left, top, right and bottom of each after another."""
    if matrix is _SAME:
        return frame.all_upright(sides)
    corners = zip(sides[0::4], sides[1::4], sides[2::4], sides[3::4], strict=True)
    return [_upright([(left, bottom), (right, top)], matrix, frame) for left, top, right, bottom in corners]


def _matrix(raw: Any, handle: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q


def _subpaths(raw: Any, handle: Any) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of a path, the first again at the end of a closed one."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(handle)):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = []
    if points:
        yield points


def _read_subpath(
    points: Sequence[tuple[float, float]], matrix: _Matrix, frame: Frame, rules: Rules, *, stroked: bool
) -> None:
    whole = _upright(points, matrix, frame)
    if min(whole[2] - whole[0], whole[3] - whole[1]) <= _THIN:
        rules.add(whole)
    elif stroked:
        for start, end in pairwise(points):
            rules.add(_upright([start, end], matrix, frame))


def _upright(points: Sequence[tuple[float, float]], matrix: _Matrix, frame: Frame) -> Box:
    """Return the box around some points of the file, turned for reading."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return frame.upright(min(xs), max(ys), max(xs), min(ys))
