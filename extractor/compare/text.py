"""The words of a part in two reports, sentence by sentence, and how much of one stands in the other already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz, process

from extractor.compare.model import Difference, Side
from extractor.parsing.flow import fold, running_text
from extractor.schema import Span
from extractor.validation.between.text import Sentence, sentences_of

PROSE = (1, 5, 6)
"""Parts whose words are compared; the others are tables."""
_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]*")
_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]+|.", re.DOTALL)
_MARKS = "#*_ "
"""Marks of a Markdown source around a line; no words."""
_ALIKE = 45.0
"""Likeness from which two sentences are one that was changed, in percent."""
_SHORT = 2
"""Equal characters between two changes that are shown as changed too, since single ones only flicker."""


@dataclass(frozen=True)
class Piece:
    """Words of a sentence, equal or changed."""

    text: str
    changed: bool


@dataclass(frozen=True)
class SentencePair:
    """A sentence in both reports; empty pieces and no span where a report has no such sentence."""

    difference: Difference
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    left_span: Span | None = None
    right_span: Span | None = None


@dataclass(frozen=True)
class Copied:
    """How much of a report stands word for word in another one.

    Attributes:
        same: Sentences that do.
        count: Sentences that were looked at.
        sentences: Those that do.
    """

    same: int
    count: int
    sentences: tuple[Sentence, ...]

    @property
    def share(self) -> float | None:
        """Return the share, from 0 to 1; None where there is no sentence to look at."""
        return self.same / self.count if self.count else None


@dataclass(frozen=True)
class _Line:
    text: str
    words: str
    span: Span


def copied_share(newer: Side, older: Side) -> Copied:
    """Return how much of a report was taken over from another one.

    Looked at are the sentences of parts 1, 5 and 6 that end with a mark and have 12 characters or more; shorter ones
    are the same in every report. One counts as taken over where the other report has the same sentence, figures aside:
    every number counts as equal to any other. This is the measure of the rule `series.same_text`.

    Args:
        newer: Whose sentences are counted.
        older: Where they are looked for.
    """
    own, before = sentences_of(newer.context), {sentence.words for sentence in sentences_of(older.context)}
    same = tuple(sentence for sentence in own if sentence.words in before)
    return Copied(len(same), len(own), same)


def compare_part(left: Side, right: Side, part: int) -> tuple[SentencePair, ...]:
    """Return a part of two reports sentence by sentence, in reading order; empty where neither has it."""
    ours, theirs = _lines(left, part), _lines(right, part)
    matcher = SequenceMatcher(None, [line.words for line in ours], [line.words for line in theirs], autojunk=False)
    pairs: list[SentencePair] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            pairs += [_same(one, other) for one, other in zip(ours[a0:a1], theirs[b0:b1], strict=True)]
        else:
            pairs += _aligned(ours[a0:a1], theirs[b0:b1])
    return tuple(pairs)


def _lines(side: Side, part: int) -> list[_Line]:
    found = []
    text = side.document.text
    for section in side.report.sections:
        if section.part == part:
            flow = running_text(text, [section.span])
            for match in _SENTENCE.finditer(flow.text):
                span = flow.span(match.start(), match.end())
                shown = " ".join(text[span[0] : span[1]].split()).strip(_MARKS)
                if shown:
                    found.append(_Line(shown, "".join(fold(shown).split()), span))
    return found


def _aligned(ours: Sequence[_Line], theirs: Sequence[_Line]) -> Iterator[SentencePair]:
    """Yield two runs of sentences side by side: the likest ones together, their order kept."""
    at, to = 0, 0
    for i, j in (*_likest(ours, theirs), (len(ours), len(theirs))):
        yield from map(_only_left, ours[at:i])
        yield from map(_only_right, theirs[to:j])
        if i < len(ours):
            yield _changed(ours[i], theirs[j])
        at, to = i + 1, j + 1


def _likest(ours: Sequence[_Line], theirs: Sequence[_Line]) -> list[tuple[int, int]]:
    """Return which sentences belong together: the likest two first, then those before and those behind them."""
    if not ours or not theirs:
        return []
    likeness = process.cdist([line.words for line in ours], [line.words for line in theirs], scorer=fuzz.ratio)
    found: list[tuple[int, int]] = []
    blocks = [(0, len(ours), 0, len(theirs))]
    while blocks:
        a0, a1, b0, b1 = blocks.pop()
        block = likeness[a0:a1, b0:b1]
        if not block.size or block.max() < _ALIKE:
            continue
        i, j = divmod(int(block.argmax()), b1 - b0)
        found.append((a0 + i, b0 + j))
        blocks += [(a0, a0 + i, b0, b0 + j), (a0 + i + 1, a1, b0 + j + 1, b1)]
    return sorted(found)


def _same(one: _Line, other: _Line) -> SentencePair:
    pieces = ((Piece(one.text, False),), (Piece(other.text, False),))
    return SentencePair(Difference.SAME, *pieces, one.span, other.span)


def _only_left(line: _Line) -> SentencePair:
    return SentencePair(Difference.ONLY_LEFT, left=(Piece(line.text, True),), left_span=line.span)


def _only_right(line: _Line) -> SentencePair:
    return SentencePair(Difference.ONLY_RIGHT, right=(Piece(line.text, True),), right_span=line.span)


def _changed(one: _Line, other: _Line) -> SentencePair:
    ours, theirs = _TOKEN.findall(one.text), _TOKEN.findall(other.text)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, [*map(fold, ours)], [*map(fold, theirs)], autojunk=False)
    blocks = matcher.get_opcodes()
    for number, (tag, a0, a1, b0, b1) in enumerate(blocks):
        inside = 0 < number < len(blocks) - 1
        changed = tag != "equal" or (inside and len("".join(ours[a0:a1])) < _SHORT)
        left.append(Piece("".join(ours[a0:a1]), changed))
        right.append(Piece("".join(theirs[b0:b1]), changed))
    return SentencePair(Difference.CHANGED, _joined(left), _joined(right), one.span, other.span)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces with neighbours of the same kind as one, empty ones left out."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].changed == piece.changed:
            found[-1] = Piece(found[-1].text + piece.text, piece.changed)
        else:
            found.append(piece)
    return tuple(found)
