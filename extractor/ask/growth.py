"""Ranks by growth: whose value rose or fell most from the first year of a question to the last."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.figures import MOST_LISTED, figure_of, leave_out, notes_of
from extractor.ask.model import MOST_SHOWN, Note, Order, Row
from extractor.ask.values import Values


class _Growth(NamedTuple):
    """The reports of an issuer for two years, by their orders; `change` in the unit of the metric, or in per cent."""

    issuer: str
    first: int
    last: int
    change: float


def grow(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the issuers in the order of how much their values grew, each with both values.

    An issuer without one of the two years can't be held against the others; nor, in per cent, one that began at zero.
    """
    pairs, left = _pairs(work, found)
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
    for message_id, some in left.items():
        leave_out(found, message_id, some, numbers)
    if not pairs:
        numbers.none = Note(message_id="ask.problem.no_growth")


def _pairs(work: Computing, found: Values) -> tuple[list[_Growth], dict[str, list[int]]]:
    """Return the issuers with both years, and by reason the reports that can't be held against another."""
    first_year, last_year = work.query.years[0], work.query.years[-1]
    names = work.directory.issuer_of_name
    by_issuer: dict[str | None, dict[int | None, int]] = defaultdict(dict)
    nameless: list[int] = []
    for order in sorted(found.numbers):
        report = found.known[order]
        if report.issuer is None:
            nameless.append(order)
        elif report.year in (first_year, last_year):
            by_issuer[names.get(report.issuer)][report.year] = order
    pairs, single, zero = [], [], []
    for name, orders in by_issuer.items():
        first, last = orders.get(first_year), orders.get(last_year)
        if first is None or last is None:
            single += list(orders.values())
        elif work.query.relative and not found.numbers[first]:
            zero.append(first)
        else:
            change = found.numbers[last] - found.numbers[first]
            change = 100 * change / found.numbers[first] if work.query.relative else change
            pairs.append(_Growth(name or "", first, last, change))
    left = {"ask.left_out.no_issuer": nameless, "ask.left_out.one_year": single, "ask.left_out.from_zero": zero}
    return pairs, left


def _enter(work: Computing, found: Values, cut: list[_Growth], numbers: Numbers) -> None:
    metric, years = metric_in(found), work.query.years
    work.citations.load(found.pick(order for one in cut for order in (one.first, one.last)))
    unit = "%" if work.query.relative else metric.unit
    label = Note(message_id="ask.figure.growth", params={"first": years[0], "last": years[-1]})
    for one in cut:
        both = found.pick((one.first, one.last))
        cited = [work.citations.of(value, metric) for value in both]
        notes = tuple(note for value in both for note in notes_of(value))
        figure = figure_of(label, metric.name, one.change, unit, (*cited[0], *cited[1]), reports=2, notes=notes)
        numbers.figures.append(figure.model_copy(update={"issuer": one.issuer}))
        for value, places in zip(both, cited, strict=True):
            row = {"issuer": one.issuer, "year": value.report.year, metric.name: value.value}
            numbers.rows.append(Row(values=row, citations=places, notes=tuple(notes_of(value))))
