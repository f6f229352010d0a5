"""Ruling lines on a page: tables, and in each the cells between its walls, merged ones whole."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.parsing.readers.ocr.engine import Box, Picture

_BLOCK, _DARKER = 41, 18
"""Adaptive threshold: neighbourhood in pixels, and how much darker than it a rule is."""
_RULE_ACROSS, _RULE_DOWN = 24.0, 13.0
"""Shortest stroke in points that is a rule: longer than those of characters."""
_NEAR = 4.0
"""Rules closer than this, in points, are one."""
_WALL = 0.55
"""Share of a cell's side along which a rule must run."""
_LEAST = 30.0
"""Smallest side of a table in points."""


@dataclass(frozen=True)
class RuledCell:
    """A cell between walls, rows and columns counted from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True)
class RuledTable:
    """A table with ruling lines; `rows` holds for each row the cells that begin in it."""

    box: Box
    rows: tuple[tuple[RuledCell, ...], ...]


def ruled_tables(picture: Picture, pixels_per_point: float) -> list[RuledTable]:
    """Return the ruled tables of a level page, top down."""
    across, down = _rules(picture, pixels_per_point)
    together = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(together, connectivity=8)
    tables = []
    for left, top, width, height, _ in stats[1:count].tolist():
        if min(width, height) < _LEAST * pixels_per_point:
            continue
        window = (slice(top, top + height), slice(left, left + width))
        table = _table(across[window], down[window], (left, top), _NEAR * pixels_per_point)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.box.top)


def _rules(picture: Picture, pixels_per_point: float) -> tuple[Picture, Picture]:
    """Return the masks of the level and of the upright rules."""
    ink = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _DARKER)
    across, down = round(_RULE_ACROSS * pixels_per_point), round(_RULE_DOWN * pixels_per_point)
    level = cv2.morphologyEx(cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, across), np.uint8))
    upright = cv2.morphologyEx(cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((down, 1), np.uint8))
    return np.asarray(level, dtype=np.uint8), np.asarray(upright, dtype=np.uint8)


def _table(across: Picture, down: Picture, origin: tuple[int, int], near: float) -> RuledTable | None:
    """Return the table within one connected set of rules; None where they enclose fewer than two cells."""
    ys, xs = _positions(across, 1, near), _positions(down, 0, near)
    if len(ys) < 2 or len(xs) < 2:
        return None
    owner = _merged(across, down, ys, xs, round(near))
    cells = _cells(owner, ys, xs, origin)
    if len(cells) < 2:
        return None
    rows = tuple(tuple(cell for cell in cells if cell.row == row) for row in range(len(ys) - 1))
    return RuledTable(Box(xs[0] + origin[0], ys[0] + origin[1], xs[-1] + origin[0], ys[-1] + origin[1]), rows)


def _positions(mask: Picture, axis: int, near: float) -> list[float]:
    """Return where rules lie along the other axis, those close together as one."""
    count, _, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    places = sorted((float(middles[n][axis]), float(stats[n][2 + (1 - axis)])) for n in range(1, count))
    groups: list[list[tuple[float, float]]] = []
    for place in places:
        if groups and place[0] - groups[-1][-1][0] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(at * length for at, length in group) / sum(length for _, length in group) for group in groups]


def _merged(
    across: Picture, down: Picture, ys: list[float], xs: list[float], near: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each place of the grid the first place of the cell it belongs to."""
    owner = {(i, j): (i, j) for i in range(len(ys) - 1) for j in range(len(xs) - 1)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((root(one), root(other)))
        owner[second] = first

    for i, j in owner:
        if j + 2 < len(xs) and not _wall(down, xs[j + 1], ys[i], ys[i + 1], near):
            join((i, j), (i, j + 1))
        if i + 2 < len(ys) and not _wall(across.T, ys[i + 1], xs[j], xs[j + 1], near):
            join((i, j), (i + 1, j))
    return {place: root(place) for place in owner}


def _wall(mask: Picture, at: float, start: float, end: float, near: int) -> bool:
    """Return whether an upright rule runs at `at` from `start` to `end`."""
    margin = min(near, (end - start) / 4)
    band = mask[round(start + margin) : round(end - margin), max(round(at) - near, 0) : round(at) + near + 1]
    return bool(band.size) and float(band.any(axis=1).mean()) >= _WALL


def _cells(
    owner: dict[tuple[int, int], tuple[int, int]], ys: list[float], xs: list[float], origin: tuple[int, int]
) -> list[RuledCell]:
    """Return the cells as rectangles, in reading order."""
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in owner.items():
        members.setdefault(first, []).append(place)
    cells = []
    for places in members.values():
        top, bottom = min(i for i, _ in places), max(i for i, _ in places) + 1
        left, right = min(j for _, j in places), max(j for _, j in places) + 1
        box = Box(xs[left] + origin[0], ys[top] + origin[1], xs[right] + origin[0], ys[bottom] + origin[1])
        cells.append(RuledCell(top, left, bottom - top, right - left, box))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
