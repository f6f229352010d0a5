"""Numbers: a query computed over the store, as figures and rows with their citations, and what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.ask.catalogue import Metric, metric_of
from extractor.ask.cite import Citations
from extractor.ask.issuers import Directory
from extractor.ask.model import (
    MOST_SHOWN,
    Comparison,
    Condition,
    Figure,
    LeftOut,
    Note,
    Operation,
    Order,
    Query,
    Row,
)
from extractor.ask.values import Value, Values, reports_in, scope_of, values_of
from extractor.storage import ReportStore
from extractor.storage.values import Listed, Scope

_NAMED = 5
"""Reports named of those that are left out."""
_KEPT = 12
"""Metrics over many reports that stay known."""
_MOST_LISTED = 100
"""Rows of a list or rank that are shown and cited."""

_HOLDS: dict[Comparison, Callable[[float, float], bool]] = {
    Comparison.MORE: lambda value, bound: value > bound,
    Comparison.AT_LEAST: lambda value, bound: value >= bound,
    Comparison.LESS: lambda value, bound: value < bound,
    Comparison.AT_MOST: lambda value, bound: value <= bound,
    Comparison.EQUAL: lambda value, bound: value == bound,
    Comparison.NOT_EQUAL: lambda value, bound: value != bound,
}


@dataclass
class Numbers:
    """What was computed.

    Attributes:
        figures: The asked one first.
        rows: Of the table, those that are shown.
        total: How many rows there are.
        entered: How many reports entered the numbers.
        none: Why there is no number at all; None where there is one.
    """

    figures: list[Figure] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    entered: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)
    none: Note | None = None


@dataclass(frozen=True)
class Computing:
    """What a computation needs: the query, the store with its directory, where citations go, and what is known."""

    query: Query
    store: ReportStore
    directory: Directory
    citations: Citations
    restricted: bool = False
    known: dict[tuple[Scope, str], Values] = field(default_factory=dict)

    def values(self, scope: Scope, name: str) -> Values:
        """Return a metric over the reports in scope; the last few stay known, as long as the store doesn't change."""
        key = (scope, name)
        if key not in self.known:
            while len(self.known) >= _KEPT:
                del self.known[next(iter(self.known))]
            self.known[key] = values_of(self.store, self.directory, scope, metric_of(name))
        return self.known[key]


def compute(work: Computing) -> Numbers:
    """Return the numbers of a query."""
    scope = scope_of(work.query, work.directory, restricted=work.restricted)
    if not work.query.metrics:
        return _count_reports(work, reports_in(work.directory, scope))
    found = [work.values(scope, name) for name in work.query.metrics]
    numbers = Numbers()
    for values in found:
        numbers.left_out += _left_out(values)
    if not any(values.values for values in found):
        numbers.none = _why_none(work.query, found)
        return numbers
    for values in found:
        if values.values:
            _OPERATIONS[work.query.operation](work, values, numbers)
        else:
            numbers.problems.append(_why_none(work.query, [values]))
    return numbers


def _count_reports(work: Computing, found: Values) -> Numbers:
    numbers = Numbers(left_out=_left_out(found), entered=len(found.values), total=len(found.values))
    label = Note(message_id="ask.figure.reports")
    numbers.figures.append(_figure(label, "reports", float(len(found.values)), "份", reports=len(found.values)))
    shown = sorted(found.values, key=lambda value: (value.report.issuer or "", value.report.year or 0))[:MOST_SHOWN]
    numbers.rows = [Row(values={"issuer": value.report.issuer, "year": value.report.year}) for value in shown]
    return numbers


