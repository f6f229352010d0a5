"""Typed facts of the prose by rules: the quantities, the words around them, and table 3 where it decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.extraction.context import Context, contexts
from extractor.extraction.cues import CountPattern, PatternGroup
from extractor.extraction.fact_patterns import COUNT_PATTERNS, NONE_PATTERNS
from extractor.extraction.sums import summed_field, whole_of_channels
from extractor.extraction.values import basis_of, fact_of, value_in_unit
from extractor.extraction.witness import RANK, Witnesses, borne_field, witnesses
from extractor.extraction.years import inherit, is_earlier, is_of_the_year, is_old
from extractor.parsing.flow import Passage, fold
from extractor.schema import Basis, Document, Fact, Quantity, Tables

ENGINE = "rules"
_NOT_COUNTED_AS = re.compile(r"不(?:属于|计入|纳入|作为|视为)[^。,;]{0,4}(?:依申请公开|政府信息公开申请|信息公开)")
_INCLUDING = re.compile(r"[^,。;]{0,6}[,(](?:其中)?(?:含|包括|包含|其中)[^,。;)]{0,10}结转|\(?含上(?:一)?年")
_SAID_INCLUDED = re.compile(
    r"(?:含|包括|加上|连同)[^,;#]{0,6}(?:上(?:一)?年|去年|结转)[^#]{0,30}#|新收和?结转[^#]{0,6}#"
)
ReadFacts = tuple[tuple[Fact, ...], dict[tuple[str, float], int]]
_NEW_ONES = re.compile("新收|新增")


@dataclass(frozen=True)
class _Found:
    """A field that a quantity gives, before the ranks are compared."""

    field: str
    context: Context
    rank: int
    value: float
    basis: Basis


def extract_facts(
    document: Document, passages: Sequence[Passage], quantities: Sequence[Quantity], tables: Tables
) -> tuple[Fact, ...]:
    """Return the facts that the prose states, in the order of the text; a field twice where two values stand there."""
    return read_facts(document, passages, quantities, tables)[0]


def read_facts(
    document: Document, passages: Sequence[Passage], quantities: Sequence[Quantity], tables: Tables
) -> ReadFacts:
    """Return the facts, and for each field and value the rank of the words that gave it, 1 the most specific."""
    around = contexts(passages, quantities)
    best = _best(_with_whole(list(_find(around, tables)), around))
    facts = tuple(fact_of(document, item.context, item.field, item.value, item.basis, ENGINE) for item in best)
    return facts, {(item.field, item.value): item.rank for item in best}


def _find(around: Sequence[Context], tables: Tables) -> Iterator[_Found]:
    """Yield every field that a quantity gives."""
    last_field: str | None = None
    said: dict[str, Context] = {}
    given = witnesses(tables)
    for number, context in enumerate(around):
        if context.quantity.basis is Basis.IMPLIED:
            yield from _none_fields(context)
            continue
        summed = summed_field(context, said)
        if summed is not None:
            yield _Found(summed, context, 1, context.quantity.value, context.quantity.basis)
            last_field = summed
            continue
        context = inherit(context, around[number - 1] if number else None)
        pattern = _match(context, given)
        field = pattern.field if pattern else None
        if (
            pattern
            and is_of_the_year(context, pattern.field)
            and not (field == "disclosure.change" and last_field not in _CHANGING)
        ):
            field = _received_or_total(context, tables) if field == "applications.received" else pattern.field
            value = value_in_unit(context, field)
            rank = pattern.rank + _is_part(context, said.get(field))
            said.setdefault(field, context)
            yield _Found(field, context, rank, value, basis_of(context, value))
            if field == "disclosure.total" and number:
                yield from _change(context, around[number - 1])
        elif pattern is None and (field := _borne(context, given)):
            said.setdefault(field, context)
            yield _Found(field, context, RANK, context.quantity.value, context.quantity.basis)
        if field or not (context.quantity.unit == "%" or is_old(context)):
            last_field = field


def _with_whole(found: list[_Found], around: Sequence[Context]) -> list[_Found]:
    """Return what was found, and the total that only its parts show."""
    given: dict[str, float] = {}
    for item in found:
        given.setdefault(item.field, item.value)
    whole = None if "disclosure.total" in given else whole_of_channels(around, given)
    if whole is None:
        return found
    return [*found, _Found("disclosure.total", whole, RANK, whole.quantity.value, whole.quantity.basis)]


def _borne(context: Context, given: Witnesses) -> str | None:
    """Return the field that a table makes sure of; an earlier year's count can only be what it left."""
    field = borne_field(context, given)
    return None if field != "applications.carried_over" and is_old(context) else field


