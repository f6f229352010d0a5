"""What stands around a count: the words a fact rule looks at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.parsing.flow import Passage
from extractor.parsing.sentences import Sentence, sentence_at, split_sentences
from extractor.schema import Quantity, Span

_JOINED = re.compile("[、和及与]|以及")
_BREAK = re.compile(r"[,;:()。\n]")
_HAN = re.compile(r"[一-龥]")
_FILLER = re.compile(
    r"其中|共计?|合计|总计|累计|全年|今年|年内|本年度?|约|达到?|为|有|分别|数量|截至|目前|\d{4}年|同时|及时"
)
_TOPIC_OF_PART: dict[int | None, str] = {3: "requests", 4: "requests"}
"""What prose is about that stands under no sub-head, as in reports before 2019."""
_LEAD = 90
"""How far before a count its words are looked for."""


@dataclass(frozen=True)
class Context:
    """A quantity and the words around it, in folded running text; `#` stands for the number and its unit.

    Attributes:
        quantity: The count.
        near: Its clause, `通过政府网站公开信息#`, with what follows up to the next mark or count.
        wide: The same, from the end of the count before it.
        before: The sentence up to the count.
        rest: The sentence after the count.
        sentence: The whole sentence.
        topic: What the sub-head above is about.
        part: Part of the report.
        place: Where the clause, its number and what follows stand in the document.
        previous: The count before it in the same sentence.
    """

    quantity: Quantity
    near: str
    wide: str
    before: str
    rest: str
    sentence: str
    topic: str | None
    part: int | None
    place: Span
    previous: Quantity | None


def contexts(passages: Sequence[Passage], quantities: Sequence[Quantity]) -> tuple[Context, ...]:
    """Return the context of every quantity that stands in the passages, in reading order."""
    by_passage: dict[int, list[Sentence]] = {}
    for sentence in split_sentences(passages):
        by_passage.setdefault(sentence.passage, []).append(sentence)
    found: list[Context] = []
    for index, passage in enumerate(passages):
        inside = _inside(passage, quantities)
        found.extend(_of_passage(passage, inside, by_passage.get(index, [])))
    return tuple(_pair_up(found))


def _inside(passage: Passage, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities that stand in a passage."""
    offsets = passage.flow.offsets
    if not len(offsets):
        return []
    first, last = offsets[0], offsets[-1]
    return [item for item in quantities if (span := item.evidence.span) is not None and first <= span[0] <= last]


def _of_passage(passage: Passage, quantities: Sequence[Quantity], sentences: Sequence[Sentence]) -> Iterator[Context]:
    """Yield the contexts of one passage."""
    previous: tuple[Quantity, int, int] | None = None
    for number, quantity in enumerate(quantities):
        start, end = _spot(passage, quantity)
        sentence = sentence_at(sentences, max(start, end - 1))
        if sentence is None:
            continue
        if previous is not None and not sentence.start <= previous[1] < previous[2] <= start:
            previous = None
        following = _spot(passage, quantities[number + 1])[0] if number + 1 < len(quantities) else sentence.end
        stop = following if end <= following < sentence.end else sentence.end
        yield _context(passage, quantity, sentence, (start, end, stop), previous)
        previous = (quantity, start, end)


def _spot(passage: Passage, quantity: Quantity) -> tuple[int, int]:
    """Return where a quantity stands in the flow of its passage."""
    span = quantity.evidence.span or (0, 0)
    start = bisect_left(passage.flow.offsets, span[0])
    return start, bisect_left(passage.flow.offsets, span[1], lo=start)


def _context(
    passage: Passage,
    quantity: Quantity,
    sentence: Sentence,
    place: tuple[int, int, int],
    previous: tuple[Quantity, int, int] | None,
) -> Context:
    """Return the words around a count that stands at `place`: its start, its end, where the next one starts."""
    text = passage.flow.text
    start, end, stop = place
    lead = text[max(previous[2] if previous else sentence.start, start - _LEAD) : start]
    after = _BREAK.split(text[end : min(stop, end + 40)], maxsplit=1)[0]
    if len(after) == stop - end:
        after = _JOINED.split(after, maxsplit=1)[0]
    if quantity.unit and after.startswith(quantity.unit):
        after = after[len(quantity.unit) :]
    clause = "" if previous and _is_said_before(lead, after) else last_clause(lead)
    return Context(
        quantity=quantity,
        near=f"{clause}#{after}",
        wide=f"{lead}#{after}",
        before=text[max(sentence.start, start - 300) : start],
        rest=text[end : min(sentence.end, end + 120)],
        sentence=text[sentence.start : min(sentence.end, sentence.start + 600)],
        topic=sentence.topic or _TOPIC_OF_PART.get(sentence.part),
        part=sentence.part,
        place=passage.flow.span(start - len(clause), end + len(after)),
        previous=previous[0] if previous else None,
    )


_MARKS = frozenset(",;、")
_OF_PREVIOUS = re.compile(r"[^,;:、。]{2,12}[,;、]")


def _is_said_before(lead: str, after: str) -> bool:
    """Return whether words between two counts belong to the first: 6份予以公开,1份部分公开."""
    return lead[-1:] in _MARKS and bool(_OF_PREVIOUS.fullmatch(lead)) and len(_HAN.findall(after)) >= _MEANINGFUL


def last_clause(lead: str) -> str:
    """Return the last clause that says something: `主动公开政府信息,共` and not `共`."""
    marks = [match.start() for match in _BREAK.finditer(lead)]
    for mark in reversed(marks):
        clause = lead[mark + 1 :]
        if len(_HAN.findall(_FILLER.sub("", clause))) >= _MEANINGFUL:
            return clause
    return lead


_MEANINGFUL = 2
"""Chinese characters that a clause needs beside filler (其中, 共, 全年)."""

_RESPECTIVELY = re.compile(
    r"(?P<names>[^,;:#]{2,24}?(?:[、和与及][^,;:#、和与及]{2,20}?)+)(?:数量|件数|数)?(?:分别|各)(?:为|是|有|达|达到|共|办理|收到)?$"
)
_AND = re.compile("[、和与及]")
_THEN = re.compile(r"[、,和及与]?$")


def _pair_up(found: list[Context]) -> Iterator[Context]:
    """Yield the contexts, those of `A、B、C分别为3件、6件和1件` with the words of A, of B and of C."""
    others: list[str] = []
    for context in found:
        before, _, after = context.wide.partition("#")
        said = _RESPECTIVELY.search(before) if "分别" in before or "各" in before else None
        if said is not None:
            others = _AND.split(said["names"])
        elif others and not _THEN.fullmatch(before):
            others = []
        if not others:
            yield context
            continue
        name = others.pop(0)
        yield replace(context, near=f"{name}#{after}", wide=f"{name}#{after}")
