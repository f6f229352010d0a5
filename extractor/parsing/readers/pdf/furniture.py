"""Page numbers and running heads of a PDF: lines that return at the same height of its pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.parsing.readers.pdf.lines import Line, lines_of
from extractor.parsing.readers.pdf.page import PdfPage

_EDGE_LINES = 2
_MARGIN = 0.12
"""Share of the page's height at its head and foot in which page numbers and running heads stand."""
_SAME_HEIGHT = 4.0
_SHARE = 0.4
_PAGE_NUMBER = re.compile(
    r"[-—–·•\s第]{0,6}\d{1,3}[-—–·•\s页]{0,6}|第?\s?\d{1,3}\s?页?\s?[,，/共]\s?共?\s?\d{1,3}\s?页?"
)
_KNOWN_MARK = re.compile(r"[-—–·•]{1,3}\s{0,3}\d{1,3}\s{0,3}[-—–·•]{1,3}|第\s?\d{1,3}\s?页")
"""What the later steps know for a page mark: it stays in the text."""


@dataclass(frozen=True)
class Furniture:
    """A line that is no part of the report.

    Attributes:
        page: Number of the page.
        line: Where and what it is.
        kept: Whether the text shows it, since later steps know it for a page mark.
    """

    page: int
    line: Line
    kept: bool


def take_furniture(pages: Sequence[PdfPage]) -> list[Furniture]:
    """Return the page numbers and running heads, taken out of the pages."""
    edges = [(page, line) for page in pages for line in _edge_lines(page)]
    groups: dict[tuple[str, int], list[tuple[PdfPage, Line]]] = defaultdict(list)
    for page, line in edges:
        height = page.frame.size[1]
        from_foot = line.box[1] > height / 2
        level = round((height - line.box[3] if from_foot else line.box[1]) / _SAME_HEIGHT)
        sign = re.sub(r"\d+", "#", line.text.replace(" ", ""))
        groups[sign, -level - 1 if from_foot else level].append((page, line))
    found = []
    for group in groups.values():
        if _recurs(group, len(pages)) or (len(pages) == 1 and _is_page_number(group[0][1])):
            found += [_taken(page, line) for page, line in group]
    return sorted(found, key=lambda item: item.page)


def _edge_lines(page: PdfPage) -> list[Line]:
    """Return the first and last lines of a page, those between ruling lines left out."""
    height = page.frame.size[1]
    low, high = _MARGIN * height, (1 - _MARGIN) * height
    lines = lines_of([run for run in page.runs if run.box[3] < low or run.box[1] > high])
    heights = [box[1] for box in page.rules.across] if len(page.rules.down) > 1 else []
    top, bottom = min(heights, default=height), max(heights, default=0.0)
    outside = [line for line in lines if not top < (line.box[1] + line.box[3]) / 2 < bottom]
    head = [line for line in outside if line.box[3] < low][:_EDGE_LINES]
    return head + [line for line in outside if line.box[1] > high][-_EDGE_LINES:]


def _recurs(group: Sequence[tuple[PdfPage, Line]], pages: int) -> bool:
    """Return whether lines are the same on several pages but for the page's number."""
    if len(group) < 2 or len(group) < _SHARE * pages:
        return False
    if len({line.text for _, line in group}) == 1:
        return not _is_bare_number(group[0][1])
    rows = [_numbers(line) for _, line in group]
    if len({len(row) for row in rows}) > 1:
        return False
    pages_of = [page.number for page, _ in group]
    return all(
        len(set(column)) == 1 or len({number - page for number, page in zip(column, pages_of, strict=True)}) == 1
        for column in zip(*rows, strict=True)
    )


def _is_bare_number(line: Line) -> bool:
    return line.text.replace(" ", "").isdecimal()


def _numbers(line: Line) -> list[int]:
    return [int(digits[:9]) for digits in re.findall(r"\d+", line.text.replace(" ", ""))]


def _is_page_number(line: Line) -> bool:
    """Return whether the line of a single page is its number."""
    return _PAGE_NUMBER.fullmatch(line.text.strip()) is not None and 1 in _numbers(line)


def _taken(page: PdfPage, line: Line) -> Furniture:
    taken = {id(run) for run in line.runs}
    page.runs = [run for run in page.runs if id(run) not in taken]
    return Furniture(page.number, line, _KNOWN_MARK.fullmatch(line.text.strip()) is not None)


def left_out(furniture: Iterable[Furniture]) -> list[str]:
    """Return the different texts that are not in the document, in the order of the pages."""
    return list(dict.fromkeys(item.line.text for item in furniture if not item.kept))
