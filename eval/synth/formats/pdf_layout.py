"""Pages as lists of strokes and texts, before any file: prose wrapped, tables laid out over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 72.0
_FOOT = 770.0
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_HANGING = "，。；、）》”：,.;:)"


@dataclass(frozen=True)
class Text:
    """Words on a page: left edge and baseline from the top left in points, and the size of the font."""

    x: float
    y: float
    size: float
    words: str


@dataclass(frozen=True)
class Stroke:
    """A straight line on a page, from the top left in points."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Sheet:
    """A page: what is drawn on it."""

    texts: list[Text] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


def text_width(words: str, size: float) -> float:
    """Return how wide words are printed: a whole square for a Chinese character, half of one for an ASCII one."""
    return sum(0.5 if char.isascii() else 1.0 for char in words) * size


def wrap_words(words: str, size: float, width: float) -> list[str]:
    """Return words in lines of a width; figures stay whole where they fit a line."""
    lines, line = [], ""
    for word in _pieces(words, size, width):
        if line and text_width(line + word, size) > width and word not in _HANGING:
            lines.append(line)
            line = word.lstrip(" ")
        else:
            line += word
    return [*lines, line]


def _pieces(words: str, size: float, width: float) -> Iterator[str]:
    """Yield what stays on one line: figures, single characters, the characters of a word that is too long."""
    for match in _WORD.finditer(words):
        word = match[0]
        yield from [word] if text_width(word, size) <= width else word


class Pages:
    """Sheets that fill up from top to bottom."""

    def __init__(self) -> None:
        self.sheets = [Sheet()]
        self.y = MARGIN

    @property
    def sheet(self) -> Sheet:
        """Return the page that is being written."""
        return self.sheets[-1]

    @property
    def left(self) -> float:
        """Return how much height is left on the page in points."""
        return _FOOT - self.y

    def turn(self) -> None:
        """Begin a new page."""
        self.sheets.append(Sheet())
        self.y = MARGIN

    def prose(self, paragraph: str, size: float, leading: float, *, centred: bool = False) -> None:
        """Write a paragraph, its line breaks kept."""
        for part in paragraph.split("\n"):
            indented = part if centred else "　　" + part
            for line in wrap_words(indented, size, WIDTH - 2 * MARGIN):
                if self.left < leading:
                    self.turn()
                words = line.lstrip("　")
                shift = text_width(line, size) - text_width(words, size)
                x = (WIDTH - text_width(words, size)) / 2 if centred else MARGIN + shift
                self.sheet.texts.append(Text(x, self.y + size, size, words))
                self.y += leading


def boxed(x0: float, y0: float, x1: float, y1: float) -> Sequence[Stroke]:
    """Return the four borders of a box."""
    return Stroke(x0, y0, x1, y0), Stroke(x0, y1, x1, y1), Stroke(x0, y0, x0, y1), Stroke(x1, y0, x1, y1)
