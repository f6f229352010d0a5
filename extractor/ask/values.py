"""The values of a metric over all reports a query is about, with what each rests on and which have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractor.ask.catalogue import Metric
from extractor.ask.issuers import Directory
from extractor.ask.reviewed import Corrected, Touched, corrections_of
from extractor.ask.unplaced import Unplaced, unplaced_in
from extractor.storage import ReportStore
from extractor.storage.scopes import Listed, Scope
from extractor.storage.values import Cells, Reading, flagged, readings


class Value(NamedTuple):
    """A metric in one report.

    Attributes:
        stated: Whether it is from the prose, since the tables don't have it.
        conflicts: What the prose says instead, where it disagrees with the table.
        blanks: Cells of the sum that are blank.
        flagged: Whether an error was found in one of its cells.
        corrected: Whether the review corrected it.
        in_doubt: Whether it did, and the report reads otherwise now: the value is as read.
    """

    report: Listed
    value: float
    stated: bool = False
    conflicts: tuple[float, ...] = ()
    blanks: int = 0
    flagged: bool = False
    corrected: bool = False
    in_doubt: bool = False


@dataclass
class Values:
    """A metric over many reports; there may be a hundred thousand of them.

    Attributes:
        known: The reports of the store by their order.
        numbers: The value of each report that has it, by its order.
        special: Those of which more has to be known than the number.
        stated: Whether all others are from the prose.
        missing: Reports that don't state it.
        other_form: Reports whose form has no such cell, and that don't state it.
        contradictory: Reports whose prose states several values, and whose tables none.
        doubles: Reports beside which another file of the same issuer and year counts.
        absent: Issuers and years that were asked for by name and have no report.
        unplaced: Reports that may belong to the question, and of which issuer or year is not known.
        touched: As `touched_by` returned it: the reviews that were regarded.
    """

    metric: Metric | None
    known: Mapping[int, Listed] = field(default_factory=dict)
    numbers: dict[int, float] = field(default_factory=dict)
    special: dict[int, Value] = field(default_factory=dict)
    stated: bool = False
    missing: list[Listed] = field(default_factory=list)
    other_form: list[Listed] = field(default_factory=list)
    contradictory: list[Listed] = field(default_factory=list)
    doubles: list[Listed] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unplaced: Unplaced = field(default_factory=Unplaced)
    touched: Mapping[int, Touched] = field(default_factory=dict)

    @property
    def reports(self) -> int:
        """Return how many reports there are, with the value or without it."""
        return len(self.numbers) + len(self.missing) + len(self.other_form) + len(self.contradictory)

    def pick(self, orders: Iterable[int]) -> list[Value]:
        """Return the values of some reports, in their order."""
        return [
            self.special.get(order) or Value(self.known[order], self.numbers[order], self.stated) for order in orders
        ]

    def every(self) -> list[Value]:
        """Return the values of all reports that have it, in the order of the store."""
        return self.pick(sorted(self.numbers))

    def told_of(self, orders: Collection[int] | None = None) -> list[Value]:
        """Return the values of which more has to be known, of all reports or of some, in the order of the store."""
        if self.stated:
            return self.pick(sorted(self.numbers if orders is None else orders))
        some = self.special if orders is None else self.special.keys() & set(orders)
        return [self.special[order] for order in sorted(some)]

    def only(self, orders: Collection[int]) -> Values:
        """Return the same of some reports alone."""
        numbers = {order: self.numbers[order] for order in orders}
        special = {order: value for order, value in self.special.items() if order in numbers}
        return replace(self, numbers=numbers, special=special)

    def enter(self, value: Value) -> None:
        """Enter a value of which more has to be known."""
        self.numbers[value.report.order] = value.value
        self.special[value.report.order] = value


def values_of(
    store: ReportStore, directory: Directory, scope: Scope, metric: Metric, *, touched: Mapping[int, Touched]
) -> Values:
    """Return a metric over all reports in scope; never only over some of them.

    Args:
        store: Where the values are.
        directory: Of that store, as it is now.
        scope: Which reports.
        metric: What is wanted of them.
        touched: As `touched_by` returns it for the metric.
    """
    source = metric.cells
    cells = Cells(source.table, source.rows, source.columns) if source else None
    read = readings(store, scope, cells, metric.field)
    found = Values(metric, directory.reports, stated=metric.cells is None, touched=touched)
    found.absent, found.unplaced = _absent(scope, directory), unplaced_in(scope, directory)
    wrong = flagged(store, scope, metric.cells.paths) if metric.cells else set()
    heads = {report.order for report in directory.moved}
    apart = {*directory.superseded, *touched, *heads, *wrong}
    apart = apart & {row[0] for row in read} if apart else apart
    found.doubles = [directory.reports[order] for order in sorted(apart & directory.superseded)]
    reviewed = corrections_of(store, metric, {order: touched[order] for order in apart & touched.keys()})
    found.numbers, rest = _plain(read, found, apart)
    _enter_rest(found, rest, directory, reviewed, wrong)
    return found


def _plain(read: Sequence[Reading], found: Values, apart: Collection[int]) -> tuple[dict[int, float], list[Reading]]:
    """Return the reports with a value of which no more has to be known, and what is said of all others."""
    plain: dict[int, float]
    if found.stated:
        plain = {order: said for order, _, _, said in read if said is not None}
        if len(plain) < len(read):
            apart = {*apart, *_several(read)}
    else:
        plain = {
            order: cell
            for order, cell, blanks, said in read
            if cell is not None and not blanks and (said is None or said == cell)
        }
    strange = [] if all(map(found.known.__contains__, plain)) else plain.keys() - found.known.keys()
    for order in (*apart, *strange):
        plain.pop(order, None)
    rest = [row for row in read if row[0] not in plain] if len(plain) < len(read) else []
    return plain, sorted(rest, key=lambda row: row[0])


def _several(read: Sequence[Reading]) -> set[int]:
    """Return the reports that state more than one thing."""
    seen: dict[int, float | None] = {}
    return {order for order, _, _, said in read if seen.setdefault(order, said) != said}


def _enter_rest(
    found: Values,
    rest: Sequence[Reading],
    directory: Directory,
    reviewed: Mapping[int, Corrected],
    wrong: Collection[int],
) -> None:
    """Enter the reports of which more has to be known, or that have no value."""
    stated: dict[int, list[float]] = defaultdict(list)
    for order, _, _, said in rest:
        if said is not None:
            stated[order].append(said)
    done = set(directory.superseded)
    for order, cell, blanks, _ in rest:
        report = found.known.get(order)
        if report is None or order in done:
            continue
        done.add(order)
        if order in reviewed:
            _enter_reviewed(found, report, reviewed[order])
        else:
            _enter(found, report, cell, blanks, stated.get(order, ()), flagged=order in wrong)


def _enter_reviewed(found: Values, report: Listed, said: Corrected) -> None:
    """Enter a report that somebody corrected, by the values that hold."""
    before = len(found.numbers)
    _enter(found, report, said.cell, said.blanks, said.stated, flagged=False)
    if len(found.numbers) > before:
        value = found.special[report.order]
        found.enter(value._replace(corrected=said.holds, in_doubt=said.in_doubt))


def _enter(
    found: Values,
    report: Listed,
    cell: float | None,
    blanks: int,
    stated: Sequence[float],
    *,
    flagged: bool,
) -> None:
    """Enter what one report says: the table counts, the prose where the table has nothing."""
    if cell is not None:
        conflicts = () if not stated or cell in stated else tuple(dict.fromkeys(stated))
        found.enter(Value(report, cell, conflicts=conflicts, blanks=blanks, flagged=flagged))
    elif len(set(stated)) == 1:
        found.enter(Value(report, stated[0], stated=True, blanks=blanks))
    elif stated:
        found.contradictory.append(report)
    elif _lacks(found.metric, report):
        found.other_form.append(report)
    else:
        found.missing.append(report)


def _lacks(metric: Metric | None, report: Listed) -> bool:
    """Return whether the form of a report has no such cell."""
    return metric is not None and metric.cells is not None and report.form not in metric.forms


def _absent(scope: Scope, directory: Directory) -> list[str]:
    """Return which years of the named issuers have no report; nothing where none is named or many are."""
    if scope.issuers is None or len(scope.issuers) > _MOST_NAMED or scope.years is None:
        return []
    names = dict.fromkeys(directory.issuer_of_name[name] for name in scope.issuers)
    return [f"{name} {year}" for name in names for year in scope.years if year not in directory.issuers[name].years]


_MOST_NAMED = 200


def reports_in(directory: Directory, scope: Scope) -> Values:
    """Return the reports in scope themselves, where they are counted and not what they say."""
    found = Values(None, directory.reports, absent=_absent(scope, directory), unplaced=unplaced_in(scope, directory))
    issuers = None if scope.issuers is None else set(scope.issuers)
    rest = replace(scope, issuers=None)
    for order, report in directory.reports.items():
        if (issuers is None or report.issuer in issuers) and rest.holds(report):
            if order in directory.superseded:
                found.doubles.append(report)
            elif report.before is not None or report.doubtful:
                found.enter(Value(report, 1))
            else:
                found.numbers[order] = 1
    return found
