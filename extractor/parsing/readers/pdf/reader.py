"""A PDF with text as a document: lines and tables of its pages, each piece with page and box."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.errors import DocumentLoadError, DocumentTooLargeError
from extractor.parsing.readers.builder import TextBuilder
from extractor.parsing.readers.pdf.columns import Columns, read_region
from extractor.parsing.readers.pdf.furniture import Furniture, left_out, take_furniture
from extractor.parsing.readers.pdf.grid import find_ruled
from extractor.parsing.readers.pdf.lines import Line, lines_of, title_lines
from extractor.parsing.readers.pdf.page import PdfPage, read_page
from extractor.parsing.readers.pdf.pages import Piece, join_torn, ruled_piece
from extractor.parsing.readers.pdf.regions import Region, carry_head, join_notes, split_regions
from extractor.schema import Document, Page, Remark

MAX_PAGES = 300
_SHOWN = 5
_HEAD_PIECES = 3
"""Pieces of a page within which a table begins that goes on from the page before: names of columns come first."""
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}/Count\s+0\b|/Kids\s*\[\s*\]")


def load_pdf(data: bytes, name: str, password: str | None = None) -> tuple[Document, tuple[Remark, ...]]:
    """Return a PDF's text with the place of every piece, and what was left out of it.

    Args:
        data: The file's content.
        name: File name, for messages.
        password: Opens a protected file.

    Raises:
        DocumentLoadError: Damaged, without pages, or protected by a password that is not given or wrong.
        DocumentTooLargeError: More than `MAX_PAGES` pages.
        UnsupportedFormatError: No text on any page, and no character recognition installed.
    """
    pages = _read(data, name, password)
    if not any(page.runs for page in pages):
        from extractor.parsing.readers.ocr.reader import load_scan

        return load_scan(data, name, password)
    furniture = take_furniture(pages)
    builder, spans = TextBuilder(), []
    columns = Columns()
    laid_out = join_torn([_pieces(page) for page in pages])
    for above, below in pairwise(laid_out):
        carry_head(above, below)
    for page, pieces, following in zip(pages, laid_out, [*laid_out[1:], []], strict=True):
        start = builder.length
        goes_on = any(not isinstance(piece, Line) for piece in following[:_HEAD_PIECES])
        columns = _write(builder, page, pieces, columns, goes_on)
        for item in furniture:
            if item.kept and item.page == page.number:
                builder.write(item.line.text, page.number, page.frame.on_page(item.line.box))
                builder.line_break()
        spans.append(Page(number=page.number, span=(start, builder.length)))
    document = Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        text=builder.text,
        pages=tuple(spans),
        anchors=builder.anchors,
    )
    heads = [piece.head_text for pieces in laid_out for piece in pieces if isinstance(piece, Piece) and piece.repeated]
    return document, _remarks(pages, furniture, heads)


def _read(data: bytes, name: str, password: str | None) -> list[PdfPage]:
    """Return the pages of a file."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        reason = _why(data, str(error), password)
        raise DocumentLoadError(name=name, reason=reason) from error
    with pdf:
        if len(pdf) > MAX_PAGES:
            raise DocumentTooLargeError(name=name, size=len(pdf), limit=MAX_PAGES)
        if not len(pdf):
            raise DocumentLoadError(name=name, reason="no_pages")
        try:
            return [_read_one(pdf, number) for number in range(1, len(pdf) + 1)]
        except pypdfium2.PdfiumError as error:
            raise DocumentLoadError(name=name, reason="damaged") from error


def _why(data: bytes, message: str, password: str | None) -> str:
    """Return why a file can't be opened; pdfium's message may be that of the file before."""
    if b"/Encrypt" in data and "assword" in message:
        return "password" if password is None else "wrong_password"
    return "no_pages" if _NO_PAGES.search(data) else "damaged"


def _read_one(pdf: object, number: int) -> PdfPage:
    page = pdf[number - 1]  # type: ignore[index]
    try:
        return read_page(page, number)
    finally:
        page.close()


def _pieces(page: PdfPage) -> list[Piece | Line | Region]:
    """Return what stands on a page from top to bottom."""
    tables, outside = find_ruled(page.rules, page.runs)
    pieces: list[tuple[float, Piece | Line | Region]] = [(table.box[1], ruled_piece(table, page)) for table in tables]
    for item in split_regions(lines_of(join_notes(outside))):
        top = item.box[1] if isinstance(item, Line) else item.lines[0].box[1]
        pieces.append((top, item))
    return [piece for _, piece in sorted(pieces, key=lambda pair: pair[0])]


def _write(
    builder: TextBuilder,
    page: PdfPage,
    pieces: Sequence[Piece | Line | Region],
    columns: Columns,
    goes_on: bool,
) -> Columns:
    """Write a page; return the columns of the table without ruling lines that ends it, for the next page."""
    title = title_lines(pieces) if page.number == 1 else range(0)
    for index, piece in enumerate(pieces):
        if isinstance(piece, Line):
            builder.write(piece.text, page.number, page.frame.on_page(piece.box))
            if index not in title[:-1]:
                builder.line_break()
            columns = Columns()
        elif isinstance(piece, Piece):
            builder.table(piece.rows())
            columns = Columns()
        else:
            last = index == len(pieces) - 1
            rows, columns = read_region(piece, page, columns if index == 0 else Columns(), goes_on=goes_on and last)
            builder.table(rows)
    return columns


def _remarks(pages: Sequence[PdfPage], furniture: Sequence[Furniture], heads: Sequence[str]) -> tuple[Remark, ...]:
    """Return what was left out of the text, in the words of the file."""
    found = []
    marked = [page.number for page in pages if page.watermarks]
    if marked:
        printed = list(dict.fromkeys("".join(page.watermarks) for page in pages if page.watermarks))
        params = {"count": len(marked), "printed": _shown(printed)}
        found.append(Remark(rule="reading.watermark", params=params))
    if pictures := [str(page.number) for page in pages if page.rules.pictures and not page.runs]:
        found.append(Remark(rule="reading.page_is_picture", params={"pages": "、".join(pictures)}))
    if lines := [*left_out(furniture), *dict.fromkeys(heads)]:
        count = sum(not item.kept for item in furniture) + len(heads)
        found.append(Remark(rule="reading.page_furniture", params={"count": count, "printed": _shown(lines)}))
    return tuple(found)


def _shown(texts: Sequence[str]) -> str:
    return "；".join(texts[:_SHOWN]) + ("…" if len(texts) > _SHOWN else "")
