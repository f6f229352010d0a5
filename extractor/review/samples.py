"""The samples of the double review, as lists show them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from extractor.review.people import Person, Role, require
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.review_tables import sampled, samples
from extractor.storage.tables import reports


@dataclass(frozen=True)
class Sample:
    """A drawn sample.

    Attributes:
        by: Login of who drew it.
        at: When, ISO 8601, UTC.
        finished: Second reviews that are complete.
        plants: Wrong values planted in all of it.
    """

    id: int
    name: str
    by: str
    at: str
    reports: int
    finished: int
    plants: int


@dataclass(frozen=True)
class Waiting:
    """A report that somebody is to review again."""

    sample: int
    name: str
    report_id: str
    issuer: str | None
    year: int | None


def drawn_samples(store: ReportStore, person: Person) -> tuple[Sample, ...]:
    """Return every sample, the newest first; for leads.

    Raises:
        NotAllowedError: The person is no lead.
    """
    require(person, Role.LEAD)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    with reading(store) as connection:
        for row in connection.execute(select(sampled.c.sample_id, sampled.c.done, sampled.c.plants)):
            counts[row.sample_id].update(reports=1, finished=int(row.done), plants=len(json.loads(row.plants)))
        rows = connection.execute(select(samples).order_by(samples.c.id.desc())).all()
    return tuple(
        Sample(
            row.id,
            row.name,
            row.by,
            row.at,
            **{name: counts[row.id][name] for name in ("reports", "finished", "plants")},
        )
        for row in rows
    )


def waiting_for(store: ReportStore, person: Person) -> tuple[Waiting, ...]:
    """Return what a person still has to review again, the oldest sample first."""
    require(person, Role.REVIEWER)
    r, c = reports.c, sampled.c
    query = select(c.sample_id, samples.c.name, r.key, r.issuer, r.year)
    query = query.join(samples, samples.c.id == c.sample_id).join(reports, r.id == c.report_id)
    query = query.where(c.second == person.login, c.done.is_(False)).order_by(c.sample_id, r.id)
    with reading(store) as connection:
        return tuple(Waiting(*row) for row in connection.execute(query))


def issuers_of(store: ReportStore, person: Person, sample: int) -> dict[str, tuple[str | None, int | None]]:
    """Return issuer and year of each report of a sample, by its id."""
    require(person, Role.LEAD)
    query = select(reports.c.key, reports.c.issuer, reports.c.year).join(sampled, sampled.c.report_id == reports.c.id)
    with reading(store) as connection:
        rows = connection.execute(query.where(sampled.c.sample_id == sample)).all()
    return {row.key: (row.issuer, row.year) for row in rows}
