"""The pages of a PDF as text: lines, tables and recognised pictures in the order in which they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.parsing.readers.builder import TextBuilder
from extractor.parsing.readers.ocr.reader import write_page
from extractor.parsing.readers.pdf.columns import Columns, read_region
from extractor.parsing.readers.pdf.furniture import Furniture
from extractor.parsing.readers.pdf.grid import find_ruled
from extractor.parsing.readers.pdf.lines import Line, lines_of, title_lines
from extractor.parsing.readers.pdf.page import PdfPage
from extractor.parsing.readers.pdf.pages import Laid, Piece, join_torn, ruled_piece
from extractor.parsing.readers.pdf.pictures import PicturePiece
from extractor.parsing.readers.pdf.regions import Region, carry_head, join_notes, split_regions
from extractor.schema import Page

if TYPE_CHECKING:
    from extractor.parsing.readers.ocr.settle import CellPlace

_HEAD_PIECES = 3
"""Pieces of a page within which a table begins that goes on from the page before: names of columns come first."""


def lay_out(pages: Sequence[PdfPage], pictures: Sequence[PicturePiece]) -> Sequence[list[Laid]]:
    """Return what stands on each page from top to bottom, tables that go on over pages made whole."""
    laid_out = join_torn([_pieces(page, [item for item in pictures if item.picture.page is page]) for page in pages])
    for above, below in pairwise(laid_out):
        carry_head(above, below)
    return laid_out


def _pieces(page: PdfPage, pictures: Sequence[PicturePiece]) -> list[Laid]:
    """Return what stands on a page from top to bottom."""
    tables, outside = find_ruled(page.rules, page.runs)
    pieces: list[tuple[float, Laid]] = [(table.box[1], ruled_piece(table, page)) for table in tables]
    for item in split_regions(lines_of(join_notes(outside))):
        top = item.box[1] if isinstance(item, Line) else item.lines[0].box[1]
        pieces.append((top, item))
    pieces += [(item.picture.box[1], item) for item in pictures]
    return [piece for _, piece in sorted(pieces, key=lambda pair: pair[0])]


def write_pages(
    builder: TextBuilder,
    pages: Sequence[PdfPage],
    laid_out: Sequence[list[Laid]],
    furniture: Sequence[Furniture],
    chosen: Mapping[CellPlace, str],
) -> tuple[Page, ...]:
    """Write the pages; return where each stands in the text.

    Args:
        builder: What the text is written to.
        pages: The pages.
        laid_out: What stands on each.
        furniture: Page marks, of which some are kept in the text.
        chosen: Other readings for cells of recognised pictures.
    """
    spans, columns = [], Columns()
    for page, pieces, following in zip(pages, laid_out, [*laid_out[1:], []], strict=True):
        start = builder.length
        goes_on = any(isinstance(piece, Piece | Region) for piece in following[:_HEAD_PIECES])
        columns = _write(builder, page, pieces, columns, goes_on, chosen)
        for item in furniture:
            if item.kept and item.page == page.number:
                builder.write(item.line.text, page.number, page.frame.on_page(item.line.box))
                builder.line_break()
        spans.append(Page(number=page.number, span=(start, builder.length)))
    return tuple(spans)


def _write(
    builder: TextBuilder,
    page: PdfPage,
    pieces: Sequence[Laid],
    columns: Columns,
    goes_on: bool,
    chosen: Mapping[CellPlace, str],
) -> Columns:
    """Write a page; return the columns of the table without ruling lines that ends it, for the next page."""
    title = title_lines(pieces) if page.number == 1 else range(0)
    for index, piece in enumerate(pieces):
        if isinstance(piece, Region):
            last = index == len(pieces) - 1
            rows, columns = read_region(piece, page, columns if index == 0 else Columns(), goes_on=goes_on and last)
            builder.table(rows)
            continue
        columns = Columns()
        if isinstance(piece, Piece):
            builder.table(piece.rows())
        elif isinstance(piece, PicturePiece):
            builder.line_break()
            write_page(builder, piece.text, chosen)
        else:
            builder.write(piece.text, page.number, page.frame.on_page(piece.box))
            if index not in title[:-1]:
                builder.line_break()
    return columns
