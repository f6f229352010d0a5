"""Where a quote stands in the document: exact, then whatever its width and spaces, then nearly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.parsing.compact import compact
from extractor.parsing.flow import fold, fold_document
from extractor.schema import Match, Span

FUZZY_SCORE = 88.0
"""Of 100, the least likeness of a quote to the words it is taken for: one character in eight may differ."""
_FUZZY_LENGTH = 8
"""A shorter quote has to stand there as it is: with a character changed it could mean anything."""
_MOST_PLACES = 200
"""More places than this of one quote are not looked at: such a quote says nothing about where it stands."""
_BORDERS = re.compile(r"[|\t]")


@dataclass(frozen=True)
class Aligned:
    """Where a quote was found.

    Attributes:
        span: Half-open, in characters of the document.
        match: How.
        score: Likeness from 0 to 100; 100 unless the match is fuzzy.
        places: How many places would have done, this one the best by part, sentence and distance.
    """

    span: Span
    match: Match
    score: float = 100.0
    places: int = 1


class Aligner:
    """Finds quotes in one document; made once, asked often."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = fold_document(text)
        self._squeezed = compact(self._folded)

    def align(
        self, quote: str, part: Span | None = None, sentence: Span | None = None, near: int | None = None
    ) -> Aligned | None:
        """Return where a quote stands, None where it doesn't.

        Args:
            quote: Words as somebody gave them; width, spaces and line breaks may differ.
            part: Where it is said to stand. Other places are taken only where it isn't found here, and never by
                likeness alone.
            sentence: The sentence it is said to stand in; decides between several places.
            near: Where its neighbour among the quotes stands; decides between several places of one sentence.
        """
        bare = compact(fold(quote)).text
        if not bare:
            return None
        for match, places in (
            (Match.EXACT, self._exact(quote.strip())),
            (Match.NORMALIZED, self._normalized(bare, quote)),
        ):
            if places:
                return Aligned(_best(places, part, sentence, near), match, places=len(places))
        return self._fuzzy(bare, sentence) or self._fuzzy(bare, part)

    def _exact(self, quote: str) -> list[Span]:
        return [(start, start + len(quote)) for start in _occurrences(self._text, quote)]

    def _normalized(self, bare: str, quote: str) -> list[Span]:
        """Return the places that hold the same characters, those of two table cells together left out."""
        spans = (self._squeezed.span(start, start + len(bare)) for start in _occurrences(self._squeezed.text, bare))
        if _BORDERS.search(quote):
            return list(spans)
        return [span for span in spans if not _BORDERS.search(self._folded, *span)]

    def _fuzzy(self, bare: str, within: Span | None) -> Aligned | None:
        """Return the likest words of a stretch, None where nothing there is like the quote."""
        if within is None or len(bare) < _FUZZY_LENGTH:
            return None
        from rapidfuzz.fuzz import partial_ratio_alignment

        first, last = self._index(within[0]), self._index(within[1])
        stretch = self._squeezed.text[first:last]
        found = partial_ratio_alignment(bare, stretch, score_cutoff=FUZZY_SCORE)
        if (
            found is None
            or len(stretch) < len(bare)
            or _numerals(bare) != _numerals(stretch[found.dest_start : found.dest_end])
        ):
            return None
        span = self._squeezed.span(first + found.dest_start, first + found.dest_end)
        return Aligned(span, Match.FUZZY, found.score)

    def _index(self, offset: int) -> int:
        """Return the index in the squeezed text of the first character at or behind an offset of the document."""
        return bisect_left(range(len(self._squeezed.text)), offset, key=self._squeezed.offset)


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Yield where words stand, overlapping ones too, up to the most that are looked at."""
    position = text.find(words)
    for _ in range(_MOST_PLACES):
        if position < 0:
            return
        yield position
        position = text.find(words, position + 1)


def _best(places: list[Span], part: Span | None, sentence: Span | None, near: int | None) -> Span:
    """Return the place inside the sentence, else inside the part, nearest its neighbour, else the first."""
    neighbour = near if near is not None else (sentence or (0, 0))[0]

    def unlikeness(span: Span) -> tuple[bool, bool, int]:
        return not _inside(span, sentence), not _inside(span, part), abs(span[0] - neighbour)

    return min(places, key=unlikeness)


def _inside(span: Span, outer: Span | None) -> bool:
    return outer is not None and outer[0] <= span[0] and span[1] <= outer[1]


_NUMERAL = re.compile(r"[\d零〇○一二两三四五六七八九十百千万亿.%]")


def _numerals(text: str) -> list[str]:
    """Return the numerals of some words: likeness never extends to a number."""
    return _NUMERAL.findall(text)
