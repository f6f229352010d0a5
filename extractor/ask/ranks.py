"""Ranks: who has most or least, and which place an issuer has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.figures import MOST_LISTED, Entry, figure_of, left_out_of, look_up, show_entries
from extractor.ask.model import MOST_SHOWN, Note, Order
from extractor.ask.values import Value, Values, scope_of


def rank(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the first of a rank, with those that are equal to the last one of them; of one issuer its place."""
    if len(work.query.issuers) == 1 and len(work.query.years) == 1:
        _place(work, found, numbers)
        return
    entries = _entries(work, found.values)
    sign = -1 if work.query.order is Order.MOST else 1
    limit = min(work.query.limit or MOST_LISTED, len(entries))
    last_value = sorted(sign * entry.value for entry in entries)[limit - 1]
    cut = [entry for entry in entries if sign * entry.value <= last_value]
    cut.sort(key=lambda entry: (sign * entry.value, entry.issuer or "", entry.year or 0))
    if len(cut) > limit:
        last = [entry for entry in cut if entry.value == cut[-1].value]
        numbers.problems.append(Note(message_id="ask.note.tie", params={"count": len(last), "value": cut[-1].value}))
    show_entries(work, found, cut[: max(limit, MOST_SHOWN)], numbers, total=len(entries))


def _place(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter which place an issuer has among all the others of the query."""
    scope = scope_of(work.query.model_copy(update={"issuers": ()}), work.directory, restricted=work.restricted)
    among = work.values(scope, metric_in(found).name)
    look_up(work, found, numbers)
    own, sign = found.values[0].value, -1 if work.query.order is Order.MOST else 1
    better = sum(sign * value.value < sign * own for value in among.values)
    label = Note(message_id="ask.figure.place", params={"count": len(among.values)})
    name = metric_in(found).name
    figure = figure_of(label, name, float(better + 1), "", numbers.figures[0].citations, reports=len(among.values))
    numbers.figures.insert(0, figure.model_copy(update={"issuer": found.values[0].report.issuer}))
    numbers.left_out += [left for left in left_out_of(among) if left not in numbers.left_out]


def _entries(work: Computing, values: Sequence[Value]) -> list[Entry]:
    """Return what is ranked: years of one issuer, else issuers, each with the sum over the years asked for."""
    if len({value.report.issuer for value in values}) == 1 or len({value.report.year for value in values}) == 1:
        return [Entry(value.report.issuer, value.report.year, value.value, [value]) for value in values]
    by_issuer: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        by_issuer[work.directory.issuer_of_name.get(value.report.issuer or "", "")].append(value)
    return [Entry(name, None, sum(one.value for one in same), same) for name, same in by_issuer.items()]
