"""Reports of which no issuer or no year could be read: which questions they may belong to, and so are named beside."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.ask.issuers import Directory
from extractor.ask.model import LeftOut, Note
from extractor.ask.plan import Plan
from extractor.storage.scopes import Listed, Scope

_NAMED = 5


@dataclass(frozen=True)
class Unplaced:
    """Reports that may belong to a question, and can't be told to.

    Attributes:
        no_issuer: Without an issuer, perhaps without a year too.
        no_year: Without a year.
        doubtful: With a correction of issuer or year that was not used, since the report reads otherwise now.
    """

    no_issuer: tuple[Listed, ...] = ()
    no_year: tuple[Listed, ...] = ()
    doubtful: tuple[Listed, ...] = ()


def unplaced_in(scope: Scope, directory: Directory) -> Unplaced:
    """Return the reports that fit a scope in all that is known of them, but for what is not known and would decide."""
    issuers: list[Listed] = []
    years: list[Listed] = []
    by_issuer = scope.issuers is not None or scope.levels is not None
    for report in directory.unplaced:
        lacks_issuer = by_issuer and report.issuer is None
        lacks_year = scope.years is not None and report.year is None
        if (lacks_issuer or lacks_year) and _rest(scope, report, lacks_issuer, lacks_year).holds(report):
            (issuers if lacks_issuer else years).append(report)
    doubtful = [report for report in directory.moved if report.doubtful and scope.holds(report)]
    return Unplaced(tuple(issuers), tuple(years), tuple(doubtful))


def _rest(scope: Scope, report: Listed, lacks_issuer: bool, lacks_year: bool) -> Scope:
    """Return the scope without what can't be told of a report."""
    return replace(
        scope,
        issuers=None if lacks_issuer else scope.issuers,
        levels=None if lacks_issuer else scope.levels,
        years=None if lacks_year else scope.years,
        form=None if report.form is None else scope.form,
    )


def beside_refusal(plan: Plan, directory: Directory) -> list[LeftOut]:
    """Return the reports that may be those of an issuer or a year that the store is said not to have."""
    issuers: list[Listed] = []
    years: list[Listed] = []
    for problem in plan.problems:
        name = problem.params.get("issuer")
        if problem.message_id in ("ask.problem.issuer_unknown", "ask.problem.year_of_issuer"):
            issuers += [one for one in directory.unplaced if one.issuer is None and _may_be_of(plan.years, one)]
            years += [one for one in directory.unplaced if one.year is None and name is not None and one.issuer == name]
        elif problem.message_id == "ask.problem.year_unknown":
            years += [one for one in directory.unplaced if one.year is None]
    return unplaced_left_out(Unplaced(tuple(dict.fromkeys(issuers)), tuple(dict.fromkeys(years))))


def _may_be_of(years: tuple[int, ...], report: Listed) -> bool:
    return not years or report.year is None or report.year in years


def left_out_as(message_id: str, reports: list[Listed] | tuple[Listed, ...], metric: str | None = None) -> LeftOut:
    """Return reports as left out for a reason; the first few are named."""
    params = {} if metric is None else {"metric": metric}
    return LeftOut(
        reason=Note(message_id=message_id, params=params),
        count=len(reports),
        named=tuple(name_of(report) for report in reports[:_NAMED]),
        reports=tuple(report.id for report in reports[:_NAMED]),
    )


def unplaced_left_out(unplaced: Unplaced) -> list[LeftOut]:
    """Return the reports that can't be told to belong to a question, by what is not known of them."""
    kinds = (
        ("ask.left_out.no_issuer", unplaced.no_issuer),
        ("ask.left_out.no_year", unplaced.no_year),
        ("ask.left_out.head_in_doubt", unplaced.doubtful),
    )
    return [left_out_as(message_id, some) for message_id, some in kinds if some]


def name_of(report: Listed) -> str:
    """Return how a report is named in a list: issuer and year; of one without them also its file and id."""
    name = f"{report.issuer or '—'} {report.year or '—'}"
    return f"{name} [{report.source or '—'} {report.id}]" if report.issuer is None or report.year is None else name
