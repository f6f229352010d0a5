"""Scanned reports: pages as pictures → `Document`, every piece of text with its place and its score."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.errors import DocumentTooLargeError, EmptyDocumentError, UnsupportedFormatError
from extractor.parsing.readers.builder import GridCell, TextBuilder
from extractor.parsing.readers.ocr.pace import MAX_PAGES, page_begins
from extractor.schema import BBox, Document, Evidence, Page, Remark

if TYPE_CHECKING:
    from extractor.parsing.readers.ocr.engine import Picture
    from extractor.parsing.readers.ocr.page import StraightPage
    from extractor.parsing.readers.ocr.settle import CellPlace
    from extractor.parsing.readers.ocr.text import CellText, PageText

DPI = 200
"""At which the pages of a PDF are drawn."""
FAINT = 0.75
"""Score below which a piece of text is named as unsure."""
MAX_PIXELS = 40_000_000
"""Of a page drawn at `DPI`: four times A3."""
_PAPER = 255


def load_scan(data: bytes, name: str, password: str | None = None) -> tuple[Document, tuple[Remark, ...]]:
    """Return a PDF without text as a document.

    Raises:
        UnsupportedFormatError: The extra `ocr` is not installed.
        DocumentTooLargeError: More than `MAX_PAGES` pages.
        EmptyDocumentError: Nothing printed on any page.
    """
    require_ocr(name, "application/pdf")
    import pypdfium2

    with pypdfium2.PdfDocument(data, password=password) as pdf:
        if len(pdf) > MAX_PAGES:
            raise DocumentTooLargeError(name=name, size=len(pdf), limit=MAX_PAGES)
        return read_scan(data, name, "application/pdf", _drawn(pdf))


def require_ocr(name: str, media_type: str) -> None:
    """Raise the error that says how to install the recognition, where it is not there."""
    from extractor.parsing.readers.ocr.engine import installed

    if not installed():
        raise UnsupportedFormatError("error.ocr_missing", name=name, media_type=media_type)


@dataclass(frozen=True)
class Part:
    """A picture on a page of a PDF.

    Attributes:
        page: Number of the page.
        box: Its place on the page.
        printed: Places that are not to be read, since the file holds their text.
    """

    page: int
    box: BBox
    printed: tuple[BBox, ...] = ()


def read_parts(data: bytes, password: str | None, parts: Sequence[Part]) -> list[PageText]:
    """Return what stands in some pictures of a PDF."""
    import pypdfium2

    from extractor.parsing.readers.ocr.text import read_page

    read = []
    with pypdfium2.PdfDocument(data, password=password) as pdf:
        for part in parts:
            page_begins()
            read.append(read_page(part.page, _drawn_part(pdf[part.page - 1], part)))
    return read


def _drawn_part(page: Any, part: Part) -> StraightPage:
    """Return a page as a level picture on which only a part of it is to be seen."""
    import numpy as np

    from extractor.parsing.readers.ocr.page import straighten

    drawn, scale = _drawn_page(page)
    seen = np.full_like(drawn, _PAPER)
    left, top, right, bottom = _pixels(part.box, scale)
    seen[top:bottom, left:right] = drawn[top:bottom, left:right]
    for box in part.printed:
        left, top, right, bottom = _pixels(box, scale)
        seen[top:bottom, left:right] = _PAPER
    return straighten(seen, scale, 1 / scale)


def _pixels(box: BBox, scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (max(round(side * scale), 0) for side in box)
    return left, top, right, bottom


def _drawn(pdf: Any) -> Iterator[tuple[int, StraightPage]]:
    """Yield the pages of a PDF as level pictures."""
    from extractor.parsing.readers.ocr.page import straighten

    for number, page in enumerate(pdf, 1):
        drawn, scale = _drawn_page(page)
        yield number, straighten(drawn, scale, 1 / scale)


def _drawn_page(page: Any) -> tuple[Picture, float]:
    """Return a page as a picture, and its pixels per point."""
    import numpy as np

    width, height = page.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True).to_numpy()
    page.close()
    return np.array(drawn.reshape(drawn.shape[:2])), scale


def read_scan(
    data: bytes, name: str, media_type: str, pages: Iterable[tuple[int, StraightPage]]
) -> tuple[Document, tuple[Remark, ...]]:
    """Return pictures of pages as a document, unsure figures settled by the identities where they can be.

    Args:
        data: The file's bytes.
        name: File name.
        media_type: Of the file.
        pages: Number in the file and picture, in order; a page cut into several pictures comes several times.

    Raises:
        EmptyDocumentError: Nothing printed on any page.
    """
    from extractor.parsing.readers.ocr.settle import settle
    from extractor.parsing.readers.ocr.text import read_page

    read = []
    for number, page in pages:
        page_begins()
        read.append(read_page(number, page))
    if not any(page.items for page in read):
        raise EmptyDocumentError(name=name)

    def draw(chosen: Mapping[CellPlace, str]) -> Document:
        return _document(data, name, media_type, read, chosen)

    document, remarks = settle(draw, read)
    return document, (*remarks, *page_remarks(read, document))


def _document(
    data: bytes, name: str, media_type: str, read: Sequence[PageText], chosen: Mapping[CellPlace, str]
) -> Document:
    """Return the document with the chosen readings in place of the first ones."""
    builder = TextBuilder()
    starts: dict[int, int] = {}
    for page in read:
        builder.line_break()
        starts.setdefault(page.number, builder.length)
        write_page(builder, page, chosen)
    builder.line_break()
    ends = [*list(starts.values())[1:], builder.length]
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        text=builder.text,
        pages=tuple(Page(number=n, span=(start, end)) for (n, start), end in zip(starts.items(), ends, strict=True)),
        anchors=builder.anchors,
    )


def page_remarks(read: Sequence[PageText], document: Document) -> Iterator[Remark]:
    """Yield the lines that were read without certainty, and the marks that are no print."""
    for anchor in document.anchors:
        printed = document.text[slice(*anchor.span)]
        if anchor.score is not None and anchor.score < FAINT and len(printed) > 1:
            evidence = (Evidence(quote=printed, span=anchor.span),)
            params = {"page": anchor.page, "printed": printed}
            yield Remark(rule="reading.ocr_line_unsure", params=params, evidence=evidence)
    for page in read:
        if page.unread:
            yield Remark(rule="reading.ocr_unread", params={"page": page.number, "count": page.unread})


def write_page(builder: TextBuilder, page: PageText, chosen: Mapping[CellPlace, str]) -> None:
    """Write what was recognised on a page, with the chosen readings in place of the first ones."""
    for item in page.items:
        if item.rows:
            builder.table([[_grid_cell(cell, page.number, chosen) for cell in row] for row in item.rows])
        for piece in item.line:
            builder.write(piece.space)
            builder.write(piece.text, page.number, piece.bbox, score=piece.score)
        builder.line_break()


def _grid_cell(cell: CellText, page: int, chosen: Mapping[CellPlace, str]) -> GridCell:
    text = chosen.get((page, cell.bbox), cell.text)
    return GridCell(text, cell.rowspan, cell.colspan, page, cell.bbox, score=cell.score)
