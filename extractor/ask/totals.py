"""One number over many reports: sum, mean, how many fit, what share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Sized

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.figures import MOST_LISTED, enter_rows, figure_of, left_out_of, look_up, many_notes, show, total_of
from extractor.ask.model import MOST_SHOWN, Comparison, Condition, Note, Order, Row
from extractor.ask.ranks import first_of
from extractor.ask.scope import scope_of
from extractor.ask.values import Values

_HOLDS: dict[Comparison, Callable[[float, float], bool]] = {
    Comparison.MORE: lambda value, bound: value > bound,
    Comparison.AT_LEAST: lambda value, bound: value >= bound,
    Comparison.LESS: lambda value, bound: value < bound,
    Comparison.AT_MOST: lambda value, bound: value <= bound,
    Comparison.EQUAL: lambda value, bound: value == bound,
    Comparison.NOT_EQUAL: lambda value, bound: value != bound,
}


def add_up(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the sum of the values."""
    _aggregate(work, found, numbers, Note(message_id="ask.figure.sum"), total_of(found, found.numbers))


def average(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the mean of the values."""
    mean = total_of(found, found.numbers) / len(found.numbers)
    _aggregate(work, found, numbers, Note(message_id="ask.figure.mean"), mean)


def _aggregate(work: Computing, found: Values, numbers: Numbers, label: Note, value: float) -> None:
    """Enter one number over all values, and the largest of them as rows."""
    metric, count = metric_in(found), len(found.numbers)
    cited = enter_rows(work, found, largest(found.numbers), numbers)
    numbers.total += count
    numbers.entered += count
    notes = tuple(many_notes(found.told_of()))
    numbers.figures.append(figure_of(label, metric.name, value, metric.unit, cited, reports=count, notes=notes))


def largest(values: Mapping[int, float]) -> list[int]:
    """Return the reports with the largest values, as many as are shown; of equal ones those stored first."""
    found = first_of(values, Order.MOST, MOST_SHOWN)
    return sorted(found, key=lambda order: (-values[order], order))[:MOST_SHOWN]


def count_fitting(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter how many issuers have a value that fits, and those as rows."""
    condition = work.query.condition or Condition(comparison=Comparison.MORE, bound=0)
    fitting = _fitting(found, condition)
    cited = enter_rows(work, found, largest(fitting), numbers)
    numbers.total += len(fitting)
    numbers.entered += len(found.numbers)
    unit = "个" if len(work.query.years) == 1 else "份"
    params = {"comparison": condition.comparison.value, "bound": condition.bound, "unit": metric_in(found).unit}
    label = Note(message_id="ask.figure.count", params=params)
    notes, reports = tuple(many_notes(found.told_of(fitting))), len(found.numbers)
    figure = figure_of(label, metric_in(found).name, float(len(fitting)), unit, cited, reports=reports, notes=notes)
    numbers.figures.append(figure)
    _say_others(found, fitting, numbers)


def _fitting(found: Values, condition: Condition) -> dict[int, float]:
    """Return the values that a condition holds for, by report."""
    holds, bound = _HOLDS[condition.comparison], condition.bound
    return {order: value for order, value in found.numbers.items() if holds(value, bound)}


def _say_others(found: Values, fitting: Sized, numbers: Numbers) -> None:
    """Say how many reports have the value and don't fit the condition."""
    others = len(found.numbers) - len(fitting)
    if others:
        params = {"count": others, "metric": metric_in(found).name}
        numbers.problems.append(Note(message_id="ask.note.others", params=params))


def list_fitting(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the values that fit, as figures and rows; without a condition all do, a zero as any other."""
    condition = work.query.condition
    fitting = found.numbers if condition is None else _fitting(found, condition)
    least_first = condition is not None and condition.comparison in (Comparison.LESS, Comparison.AT_MOST)
    if not fitting:
        numbers.problems.append(Note(message_id="ask.note.none_fits", params={"count": len(found.numbers)}))
    else:
        _say_others(found, fitting, numbers)
    show(work, found, _sorted(found, fitting, least_first=least_first), numbers, most=MOST_LISTED)
    numbers.entered += len(found.numbers) - len(fitting)


def _sorted(found: Values, fitting: Mapping[int, float], *, least_first: bool) -> list[int]:
    """Return reports by their values, of equal ones by issuer and year."""
    sign = 1 if least_first else -1

    def place(order: int) -> tuple[float, str, int]:
        report = found.known[order]
        return sign * fitting[order], report.issuer or "", report.year or 0

    return sorted(fitting, key=place)


def share(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter what per cent the values are of the whole, over the reports that have both."""
    query, metric = work.query, metric_in(found)
    if query.whole is None:
        numbers.problems.append(Note(message_id="ask.problem.no_whole", params={"metric": metric.name}))
        look_up(work, found, numbers)
        return
    among = query.model_copy(update={"issuers": ()}) if query.whole == metric.name else query
    scope = scope_of(among, work.directory, restricted=work.restricted)
    whole = work.values(scope, query.whole)
    both = whole.numbers.keys() & found.numbers.keys()
    parts = found.only(sorted(both))
    wholes = whole if query.whole == metric.name else whole.only(sorted(both))
    total = total_of(wholes, wholes.numbers)
    numbers.left_out += [item for item in left_out_of(whole) if item not in numbers.left_out]
    if not both or not total:
        numbers.none = Note(message_id="ask.problem.whole_is_zero", params={"metric": query.whole})
        return
    _enter_share(work, parts, wholes, numbers)


def _enter_share(work: Computing, parts: Values, wholes: Values, numbers: Numbers) -> None:
    metric, of = metric_in(parts), metric_in(wholes)
    part, total = total_of(parts, parts.numbers), total_of(wholes, wholes.numbers)
    shown = largest(parts.numbers)
    cited = enter_rows(work, parts, shown, numbers)
    cited_whole = enter_rows(work, wholes, _beside(parts, wholes, shown), numbers)
    numbers.rows = joined(numbers.rows)
    label = Note(message_id="ask.figure.share", params={"whole": of.name})
    issuer, year = _only(parts, "issuer"), _only(parts, "year")
    count, of_all = len(parts.numbers), len(wholes.numbers)
    share = figure_of(label, metric.name, 100 * part / total, "%", (*cited, *cited_whole), reports=of_all)
    numbers.figures += [
        share.model_copy(update={"issuer": issuer, "year": year}),
        figure_of(Note(message_id="ask.figure.part"), metric.name, part, metric.unit, cited, reports=count),
        figure_of(Note(message_id="ask.figure.whole"), of.name, total, of.unit, cited_whole, reports=of_all),
    ]
    numbers.total += len(numbers.rows)
    numbers.entered += of_all


def _beside(parts: Values, wholes: Values, shown: Sequence[int]) -> list[int]:
    """Return the reports whose whole is shown: those of the parts shown, else the largest that are no part."""
    if metric_in(parts).name != metric_in(wholes).name:
        among = set(shown)
        first = sorted(shown, key=lambda order: (-wholes.numbers[order], order))
        others = {order: value for order, value in wholes.numbers.items() if order not in among}
        return [*first, *largest(others)][:MOST_SHOWN]
    return largest({order: value for order, value in wholes.numbers.items() if order not in parts.numbers})


def joined(rows: Sequence[Row]) -> list[Row]:
    """Return rows with what they hold of the same issuer and year in one, sorted by year; a row keeps its sources."""
    found: dict[tuple[object, object], Row] = {}
    for row in rows:
        key = (row.values.get("issuer"), row.values.get("year"))
        before = found.get(key, Row(values={}))
        found[key] = Row(
            values=before.values | row.values,
            citations=(*before.citations, *row.citations),
            notes=(*before.notes, *row.notes),
        )
    return sorted(found.values(), key=lambda row: int(row.values.get("year") or 0))


def _only(values: Values, name: str) -> str | int | None:
    """Return the issuer or year that all values have; None where there are several."""
    found = {getattr(values.known[order], name) for order in values.numbers}
    return found.pop() if len(found) == 1 else None
