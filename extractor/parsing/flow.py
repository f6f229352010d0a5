"""Running text with a way back: what a sentence reads like, and where each character stands in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.schema import Span

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord("　"): " ", ord("\u00a0"): " ", ord("﹣"): "-", ord("－"): "-", ord("–"): "-", ord("〇"): "〇"}
_FOLD |= {ord("．"): ".", ord("﹒"): ".", ord("％"): "%", ord("﹪"): "%", ord("〔"): "〔", ord("\ufeff"): " ", ord("\u200b"): " "}


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and ASCII punctuation made half-width; same length."""
    return text.translate(_FOLD)


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


@dataclass(frozen=True)
class Passage:
    """Prose of one part of the report; `part` is None before part 1 and after part 6."""

    part: int | None
    flow: Flow


_PARAGRAPH_START = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.是]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}\s*[.、](?!\d)|#|\*\*|附|第[一二三四五六七八九十]+条)"
)
_WRAP_MINIMUM = 18
"""A line shorter than this is never taken for a hard-wrapped one."""


def running_text(text: str, pieces: Iterable[Span]) -> Flow:
    """Return the running text of some spans of a document.

    Spaces beside Chinese characters are typography and dropped; a line break is dropped where the line is a
    hard-wrapped one (as long as the longest lines, no sentence end, no new ordinal after it), else kept as `\\n`.
    """
    chars: list[str] = []
    offsets: list[int] = []
    spans = list(pieces)
    folded = fold(text)
    lengths = sorted(len(line.strip()) for start, end in spans for line in folded[start:end].split("\n"))
    widest = lengths[int(len(lengths) * 0.9)] if lengths else 0
    wrap_at = max(_WRAP_MINIMUM, widest - 6)
    for start, end in spans:
        position = start
        for line in folded[start:end].splitlines(keepends=True):
            body = line.rstrip()
            for index, char in enumerate(body):
                if char.isspace() and not _between_ascii(body, index):
                    continue
                chars.append(char)
                offsets.append(position + index)
            following = folded[position + len(line) : end]
            ends = body.endswith(("。", "!", "?", ";", ":")) or not body.strip()
            wrapped = len(body.strip()) >= wrap_at and widest <= 120
            if chars and chars[-1] != "\n" and (ends or not wrapped or _PARAGRAPH_START.match(following[:12])):
                chars.append("\n")
                offsets.append(position + max(len(body) - 1, 0))
            position += len(line)
    return Flow("".join(chars), offsets)


def _between_ascii(line: str, index: int) -> bool:
    """Return whether a space stands between two ASCII characters, as in an English name or `1 234`."""
    left = line[:index].rstrip()[-1:]
    right = line[index:].lstrip()[:1]
    return bool(left and right and left.isascii() and right.isascii() and line[index - 1 : index].strip() != "")
