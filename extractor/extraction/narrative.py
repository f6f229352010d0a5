"""From a model's answer to facts and items: every id and quote is held against the report, what is wrong is named."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.extraction.align import Aligned, Aligner
from extractor.extraction.answers import LAST_YEAR, OTHER, Missed, NarrativeAnswer, Sentence
from extractor.extraction.complaints import UNLABELLED, Complaint
from extractor.extraction.context import Context, contexts
from extractor.extraction.material import Line, Material
from extractor.extraction.values import basis_of, fact_of, value_in_unit
from extractor.parsing.flow import Passage, fold, running_text
from extractor.parsing.quantities import scan
from extractor.schema import Basis, Document, Evidence, Fact, Item, Match, Quantity, Span
from extractor.schema.fields import FIELD_BY_NAME

ENGINE = "llm"
_SHARES = frozenset({"%", "‰", "个百分点", "倍", "成"})
_AMOUNTS = frozenset({"元", "万元", "亿元"})
_NOTE = re.compile(r"[\s#*|]+")


@dataclass(frozen=True)
class Interpreted:
    """What an answer says, as far as it stands in the report.

    Attributes:
        subjects: By id of a quantity, what the model says it counts, in words of its sentence.
        complaints: Also about what was kept: nothing that the model said or left out is dropped in silence.
    """

    facts: tuple[Fact, ...] = ()
    problems: tuple[Item, ...] = ()
    improvements: tuple[Item, ...] = ()
    subjects: Mapping[str, str] = dataclasses.field(default_factory=dict)
    complaints: tuple[Complaint, ...] = ()


@dataclass(frozen=True)
class Narrative:
    """The prose of one report, ready to hold answers against it."""

    document: Document
    passages: Sequence[Passage]
    quantities: Sequence[Quantity]
    material: Material

    @cached_property
    def quantity(self) -> dict[str, Quantity]:
        """Return the quantities by id."""
        return {quantity.id: quantity for quantity in self.quantities}

    @cached_property
    def line(self) -> dict[str, Line]:
        """Return the lines by id."""
        return {line.id: line for line in self.material.lines}

    @cached_property
    def aligner(self) -> Aligner:
        """Return what finds quotes in the document."""
        return Aligner(self.document.text)

    @cached_property
    def context(self) -> dict[str, Context]:
        """Return the words around each quantity by its id."""
        return {context.quantity.id: context for context in contexts(self.passages, self.quantities)}

    def interpret(self, answer: NarrativeAnswer) -> Interpreted:
        """Return the facts and items of an answer, and what is wrong with it."""
        labels = list(self._own_labels(answer))
        missed = [self._read_missed(item) for item in answer.missed]
        items = [list(self._read_items(group)) for group in (answer.problems, answer.improvements)]
        complaints = [
            *self._label_complaints(answer.labels),
            *(complaint for _, complaint in missed if complaint),
            *(complaint for group in items for _, complaint in group if complaint),
        ]
        facts = [*self._facts(labels), *(fact for found, _ in missed for fact in found)]
        facts.sort(key=lambda fact: fact.evidence.span or (0, 0))
        problems, improvements = (tuple(item for item, _ in group if item is not None) for group in items)
        return Interpreted(tuple(_once(facts)), problems, improvements, self._subjects(answer), tuple(complaints))

    def _label_complaints(self, labels: Sequence[tuple[str, str]]) -> Iterator[Complaint]:
        """Yield what is wrong with the labels, and the quantities without one."""
        fields: dict[str, set[str]] = {}
        for name, field in labels:
            quantity = self.quantity.get(name)
            fields.setdefault(name, set()).add(field)
            if quantity is None:
                yield Complaint("unknown_quantity", name, field)
            elif field not in FIELD_BY_NAME and field not in (OTHER, LAST_YEAR):
                yield Complaint("unknown_field", name, field, quantity.evidence.span)
            elif not _unit_fits(quantity, field):
                yield Complaint("wrong_unit", name, _field_and_unit(field, quantity), quantity.evidence.span)
        for name, quantity in self.quantity.items():
            if name not in fields:
                yield Complaint(UNLABELLED, name, quantity.evidence.quote, quantity.evidence.span)
            elif len(fields[name]) > 1:
                yield Complaint("labelled_twice", name, "、".join(sorted(fields[name])), quantity.evidence.span)

    def _subjects(self, answer: NarrativeAnswer) -> dict[str, str]:
        """Return what the quantities count as the model says it, where every character stands in the sentence."""
        return {
            item.id: item.subject
            for item in answer.others
            if item.subject
            and (quantity := self.quantity.get(item.id)) is not None
            and set(item.subject) <= set(fold(self.document.text[slice(*quantity.sentence)]))
        }

    def _own_labels(self, answer: NarrativeAnswer) -> Iterator[tuple[str, str]]:
        """Yield id and field of the labels that can be followed: one field for a quantity, of its kind of unit."""
        count = Counter(name for name, _ in answer.labels)
        for name, field in answer.labels:
            quantity = self.quantity.get(name)
            if quantity is not None and count[name] == 1 and field != OTHER and _unit_fits(quantity, field):
                yield name, field

    def _facts(self, labels: Sequence[tuple[str, str]]) -> Iterator[Fact]:
        """Yield the facts of the labelled quantities, and the change where this year's and last year's total stand."""
        last_year = next((self.quantity[name] for name, field in labels if field == LAST_YEAR), None)
        for name, field in labels:
            context = self.context.get(name)
            if field == LAST_YEAR or context is None:
                continue
            value = value_in_unit(context, field)
            yield fact_of(self.document, context, field, value, basis_of(context, value), ENGINE)
            if field == "disclosure.total" and last_year is not None and last_year.unit == context.quantity.unit:
                change = round(context.quantity.value - last_year.value, 6)
                yield self._change(context, last_year, change)

    def _change(self, context: Context, last_year: Quantity, change: float) -> Fact:
        """Return the change on last year; its quote holds both values where they stand in one sentence."""
        fact = fact_of(self.document, context, "disclosure.change", change, Basis.CALCULATED, ENGINE)
        other, own = last_year.evidence.span, context.place
        if other is None or last_year.sentence != context.quantity.sentence:
            return fact
        start, end = min(other[0], own[0]), max(other[1], own[1])
        quote = self.document.text[start:end]
        return fact.model_copy(
            update={"evidence": fact.evidence.model_copy(update={"quote": quote, "span": (start, end)})}
        )

    def _read_missed(self, item: Missed) -> tuple[tuple[Fact, ...], Complaint | None]:
        """Return the fact that a quote states, read by our own scanner; a complaint where it isn't one."""
        quote = self.material.restored(item.quote)
        found = self._align(item.id, quote)
        if item.field not in FIELD_BY_NAME:
            return (), Complaint("unknown_field", quote, item.field, found.span if found else None)
        if found is None:
            return (), Complaint("quote_not_found", quote, FIELD_BY_NAME[item.field].label)
        start, end = found.span
        part = self.line[item.id].part if item.id in self.line else None
        passage = Passage(part, running_text(self.document.text, [found.span]))
        stated = [known for known in self.quantities if _within(known.evidence.span, found.span)]
        stated = stated or list(scan(self.document, [passage]))
        if len(stated) != 1 or not _unit_fits(stated[0], item.field):
            return (), Complaint("no_number", quote, FIELD_BY_NAME[item.field].label, found.span)
        context = self.context.get(stated[0].id) if stated[0] in self.quantities else None
        context = context or next(iter(contexts([passage], stated)), None)
        if context is None:
            return (), Complaint("no_number", quote, FIELD_BY_NAME[item.field].label, found.span)
        value = value_in_unit(context, item.field)
        fact = fact_of(self.document, context, item.field, value, basis_of(context, value), ENGINE)
        evidence = Evidence(
            quote=self.document.text[start:end] if found.match is Match.EXACT else quote,
            span=found.span,
            page=self.document.page_of(start),
            part=part,
            match=found.match,
        )
        return (fact.model_copy(update={"evidence": evidence}),), None

    def _align(self, line_id: str, quote: str, near: int | None = None) -> Aligned | None:
        line = self.line.get(line_id)
        part = self._part_span(line.part) if line else None
        return self.aligner.align(quote, part, line.span if line else None, near)

    def _part_span(self, part: int | None) -> Span:
        spans = [line.span for line in self.material.lines if line.part == part]
        return spans[0][0], spans[-1][1]

    def _read_items(self, chosen: Iterable[Sentence]) -> Iterator[tuple[Item | None, Complaint | None]]:
        """Yield the items in the order of the answer; of several places one is at the item before it."""
        near: int | None = None
        for sentence in chosen:
            item, complaint = self._read_item(sentence, near)
            near = item.evidence.span[1] if item is not None and item.evidence.span else near
            yield item, complaint

    def _read_item(self, item: Sentence, near: int | None) -> tuple[Item | None, Complaint | None]:
        """Return a problem or an improvement as printed; words that stand nowhere are kept and marked."""
        line = self.line.get(item.id)
        if not item.quote.strip():
            return (self._whole(line), None) if line else (None, Complaint("unknown_sentence", item.id))
        quote = self.material.restored(item.quote)
        found = self._align(item.id, quote, near)
        part = line.part if line else None
        if found is None:
            evidence = Evidence(quote=quote, part=part, match=Match.NONE)
            return Item(text=quote, evidence=evidence), Complaint("quote_not_found", quote, item.id)
        printed = self.document.text[slice(*found.span)]
        evidence = Evidence(
            quote=printed if found.match is Match.EXACT else quote,
            span=found.span,
            page=self.document.page_of(found.span[0]),
            part=part,
            match=found.match,
        )
        return Item(text=_NOTE.sub("", printed), evidence=evidence), None

    def _whole(self, line: Line) -> Item:
        """Return a whole sentence as an item."""
        printed = self.document.text[slice(*line.span)]
        evidence = Evidence(quote=printed, span=line.span, page=self.document.page_of(line.span[0]), part=line.part)
        return Item(text=_NOTE.sub("", printed), evidence=evidence)


def _unit_fits(quantity: Quantity, field: str) -> bool:
    """Return whether a quantity is of the kind a field holds: money, a share, or a count of anything."""
    if field not in FIELD_BY_NAME:
        return field in (OTHER, LAST_YEAR)
    if quantity.basis is Basis.IMPLIED:
        return True
    return _kind(quantity.unit) == _kind(FIELD_BY_NAME[field].unit)


def _kind(unit: str) -> str:
    if unit in _AMOUNTS:
        return "amount"
    return "share" if unit in _SHARES else "count"


def _field_and_unit(field: str, quantity: Quantity) -> str:
    return f"{FIELD_BY_NAME[field].label}({FIELD_BY_NAME[field].unit})≠{quantity.evidence.quote}"


def _within(span: Span | None, outer: Span) -> bool:
    return span is not None and outer[0] <= span[0] and span[1] <= outer[1]


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts, equal values of a field once."""
    seen: set[tuple[str, float]] = set()
    for fact in facts:
        if (fact.field, fact.value) not in seen:
            seen.add((fact.field, fact.value))
            yield fact
