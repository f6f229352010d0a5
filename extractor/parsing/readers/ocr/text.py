"""A level page as text: its ruled tables cell by cell, the print around them line by line, top down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractor.parsing.readers.ocr.cells import read_cells
from extractor.parsing.readers.ocr.columns import FigureRow, figure_rows
from extractor.parsing.readers.ocr.engine import Box, Picture
from extractor.parsing.readers.ocr.grid import RuledTable, ruled_tables
from extractor.parsing.readers.ocr.lines import Print, gap_before, lines_of, read_print
from extractor.parsing.readers.ocr.page import StraightPage
from extractor.schema import BBox

_PAPER = 255
_AROUND = 2.5
"""Points around a figure without ruling lines that are read with it."""


@dataclass(frozen=True)
class CellText:
    """A cell of a table, where it stands in the file, and what else may stand there."""

    text: str
    score: float | None
    bbox: BBox
    rowspan: int = 1
    colspan: int = 1
    candidates: tuple[str, ...] = ()
    unsure: bool = False


@dataclass(frozen=True)
class PieceText:
    """A piece of a line; `space` is what stands before it."""

    text: str
    score: float
    bbox: BBox
    space: str = ""


@dataclass(frozen=True)
class Item:
    """A table or a line of print; `top` is in pixels of the level picture."""

    top: float
    rows: tuple[tuple[CellText, ...], ...] = ()
    line: tuple[PieceText, ...] = ()


@dataclass(frozen=True)
class PageText:
    """What was recognised in one picture of a page; `unread` counts marks that are no legible print."""

    number: int
    items: tuple[Item, ...]
    unread: int = 0


def read_page(number: int, page: StraightPage) -> PageText:
    """Return what stands on a page."""
    tables = ruled_tables(page.picture, page.pixels_per_point)
    items = [_table_item(page, table) for table in tables]
    around = _without(page.picture, [table.box for table in tables], round(2 * page.pixels_per_point))
    pieces, unread = read_print(around, page.pixels_per_point)
    rows, lines = figure_rows(lines_of(pieces))
    items += _row_items(page, rows)
    items += [_line_item(page, line) for line in lines]
    return PageText(number, tuple(sorted(items, key=lambda item: item.top)), unread)


def _without(picture: Picture, boxes: list[Box], margin: int) -> Picture:
    """Return a picture with the boxes painted over."""
    copy = np.array(picture)
    for box in boxes:
        top, left = max(round(box.top) - margin, 0), max(round(box.left) - margin, 0)
        copy[top : round(box.bottom) + margin, left : round(box.right) + margin] = _PAPER
    return copy


def _table_item(page: StraightPage, table: RuledTable) -> Item:
    cells = [cell for row in table.rows for cell in row]
    texts = iter(read_cells(page.picture, [cell.box for cell in cells], page.pixels_per_point))
    rows = []
    for row in table.rows:
        line = []
        for cell in row:
            read = next(texts)
            place = page.place(cell.box)
            line.append(
                CellText(read.text, read.score, place, cell.rowspan, cell.colspan, read.candidates, read.unsure)
            )
        rows.append(tuple(line))
    return Item(table.box.top, rows=tuple(rows))


def _row_items(page: StraightPage, rows: list[FigureRow]) -> list[Item]:
    """Return rows without ruling lines, their figures read like the cells of a ruled table."""
    margin = _AROUND * page.pixels_per_point
    boxes = [_wider(piece.box, margin) for row in rows for piece in row.figures if piece is not None]
    read = iter(read_cells(page.picture, boxes, page.pixels_per_point))
    items = []
    for row in rows:
        cells = [_label_cell(page, row)]
        for piece in row.figures:
            if piece is None:
                cells.append(CellText("", None, cells[0].bbox))
                continue
            figure = next(read)
            place = page.place(piece.box)
            cells.append(CellText(figure.text, figure.score, place, candidates=figure.candidates, unsure=figure.unsure))
        items.append(Item(row.top, rows=(tuple(cells),)))
    return items


def _label_cell(page: StraightPage, row: FigureRow) -> CellText:
    if not row.labels:
        return CellText("", None, (0.0, 0.0, 0.0, 0.0))
    lefts, tops, rights, bottoms = zip(*(piece.box for piece in row.labels), strict=True)
    place = page.place(Box(min(lefts), min(tops), max(rights), max(bottoms)))
    return CellText("".join(p.text for p in row.labels), min(p.score for p in row.labels), place)


def _wider(box: Box, margin: float) -> Box:
    return Box(box.left - margin, box.top - margin, box.right + margin, box.bottom + margin)


def _line_item(page: StraightPage, line: list[Print]) -> Item:
    pieces = [PieceText(p.text, round(p.score, 4), page.place(p.box), gap_before(p, line)) for p in line]
    return Item(min(piece.box.top for piece in line), line=tuple(pieces))
