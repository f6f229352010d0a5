"""A ruled table that goes on over a page break: which row the break tore, and its label made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from extractor.parsing.readers.builder import GridCell
from extractor.parsing.readers.pdf.frame import Box
from extractor.parsing.readers.pdf.grid import Ruled, RuledCell
from extractor.parsing.readers.pdf.lines import Line, around, cell_text, fills_line
from extractor.parsing.readers.pdf.page import PdfPage
from extractor.parsing.readers.pdf.pictures import PicturePiece
from extractor.parsing.readers.pdf.regions import Region
from extractor.parsing.readers.pdf.runs import Run
from extractor.parsing.tables.cells import is_cell

Laid: TypeAlias = "Piece | Line | Region | PicturePiece"
"""What stands on a page."""
_SAME_BORDER = 3.0
_WORDS = 2
"""Cells with words in a row of figures: its group and its label."""
_ORDINAL = re.compile(r"[一二三四五六七]、|[（(][一二三四五六七][)）]|\d{1,2}[.．、]")


@dataclass
class Piece:
    """The part of a ruled table that stands on one page.

    Attributes:
        table: Its cells.
        page: The page.
        texts: What each cell says, by its number.
        places: Where that stands, page and box; None for a blank.
        repeated: How many rows at its top are the head of the table again.
        borders: Positions of the vertical borders of the whole table, where it goes on over pages.
    """

    table: Ruled
    page: PdfPage
    texts: list[str] = field(default_factory=list)
    places: list[tuple[int, Box] | None] = field(default_factory=list)
    repeated: int = 0
    borders: list[float] = field(default_factory=list)

    @property
    def head_text(self) -> str:
        """Return the words of the repeated head."""
        cells = zip(self.table.cells, self.texts, strict=True)
        return " ".join(text for cell, text in cells if cell.row < self.repeated and text)

    def rows(self) -> list[list[GridCell]]:
        """Return the cells that begin in each row, without a repeated head."""
        rows: list[list[GridCell]] = [[] for _ in self.table.ys[1:]]
        for cell, text, place in zip(self.table.cells, self.texts, self.places, strict=True):
            page, box = place if place is not None else (None, None)
            rows[cell.row].append(GridCell(text, cell.rowspan, self._columns(cell), page, box))
        return rows[self.repeated :]

    def _columns(self, cell: RuledCell) -> int:
        """Return how many columns of the whole table a cell covers."""
        if not self.borders:
            return cell.colspan
        left, right = cell.box[0] + _SAME_BORDER, cell.box[2] - _SAME_BORDER
        return cell.colspan + sum(left < x < right for x in self.borders)

    def row(self, number: int) -> list[tuple[int, RuledCell]]:
        """Return the cells of one row that reach into no other, with their numbers."""
        cells = enumerate(self.table.cells)
        return [(index, cell) for index, cell in cells if cell.row == number and cell.rowspan == 1]


def ruled_piece(table: Ruled, page: PdfPage) -> Piece:
    """Return a table with the texts of its cells."""
    piece = Piece(table, page)
    for cell in table.cells:
        piece.texts.append(cell_text(cell.runs, cell.box[2]) if cell.runs else "")
        piece.places.append((page.number, page.frame.on_page(_place(cell.runs))) if cell.runs else None)
    return piece


def _place(runs: Sequence[Run]) -> Box:
    return runs[0].box if len(runs) == 1 else around([run.box for run in runs])


def join_torn(pages: Sequence[list[Laid]]) -> Sequence[list[Laid]]:
    """Return the pages, labels that a page break tore joined beside the figures of their row."""
    filled = [pieces for pieces in pages if pieces]
    begins: Piece | None = None
    for above, below in pairwise(filled):
        last, first = above[-1], below[0]
        if isinstance(last, Piece) and isinstance(first, Piece) and _same_columns(last.table, first.table):
            begins = begins if begins is not None and len(above) == 1 else last
            first.repeated = _repeated_head(begins, first)
            _align(last, first)
            _join(last, first)
        else:
            begins = None
    return pages


def _align(above: Piece, below: Piece) -> None:
    """Let both parts of a table know the borders that only the other one has."""
    for piece, other in ((below, above), (above, below)):
        known = [*piece.table.xs, *piece.borders]
        lacking = [*other.table.xs, *other.borders]
        piece.borders += [x for x in lacking if all(abs(x - own) > _SAME_BORDER for own in known)]


def _repeated_head(table: Piece, below: Piece) -> int:
    """Return how many rows the head of a table takes that stands again on the next page; 0 where it doesn't."""
    old, new = _head(table), _head(below)
    same = len(old) <= len(new) and all(a == b for a, b in zip(old, new, strict=False))
    return len(old) if old and same else 0


def _head(piece: Piece) -> list[list[str]]:
    """Return the texts of the rows before the first figures."""
    rows: list[list[str]] = [[] for _ in piece.table.ys[1:]]
    for cell, text in zip(piece.table.cells, piece.texts, strict=True):
        rows[cell.row].append(text)
    end = next((number for number, row in enumerate(rows) if any(text and is_cell(text) for text in row)), 0)
    return rows[:end]


def _same_columns(above: Ruled, below: Ruled) -> bool:
    """Return whether two tables have the same outer borders and most inner ones in common."""
    if any(abs(above.xs[end] - below.xs[end]) > _SAME_BORDER for end in (0, -1)):
        return False
    few, many = sorted((above.xs, below.xs), key=len)
    return sum(any(abs(x - other) < _SAME_BORDER for other in many) for x in few) >= 0.7 * len(few)


def _join(above: Piece, below: Piece) -> None:
    """Move the torn part of a label to where the figures of its row stand."""
    upper, lower = above.row(len(above.table.ys) - 2), below.row(below.repeated)
    head, rest = _label(above, upper), _label(below, lower)
    if head is None or rest is None or _ORDINAL.match(below.texts[rest]):
        return
    cell = above.table.cells[head]
    if not fills_line(cell.runs, cell.box[2]):
        return
    if _has_figures(above, upper) and not _has_figures(below, lower):
        above.texts[head] += below.texts[rest]
        below.texts[rest], below.places[rest] = "", None
    elif _has_figures(below, lower) and not _has_figures(above, upper):
        below.texts[rest] = above.texts[head] + below.texts[rest]
        above.texts[head], above.places[head] = "", None


def _label(piece: Piece, row: Sequence[tuple[int, RuledCell]]) -> int | None:
    """Return the last cell of a row that holds words, maybe behind its group; None where there are more or none."""
    words = [index for index, _ in row if piece.texts[index] and not is_cell(piece.texts[index])]
    return words[-1] if 0 < len(words) <= _WORDS else None


def _has_figures(piece: Piece, row: Sequence[tuple[int, RuledCell]]) -> bool:
    return any(is_cell(piece.texts[index]) for index, _ in row)
