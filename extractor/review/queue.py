"""The queue: which report to look at next, and how far the review has come. SQL over derived columns alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from extractor.review.model import ReviewState
from extractor.review.people import Person, Role, require
from extractor.review.sync import bring_up_to_date, counted_where, open_by_rule, summed
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.job_tables import job_items, jobs
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import findings, reports, revisions
from extractor.validation.settings import DECLARED, CheckSettings

_COUNTS = ("errors", "warnings", "disagreements", "unsure", "corrections", "in_doubt")
_SOURCE = (
    select(revisions.c.source)
    .where(revisions.c.report_id == reports.c.id, revisions.c.number == reports.c.revision)
    .correlate(reports)
    .scalar_subquery()
)
"""Of the current revision of a report, JSON."""


class Order(StrEnum):
    """In which order the queue is listed; what follows is always the order of storing."""

    RISK = "risk"
    CHANGED = "changed"
    ISSUER = "issuer"
    YEAR = "year"


@dataclass(frozen=True)
class QueueFilter:
    """Which reports are listed; None is no limit, all limits have to fit.

    Attributes:
        states: Where the review stands.
        assignee: Login of who reviews or signed off.
        unassigned: Only those nobody reviews.
        issuer: Part of the name.
        level: Kind of issuer.
        having: Only those with one of these counts above 0: errors, warnings, disagreements, unsure, corrections,
            in_doubt.
        rule: Only those in which a finding of this rule is open.
        lacking: Only those that state none of these: issuer, year, level.
        job: Only those that this import stored or met again; the id of a job.
    """

    states: tuple[ReviewState, ...] | None = None
    assignee: str | None = None
    unassigned: bool = False
    issuer: str | None = None
    year: int | None = None
    level: str | None = None
    having: tuple[str, ...] | None = None
    rule: str | None = None
    lacking: tuple[str, ...] = ()
    job: str | None = None


@dataclass(frozen=True)
class QueueItem:
    """A line of the queue; `name` is of the file (empty where none is stored), the counts are of open findings."""

    report_id: str
    name: str
    issuer: str | None
    year: int | None
    form: str | None
    level: str | None
    state: ReviewState
    assignee: str | None
    version: int
    changed_at: str | None
    risk: int
    errors: int
    warnings: int
    disagreements: int
    unsure: int
    corrections: int
    in_doubt: int


@dataclass(frozen=True)
class Queue:
    """A page of the queue; `total` counts all that fit."""

    items: tuple[QueueItem, ...]
    total: int


@dataclass(frozen=True)
class Choices:
    """What the reports of the queue can be told apart by; None among the years and levels where some state none."""

    years: tuple[int | None, ...]
    levels: tuple[str | None, ...]
    assignees: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """How far the review has come.

    Attributes:
        states: Reports by state.
        years: Year → reports by state; None for those that state no year.
        levels: Kind of issuer → reports by state.
        people: Login → reports by state.
        open: Open findings by kind, and corrections, over all reports.
        rules: Open findings by rule, the most first.
    """

    total: int
    states: dict[ReviewState, int]
    years: dict[int | None, dict[ReviewState, int]]
    levels: dict[str | None, dict[ReviewState, int]]
    people: dict[str | None, dict[ReviewState, int]]
    open: dict[str, int]
    rules: dict[str, int]


class ReviewQueue:
    """The queue of a store."""

    def __init__(self, store: ReportStore, settings: CheckSettings = DECLARED) -> None:
        self._store = store
        self._settings = settings

    def page(
        self,
        person: Person,
        wanted: QueueFilter = QueueFilter(),
        *,
        order: Order = Order.RISK,
        limit: int = 50,
        offset: int = 0,
    ) -> Queue:
        """Return a page of the queue, its counts up to date; the first call over many new reports counts them all."""
        require(person, Role.READER)
        bring_up_to_date(self._store, self._settings)
        source = reports.join(review_reports, review_reports.c.report_id == reports.c.id)
        fitting = _fitting(wanted)
        r, c = reports.c, review_reports.c
        columns = select(r.key, r.issuer, r.year, r.form, r.level, c.state, c.assignee, c.version, c.changed_at, c.risk)
        columns = columns.add_columns(*(c[name] for name in _COUNTS), _SOURCE.label("source")).select_from(source)
        listed = _ordered(columns.where(*fitting), order).limit(limit).offset(offset)
        counted = select(func.count()).select_from(source).where(*fitting)
        with reading(self._store) as connection:
            rows = connection.execute(listed).all()
            total: int = connection.execute(counted).scalar_one()
        return Queue(tuple(_item(row) for row in rows), total)

    def choices(self, person: Person) -> Choices:
        """Return what the queue can be filtered by: years from the last, the rest by name."""
        require(person, Role.READER)
        with reading(self._store) as connection:
            years, levels, assignees, rules = (
                connection.scalars(select(column).distinct()).all()
                for column in (reports.c.year, reports.c.level, review_reports.c.assignee, findings.c.rule)
            )
        return Choices(
            years=tuple(sorted(years, key=lambda year: (year is None, -(year or 0)))),
            levels=tuple(sorted(levels, key=lambda level: (level is None, level or ""))),
            assignees=tuple(sorted(login for login in assignees if login)),
            rules=tuple(sorted(rules)),
        )

    def next_report(self, person: Person, done: str, wanted: QueueFilter) -> str | None:
        """Return the riskiest report that fits, other than the one just done; None where none is left."""
        items = [item.report_id for item in self.page(person, wanted, limit=2).items]
        return next((item for item in items if item != done), None)

    def progress(self, person: Person) -> Progress:
        """Return the numbers of the overview."""
        require(person, Role.READER)
        bring_up_to_date(self._store, self._settings)
        c = review_reports.c
        with reading(self._store) as connection:
            grouped = {
                name: _by_state(connection.execute(_grouped(column)).all())
                for name, column in (("years", reports.c.year), ("levels", reports.c.level), ("people", c.assignee))
            }
            sums = connection.execute(select(*(summed(c[name]).label(name) for name in _COUNTS))).one()
            doubtful: int = connection.execute(select(counted_where(c.in_doubt > 0))).scalar_one()
            rules = open_by_rule(connection)
        states: dict[ReviewState, int] = dict.fromkeys(ReviewState, 0)
        for counts in grouped["years"].values():
            for state, number in counts.items():
                states[state] += number
        open_counts = {**sums._mapping, "reports_in_doubt": doubtful}
        return Progress(sum(states.values()), states, **grouped, open=open_counts, rules=rules)


def _fitting(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    r, c = reports.c, review_reports.c
    found: list[ColumnElement[bool]] = []
    if wanted.states is not None:
        found.append(c.state.in_([state.value for state in wanted.states]))
    if wanted.job is not None:
        found.append(r.key.in_(select(job_items.c.report).join(jobs).where(jobs.c.key == wanted.job)))
    if wanted.unassigned:
        found.append(c.assignee.is_(None))
    if wanted.issuer is not None:
        found.append(r.issuer.contains(wanted.issuer, autoescape=True))
    if wanted.having is not None:
        found.append(or_(*(c[name] > 0 for name in wanted.having if name in _COUNTS)))
    if wanted.rule is not None:
        plain = c.rules.is_(None) & r.id.in_(select(findings.c.report_id).where(findings.c.rule == wanted.rule))
        found.append(plain | c.rules.contains(f'"{wanted.rule}":', autoescape=True))
    found.extend(r[name].is_(None) for name in wanted.lacking if name in ("issuer", "year", "level"))
    exact = ((c.assignee, wanted.assignee), (r.year, wanted.year), (r.level, wanted.level))
    return [*found, *(column == value for column, value in exact if value is not None)]


def _ordered(query: Select[Any], order: Order) -> Select[Any]:
    r, c = reports.c, review_reports.c
    first = {
        Order.RISK: (c.risk.desc(),),
        Order.CHANGED: (func.coalesce(c.changed_at, "").desc(),),
        Order.ISSUER: (r.issuer, r.year),
        Order.YEAR: (r.year.desc(), r.issuer),
    }
    return query.order_by(*first[order], c.report_id)


def _item(row: Any) -> QueueItem:
    fields = dict(row._mapping)
    source = fields.pop("source")
    name = json.loads(source)["name"] if source else ""
    return QueueItem(report_id=fields.pop("key"), name=name, state=ReviewState(fields.pop("state")), **fields)


def _grouped(column: Any) -> Select[Any]:
    source = reports.join(review_reports, review_reports.c.report_id == reports.c.id)
    query = select(column.label("name"), review_reports.c.state, func.count().label("number")).select_from(source)
    return query.group_by(column, review_reports.c.state)


def _by_state(rows: Any) -> dict[Any, dict[ReviewState, int]]:
    found: dict[Any, dict[ReviewState, int]] = {}
    for row in sorted(rows, key=lambda row: str(row.name)):
        found.setdefault(row.name, {})[ReviewState(row.state)] = row.number
    return found
