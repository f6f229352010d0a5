"""The values of a metric over all reports a query is about, with what each rests on and which have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.ask.catalogue import Metric
from extractor.ask.issuers import Directory
from extractor.ask.model import Query
from extractor.ask.reviewed import Corrected, corrections_of
from extractor.storage import ReportStore
from extractor.storage.values import Cells, Listed, Scope, flagged, readings


class Value(NamedTuple):
    """A metric in one report; there may be a hundred thousand of them.

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
    """A metric over many reports.

    Attributes:
        values: Of the reports that have it, in the order of the store.
        missing: Reports that don't state it.
        other_form: Reports whose form has no such cell, and that don't state it.
        contradictory: Reports whose prose states several values, and whose tables none.
        doubles: Reports beside which another file of the same issuer and year counts.
        absent: Issuers and years that were asked for by name and have no report.
    """

    metric: Metric | None
    values: list[Value] = field(default_factory=list)
    missing: list[Listed] = field(default_factory=list)
    other_form: list[Listed] = field(default_factory=list)
    contradictory: list[Listed] = field(default_factory=list)
    doubles: list[Listed] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    @property
    def reports(self) -> int:
        """Return how many reports there are, with the value or without it."""
        return len(self.values) + len(self.missing) + len(self.other_form) + len(self.contradictory)


def scope_of(query: Query, directory: Directory, *, restricted: bool) -> Scope:
    """Return which reports a query is about."""
    names: Iterable[str] | None = query.issuers or None
    if names is None and query.region is not None:
        kinds = set(query.levels)
        inside = directory.places.get(query.region, ())
        names = [name for name in inside if not kinds or directory.issuers[name].level in kinds]
    elif names is None and restricted:
        names = directory.issuers
    by_level = names is None and query.levels
    return Scope(
        issuers=None if names is None else directory.spellings(names),
        years=query.years or None,
        levels=tuple(level.value for level in query.levels) if by_level else None,
        form=query.form,
    )


def values_of(store: ReportStore, directory: Directory, scope: Scope, metric: Metric, *, errors: bool = True) -> Values:
    """Return a metric over all reports in scope; never only over some of them."""
    source = metric.cells
    cells = Cells(source.table, source.rows, source.columns) if source else None
    found = Values(metric)
    wrong = flagged(store, scope, metric.cells.paths) if errors and metric.cells else set()
    read = readings(store, scope, cells, metric.field)
    stated: dict[int, list[float]] = defaultdict(list)
    for order, _, _, said in read:
        if said is not None:
            stated[order].append(said)
    reviewed = corrections_of(store, directory, metric)
    done = set(directory.superseded)
    doubles = {row[0] for row in read} & done
    found.doubles = [directory.reports[order] for order in sorted(doubles) if order in directory.reports]
    for order, cell, blanks, _ in read:
        report = directory.reports.get(order)
        if report is None or order in done:
            continue
        done.add(order)
        prose: Sequence[float] = stated.get(order, ())
        if order in reviewed:
            _enter_reviewed(found, report, reviewed[order])
            continue
        if cell is not None and not blanks and (not prose or cell in prose):
            found.values.append(Value(report, cell, flagged=order in wrong))
        else:
            _enter(found, report, cell, blanks, prose, flagged=order in wrong)
    found.absent = _absent(scope, directory)
    return found


def _enter_reviewed(found: Values, report: Listed, one: Corrected) -> None:
    """Enter what a report says after its review; a correction in doubt is said, and what was read counts."""
    before = len(found.values)
    _enter(found, report, one.cell, one.blanks, one.stated, flagged=False)
    if len(found.values) > before:
        found.values[-1] = found.values[-1]._replace(corrected=one.holds, in_doubt=one.in_doubt)


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
        found.values.append(Value(report, cell, conflicts=conflicts, blanks=blanks, flagged=flagged))
    elif len(set(stated)) == 1:
        found.values.append(Value(report, stated[0], stated=True, blanks=blanks))
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
    found = Values(None)
    issuers = None if scope.issuers is None else set(scope.issuers)
    for report in directory.reports.values():
        fits = (
            (issuers is None or report.issuer in issuers)
            and (scope.years is None or report.year in scope.years)
            and (scope.levels is None or report.level in scope.levels)
            and (scope.form is None or report.form == scope.form)
        )
        if fits and report.order in directory.superseded:
            found.doubles.append(report)
        elif fits:
            found.values.append(Value(report, 1))
    found.absent = _absent(scope, directory)
    return found
