"""One number over many reports: sum, mean, how many fit, what share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.figures import MOST_LISTED, enter_rows, figure_of, left_out_of, look_up, many_notes, show
from extractor.ask.model import MOST_SHOWN, Comparison, Condition, Note, Row
from extractor.ask.values import Value, Values, scope_of

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
    total = sum(value.value for value in found.values)
    _aggregate(work, found, numbers, Note(message_id="ask.figure.sum"), total)


def average(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the mean of the values."""
    mean = sum(value.value for value in found.values) / len(found.values)
    _aggregate(work, found, numbers, Note(message_id="ask.figure.mean"), mean)


def _aggregate(work: Computing, found: Values, numbers: Numbers, label: Note, value: float) -> None:
    """Enter one number over all values, and the largest of them as rows."""
    metric = metric_in(found)
    shown = sorted(found.values, key=lambda one: -one.value)[:MOST_SHOWN]
    cited = enter_rows(work, found, shown, numbers)
    numbers.total += len(found.values)
    numbers.entered += len(found.values)
    notes = tuple(many_notes(found.values))
    numbers.figures.append(
        figure_of(label, metric.name, value, metric.unit, cited, reports=len(found.values), notes=notes)
    )


def count_fitting(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter how many issuers have a value that fits, and those as rows."""
    condition = work.query.condition or Condition(comparison=Comparison.MORE, bound=0)
    fitting = _fitting(found, condition)
    shown = sorted(fitting, key=lambda one: -one.value)[:MOST_SHOWN]
    cited = enter_rows(work, found, shown, numbers)
    numbers.total += len(fitting)
    numbers.entered += len(found.values)
    unit = "个" if len(work.query.years) == 1 else "份"
    params = {"comparison": condition.comparison.value, "bound": condition.bound, "unit": metric_in(found).unit}
    label = Note(message_id="ask.figure.count", params=params)
    notes = tuple(many_notes(fitting))
    figure = figure_of(
        label, metric_in(found).name, float(len(fitting)), unit, cited, reports=len(found.values), notes=notes
    )
    numbers.figures.append(figure)
    _say_others(found, fitting, numbers)


def _fitting(found: Values, condition: Condition) -> list[Value]:
    """Return the values that a condition holds for."""
    holds = _HOLDS[condition.comparison]
    return [value for value in found.values if holds(value.value, condition.bound)]


def _say_others(found: Values, fitting: Sequence[Value], numbers: Numbers) -> None:
    """Say how many reports have the value and don't fit the condition."""
    others = len(found.values) - len(fitting)
    if others:
        params = {"count": others, "metric": metric_in(found).name}
        numbers.problems.append(Note(message_id="ask.note.others", params=params))


def list_fitting(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the values that fit, as figures and rows; without a condition all do, a zero as any other."""
    condition = work.query.condition
    fitting = list(found.values) if condition is None else _fitting(found, condition)
    least_first = condition is not None and condition.comparison in (Comparison.LESS, Comparison.AT_MOST)
    sign = 1 if least_first else -1
    fitting.sort(key=lambda value: (sign * value.value, value.report.issuer or "", value.report.year or 0))
    if not fitting:
        numbers.problems.append(Note(message_id="ask.note.none_fits", params={"count": len(found.values)}))
    else:
        _say_others(found, fitting, numbers)
    show(work, found, fitting, numbers, most=MOST_LISTED)
    numbers.entered += len(found.values) - len(fitting)


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
    both = {value.report.order for value in whole.values} & {value.report.order for value in found.values}
    parts = [value for value in found.values if value.report.order in both]
    wholes = whole.values if query.whole == metric.name else [v for v in whole.values if v.report.order in both]
    total = sum(value.value for value in wholes)
    numbers.left_out += [item for item in left_out_of(whole) if item not in numbers.left_out]
    if not parts or not total:
        numbers.none = Note(message_id="ask.problem.whole_is_zero", params={"metric": query.whole})
        return
    _enter_share(work, found, whole, parts, wholes, numbers)


def _enter_share(
    work: Computing, found: Values, whole: Values, parts: list[Value], wholes: list[Value], numbers: Numbers
) -> None:
    metric, of = metric_in(found), metric_in(whole)
    part, total = sum(value.value for value in parts), sum(value.value for value in wholes)
    shown = sorted(parts, key=lambda one: -one.value)[:MOST_SHOWN]
    cited = enter_rows(work, found, shown, numbers)
    others = wholes if of.name != metric.name else [value for value in wholes if value not in parts]
    beside = {value.report.order for value in shown}
    others = sorted(others, key=lambda one: (one.report.order not in beside, -one.value))
    cited_whole = enter_rows(work, whole, others[:MOST_SHOWN], numbers)
    numbers.rows = joined(numbers.rows)
    label = Note(message_id="ask.figure.share", params={"whole": of.name})
    issuer, year = _only(parts, "issuer"), _only(parts, "year")
    share = figure_of(label, metric.name, 100 * part / total, "%", (*cited, *cited_whole), reports=len(wholes))
    numbers.figures += [
        share.model_copy(update={"issuer": issuer, "year": year}),
        figure_of(Note(message_id="ask.figure.part"), metric.name, part, metric.unit, cited, reports=len(parts)),
        figure_of(Note(message_id="ask.figure.whole"), of.name, total, of.unit, cited_whole, reports=len(wholes)),
    ]
    numbers.total += len(numbers.rows)
    numbers.entered += len(wholes)


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


def _only(values: Iterable[Value], name: str) -> str | int | None:
    """Return the issuer or year that all values have; None where there are several."""
    found = {getattr(value.report, name) for value in values}
    return found.pop() if len(found) == 1 else None
