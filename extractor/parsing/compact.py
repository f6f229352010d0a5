"""A text without its white space and markup, with a way back: what a heading or label says however it is laid out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.parsing.flow import fold

_INK = re.compile(r"(?!:?-{2,}:?(?:[\s|]|$))[^\s|#*>]+")


@dataclass(frozen=True)
class Compact:
    """Folded text without white space, pipes, Markdown marks and the rules under table heads.

    Attributes:
        text: What is searched.
        offsets: For each character of `text`, its offset in the document.
        line_starts: Indexes of `text` at which a line of the document begins, in order.
    """

    text: str
    offsets: Sequence[int]
    line_starts: Sequence[int]

    def begins_line(self, index: int) -> bool:
        """Return whether a line of the document begins at an index."""
        at = bisect_left(self.line_starts, index)
        return at < len(self.line_starts) and self.line_starts[at] == index

    def ends_line(self, index: int) -> bool:
        """Return whether a line of the document ends before an index."""
        return index >= len(self.text) or self.begins_line(index)

    def offset(self, index: int) -> int:
        """Return the document offset of an index; after the last character for the end."""
        if index < len(self.offsets):
            return self.offsets[index]
        return self.offsets[-1] + 1 if self.offsets else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document span of a non-empty range."""
        return self.offsets[start], self.offsets[end - 1] + 1


def compact(text: str) -> Compact:
    """Return a text without its white space and markup."""
    folded = fold(text).replace("（", "(").replace("）", ")")
    parts: list[str] = []
    offsets: list[int] = []
    line_starts: list[int] = []
    position = 0
    for line in folded.split("\n"):
        first = True
        for match in _INK.finditer(line):
            if first:
                line_starts.append(len(offsets))
                first = False
            parts.append(match.group())
            offsets.extend(range(position + match.start(), position + match.end()))
        position += len(line) + 1
    return Compact("".join(parts), offsets, line_starts)
