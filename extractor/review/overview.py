"""What the overview shows beside the progress: the reports of each region, and what they report year by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from extractor.review.model import ReviewState
from extractor.review.people import Person, Role, require
from extractor.schema.forms import APPLICATIONS
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import application_rows, facts, reports, revisions
from extractor.validation.rules.organs import take_apart

RECEIVED, DISCLOSED = "new_received", "disclosure.total"
OUTCOMES = ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other")
"""The results of table 3, each over all its rows; the first two are rows of their own."""


@dataclass(frozen=True)
class Yearly:
    """A number of one year, summed over reports as they were extracted.

    Attributes:
        reports: How many of them print it; the others are not in the sum.
    """

    year: int
    value: float
    reports: int


@dataclass(frozen=True)
class Trends:
    """What the reports say, year by year; those that state no year are left out.

    Attributes:
        reports: Year → how many reports there are.
        received: New applications.
        outcomes: Result → applications with it.
        disclosed: Items of information disclosed, as the prose states them.
    """

    reports: dict[int, int]
    received: tuple[Yearly, ...]
    outcomes: dict[str, tuple[Yearly, ...]]
    disclosed: tuple[Yearly, ...]


def newest_revision(store: ReportStore) -> int:
    """Return a number that grows whenever a report is extracted; 0 over none."""
    with reading(store) as connection:
        return connection.scalar(select(func.max(revisions.c.id))) or 0


def regions(store: ReportStore, person: Person) -> dict[str | None, dict[ReviewState, int]]:
    """Return the reports of each region by state, the region with the most first.

    A region is the largest place that the issuer's name begins with; None where it begins with none.
    """
    require(person, Role.READER)
    c = review_reports.c
    query = select(reports.c.issuer, c.state, func.count()).join(review_reports, c.report_id == reports.c.id)
    found: dict[str | None, dict[ReviewState, int]] = defaultdict(lambda: defaultdict(int))
    with reading(store) as connection:
        for issuer, state, number in connection.execute(query.group_by(reports.c.issuer, c.state)):
            found[region_of(issuer)][ReviewState(state)] += number
    return {
        name: dict(found[name]) for name in sorted(found, key=lambda name: (-sum(found[name].values()), name or ""))
    }


@lru_cache(maxsize=100_000)
def region_of(issuer: str | None) -> str | None:
    """Return the largest place that an issuer's name begins with; None where it begins with none."""
    places = take_apart(issuer).places if issuer else ()
    return places[0] if places else None


def trends(store: ReportStore, person: Person) -> Trends:
    """Return what the current revisions of all reports say, year by year."""
    require(person, Role.READER)
    with reading(store) as connection:
        counted = select(reports.c.year, func.count()).where(reports.c.year.is_not(None)).group_by(reports.c.year)
        return Trends(
            reports={row[0]: row[1] for row in connection.execute(counted.order_by(reports.c.year))},
            received=_yearly(connection, _applications((RECEIVED,))),
            outcomes={name: _yearly(connection, _applications(_rows_of(name))) for name in OUTCOMES},
            disclosed=_yearly(connection, _disclosed()),
        )


def _rows_of(outcome: str) -> tuple[str, ...]:
    rows = dict.fromkeys(row.key for form in APPLICATIONS.values() for row in form.rows)
    return tuple(row for row in rows if row == outcome or row.startswith(f"{outcome}_"))


def _applications(rows: tuple[str, ...]) -> Select[Any]:
    c = application_rows.c
    value = (func.sum(c.total), func.count(func.distinct(c.report_id)))
    query = select(reports.c.year, *value).join(application_rows, c.report_id == reports.c.id)
    return query.where(c.row.in_(rows), c.total.is_not(None))


def _disclosed() -> Select[Any]:
    """Return the query for the first statement of each report; further ones mostly say the same again."""
    c = facts.c
    first = select(c.report_id, func.min(c.position).label("position")).where(c.field == DISCLOSED)
    stated = first.group_by(c.report_id).subquery()
    query = select(reports.c.year, func.sum(c.value), func.count()).select_from(facts)
    query = query.join(stated, (stated.c.report_id == c.report_id) & (stated.c.position == c.position))
    return query.join(reports, reports.c.id == c.report_id)


def _yearly(connection: Connection, query: Select[Any]) -> tuple[Yearly, ...]:
    grouped = query.where(reports.c.year.is_not(None)).group_by(reports.c.year).order_by(reports.c.year)
    return tuple(Yearly(year, value, number) for year, value, number in connection.execute(grouped))
