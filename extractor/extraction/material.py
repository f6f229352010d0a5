"""What a model is shown of a report: its prose, sentences and quantities numbered, so that it can point at them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.extraction.privacy import KINDS, find_private
from extractor.parsing.flow import Passage
from extractor.parsing.sentences import split_sentences
from extractor.schema import Basis, Quantity, Span

_PART_NAMES = {None: "前言", 1: "一", 2: "二", 3: "三", 4: "四", 5: "五", 6: "六"}
_HARMLESS = str.maketrans({"«": "‹", "»": "›", "<": "‹", ">": "›"})
"""The signs that mark ids and the ends of the report mean nothing where the report itself prints them."""
_LONGEST_SENTENCE = 1_500
_TOPIC_WORD = 3
"""A statement of none about two things (复议, 诉讼) has the one thing for its subject."""
_SOFT_END = re.compile(r"[;,、]")
_WORDS = re.compile(r"[^\W_]")
_SUBHEAD = re.compile(
    r"[#*\s]{0,8}(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d))"
)


@dataclass(frozen=True)
class Line:
    """A numbered sentence.

    Attributes:
        id: s1, s2, … in reading order.
        part: Part of the report, None in the preamble.
        span: Where it stands in the document.
        shown: As the model sees it: ids before the quantities, personal data masked.
        quantities: Ids of those that start in it.
        heads: Whether it opens a sub-head.
    """

    id: str
    part: int | None
    span: Span
    shown: str
    quantities: tuple[str, ...]
    heads: bool


@dataclass(frozen=True)
class Material:
    """The prose of a report as lines.

    Attributes:
        lines: In reading order.
        masked: What stands behind each mask, as printed but folded.
    """

    lines: tuple[Line, ...]
    masked: Mapping[str, str] = field(default_factory=dict)

    def restored(self, words: str) -> str:
        """Return a model's words with the masked data put back."""
        for mask, original in self.masked.items():
            words = words.replace(mask, original)
        return words


def number_lines(passages: Sequence[Passage], quantities: Sequence[Quantity], *, mask: bool = True) -> Material:
    """Return the prose of a report as numbered lines.

    Args:
        passages: The prose as running text.
        quantities: Of the scanner; each is marked where it stands.
        mask: Whether personal data is hidden behind a placeholder.
    """
    masks = _Masks() if mask else None
    lines: list[Line] = []
    for start, end, passage in _stretches(passages):
        flow = passage.flow
        span = flow.span(start, end)
        inside = [item for item in quantities if item.evidence.span and span[0] <= item.evidence.span[0] < span[1]]
        edits = [(_spot(passage, item), _spot(passage, item), _mark(item)) for item in inside]
        if masks is not None:
            edits += masks.edits(flow.text, start, end)
        lines.append(
            Line(
                id=f"s{len(lines) + 1}",
                part=passage.part,
                span=span,
                shown=_edited(flow.text, start, end, edits),
                quantities=tuple(item.id for item in inside),
                heads=_SUBHEAD.match(flow.text, start, end) is not None,
            )
        )
    return Material(tuple(lines), dict(masks.originals) if masks else {})


def render(lines: Iterable[Line]) -> str:
    """Return lines as text for a prompt, with a head where a part begins."""
    shown, part = [], "?"
    for line in lines:
        if _PART_NAMES[line.part] != part:
            part = _PART_NAMES[line.part]
            shown.append(f"【{part}】")
        shown.append(f"{line.id} {line.shown}")
    return "\n".join(shown)


def portions(material: Material, most_characters: int) -> list[tuple[Line, ...]]:
    """Return the lines in portions of at most so many characters, cut where a part or sub-head begins if possible."""
    found: list[tuple[Line, ...]] = []
    current: list[Line] = []
    for line in material.lines:
        if current and _length([*current, line]) > most_characters:
            cut = _cut(current)
            found.append(tuple(current[:cut]))
            current = current[cut:]
        current.append(line)
    return [*found, tuple(current)] if current else found


def _cut(lines: Sequence[Line]) -> int:
    """Return before which line a portion ends: the last part or sub-head that opens in its second half, or its end."""
    for index in range(len(lines) - 1, len(lines) // 2, -1):
        if lines[index].heads or lines[index].part != lines[index - 1].part:
            return index
    return len(lines)


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.shown) + len(line.id) + 2 for line in lines)


def _stretches(passages: Sequence[Passage]) -> Iterator[tuple[int, int, Passage]]:
    """Yield the sentences, `(start, end, passage)` in the flow; one of monstrous length in several."""
    for sentence in split_sentences(passages):
        passage = passages[sentence.passage]
        start = sentence.start
        while start < sentence.end:
            end = _stretch_end(passage.flow.text, start, sentence.end)
            if _WORDS.search(passage.flow.text, start, end):
                yield start, end, passage
            start = end


def _stretch_end(text: str, start: int, end: int) -> int:
    if end - start <= _LONGEST_SENTENCE:
        return end
    soft = [match.end() for match in _SOFT_END.finditer(text, start, start + _LONGEST_SENTENCE)]
    return soft[-1] if soft else start + _LONGEST_SENTENCE


def _spot(passage: Passage, quantity: Quantity) -> int:
    return bisect_left(passage.flow.offsets, (quantity.evidence.span or (0, 0))[0])


def _mark(quantity: Quantity) -> str:
    """Return the sign before a quantity; where one statement of none is about two things, it says about which."""
    paired = quantity.basis is Basis.IMPLIED and len(quantity.subject) <= _TOPIC_WORD
    none = f":无{_harmless(quantity.subject)}" if paired else ""
    return f"«{quantity.id}{none}»"


class _Masks:
    """Gives each piece of personal data its placeholder, the same data the same one."""

    def __init__(self) -> None:
        self.originals: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def edits(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return `(start, end, placeholder)` for the personal data of a stretch."""
        return [
            (
                start + found.start,
                start + found.end,
                self._name(text[start + found.start : start + found.end], found.kind),
            )
            for found in find_private(text[start:end])
        ]

    def _name(self, original: str, kind: str) -> str:
        if original not in self._names:
            number = 1 + sum(name.startswith(f"«{KINDS[kind]}") for name in self.originals)
            name = f"«{KINDS[kind]}{number}»"
            self._names[original], self.originals[name] = name, original
        return self._names[original]


def _edited(text: str, start: int, end: int, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a stretch with its edits made and everything in it that could pass for a sign of ours made harmless."""
    shown, position = [], start
    for first, last, words in sorted(edits, key=lambda edit: edit[:2]):
        shown += [_harmless(text[position:first]), words]
        position = max(position, last)
    return "".join([*shown, _harmless(text[position:end])]).strip()


def _harmless(text: str) -> str:
    """Return a text without invisible characters (zero width, direction, control) and without our own signs."""
    if not text.isprintable():
        kept = (char for char in text if unicodedata.category(char) not in ("Cf", "Cc", "Co") or char.isspace())
        text = "".join(" " if char.isspace() else char for char in kept)
    return text.translate(_HARMLESS)
