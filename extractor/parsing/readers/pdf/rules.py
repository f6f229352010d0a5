"""The ruling lines of a PDF page, from its vector paths."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from extractor.parsing.readers.pdf.frame import Box, Frame

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
_DRAWN = (ctypes.c_int(), ctypes.c_int())
_CORNERS = tuple(ctypes.c_float() for _ in range(4))
"""Filled anew by every question for a path: making them takes longer than the answer."""


@dataclass
class Rules:
    """Lines of a page, upright.

    Attributes:
        across: Horizontal ones, as flat boxes.
        down: Vertical ones, as narrow boxes.
        fills: Filled areas with how light they are, 0 to 255.
        pictures: How many pictures the page holds.
    """

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    fills: list[tuple[Box, float]] = field(default_factory=list)
    pictures: int = 0

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

    rules = Rules()
    for handle, matrix in _paths(raw, page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _SAME, 0):
        if matrix is None:
            rules.pictures += 1
        else:
            _read_path(raw, handle, matrix, frame, rules, with_fills)
    return rules


def _paths(
    raw: Any, parent: Any, count: Any, get: Any, matrix: _Matrix, depth: int
) -> Iterator[tuple[Any, _Matrix | None]]:
    """Yield the paths of a page or form with the matrix of the forms around them, and its pictures without one."""
    kind_of, path, form = raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
    picture = raw.FPDF_PAGEOBJ_IMAGE
    for index in range(min(count(parent), _MOST_OBJECTS)):
        handle = get(parent, index)
        kind = kind_of(handle)
        if kind == path:
            yield handle, matrix
        elif kind == picture:
            yield handle, None
        elif kind == form and depth < _DEEPEST:
            inner = _times(_matrix(raw, handle), matrix)
            yield from _paths(raw, handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)


def _matrix(raw: Any, handle: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q


def _read_path(raw: Any, handle: Any, matrix: _Matrix, frame: Frame, rules: Rules, with_fills: bool) -> None:
    """Add the lines of one path: itself where it is thin, else its strokes and thin parts."""
    filled, stroked = _DRAWN
    raw.FPDFPath_GetDrawMode(handle, filled, stroked)
    if not (filled.value or stroked.value):
        return
    raw.FPDFPageObj_GetBounds(handle, *_CORNERS)
    left, bottom, right, top = (corner.value for corner in _CORNERS)
    box = _upright([(left, bottom), (right, top)], matrix, frame)
    if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
        rules.add(box)
        return
    if with_fills and filled.value and (shade := _fill_shade(raw, handle)) is not None:
        rules.fills.append((box, shade))
    parts = raw.FPDFPath_CountSegments(handle)
    if (stroked.value or parts > _ONE_BOX) and parts <= _MOST_OBJECTS:
        inner = _times(_matrix(raw, handle), matrix)
        for points in _subpaths(raw, handle):
            _read_subpath(points, inner, frame, rules, stroked=bool(stroked.value))


def _fill_shade(raw: Any, handle: Any) -> float | None:
    channels = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(handle, *channels):
        return None
    red, green, blue, alpha = (channel.value for channel in channels)
    return 255 - (255 - (0.299 * red + 0.587 * green + 0.114 * blue)) * alpha / 255


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
    if matrix is _SAME and len(points) == 2:
        (x0, y0), (x1, y1) = points
        return frame.upright((min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)))[0]
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return frame.upright([min(xs), max(ys), max(xs), min(ys)])[0]
