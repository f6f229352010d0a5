"""Numbers: a query computed over the store, as figures and rows with their citations, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nsmallest

from extractor.ask.computing import Computing, Numbers, metric_in
from extractor.ask.faults import count_faults
from extractor.ask.figures import figure_of, head_notes, left_out_of, look_up, many_notes, show_entries, years_of
from extractor.ask.growth import grow
from extractor.ask.model import MOST_SHOWN, Figure, Note, Operation, Query, Row
from extractor.ask.ranks import rank
from extractor.ask.scope import scope_of
from extractor.ask.totals import add_up, average, count_fitting, list_fitting, share
from extractor.ask.values import Values, reports_in
from extractor.ask.yearly import YEARLY, each_year


def compute(work: Computing) -> Numbers:
    """Return the numbers of a query."""
    if work.query.operation is Operation.FAULTS:
        return count_faults(work)
    scope = scope_of(work.query, work.directory, restricted=work.restricted)
    if not work.query.metrics:
        return _count_reports(work, reports_in(work.directory, scope))
    found = [work.values(scope, name) for name in work.query.metrics]
    numbers = Numbers()
    for values in found:
        numbers.left_out += left_out_of(values)
    if not any(values.numbers for values in found):
        numbers.none = _why_none(work.query, found)
        return numbers
    for values in found:
        if values.numbers:
            _run(work, values, numbers)
        else:
            numbers.problems.append(_why_none(work.query, [values]))
    return numbers


def _run(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter what the operation makes of values: of all together, or year by year."""
    operation = _OPERATIONS[work.query.operation]
    if work.query.by_year and work.query.operation in YEARLY:
        each_year(operation, work, found, numbers)
    else:
        operation(work, found, numbers)


def _count_reports(work: Computing, found: Values) -> Numbers:
    count = len(found.numbers)
    numbers = Numbers(left_out=left_out_of(found), entered=count, total=count)
    label = Note(message_id="ask.figure.reports")
    notes = tuple(many_notes(found.told_of()))
    numbers.figures.append(figure_of(label, "reports", float(count), "份", reports=count, notes=notes))
    reports = (found.known[order] for order in found.numbers)
    shown = nsmallest(MOST_SHOWN, reports, key=lambda report: (report.issuer or "", report.year or 0))
    numbers.rows = [
        Row(values={"issuer": report.issuer, "year": report.year}, notes=tuple(head_notes(report))) for report in shown
    ]
    return numbers


def _compare(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter the values, and by how much the last or second differs from the first."""
    look_up(work, found, numbers)
    two = [figure for figure in numbers.figures if figure.metric == metric_in(found).name]
    if len(two) != 2 or two[0].value is None or two[1].value is None:
        return
    over_years = two[0].issuer == two[1].issuer
    later, earlier = (two[1], two[0]) if over_years else (two[0], two[1])
    difference = (later.value or 0) - (earlier.value or 0)
    cited = (*two[0].citations, *two[1].citations)
    of = {"more": _who(later), "less": _who(earlier)}
    unit = metric_in(found).unit
    numbers.figures.append(
        figure_of(
            Note(message_id="ask.figure.difference", params=of),
            metric_in(found).name,
            difference,
            unit,
            cited,
            reports=2,
        )
    )
    if earlier.value:
        share = 100 * difference / earlier.value
        label = Note(message_id="ask.figure.change", params=of)
        numbers.figures.append(figure_of(label, metric_in(found).name, share, "%", cited, reports=2))


def _who(figure: Figure) -> str:
    return " ".join(str(part) for part in (figure.issuer, figure.year) if part is not None)


def _trend(work: Computing, found: Values, numbers: Numbers) -> None:
    """Enter each year: of one issuer its values, of several their sums."""
    few = len(work.query.issuers) in range(1, 4)
    if few or len({found.known[order].issuer for order in found.numbers}) <= 1:
        look_up(work, found, numbers)
        return
    entries = years_of(found, numbers)
    show_entries(work, found, entries, numbers, total=len(entries))


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


_OPERATIONS: dict[Operation, Callable[[Computing, Values, Numbers], None]] = {
    Operation.LOOK_UP: look_up,
    Operation.COMPARE: _compare,
    Operation.RANK: rank,
    Operation.GROWTH: grow,
    Operation.SUM: add_up,
    Operation.MEAN: average,
    Operation.COUNT: count_fitting,
    Operation.SHARE: share,
    Operation.TREND: _trend,
    Operation.LIST: list_fitting,
    Operation.PASSAGES: look_up,
    Operation.FAULTS: look_up,
}
