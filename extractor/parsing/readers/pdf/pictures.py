"""Pictures in a PDF that has text: a scanned page, a table as a picture; read by character recognition where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.parsing.readers.ocr.pace import MAX_PAGES
from extractor.parsing.readers.pdf.frame import Box
from extractor.parsing.readers.pdf.furniture import Furniture
from extractor.parsing.readers.pdf.lines import around
from extractor.parsing.readers.pdf.page import PdfPage
from extractor.parsing.readers.pdf.runs import Run

if TYPE_CHECKING:
    from extractor.parsing.readers.ocr.text import PageText

_LARGE = 0.15
"""Share of the page from which on a picture beside text may hold a table; smaller ones are signs and stamps."""
_OWN_TEXT = 40
"""Characters over a picture from which on they are its text, as a scanner recognised it."""
_TOUCH = 2.0


@dataclass(frozen=True)
class Picture:
    """A picture whose text the file doesn't hold.

    Attributes:
        page: Where it is.
        box: Its place, upright; the whole page where nothing else stands on it.
        printed: Boxes of what the file holds as text on it.
    """

    page: PdfPage
    box: Box
    printed: tuple[Box, ...] = ()


@dataclass(frozen=True)
class PicturePiece:
    """What was recognised in a picture."""

    picture: Picture
    text: PageText


def find_pictures(pages: Sequence[PdfPage], furniture: Sequence[Furniture]) -> list[Picture]:
    """Return the pictures that may hold a part of the report, in the order of the pages."""
    found = []
    for page in pages:
        if not page.rules.pictures:
            continue
        margins = tuple(item.line.box for item in furniture if item.page == page.number)
        if page.runs:
            found += _beside_text(page, margins)
        else:
            found.append(Picture(page, (0.0, 0.0, *page.frame.size), margins))
    return found


def _beside_text(page: PdfPage, margins: tuple[Box, ...]) -> list[Picture]:
    """Return the large pictures of a page that are not what its text was recognised from."""
    width, height = page.frame.size
    found = []
    for left, top, right, bottom in _united(page.rules.pictures):
        box = (max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height))
        if min(box[2] - box[0], box[3] - box[1]) <= 0:
            continue
        if (box[2] - box[0]) * (box[3] - box[1]) < _LARGE * width * height:
            continue
        over = [run for run in page.runs if _stands_on(run, box)]
        if sum(len(run.text) for run in over) < _OWN_TEXT:
            found.append(Picture(page, box, (*margins, *(run.box for run in over))))
    return found


def _united(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes, strips of one picture as one."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: box[1]):
        strip = next((index for index, other in enumerate(found) if _touches(other, box)), None)
        if strip is None:
            found.append(box)
        else:
            found[strip] = around([found[strip], box])
    return found


def _touches(one: Box, other: Box) -> bool:
    beside = min(one[2], other[2]) - max(one[0], other[0])
    return min(one[3], other[3]) - max(one[1], other[1]) > -_TOUCH and beside > -_TOUCH


def _stands_on(run: Run, box: Box) -> bool:
    middle = (run.box[0] + run.box[2]) / 2
    return box[0] <= middle <= box[2] and box[1] <= run.middle <= box[3]


def read_pictures(data: bytes, password: str | None, pictures: Sequence[Picture]) -> list[PicturePiece]:
    """Return what stands in pictures, at most `MAX_PAGES` of them; nothing where the extra `ocr` is not installed."""
    from extractor.parsing.readers.ocr.engine import installed
    from extractor.parsing.readers.ocr.reader import Part, read_parts

    if not pictures or not installed():
        return []
    taken = pictures[:MAX_PAGES]
    parts = []
    for picture in taken:
        place = picture.page.frame.on_page
        parts.append(Part(picture.page.number, place(picture.box), tuple(place(box) for box in picture.printed)))
    texts = read_parts(data, password, parts)
    return [PicturePiece(picture, text) for picture, text in zip(taken, texts, strict=True)]