def _is_part(context: Context, whole: Context | None) -> bool:
    """Return whether a count is a part of another of the same field: 解读43篇,其中图解12篇."""
    if whole is None or whole.sentence != context.sentence or context.quantity.value > whole.quantity.value:
        return False
    return "其中" in context.before[len(whole.before) :]


def _change(context: Context, previous: Context) -> Iterator[_Found]:
    """Yield the change on last year where both values are printed: 由1128条增加到1887条."""
    old, new = previous.quantity, context.quantity
    if context.previous is not old or old.unit != new.unit or not is_earlier(previous):
        return
    start, end = (previous.place[0], context.place[1])
    both = replace(context, place=(start, end))
    yield _Found("disclosure.change", both, 2, round(new.value - old.value, 6), Basis.CALCULATED)


_CHANGING = frozenset({"disclosure.total", None})


def _none_fields(context: Context) -> Iterator[_Found]:
    """Yield the field that a statement of none makes zero."""
    before = _MARK.split(context.near.partition("#")[0])[-1]
    said = before[-_BEFORE_NONE:] + re.sub(r"\s", "", fold(context.quantity.evidence.quote))
    subject = context.quantity.subject
    for pattern in NONE_PATTERNS:
        words = subject if len(subject) <= _TOPIC_WORD and not _NEGATED.match(subject) else said
        if pattern.cue.search(words) and not (pattern.against and pattern.against.search(said)):
            yield _Found(pattern.field, context, 1, 0.0, Basis.IMPLIED)
            return


_BEFORE_NONE = 8
"""How far before a statement of none its words are read too: 上年没有结转."""
_MARK = re.compile("[,;:。]")
_NEGATED = re.compile("[无未没零不]")
_TOPIC_WORD = 3
"""A statement about two things (复议, 诉讼) has the one thing for its subject."""


def _match(context: Context, given: Witnesses) -> CountPattern | None:
    """Return the first pattern that fits a count; None where none does."""
    if is_old(context):
        return None
    characters = frozenset(context.wide)
    for group in _with_unit(context.quantity.unit):
        if not group.characters.isdisjoint(characters):
            for pattern in group.patterns:
                words = context.near if pattern.where == "near" else context.wide
                if pattern.cue.search(words) and _fits(pattern, context, words, given):
                    return pattern
    return None


@lru_cache(maxsize=256)
def _with_unit(unit: str) -> tuple[PatternGroup, ...]:
    """Return the patterns that allow a unit."""
    groups = (replace(group, patterns=_allowing(unit, group)) for group in COUNT_PATTERNS)
    return tuple(group for group in groups if group.patterns)


def _allowing(unit: str, group: PatternGroup) -> tuple[CountPattern, ...]:
    return tuple(pattern for pattern in group.patterns if unit in pattern.units)


def _fits(pattern: CountPattern, context: Context, words: str, given: Witnesses) -> bool:
    """Return whether the rest agrees too, where the unit of a count and its cue do."""
    if pattern.against is not None and pattern.against.search(words):
        return False
    if pattern.apart is not None and pattern.apart.search(context.before):
        return False
    if pattern.led is not None and not pattern.led.search(context.before):
        return False
    if pattern.scope is None or (context.topic or "none") in pattern.topics:
        return True
    if context.quantity.value == given.get(pattern.field):
        return True
    return bool(pattern.scope.search(_NOT_COUNTED_AS.sub("", context.sentence)))


def _received_or_total(context: Context, tables: Tables) -> str:
    """Return whether a number of applications is that of the new ones or includes those carried over."""
    if _SAID_INCLUDED.search(context.near) or _INCLUDING.match(context.rest):
        return "applications.total"
    if _NEW_ONES.search(context.near):
        return "applications.received"
    new, carried = (_total(tables, row) for row in ("new_received", "carried_over"))
    if new is not None and carried and context.quantity.value == new + carried:
        return "applications.total"
    return "applications.received"


def _total(tables: Tables, row: str) -> float | None:
    """Return the total of a row of table 3; None where it isn't there."""
    cell = ((tables.applications or {}).get(row) or {}).get("total")
    return cell.value if cell is not None else None


def _best(found: Iterable[_Found]) -> list[_Found]:
    """Return the facts of the best rank of each field, equal values once."""
    items = list(found)
    ranks: dict[str, int] = {}
    for item in items:
        ranks[item.field] = min(item.rank, ranks.get(item.field, item.rank))
    kept: dict[tuple[str, float], _Found] = {}
    for item in items:
        if item.rank == ranks[item.field]:
            kept.setdefault((item.field, item.value), item)
    return list(kept.values())
