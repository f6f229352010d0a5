"""A PDF with text as a document: lines and tables of its pages, each piece with page and box."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.errors import DocumentLoadError, DocumentTooLargeError
from extractor.parsing.readers.builder import TextBuilder
from extractor.parsing.readers.pdf.furniture import Furniture, left_out, take_furniture
from extractor.parsing.readers.pdf.page import PdfPage, read_page
from extractor.parsing.readers.pdf.pages import Piece
from extractor.parsing.readers.pdf.pictures import Picture, find_pictures, read_pictures
from extractor.parsing.readers.pdf.write import lay_out, write_pages
from extractor.schema import Document, Remark

if TYPE_CHECKING:
    from extractor.parsing.readers.ocr.settle import CellPlace
    from extractor.parsing.readers.ocr.text import PageText

MAX_PAGES = 300
_SHOWN = 5
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
    pictures = find_pictures(pages, furniture)
    recognised = read_pictures(data, password, pictures)
    laid_out = lay_out(pages, recognised)

    def draw(chosen: Mapping[CellPlace, str]) -> Document:
        builder = TextBuilder()
        spans = write_pages(builder, pages, laid_out, furniture, chosen)
        return Document(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type="application/pdf",
            text=builder.text,
            pages=spans,
            anchors=builder.anchors,
        )

    document, remarks = _settled(draw, [piece.text for piece in recognised]) if recognised else (draw({}), ())
    heads = [piece.head_text for pieces in laid_out for piece in pieces if isinstance(piece, Piece) and piece.repeated]
    blank = [piece.picture for piece in recognised if not (piece.text.items or piece.picture.page.runs)]
    unread = [*blank, *pictures[len(recognised) :]]
    return document, (*remarks, *_remarks(pages, furniture, heads, unread))


def _settled(
    draw: Callable[[Mapping[CellPlace, str]], Document], texts: Sequence[PageText]
) -> tuple[Document, tuple[Remark, ...]]:
    """Return the document with what was recognised, its unsure figures settled, and what to say of them."""
    from extractor.parsing.readers.ocr.reader import page_remarks
    from extractor.parsing.readers.ocr.settle import settle

    document, remarks = settle(draw, texts)
    return document, (*remarks, *page_remarks(texts, document))


def _read(data: bytes, name: str, password: str | None) -> list[PdfPage]:
    """Return the pages of a file."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise _failure(data, name, str(error), password) from error
    with pdf:
        if len(pdf) > MAX_PAGES:
            raise DocumentTooLargeError(name=name, size=len(pdf), limit=MAX_PAGES)
        if not len(pdf):
            raise DocumentLoadError(name=name, reason="no_pages")
        try:
            return [_read_one(pdf, number) for number in range(1, len(pdf) + 1)]
        except pypdfium2.PdfiumError as error:
            raise DocumentLoadError(name=name, reason="damaged") from error


def _failure(data: bytes, name: str, message: str, password: str | None) -> DocumentLoadError:
    """Return why a file can't be opened; pdfium's message may be that of the file before."""
    if b"/Encrypt" in data and "assword" in message:
        return DocumentLoadError("error.pdf_wrong_password" if password else "error.pdf_password", name=name)
    return DocumentLoadError(name=name, reason="no_pages" if _NO_PAGES.search(data) else "damaged")


def _read_one(pdf: object, number: int) -> PdfPage:
    page = pdf[number - 1]  # type: ignore[index]
    try:
        return read_page(page, number)
    finally:
        page.close()


def _remarks(
    pages: Sequence[PdfPage], furniture: Sequence[Furniture], heads: Sequence[str], unread: Sequence[Picture]
) -> tuple[Remark, ...]:
    """Return what was left out of the text, in the words of the file."""
    found = []
    marked = [page.number for page in pages if page.watermarks]
    if marked:
        printed = list(dict.fromkeys("".join(page.watermarks) for page in pages if page.watermarks))
        params = {"count": len(marked), "printed": _shown(printed)}
        found.append(Remark(rule="reading.watermark", params=params))
    if numbers := dict.fromkeys(str(picture.page.number) for picture in unread):
        found.append(Remark(rule="reading.page_is_picture", params={"pages": "、".join(numbers)}))
    if lines := [*left_out(furniture), *dict.fromkeys(heads)]:
        count = sum(not item.kept for item in furniture) + len(heads)
        found.append(Remark(rule="reading.page_furniture", params={"count": count, "printed": _shown(lines)}))
    return tuple(found)


def _shown(texts: Sequence[str]) -> str:
    return "；".join(texts[:_SHOWN]) + ("…" if len(texts) > _SHOWN else "")
