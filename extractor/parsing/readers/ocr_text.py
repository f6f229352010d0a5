"""A level page as text: its ruled tables cell by cell, the print around them line by line, top down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractor.parsing.readers.ocr_cells import read_cells
from extractor.parsing.readers.ocr_engine import Box, Picture
from extractor.parsing.readers.ocr_grid import RuledTable, ruled_tables
from extractor.parsing.readers.ocr_lines import Print, gap_before, lines_of, read_print
from extractor.parsing.readers.ocr_page import StraightPage
from extractor.schema import BBox

_PAPER = 255


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
    """What was recognised in one picture of a page."""

    number: int
    items: tuple[Item, ...]


def read_page(number: int, page: StraightPage) -> PageText:
    """Return what stands on a page."""
    tables = ruled_tables(page.picture, page.pixels_per_point)
    items = [_table_item(page, table) for table in tables]
    around = _without(page.picture, [table.box for table in tables], round(2 * page.pixels_per_point))
    items += [_line_item(page, line) for line in lines_of(read_print(around, page.pixels_per_point))]
    return PageText(number, tuple(sorted(items, key=lambda item: item.top)))


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


def _line_item(page: StraightPage, line: list[Print]) -> Item:
    pieces = [PieceText(p.text, round(p.score, 4), page.place(p.box), gap_before(p, line)) for p in line]
    return Item(min(piece.box.top for piece in line), line=tuple(pieces))
