"""The prose as one run of text: folded, without white space and without the tables' cells, with the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from extractor.parsing.flow import fold_document
from extractor.schema import Document, Evidence, Section, Span

_WORD = re.compile(r"\S+")


class Running:
    """What the rules about wording search, so that a line break inside a name hides nothing.

    Attributes:
        pieces: The folded text around the tables, line breaks and all, each with its offset in the document.
        text: The pieces without white space, a line break between each two.
    """

    def __init__(self, document: Document, sections: Sequence[Section], tables: Iterable[Span]) -> None:
        self._document = document
        self._sections = sections
        folded = fold_document(document.text)
        self.pieces = [(start, folded[start:end]) for start, end in _outside(sorted(tables), len(folded))]
        self.text = "\n".join("".join(piece.split()) for _, piece in self.pieces)

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        """Return for each printed word where it starts in `text`, and where in the document."""
        words, at = [], 0
        for start, piece in self.pieces:
            for word in _WORD.finditer(piece):
                words.append((at, start + word.start()))
                at += len(word[0])
            at += 1
        return words

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the printed words of `text[start:end]` with their place; the range must not be empty."""
        return self.evidence_at((self._offset(start), self._offset(end - 1) + 1))

    def _offset(self, position: int) -> int:
        at, offset = self._words[bisect_right(self._words, position, key=lambda word: word[0]) - 1]
        return offset + position - at

    def before(self, offset: int) -> str:
        """Return the running text that stands before a place of the document and before every table."""
        return "".join(self.pieces[0][1][: max(0, offset - self.pieces[0][0])].split()) if self.pieces else ""

    def evidence_at(self, span: Span) -> Evidence:
        """Return the words at a place of the document, with the part and page they stand on."""
        quote, page = self._document.text[slice(*span)], self._document.page_of(span[0])
        return Evidence(quote=quote, span=span, page=page, part=self.part_of(span[0]))

    def part_of(self, offset: int) -> int | None:
        """Return the part that a place of the document belongs to; None before part 1."""
        return next((item.part for item in self._sections if item.span[0] <= offset < item.span[1]), None)


def occurrences(text: str, words: Iterable[str]) -> Iterator[int]:
    """Yield where each of some words stands in a text; much faster than a pattern of alternatives."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + 1)


def _outside(tables: Sequence[Span], length: int) -> Iterator[Span]:
    """Yield what stands before, between and after the tables."""
    at = 0
    for start, end in tables:
        if start > at:
            yield at, start
        at = max(at, end)
    yield at, length
