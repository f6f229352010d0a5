"""A text without its white space and markup, with a way back: what a heading or label says however it is laid out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.schema import Span

_INK = re.compile(r"[^\s|#*>]+|\n")
_RULE = re.compile(r":?-{2,}:?")


@dataclass(frozen=True)
class Compact:
    """Folded text without white space, pipes, Markdown marks and the rules under table heads.

    Attributes:
        text: What is searched.
        starts: Indexes of `text` at which the words between white space begin, in order.
        places: For each of those words, its offset in the document.
        line_starts: Indexes of `text` at which a line of the document begins, in order.
    """

    text: str
    starts: Sequence[int]
    places: Sequence[int]
    line_starts: Sequence[int]

    def begins_line(self, index: int) -> bool:
        """Return whether a line of the document begins at an index."""
        at = bisect_left(self.line_starts, index)
        return at < len(self.line_starts) and self.line_starts[at] == index

    def ends_line(self, index: int) -> bool:
        """Return whether a line of the document ends before an index."""
        return index >= len(self.text) or self.begins_line(index)

    def offset(self, index: int) -> int:
        """Return the document offset of the character at an index."""
        at = bisect_right(self.starts, index) - 1
        return self.places[at] + index - self.starts[at]

    def span(self, start: int, end: int) -> Span:
        """Return the document span of a non-empty range."""
        return self.offset(start), self.offset(end - 1) + 1


def compact(folded: str) -> Compact:
    """Return a folded text without its white space and markup."""
    words: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    line_starts: list[int] = []
    length = 0
    new_line = True
    for match in _INK.finditer(folded):
        word = match.group()
        if word == "\n":
            new_line = True
            continue
        if word[0] in ":-" and _RULE.fullmatch(word):
            continue
        if new_line:
            line_starts.append(length)
            new_line = False
        words.append(word)
        starts.append(length)
        places.append(match.start())
        length += len(word)
    return Compact("".join(words), starts, places, line_starts)
