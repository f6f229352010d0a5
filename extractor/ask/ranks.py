"""Ranks: who has most or least, which year or which report of all; and which place an issuer has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import nlargest, nsmallest
from typing import TypeVar

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.figures import (
    MOST_LISTED,
    Entry,
    entry_of,
    figure_of,
    leave_out,
    left_out_of,
    look_up,
    show_entries,
    total_of,
    years_of,
)
from extractor.ask.model import MOST_SHOWN, Note, Order, Ranked
from extractor.ask.scope import scope_of
from extractor.ask.values import Values

K = TypeVar("K")


def rank(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the first of a rank, with those that are equal to the last one of them; of one issuer its place."""
    if len(work.query.issuers) == 1 and len(work.query.years) == 1:
        _place(work, found, numbers)
        return
    entries, total = _entries(work, found, numbers)
    sign = -1 if work.query.order is Order.MOST else 1
    entries.sort(key=lambda entry: (sign * entry.value, entry.issuer or "", entry.year or 0))
    limit = min(work.query.limit or MOST_LISTED, total)
    if len(entries) > limit:
        last = [entry for entry in entries if entry.value == entries[-1].value]
        params = {"count": len(last), "value": entries[-1].value}
        numbers.problems.append(Note(message_id="ask.note.tie", params=params))
    show_entries(work, found, entries[: max(limit, MOST_SHOWN)], numbers, total=total)


def first_of(values: Mapping[K, float], order: Order, limit: int) -> list[K]:
    """Return the keys of the largest or least values, as many as wanted and those equal to the last one; unsorted."""
    if not values:
        return []
    if order is Order.MOST:
        edge = nlargest(limit, values.values())[-1]
        return [key for key, value in values.items() if value >= edge]
    edge = nsmallest(limit, values.values())[-1]
    return [key for key, value in values.items() if value <= edge]


def _place(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter which place an issuer has among all the others of the query."""
    scope = scope_of(work.query.model_copy(update={"issuers": ()}), work.directory, restricted=work.restricted)
    among = work.values(scope, metric_in(found).name)
    look_up(work, found, numbers)
    own, sign = numbers.figures[0].value or 0.0, -1 if work.query.order is Order.MOST else 1
    better = sum(sign * value < sign * own for value in among.numbers.values())
    label = Note(message_id="ask.figure.place", params={"count": len(among.numbers)})
    name = metric_in(found).name
    figure = figure_of(label, name, float(better + 1), "", numbers.figures[0].citations, reports=len(among.numbers))
    numbers.figures.insert(0, figure.model_copy(update={"issuer": numbers.figures[0].issuer}))
    numbers.left_out += [left for left in left_out_of(among) if left not in numbers.left_out]


def _entries(work: Computing, found: Values, numbers: Numbers) -> tuple[list[Entry], int]:
    """Return the first of what is ranked, unsorted, and how many there are."""
    query, limit = work.query, work.query.limit or MOST_LISTED
    alone = query.ranked is Ranked.REPORTS or (query.ranked is Ranked.ISSUERS and len(query.years) == 1)
    if alone or _is_one(found, "issuer") or (query.ranked is Ranked.ISSUERS and _is_one(found, "year")):
        return [entry_of(found, order) for order in first_of(found.numbers, query.order, limit)], len(found.numbers)
    if query.ranked is Ranked.YEARS:
        entries = {entry.year: entry for entry in years_of(found, numbers)}
        first = first_of({year: entry.value for year, entry in entries.items()}, query.order, limit)
        return [entries[year] for year in first], len(entries)
    groups = _by_issuer(work, found, numbers)
    totals = {name: total_of(found, same) for name, same in groups.items()}
    first_names = first_of(totals, query.order, limit)
    return [Entry(name, None, totals[name], groups[name]) for name in first_names], len(groups)


def _is_one(found: Values, name: str) -> bool:
    """Return whether all values are of one issuer, or of one year."""
    return len({getattr(found.known[order], name) for order in found.numbers}) == 1


def _by_issuer(work: Computing, found: Values, numbers: Numbers) -> dict[str, list[int]]:
    """Return the reports of each issuer; those whose issuer is not known are named as left out."""
    groups: dict[str, list[int]] = defaultdict(list)
    lost: list[int] = []
    for order in sorted(found.numbers):
        name = work.directory.issuer_of_name.get(found.known[order].issuer or "")
        (lost if name is None else groups[name]).append(order)
    leave_out(found, "ask.left_out.no_issuer", lost, numbers)
    return groups