def _look_up(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter each value, in the order the issuers were asked for."""
    asked = {name: at for at, name in enumerate(work.query.issuers)}
    names = work.directory.issuer_of_name
    values = sorted(
        found.values, key=lambda value: (asked.get(names.get(value.report.issuer or "", ""), 0), value.report.year or 0)
    )
    _show(work, found, values, numbers, most=_MOST_LISTED)


def _compare(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the values, and by how much the last or second differs from the first."""
    _look_up(work, found, numbers)
    two = [figure for figure in numbers.figures if figure.metric == _metric(found).name]
    if len(two) != 2 or two[0].value is None or two[1].value is None:
        return
    over_years = two[0].issuer == two[1].issuer
    later, earlier = (two[1], two[0]) if over_years else (two[0], two[1])
    difference = (later.value or 0) - (earlier.value or 0)
    cited = (*two[0].citations, *two[1].citations)
    of = {"more": _who(later), "less": _who(earlier)}
    unit = _metric(found).unit
    numbers.figures.append(
        _figure(
            Note(message_id="ask.figure.difference", params=of), _metric(found).name, difference, unit, cited, reports=2
        )
    )
    if earlier.value:
        share = 100 * difference / earlier.value
        label = Note(message_id="ask.figure.change", params=of)
        numbers.figures.append(_figure(label, _metric(found).name, share, "%", cited, reports=2))


def _who(figure: Figure) -> str:
    return " ".join(str(part) for part in (figure.issuer, figure.year) if part is not None)


def _rank(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the first of a rank, with those that are equal to the last one of them; of one issuer its place."""
    if len(work.query.issuers) == 1 and len(work.query.years) == 1:
        _place(work, found, numbers)
        return
    entries = _entries(work, found.values)
    sign = -1 if work.query.order is Order.MOST else 1
    limit = min(work.query.limit or _MOST_LISTED, len(entries))
    last_value = sorted(sign * entry.value for entry in entries)[limit - 1]
    cut = [entry for entry in entries if sign * entry.value <= last_value]
    cut.sort(key=lambda entry: (sign * entry.value, entry.issuer or "", entry.year or 0))
    if len(cut) > limit:
        last = [entry for entry in cut if entry.value == cut[-1].value]
        numbers.problems.append(Note(message_id="ask.note.tie", params={"count": len(last), "value": cut[-1].value}))
    _show_entries(work, found, cut[: max(limit, MOST_SHOWN)], numbers, total=len(entries))


def _place(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter which place an issuer has among all the others of the query."""
    scope = scope_of(work.query.model_copy(update={"issuers": ()}), work.directory, restricted=work.restricted)
    among = work.values(scope, _metric(found).name)
    _look_up(work, found, numbers)
    own, sign = found.values[0].value, -1 if work.query.order is Order.MOST else 1
    better = sum(sign * value.value < sign * own for value in among.values)
    label = Note(message_id="ask.figure.place", params={"count": len(among.values)})
    name = _metric(found).name
    figure = _figure(label, name, float(better + 1), "", numbers.figures[0].citations, reports=len(among.values))
    numbers.figures.insert(0, figure.model_copy(update={"issuer": found.values[0].report.issuer}))
    numbers.left_out += [left for left in _left_out(among) if left not in numbers.left_out]


def _sum(work: Computing, found: Values, numbers: Numbers) -> None:
    total = sum(value.value for value in found.values)
    _aggregate(work, found, numbers, Note(message_id="ask.figure.sum"), total)


def _mean(work: Computing, found: Values, numbers: Numbers) -> None:
    mean = sum(value.value for value in found.values) / len(found.values)
    _aggregate(work, found, numbers, Note(message_id="ask.figure.mean"), mean)


def _aggregate(work: Computing, found: Values, numbers: Numbers, label: Note, value: float) -> None:
    """Enter one number over all values, and the largest of them as rows."""
    metric = _metric(found)
    shown = sorted(found.values, key=lambda one: -one.value)[:MOST_SHOWN]
    cited = _rows(work, found, shown, numbers)
    numbers.total += len(found.values)
    numbers.entered += len(found.values)
    notes = tuple(_many_notes(found.values))
    numbers.figures.append(
        _figure(label, metric.name, value, metric.unit, cited, reports=len(found.values), notes=notes)
    )


def _count(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter how many issuers have a value that fits, and those as rows."""
    condition = work.query.condition or Condition(comparison=Comparison.MORE, bound=0)
    fitting = [value for value in found.values if _HOLDS[condition.comparison](value.value, condition.bound)]
    shown = sorted(fitting, key=lambda one: -one.value)[:MOST_SHOWN]
    cited = _rows(work, found, shown, numbers)
    numbers.total += len(fitting)
    numbers.entered += len(found.values)
    unit = "个" if len(work.query.years) == 1 else "份"
    params = {"comparison": condition.comparison.value, "bound": condition.bound, "unit": _metric(found).unit}
    label = Note(message_id="ask.figure.count", params=params)
    notes = tuple(_many_notes(fitting))
    figure = _figure(
        label, _metric(found).name, float(len(fitting)), unit, cited, reports=len(found.values), notes=notes
    )
    numbers.figures.append(figure)


def _list(work: Computing, found: Values, numbers: Numbers) -> None:
    condition = work.query.condition or Condition(comparison=Comparison.MORE, bound=0)
    fitting = [value for value in found.values if _HOLDS[condition.comparison](value.value, condition.bound)]
    sign = 1 if condition.comparison in (Comparison.LESS, Comparison.AT_MOST) else -1
    fitting.sort(key=lambda value: (sign * value.value, value.report.issuer or "", value.report.year or 0))
    if not fitting:
        numbers.problems.append(Note(message_id="ask.note.none_fits", params={"count": len(found.values)}))
    _show(work, found, fitting, numbers, most=_MOST_LISTED)
    numbers.entered += len(found.values) - len(fitting)


def _trend(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter each year: of one issuer its values, of several their sums."""
    issuers = {value.report.issuer for value in found.values}
    if len(issuers) <= 1 or len(work.query.issuers) in range(1, 4):
        _look_up(work, found, numbers)
        return
    by_year: dict[int, list[Value]] = defaultdict(list)
    for value in found.values:
        by_year[value.report.year or 0].append(value)
    entries = [_Entry(None, year, sum(one.value for one in same), same) for year, same in sorted(by_year.items())]
    _show_entries(work, found, entries, numbers, total=len(entries))


def _share(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter what per cent the values are of the whole, over the reports that have both."""
    query, metric = work.query, _metric(found)
    if query.whole is None:
        numbers.problems.append(Note(message_id="ask.problem.no_whole", params={"metric": metric.name}))
        _look_up(work, found, numbers)
        return
    among = query.model_copy(update={"issuers": ()}) if query.whole == metric.name else query
    scope = scope_of(among, work.directory, restricted=work.restricted)
    whole = work.values(scope, query.whole)
    both = {value.report.order for value in whole.values} & {value.report.order for value in found.values}
    parts = [value for value in found.values if value.report.order in both]
    wholes = whole.values if query.whole == metric.name else [v for v in whole.values if v.report.order in both]
    total = sum(value.value for value in wholes)
    numbers.left_out += [item for item in _left_out(whole) if item not in numbers.left_out]
    if not parts or not total:
        numbers.none = Note(message_id="ask.problem.whole_is_zero", params={"metric": query.whole})
        return
    _enter_share(work, found, whole, parts, wholes, numbers)


def _enter_share(
    work: Computing, found: Values, whole: Values, parts: list[Value], wholes: list[Value], numbers: Numbers
) -> None:
    metric, of = _metric(found), _metric(whole)
    part, total = sum(value.value for value in parts), sum(value.value for value in wholes)
    cited = _rows(work, found, sorted(parts, key=lambda one: -one.value)[:MOST_SHOWN], numbers)
    others = wholes if of.name != metric.name else [value for value in wholes if value not in parts]
    cited_whole = _rows(work, whole, sorted(others, key=lambda one: -one.value)[:MOST_SHOWN], numbers)
    label = Note(message_id="ask.figure.share", params={"whole": of.name})
    issuer, year = _only(parts, "issuer"), _only(parts, "year")
    share = _figure(label, metric.name, 100 * part / total, "%", (*cited, *cited_whole), reports=len(wholes))
    numbers.figures += [
        share.model_copy(update={"issuer": issuer, "year": year}),
        _figure(Note(message_id="ask.figure.part"), metric.name, part, metric.unit, cited, reports=len(parts)),
        _figure(Note(message_id="ask.figure.whole"), of.name, total, of.unit, cited_whole, reports=len(wholes)),
    ]
    numbers.total += len(numbers.rows)
    numbers.entered += len(wholes)


def _only(values: Iterable[Value], name: str) -> str | int | None:
    """Return the issuer or year that all values have; None where there are several."""
    found = {getattr(value.report, name) for value in values}
    return found.pop() if len(found) == 1 else None


class _Entry(NamedTuple):
    """A value of a rank or trend: of one report, or of several of an issuer or year."""

    issuer: str | None
    year: int | None
    value: float
    parts: list[Value]


def _entries(work: Computing, values: Sequence[Value]) -> list[_Entry]:
    """Return what is ranked: years of one issuer, else issuers, each with the sum over the years asked for."""
    if len({value.report.issuer for value in values}) == 1 or len({value.report.year for value in values}) == 1:
        return [_Entry(value.report.issuer, value.report.year, value.value, [value]) for value in values]
    by_issuer: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        by_issuer[work.directory.issuer_of_name.get(value.report.issuer or "", "")].append(value)
    return [_Entry(name, None, sum(one.value for one in same), same) for name, same in by_issuer.items()]


def _show(work: Computing, found: Values, values: Sequence[Value], numbers: Numbers, most: int) -> None:
    entries = [_Entry(value.report.issuer, value.report.year, value.value, [value]) for value in values[:most]]
    _show_entries(work, found, entries, numbers, total=len(values))


def _show_entries(work: Computing, found: Values, entries: Sequence[_Entry], numbers: Numbers, total: int) -> None:
    """Enter values as figures and rows, each with its citations."""
    metric = _metric(found)
    work.citations.load([part for entry in entries for part in entry.parts[:MOST_SHOWN]])
    for entry in entries:
        cited = tuple(place for part in entry.parts[:MOST_SHOWN] for place in work.citations.of(part, metric))
        notes = tuple(_notes(entry.parts[0])) if len(entry.parts) == 1 else tuple(_many_notes(entry.parts))
        figure = _figure(
            Note(message_id="ask.figure.value"), metric.name, entry.value, metric.unit, cited, len(entry.parts), notes
        )
        numbers.figures.append(figure.model_copy(update={"issuer": entry.issuer, "year": entry.year}))
        numbers.rows.append(_row(metric, entry.issuer, entry.year, entry.value, cited, notes))
    numbers.total += total
    numbers.entered += sum(len(entry.parts) for entry in entries)


def _rows(work: Computing, found: Values, values: Sequence[Value], numbers: Numbers) -> tuple[int, ...]:
    """Enter values as rows alone, and return their citations."""
    metric = _metric(found)
    work.citations.load(values)
    places: list[int] = []
    for value in values:
        cited = work.citations.of(value, metric)
        places += cited
        report = value.report
        numbers.rows.append(_row(metric, report.issuer, report.year, value.value, cited, tuple(_notes(value))))
    return tuple(places)


def _row(
    metric: Metric, issuer: str | None, year: int | None, value: float, cited: tuple[int, ...], notes: tuple[Note, ...]
) -> Row:
    return Row(values={"issuer": issuer, "year": year, metric.name: value}, citations=cited, notes=notes)


def _notes(value: Value) -> Iterable[Note]:
    """Yield what has to be known about one value."""
    if value.stated:
        yield Note(message_id="ask.note.stated")
    if value.conflicts:
        yield Note(message_id="ask.note.conflict", params={"stated": value.conflicts[0], "count": len(value.conflicts)})
    if value.blanks:
        yield Note(message_id="ask.note.blanks", params={"count": value.blanks})
    if value.flagged:
        yield Note(message_id="ask.note.flagged")


def _many_notes(values: Sequence[Value]) -> Iterable[Note]:
    """Yield the same of many values, counted."""
    kinds = (
        ("ask.note.many_stated", [value for value in values if value.stated]),
        ("ask.note.many_conflicts", [value for value in values if value.conflicts]),
        ("ask.note.many_blanks", [value for value in values if value.blanks]),
        ("ask.note.many_flagged", [value for value in values if value.flagged]),
    )
    for message_id, some in kinds:
        if some:
            named = "、".join(_name(value.report) for value in some[:3])
            yield Note(message_id=message_id, params={"count": len(some), "named": named})


def _left_out(found: Values) -> list[LeftOut]:
    """Return the reports that could not count, by reason."""
    metric = found.metric.name if found.metric else "reports"
    kinds = (
        ("ask.left_out.missing", found.missing),
        ("ask.left_out.other_form", found.other_form),
        ("ask.left_out.contradictory", found.contradictory),
        ("ask.left_out.doubles", found.doubles),
    )
    left = [
        LeftOut(
            reason=Note(message_id=message_id, params={"metric": metric}),
            count=len(some),
            named=tuple(_name(report) for report in some[:_NAMED]),
        )
        for message_id, some in kinds
        if some
    ]
    if found.absent:
        reason = Note(message_id="ask.left_out.absent")
        left.append(LeftOut(reason=reason, count=len(found.absent), named=tuple(found.absent[:_NAMED])))
    return left


def _why_none(query: Query, found: Sequence[Values]) -> Note:
    """Return why no report has a value: none is there, their form has no such cell, or none states it."""
    name = query.metrics[0] if len(found) != 1 or found[0].metric is None else found[0].metric.name
    if not any(values.reports for values in found):
        return Note(message_id="ask.problem.no_reports_there")
    lacking = [report for values in found for report in values.other_form]
    if lacking and not any(values.missing for values in found):
        forms = "、".join(sorted({report.form or "?" for report in lacking}))
        return Note(message_id="ask.problem.other_form", params={"metric": name, "forms": forms, "count": len(lacking)})
    count = sum(values.reports for values in found)
    return Note(message_id="ask.problem.no_value", params={"metric": name, "count": count})


def _name(report: Listed) -> str:
    return f"{report.issuer or report.id} {report.year or '—'}"


def _metric(found: Values) -> Metric:
    if found.metric is None:
        raise ValueError("reports that are counted have no metric")
    return found.metric


def _figure(
    label: Note,
    metric: str,
    value: float,
    unit: str,
    citations: tuple[int, ...] = (),
    reports: int = 1,
    notes: tuple[Note, ...] = (),
) -> Figure:
    """Return a figure; its label is written when the language is known."""
    return Figure(
        label=label.message_id,
        metric=metric,
        value=round(value, 6),
        unit=unit,
        reports=reports,
        citations=citations,
        notes=(label, *notes),
    )


_OPERATIONS: dict[Operation, Callable[[Computing, Values, Numbers], None]] = {
    Operation.LOOK_UP: _look_up,
    Operation.COMPARE: _compare,
    Operation.RANK: _rank,
    Operation.SUM: _sum,
    Operation.MEAN: _mean,
    Operation.COUNT: _count,
    Operation.SHARE: _share,
    Operation.TREND: _trend,
    Operation.LIST: _list,
    Operation.PASSAGES: _look_up,
}
