"""What speaks for a value or against it, as words that a table weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.schema import Cell, Fact, Item, Outcome, Quantity, Report, Severity, Span
from extractor.schema.fields import FIELD_BY_NAME

_DIGITS = re.compile(r"\d")
_COUNTS = re.compile(r"\d[\d,.]*")
_MARKS = frozenset("、,，(（;；")
_BESIDE = re.compile(
    "其中|[另含]|新(?![媒闻收])|余(?![条件份篇人次万])|参加|参与|上级|清理|关停|平均|累计|会办|协办|转载|同比|以上|历年|近[一-十两]年"
)
"""Words for a part, for others' work, or for another time: the number may be of something beside the field."""
_LONG, _VERY_LONG = 12, 24
_MANY = 3
_SMALL = 10
_TOTAL = "disclosure.total"
_MEDIA = "disclosure.new_media"
_SINGLE_MEDIA = ("disclosure.wechat", "disclosure.weibo")
_CHANNELS = ("disclosure.website", *_SINGLE_MEDIA, "disclosure.print_and_boards")
"""Fields that add up to the total; the new media together stand for 微信 and 微博."""


def fact_features(
    fact: Fact, facts: Sequence[Fact], quantities: Sequence[Quantity], rank: int | None, agrees: bool | None
) -> Iterator[str]:
    """Yield the features of a fact.

    Args:
        fact: As read.
        facts: All of the report; others of its field are rivals.
        quantities: All of the report; the one in its quote says how the number is printed.
        rank: Of the pattern that read it, 1 the most specific; None where no pattern did.
        agrees: Whether a table says the same; None where none says anything.
    """
    quote = fact.evidence.quote
    yield f"rank={min(rank, _MANY) if rank else 'none'}"
    yield f"basis={fact.basis}"
    yield f"match={fact.evidence.match}"
    yield f"table={'none' if agrees is None else 'agrees' if agrees else 'differs'}"
    yield f"group={fact.field.partition('.')[0]}"
    yield f"field={fact.field}"
    yield f"named={_named(fact.field, quote)}"
    yield f"length={_length(quote)}"
    yield f"numbers={min(len(_COUNTS.findall(quote)), _MANY)}"
    if fact.approximate:
        yield "approximate"
    if abs(fact.value) < _SMALL:
        yield "small"
    elif agrees:
        yield "borne out"
    if fact.field in (_TOTAL, _MEDIA, *_CHANNELS) and _adds_up(facts):
        yield "adds up"
    if sum(other.field == fact.field for other in facts) > 1:
        yield "rival"
    if any(other is not fact and other.evidence.span == fact.evidence.span for other in facts):
        yield "shared"
    printed = next((one for one in quantities if _is_in(one.evidence.span, fact.evidence.span)), None)
    if printed is not None:
        yield _unit(printed.unit, fact.unit)
    if quote[:1] in _MARKS:
        yield "in a list"
    if _BESIDE.search(quote):
        yield "beside"


def quantity_features(quantity: Quantity, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield the features of a number of the prose."""
    quote = quantity.evidence.quote
    yield f"basis={quantity.basis}"
    yield f"part={quantity.evidence.part}"
    yield "digits" if _DIGITS.search(quote) else "words"
    yield "unit=printed" if quantity.unit else "unit=missing"
    if abs(quantity.value) < _SMALL:
        yield "small"
    if quantity.approximate:
        yield "approximate"
    if any(_is_in(quantity.evidence.span, fact.evidence.span) for fact in facts):
        yield "fact"


def item_features(item: Item, group: str, items: Sequence[Item]) -> Iterator[str]:
    """Yield the features of a problem or an improvement."""
    yield f"group={group}"
    yield f"length={_length(item.text)}"
    yield f"items={min(len(items), _MANY)}"
    if "," in item.text or "，" in item.text:
        yield "clauses"


def cell_features(cell: Cell, named: str | None) -> Iterator[str]:
    """Yield the features of a cell; `named` is the gravest finding about it."""
    yield f"named={named or 'none'}"
    if cell.score is not None:
        yield "recognized"
    if cell.value is not None and cell.printed.strip() != f"{cell.value:.15g}":
        yield "unusual"


def named_cells(report: Report) -> dict[str, str]:
    """Return cell → how the gravest finding about it speaks: `error`, `warning`, `info`, or `unknown`."""
    named: dict[str, str] = {}
    for finding in sorted(report.findings, key=lambda finding: list(Severity).index(finding.severity)):
        said = "unknown" if finding.outcome is Outcome.UNKNOWN else finding.severity.value
        for cell in finding.cells:
            named.setdefault(cell, said)
    return named


def _adds_up(facts: Sequence[Fact]) -> bool:
    """Return whether the channels that are stated are the whole total."""
    given = {fact.field: fact.value for fact in facts}
    parts = [given[name] for name in _CHANNELS if name in given and not (_MEDIA in given and name in _SINGLE_MEDIA)]
    return len(parts) + (_MEDIA in given) > 1 and sum(parts) + given.get(_MEDIA, 0) == given.get(_TOTAL)


def _unit(printed: str, wanted: str) -> str:
    return "unit=missing" if not printed else "unit=own" if printed in wanted or wanted in printed else "unit=other"


def _named(field: str, quote: str) -> str:
    """Return how much of a field's name stands in the words: `all`, `some` or `none` of its pairs of characters."""
    spec = FIELD_BY_NAME.get(field)
    label = spec.label if spec else ""
    pairs = Counter(label[at : at + 2] for at in range(len(label) - 1))
    found = sum(pair in quote for pair in pairs)
    return "none" if not found else "some" if 2 * found < len(pairs) else "all"


def _length(text: str) -> str:
    return "short" if len(text) <= _LONG else "long" if len(text) <= _VERY_LONG else "very long"


def _is_in(span: Span | None, outer: Span | None) -> bool:
    return span is not None and outer is not None and outer[0] <= span[0] and span[1] <= outer[1]
