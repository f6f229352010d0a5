"""The prose of a report: its parts as running text, without tables, headings, page marks and what is not the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.parsing.flow import Flow, Passage, running_text
from extractor.parsing.outline import Outline
from extractor.schema import Evidence, Remark, Section, Span

_SHORTCOMINGS = re.compile("问题|不足|差距|改进|下一步|短板")


@dataclass(frozen=True)
class Prose:
    """The running text of a report.

    Attributes:
        head: Title, source line and preamble: everything before the first part.
        passages: The preamble (part None), then the parts in order.
        tail: Signature, attachments and site chrome after the last part.
    """

    head: Flow
    passages: tuple[Passage, ...]
    tail: Flow


def recover_part_five(outline: Outline, text: str, tables: Iterable[Span]) -> Outline:
    """Return the outline with part 5 where its heading is lost and its text stands behind table 4."""
    fourth = outline.section(4)
    if fourth is None or outline.section(5) is not None:
        return outline
    table_end = max((end for start, end in tables if fourth.span[0] <= start < fourth.span[1]), default=None)
    if table_end is None or not _SHORTCOMINGS.search(text, table_end, fourth.span[1]):
        return outline
    newline = text.find("\n", table_end, fourth.span[1])
    start = newline + 1 if newline >= 0 else table_end
    fifth = Section(part=5, title="", span=(start, fourth.span[1]))
    kept = [s.model_copy(update={"span": (s.span[0], start)}) if s.part == 4 else s for s in outline.sections]
    sections = sorted([*kept, fifth], key=lambda section: section.part)
    quote = text[start : start + 20]
    evidence = Evidence(quote=quote, span=(start, start + len(quote)), part=5)
    remark = Remark(rule="reading.heading_missing", params={"part": 5}, evidence=(evidence,))
    return replace(outline, sections=tuple(sections), remarks=(*outline.remarks, remark))


def split_prose(text: str, outline: Outline, tables: Iterable[Span]) -> Prose:
    """Return the report's prose as running text with its place in the document."""
    left_out = sorted([*tables, *outline.page_marks, *outline.headings.values()])
    first = outline.sections[0].span[0] if outline.sections else outline.body[1]
    head = _running(text, (outline.body[0], first), left_out)
    parts = [Passage(section.part, _running(text, section.span, left_out)) for section in outline.sections]
    tail = _running(text, outline.tail, left_out)
    return Prose(head, (Passage(None, head), *parts), tail)


def _running(text: str, span: Span, left_out: Iterable[Span]) -> Flow:
    pieces, position = [], span[0]
    for start, end in left_out:
        if end <= position or start >= span[1]:
            continue
        if start > position:
            pieces.append((position, start))
        position = max(position, end)
    if position < span[1]:
        pieces.append((position, span[1]))
    return running_text(text, pieces)
