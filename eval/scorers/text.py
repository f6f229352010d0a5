"""Texts for comparing: typography set aside, likeness, and where words and numbers stand in a document."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from extractor.schema import Span

CONTAINED = 4
"""From how many characters on it is enough that one text holds the other."""
_TYPOGRAPHY = re.compile(r"[\s,。;、:“”\"'()]")
_WRITTEN_IN_DIGITS = 100
_AROUND = 40
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?")
_GROUPING = str.maketrans("", "", ",，")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return a text without white space and punctuation, in the usual width."""
    return _TYPOGRAPHY.sub("", unicodedata.normalize("NFKC", text))


def likeness(text: str, other: str) -> float:
    """Return how like two plain texts are, 0 to 1; one that holds the other is as good as the same."""
    if min(len(text), len(other)) >= CONTAINED and (text in other or other in text):
        return 1.0
    return ratio(text, other)


def ratio(text: str, other: str) -> float:
    """Return the share of characters that two plain texts have in common, in order."""
    return fuzz.ratio(text, other) / 100


class Printed:
    """Where things are printed in a document."""

    def __init__(self, text: str) -> None:
        self._text = text

    def quotes(self, quote: str) -> list[Span]:
        """Return every place of some words, typography aside; empty where they don't stand there."""
        wanted = plain(quote)
        squeezed, offsets = self._squeezed
        found, at = [], squeezed.find(wanted) if wanted else -1
        while at >= 0:
            found.append((offsets[at], offsets[at + len(wanted) - 1] + 1))
            at = squeezed.find(wanted, at + 1)
        return found

    def number(self, value: float | str | None) -> list[Span]:
        """Return the place of a number that is printed once and only once; else nothing.

        Small numbers are left out: they stand everywhere, and are often written in words.
        """
        if not isinstance(value, float | int) or abs(value) < _WRITTEN_IN_DIGITS:
            return []
        places = self.numbers(value)
        return places if len(places) == 1 else []

    def numbers(self, value: float | str | None) -> list[Span]:
        """Return every place where a number is printed in digits."""
        return self._numbers.get(f"{abs(value):.15g}", []) if isinstance(value, float | int) else []

    def context(self, place: Span) -> str:
        """Return what is printed around a place, on its line."""
        start = max(place[0] - _AROUND, self._text.rfind("\n", 0, place[0]) + 1)
        end = self._text.find("\n", place[1])
        return self._text[start : min(place[1] + _AROUND, end if end >= 0 else len(self._text))]

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        normal = [plain(character) for character in self._text]
        return "".join(normal), [offset for offset, characters in enumerate(normal) for _ in characters]

    @cached_property
    def _numbers(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for match in _NUMBER.finditer(self._text):
            digits = unicodedata.normalize("NFKC", match[0]).translate(_GROUPING)
            found.setdefault(f"{float(digits):.15g}", []).append(match.span())
        return found
