"""Ranks by growth: whose value rose or fell most from the first year of a question to the last."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.figures import MOST_LISTED, figure_of, name_of, notes_of
from extractor.ask.model import MOST_SHOWN, LeftOut, Note, Order, Row
from extractor.ask.values import Value, Values

_NAMED = 5


class _Growth(NamedTuple):
    """The values of an issuer in two years; `change` in the unit of the metric, or in per cent."""

    issuer: str
    first: Value
    last: Value
    change: float


def grow(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the issuers in the order of how much their values grew, each with both values.

    An issuer without one of the two years can't be held against the others; nor, in per cent, one that began at zero.
    """
    pairs, single, zero = _pairs(work, found)
    sign = -1 if work.query.order is Order.MOST else 1
    pairs.sort(key=lambda one: (sign * one.change, one.issuer))
    limit = min(work.query.limit or MOST_LISTED, len(pairs))
    cut = [one for at, one in enumerate(pairs) if at < limit or one.change == pairs[limit - 1].change]
    if len(cut) > limit:
        same = sum(one.change == cut[-1].change for one in cut)
        numbers.problems.append(Note(message_id="ask.note.tie", params={"count": same, "value": cut[-1].change}))
    _enter(work, found, cut[: max(limit, MOST_SHOWN)], numbers)
    numbers.total += len(pairs)
    numbers.entered += 2 * len(pairs)
    for message_id, some in (("ask.left_out.one_year", single), ("ask.left_out.from_zero", zero)):
        if some:
            named = tuple(name_of(value.report) for value in some[:_NAMED])
            numbers.left_out.append(LeftOut(reason=Note(message_id=message_id), count=len(some), named=named))
    if not pairs:
        numbers.none = Note(message_id="ask.problem.no_growth")


def _pairs(work: Computing, found: Values) -> tuple[list[_Growth], list[Value], list[Value]]:
    """Return the issuers with both years, the values that stand alone, and those of issuers that began at zero."""
    years = work.query.years
    by_issuer: dict[str, dict[int | None, Value]] = defaultdict(dict)
    for value in found.values:
        if value.report.year in (years[0], years[-1]):
            name = work.directory.issuer_of_name.get(value.report.issuer or "", value.report.issuer or "")
            by_issuer[name][value.report.year] = value
    pairs, single, zero = [], [], []
    for name, values in by_issuer.items():
        first, last = values.get(years[0]), values.get(years[-1])
        if first is None or last is None:
            single += list(values.values())
        elif work.query.relative and not first.value:
            zero.append(first)
        else:
            change = last.value - first.value
            pairs.append(_Growth(name, first, last, 100 * change / first.value if work.query.relative else change))
    return pairs, single, zero


def _enter(work: Computing, found: Values, cut: list[_Growth], numbers: Numbers) -> None:
    metric, years = metric_in(found), work.query.years
    work.citations.load([value for one in cut for value in (one.first, one.last)])
    unit = "%" if work.query.relative else metric.unit
    label = Note(message_id="ask.figure.growth", params={"first": years[0], "last": years[-1]})
    for one in cut:
        cited = [work.citations.of(value, metric) for value in (one.first, one.last)]
        notes = (*notes_of(one.first), *notes_of(one.last))
        figure = figure_of(label, metric.name, one.change, unit, (*cited[0], *cited[1]), reports=2, notes=notes)
        numbers.figures.append(figure.model_copy(update={"issuer": one.issuer}))
        for value, places in zip((one.first, one.last), cited, strict=True):
            row = {"issuer": one.issuer, "year": value.report.year, metric.name: value.value}
            numbers.rows.append(Row(values=row, citations=places, notes=tuple(notes_of(value))))
