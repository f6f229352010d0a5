"""Passages of the prose: sentences that stand together under one sub-head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.parsing.flow import Passage
from extractor.parsing.outline import find_outline
from extractor.parsing.passages import split_prose
from extractor.parsing.sentences import split_sentences
from extractor.schema import Section, Span
from extractor.storage.indexing import Stored

ENOUGH = 160
"""Characters after which the next paragraph begins a new passage."""
MOST = 260
"""Characters after which the next sentence does."""
_MOST_PASSAGES = 1500
_WORDING = r"[^。,;:!?\n]{2,30}"
_HEADINGS = (
    re.compile(rf"[#*\s]{{0,8}}第?[一二三四五六七八九十]{{1,3}}(?:部分)?[、.:]{_WORDING}[。:]?\s*"),
    re.compile(rf"[#*\s]{{0,8}}\([一二三四五六七八九十\d]{{1,3}}\)、?{_WORDING}[。:]?\s*"),
    re.compile(rf"[#*\s]{{0,8}}\d{{1,2}}[、.](?!\d){_WORDING}:?\s*"),
    re.compile(r"[#*\s]{0,8}[^。,;:!?\n]{2,20}:?\s*"),
)
"""Sub-heads by level. One with a digit, or without an ordinal, that ends like a sentence is a sentence."""
_LONGEST_HEAD = 45
PRINTED = "printed_tables"
"""Key of the tables as they were read, where the review corrected something: the prose is what stands beside those."""
_FRAME = re.compile(r"[\s|:-]*")
"""What a table drawn with characters ends with, after its last cell."""
_HEAD_REACH = 600
"""Characters before its first cell in which the heads of a table may stand."""


@dataclass
class Piece:
    """A passage on its way into the index; the attributes are those of `Chunk`."""

    part: int | None
    heading: str
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    row: str | None = None


@dataclass(frozen=True)
class _Line:
    """A sentence with the sub-heads it stands under.

    Attributes:
        opens: Whether a paragraph begins with it.
        is_head: Whether it is itself a sub-head.
    """

    part: int | None
    heading: str
    opens: bool
    is_head: bool
    text: str
    span: Span


def prose_pieces(stored: Stored) -> list[Piece]:
    """Return the passages of the prose, in reading order; what follows the report (signature, links) is left out."""
    passages = _passages(stored)
    longest = max(MOST, sum(len(passage.flow.text) for passage in passages) // _MOST_PASSAGES)
    pieces: list[Piece] = []
    only_heads = False
    for line in _lines(stored.text, passages):
        last = pieces[-1] if pieces else None
        if last is None or last.part != line.part or not (only_heads or _goes_on(last, line, longest)):
            last, only_heads = Piece(line.part, line.heading), True
            pieces.append(last)
        last.heading = line.heading
        last.text += line.text
        last.spans.append(line.span)
        only_heads = only_heads and line.is_head
    return [piece for piece in pieces if any(char.isalnum() for char in piece.text)]


def _goes_on(piece: Piece, line: _Line, longest: int) -> bool:
    """Return whether a sentence still belongs to the passage before it."""
    length = len(piece.text)
    return piece.heading == line.heading and length < longest and not (line.opens and length >= ENOUGH)


def _lines(document: str, passages: Sequence[Passage]) -> Iterator[_Line]:
    """Yield the sentences in reading order."""
    at = -1
    heads: dict[int, str] = {}
    for sentence in split_sentences(passages):
        if sentence.passage != at:
            at, heads = sentence.passage, {}
        flow = passages[at].flow
        text = flow.printed(document, sentence.start, sentence.end)
        opens = sentence.start == 0 or flow.text[sentence.start - 1] == "\n"
        level = _level(flow.text, sentence.start, sentence.end) if opens else None
        if level is not None:
            heads = {above: head for above, head in heads.items() if above < level} | {level: text.strip("#* 。:：")}
        span = flow.span(sentence.start, sentence.end)
        yield _Line(sentence.part, " ".join(heads.values()), opens, level is not None, text, span)


def _level(text: str, start: int, end: int) -> int | None:
    """Return the level of a sub-head; None for what is none."""
    if end - start > _LONGEST_HEAD:
        return None
    return next((level for level, head in enumerate(_HEADINGS) if head.fullmatch(text, start, end)), None)


def _passages(stored: Stored) -> tuple[Passage, ...]:
    sections = tuple(Section.model_validate(section) for section in stored.body["sections"])
    outline = find_outline(stored.text)
    kept = sections or outline.sections
    tables = _table_spans(stored.text, stored.body.get(PRINTED) or stored.body["tables"], kept)
    return split_prose(stored.text, replace(outline, sections=kept), tables).passages


def _table_spans(text: str, tables: dict[str, Any], sections: Iterable[Section]) -> list[Span]:
    """Return where the official tables stand, their heads included, by the places of their cells."""
    starts = sorted(section.span[0] + len(section.title) for section in sections)
    found: list[Span] = []
    for start, end in sorted(_cell_spans(tables)):
        if found and _is_one_table(text, found[-1][1], start, starts):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((_heads(text, start, starts), end))
    return [(start, _FRAME.match(text, end).end()) for start, end in found]  # type: ignore[union-attr]


def _is_one_table(text: str, end: int, start: int, sections: Sequence[int]) -> bool:
    """Return whether a cell belongs to the same table as the one before: neither a sentence nor a part between."""
    return "。" not in text[end:start] and not any(end <= place <= start for place in sections)


def _heads(text: str, start: int, starts: Sequence[int]) -> int:
    """Return where the heads of a table begin whose first cell is known: after the last sentence or heading."""
    section = max((place for place in starts if place <= start), default=0)
    earliest = max(section, start - _HEAD_REACH)
    return max(earliest, text.rfind("。", earliest, start) + 1)


def _cell_spans(tables: dict[str, Any]) -> Iterator[Span]:
    for name in ("disclosure", "applications", "review_litigation"):
        for row in (tables[name] or {}).values():
            yield from (tuple(cell["span"]) for cell in (row or {}).values() if cell and cell["span"])
    for line in tables["annex"] or ():
        cells = (line["this_year"], line["cumulative"])
        yield from (tuple(cell["span"]) for cell in cells if cell and cell["span"])
