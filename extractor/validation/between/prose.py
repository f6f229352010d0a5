"""Between two years of one issuer: a change that the prose states, against what last year's report says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.parsing.flow import fold
from extractor.patterns import Pattern
from extractor.schema import Fact, Quantity, Severity
from extractor.schema.fields import FIELD_BY_NAME
from extractor.validation.between.model import Series, names, other_report, series_rule
from extractor.validation.context import Context
from extractor.validation.labels import number_text
from extractor.validation.result import PASSED, Result, failed, unknown
from extractor.validation.rules.prose import COMPARISONS

_CHANGE = Pattern(
    r"[,、(]?(?:数量|总量|总数)?(?P<than>[比较同与]?(?:去年|上年度?|上一年度?|(?P<year>20\d\d)年度?)|同比)(?:同期|相比)?,?"
    r"(?:(?P<up>增长|增加|上升|提高|增幅为?)|(?P<down>减少|下降|降低|降幅为?))了?"
)
_TO = Pattern(r",?(?:增|升|上升|减|降|下降|减少|增加|提高)(?:加|长|少|低)?(?:至|到|为)(?:(?P<year>20\d\d)年度?的?)?")
_FROM = Pattern(r"[由从](?P<year>20\d\d)年度?的?$")
_DECIMALS = Pattern(r"\d\.(\d+)")
_BEFORE = 16
"""How many characters before a figure say which year it is of."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the prose says about last year's figure of a field.

    Attributes:
        fact: This year's figure.
        printed: The words that say how it changed.
        low: Least figure of last year with which the words are true.
        high: Greatest one.
        quantity: The quantity of the change, or of last year; None where it is a fact of its own.
    """

    fact: Fact
    printed: str
    low: float
    high: float


def _facts_at(context: Context) -> dict[tuple[int, int], Fact]:
    """Return the facts that print an exact figure by the place of that figure's quantity."""
    spans = [quantity.evidence.span for quantity in context.report.quantities if quantity.evidence.span is not None]
    found = {}
    for fact in context.report.facts:
        place = fact.evidence.span
        if place is None or fact.approximate or fact.field == "disclosure.change":
            continue
        inside = [span for span in spans if place[0] <= span[0] and span[1] <= place[1]]
        if len(inside) == 1:
            found[inside[0]] = fact
    return found


def claims(context: Context, year: int) -> Iterator[Claim]:
    """Yield what the prose says about figures of the year before."""
    yield from _stated_changes(context)
    facts = _facts_at(context)
    for first, second in pairwise(context.report.quantities):
        if first.sentence != second.sentence or first.evidence.span is None or second.evidence.span is None:
            continue
        between = _words(context, first.evidence.span[1], second.evidence.span[0])
        changed, became = _CHANGE.fullmatch(between), _TO.fullmatch(between)
        if changed and first.evidence.span in facts and _is_last(changed["year"], year):
            yield from _changed(context, facts[first.evidence.span], second, down=bool(changed["down"]))
        elif became and second.evidence.span in facts and not first.approximate:
            before = _words(context, first.evidence.span[0] - _BEFORE, first.evidence.span[0])
            said = _FROM.search(before)
            if said and int(said["year"]) == year - 1 and not _told(context, facts[second.evidence.span]):
                words = first.evidence.quote
                yield Claim(facts[second.evidence.span], words, first.value, first.value)


def _is_last(printed: str | None, year: int) -> bool:
    return printed is None or int(printed) == year - 1


def _words(context: Context, start: int, end: int) -> str:
    """Return a stretch of the document as it is searched, without white space."""
    return "".join(fold(context.text[max(start, 0) : end]).split())


def _stated_changes(context: Context) -> Iterator[Claim]:
    """Yield the change of what was disclosed in all, which is a fact of its own."""
    totals, changes = (context.facts.get(name, []) for name in ("disclosure.total", "disclosure.change"))
    if any(fact.approximate for fact in (*totals, *changes)):
        return
    if len({fact.value for fact in totals}) == len({fact.value for fact in changes}) == 1:
        before = totals[0].value - changes[0].value
        yield Claim(totals[0], changes[0].evidence.quote, before, before)


def _told(context: Context, fact: Fact) -> bool:
    """Return whether the change of a figure is a fact of its own, which is looked at already."""
    return fact.field == "disclosure.total" and "disclosure.change" in context.facts


def _changed(context: Context, fact: Fact, change: Quantity, *, down: bool) -> Iterator[Claim]:
    """Yield what a change by a percentage or a number says; nothing for other units, such as 倍."""
    amount = -change.value if down else change.value
    if change.approximate:
        return
    if fold(change.unit) == "%":
        yield from _by_percentage(fact, change, amount)
    elif change.unit == fact.unit and not _told(context, fact):
        yield Claim(fact, change.evidence.quote, fact.value - amount, fact.value - amount)


def _by_percentage(fact: Fact, change: Quantity, amount: float) -> Iterator[Claim]:
    """Yield the range of figures from which a rounded or cut percentage leads to this year's figure."""
    decimals = _DECIMALS.search(fold(change.evidence.quote))
    step = 10.0 ** -len(decimals[1]) if decimals else 1.0
    least, most = 1 + (amount - step) / 100, 1 + (amount + step) / 100
    if least > 0:
        yield Claim(fact, change.evidence.quote, fact.value / most, fact.value / least)


def _last_values(last: Context, field: str) -> list[float]:
    """Return what last year's report gives for a field: as stated, or by any reading of its tables."""
    stated = [fact.value for fact in last.facts.get(field, ()) if not fact.approximate]
    for comparison in COMPARISONS:
        if comparison.field == field:
            for reading in comparison.readings:
                if all(path in last.values for path in reading):
                    stated.append(sum(last.values[path] for path in reading))
    return list(dict.fromkeys(stated))


@series_rule(
    "series.stated_change",
    Severity.WARNING,
    source="政府信息公开条例(2019修订)第五十条",
    formula="x(Y) − stated change = x(Y−1); x(Y) / x(Y−1) − 1 = stated percentage, as printed",
)
def stated_change(series: Series) -> Iterator[Result]:
    """Hold each change that the prose states against last year's figure."""
    if series.last is not None:
        for claim in claims(series.own, series.year):
            yield _judge(series, series.last, claim)


def _judge(series: Series, last: Context, claim: Claim) -> Result:
    values = _last_values(last, claim.fact.field)
    if any(claim.low - 1e-6 <= value <= claim.high + 1e-6 for value in values):
        return PASSED
    evidence = tuple(fact.evidence for fact in last.facts.get(claim.fact.field, ()))
    params = names(series, last) | {
        "field": FIELD_BY_NAME[claim.fact.field].label,
        "value": number_text(claim.fact.value),
        "printed": claim.printed,
    }
    if not values:
        return unknown(params, severity=Severity.INFO, evidence=(claim.fact.evidence,))
    return failed(
        params | {"left": _range(claim), "right": [number_text(value) for value in values]},
        left=claim.low,
        right=values[0],
        evidence=(claim.fact.evidence,),
        other_reports=(other_report(last, evidence=evidence),),
    )


def _range(claim: Claim) -> str:
    if claim.low == claim.high:
        return number_text(claim.low)
    return f"{claim.low:.1f}–{claim.high:.1f}"
