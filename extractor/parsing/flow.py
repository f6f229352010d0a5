"""Running text with a way back: what a sentence reads like, and where each character stands in the document."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extractor.schema import Span

_FOLD: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys((12288, 160, 65279, 8203, 8194, 8195, 8201), " ")
_FOLD |= {ord("﹣"): "-", ord("–"): "-", ord("−"): "-", ord("﹒"): ".", ord("﹪"): "%"}


def _simplified() -> dict[int, str]:
    """Return traditional characters with their simplified form, from OpenCC's table.

    A character that simplified script uses too (著, 乾) stays as it is: those are the ones in GB 2312.
    """
    table = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = [(old, new[0]) for old, _, new in (line.partition("\t") for line in table.splitlines()) if len(old) == 1]
    simplified_too = set("".join(old for old, _ in pairs).encode("gb2312", "ignore").decode("gb2312"))
    return {ord(old): new for old, new in pairs if old not in simplified_too}


_TABLE = _simplified() | _FOLD


def fold(text: str) -> str:
    """Return the text as it is searched: half-width, simplified script; same length, so that offsets stay.

    What is shown or stored is cut from the document, never from the folded text.
    """
    return text if text.isascii() else text.translate(_TABLE)


@lru_cache(maxsize=2)
def fold_document(text: str) -> str:
    """Return a whole document folded; the steps of one report ask for the same one in turn."""
    return fold(text)


@dataclass(frozen=True)
class Flow:
    """Running text folded to half width, hard line breaks and page marks taken out.

    Attributes:
        text: What is searched. A line break stands only where a paragraph ends.
        offsets: For each character of `text`, its offset in the document.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the document span of `text[start:end]`; the range must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def printed(self, document: str, start: int, end: int) -> str:
        """Return `text[start:end]` in the document's own characters, its line breaks left out."""
        pairs = zip(self.text[start:end], self.offsets[start:end], strict=True)
        return "".join(document[offset] for char, offset in pairs if char != "\n")


@dataclass(frozen=True)
class Passage:
    """Prose of one part of the report; `part` is None before part 1 and after part 6."""

    part: int | None
    flow: Flow


_PARAGRAPH_START = re.compile(
    r"[ \t]{0,20}(?:[一二三四五六七八九十]{1,3}[ ]?[、.是]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[ ]?[.、](?!\d)"
    r"|#|\*\*|附[件表:]|第[一二三四五六七八九十]{1,3}条)"
)
_LINE = re.compile(r"\s*\n|[^\n]+\n?")
"""A line, or a run of blank ones."""
_CHUNK = re.compile(r"\S+")
_SENTENCE_END = ("。", "!", "?", ";", ":")
_WRAP_MINIMUM = 36
"""A line narrower than this is never taken for a hard-wrapped one. Widths count a Chinese character as 2."""
_WRAP_MAXIMUM = 240
"""Where lines are wider than this, a line is a paragraph."""
_RAGGED = 10
"""How much narrower than the widest line a hard-wrapped line may be."""


def running_text(text: str, pieces: Iterable[Span]) -> Flow:
    """Return the running text of some spans of a document.

    Spaces beside Chinese characters are typography and dropped; a line break is dropped where the line is a
    hard-wrapped one (as long as the longest lines, no sentence end, no new ordinal after it), else kept. Blank lines
    around what was left out between two pieces (a page mark) end no paragraph.
    """
    chars: list[str] = []
    offsets = array("Q")
    spans = list(pieces)
    document = fold_document(text)
    folded = [document[start:end].replace("\r", " ") for start, end in spans]
    wrap_at = _wrap_width(folded)
    for (start, _), piece in zip(spans, folded, strict=True):
        if chars and chars[-1] != "\n" and _PARAGRAPH_START.match(piece.lstrip()[:_ORDINAL_WITHIN]):
            chars.append("\n")
            offsets.append(offsets[-1])
        for line in _LINE.finditer(piece):
            if not line[0].strip() and (line.start() == 0 or line.end() == len(piece)):
                continue
            _append_line(line[0], start + line.start(), chars, offsets)
            if chars and chars[-1] != "\n" and _ends_paragraph(line[0], piece, line.end(), wrap_at):
                chars.append("\n")
                offsets.append(max(offsets[-1], start + line.end() - 1))
    return Flow("".join(chars), offsets)


_ORDINAL_WITHIN = 30
_WORD = re.compile(r"[ \t]{0,20}[!-~]{1,20}")


def _ends_paragraph(line: str, piece: str, end: int, wrap_at: int | None) -> bool:
    """Return whether a paragraph ends with a line; a number that didn't fit on it may have shortened it."""
    if not line.strip() or line.rstrip().endswith(_SENTENCE_END) or wrap_at is None:
        return True
    unbroken = _WORD.match(piece, end)
    width = _width(line) + (_width(unbroken[0]) if unbroken is not None else 0)
    return width < wrap_at or _PARAGRAPH_START.match(piece, end) is not None


def _wrap_width(pieces: Sequence[str]) -> int | None:
    """Return from which width on a line counts as hard-wrapped; None where no line does."""
    widths = sorted(_width(line) for piece in pieces for line in _LINE.findall(piece))
    widest = widths[int(len(widths) * 0.9)] if widths else 0
    return max(_WRAP_MINIMUM, widest - _RAGGED) if widest <= _WRAP_MAXIMUM else None


def _width(line: str) -> int:
    """Return how wide a line is printed, without its spaces: 2 for a Chinese character, 1 for an ASCII one."""
    words = "".join(line.split())
    return (len(words.encode("utf-8", "replace")) + len(words)) // 2


def _append_line(line: str, position: int, chars: list[str], offsets: array[int]) -> None:
    """Add the words of a line; a space stays only between ASCII letters and digits, as in `1 234`."""
    for chunk in _CHUNK.finditer(line):
        word = chunk[0]
        if chunk.start() and chars and _ascii_word(chars[-1]) and _ascii_word(word[0]):
            chars.append(" ")
            offsets.append(position + chunk.start() - 1)
        chars.extend(word)
        offsets.extend(range(position + chunk.start(), position + chunk.end()))


def _ascii_word(char: str) -> bool:
    """Return whether a character is an ASCII letter or digit."""
    return char.isascii() and char.isalnum()
