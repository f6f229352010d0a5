"""The source of a report for the desk: its text laid out in lines and tables, cut where marks begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from extractor.export.page_marks import KINDS, Mark, Stretch, part_headings, stretches
from extractor.review import Kind, ReviewedReport, Value
from extractor.review.standing import span_of
from extractor.schema import Document, Severity, Span

FINDING = "finding:"
"""Before the key of a finding in the id of its marks."""
_RULE = re.compile(r"[\s|:-]+")
_LINE = re.compile(r"[^\n]*\n?")


def source_data(view: ReviewedReport, document: Document) -> dict[str, Any]:
    """Return the source as the component draws it.

    A block is a paragraph (`p`: pieces) or a table (`t`: rows of cells of pieces). A piece is `[offset, words, kinds,
    ids, part]`: where it begins in the text, under which marks it lies, and the part whose heading begins there.
    """
    headings = part_headings(view.stored.sections, document.text)
    marks = [*_marks(view, len(document.text))]
    cut = _Cut(document.text, [*stretches(len(document.text), marks, headings.items())])
    return {
        "blocks": [*_blocks(document.text, cut)],
        "parts": sorted(headings),
        "kinds": [kind for kind in KINDS if kind != "note" and any(mark.kind == kind for mark in marks)],
        "boxes": boxes(view),
        "pages": len(document.pages or ()),
    }


def place_of(value: Value) -> Span | None:
    """Return where a value stands: where a person says, else where it was read; None without a place."""
    return span_of(value.corrected) or (value.read.place.span if value.read else None)


def mark_kind(value: Value) -> str:
    """Return the kind of mark of a value, which is its colour."""
    if value.kind is Kind.ITEM:
        return "problem" if value.path.startswith("problems@") else "improvement"
    return value.kind.value


def boxes(view: ReviewedReport) -> list[dict[str, Any]]:
    """Return where values stand on the pages of a PDF, in points from the top left."""
    placed = ((value, value.read.place) for value in view.values.values() if value.read)
    return [
        {"id": value.path, "kind": mark_kind(value), "page": place.page, "box": [*place.bbox]}
        for value, place in placed
        if place.page and place.bbox
    ]


def _marks(view: ReviewedReport, length: int) -> Iterator[Mark]:
    named = [(value.path, mark_kind(value), place_of(value)) for value in view.values.values() if not value.removed]
    named += [(item.id, "quantity", item.evidence.span) for item in view.corrected.quantities]
    for item in view.findings:
        kind = "note" if item.finding.severity is Severity.INFO else "evidence"
        if not item.gone:
            named += [(FINDING + item.key, kind, words.span) for words in item.finding.evidence]
    for name, kind, span in named:
        if span is not None and 0 <= span[0] < span[1] <= length:
            yield Mark(name, kind, span)


class _Cut:
    """A text cut at its marks, from which the pieces of any stretch are taken."""

    def __init__(self, text: str, cut: list[Stretch]) -> None:
        self._text, self._cut = text, cut
        self._starts = [stretch.start for stretch in cut]

    def pieces(self, start: int, end: int) -> list[list[Any]]:
        found = []
        for stretch in self._cut[max(bisect_right(self._starts, start) - 1, 0) :]:
            if stretch.start >= end:
                break
            begin, stop = max(stretch.start, start), min(stretch.end, end)
            if begin < stop:
                kinds = " ".join(dict.fromkeys(mark.kind for mark in stretch.marks))
                heading = stretch.part if stretch.begins and begin == stretch.start else None
                ids = [mark.id for mark in stretch.marks]
                kinds = f"{kinds} title".strip() if stretch.part else kinds
                found.append([begin, self._text[begin:stop], kinds, ids, heading])
        return found


def _blocks(text: str, cut: _Cut) -> Iterator[dict[str, Any]]:
    rows: list[list[list[list[Any]]]] = []
    for match in _LINE.finditer(text):
        line = match.group().rstrip("\n")
        if line.count("|") > 1:
            if not _RULE.fullmatch(line) or not line.count("-"):
                rows.append([cut.pieces(*span) for span in _cells(line, match.start())])
            continue
        if rows:
            yield {"t": rows}
            rows = []
        if line.strip():
            yield {"p": cut.pieces(match.start(), match.start() + len(line))}
    if rows:
        yield {"t": rows}


def _cells(line: str, offset: int) -> Iterator[Span]:
    """Yield where the cells of a line stand, without the spaces around them."""
    stripped = line.strip().removeprefix("|").removesuffix("|")
    at = offset + line.index(stripped)
    for words in stripped.split("|"):
        begin = at + len(words) - len(words.lstrip())
        yield begin, begin + len(words.strip())
        at += len(words) + 1
