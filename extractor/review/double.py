"""Double review: a sample of signed-off reports, reviewed again by others who don't see what the first ones did."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from extractor.review import log
from extractor.review.desk import read_stored
from extractor.review.edits import changes_of
from extractor.review.errors import ConflictError, ReviewError, StateError
from extractor.review.model import Edit, LogEntry, ReviewState
from extractor.review.paths import read_values
from extractor.review.people import Person, Role, require
from extractor.review.plants import choose_plants, planted_reads, planted_report
from extractor.review.recheck import recheck
from extractor.review.standing import last_corrections
from extractor.review.view import ReviewedReport, with_corrections, with_states
from extractor.schema import Document, Report
from extractor.storage import ReportStore
from extractor.storage.access import changing, reading
from extractor.storage.audit import record
from extractor.storage.queries import find_report
from extractor.storage.review_tables import review_reports, sampled, samples
from extractor.storage.tables import reports
from extractor.validation.settings import DECLARED, CheckSettings


@dataclass(frozen=True)
class Sampled:
    """A report of a sample.

    Attributes:
        id: Number of the report in the database.
        plants: Wrong values the second reviewer is shown; for leads alone.
    """

    sample: int
    id: int
    report_id: str
    revision: int
    first_version: int
    first: str
    second: str
    version: int
    done: bool
    plants: dict[str, float]


@dataclass(frozen=True)
class BlindCase:
    """A report as its second reviewer sees it: as read, with their own corrections and nobody else's."""

    sample: int
    report_id: str
    version: int
    done: bool
    view: ReviewedReport
    document: Document
    log: tuple[LogEntry, ...]


class DoubleReview:
    """The double reviews of a store."""

    def __init__(self, store: ReportStore, settings: CheckSettings = DECLARED) -> None:
        self._store = store
        self._settings = settings

    def draw(
        self, person: Person, name: str, size: int, seconds: Sequence[str], *, plants: int = 0, seed: int = 0
    ) -> int:
        """Draw a sample of signed-off reports and return its number; for leads.

        Args:
            person: Who draws.
            name: Of the sample.
            size: How many reports.
            seconds: Logins of those who review again; nobody gets what they signed off themselves.
            plants: Wrong values to plant in each report.
            seed: Equal seeds draw equal samples from equal reports.

        Raises:
            NotAllowedError: The person is no lead.
            ReviewError: There are not as many signed-off reports with another reviewer.
        """
        require(person, Role.LEAD)
        chance = random.Random(seed)
        with changing(self._store) as connection:
            able = [row for row in _signed_off(connection) if set(seconds) - {row.assignee}]
            if size < 1 or len(able) < size:
                raise ReviewError("review.sample_too_small", available=len(able))
            record = {"name": name, "by": person.login, "at": log.now(), "seed": seed}
            inserted = connection.execute(samples.insert().values(record)).inserted_primary_key
            number = int(inserted[0]) if inserted else 0
            drawn = [_drawn(connection, number, row, seconds, plants, chance) for row in chance.sample(able, size)]
            connection.execute(sampled.insert(), drawn)
        return number

    def waiting(self, person: Person) -> tuple[tuple[int, str], ...]:
        """Return sample and report id of what a person still has to review again."""
        require(person, Role.REVIEWER)
        wanted = (sampled.c.second == person.login, sampled.c.done.is_(False))
        query = select(sampled.c.sample_id, reports.c.key).join(reports, reports.c.id == sampled.c.report_id)
        with reading(self._store) as connection:
            rows = connection.execute(query.where(*wanted).order_by(sampled.c.sample_id, reports.c.id)).all()
        return tuple((row.sample_id, row.key) for row in rows)

    def open(self, person: Person, sample: int, report_id: str) -> BlindCase:
        """Return a report to be reviewed again, blind.

        Raises:
            ReviewError: The report is not in the sample, or somebody else is to review it.
        """
        require(person, Role.REVIEWER)
        with reading(self._store) as connection:
            drawn = find_sampled(connection, sample, report_id)
            _require_second(drawn, person)
            return self._case(connection, drawn)

    def save(self, person: Person, sample: int, report_id: str, base: int, edits: Sequence[Edit]) -> BlindCase:
        """Record edits of a second review, all or none, and return the report with them.

        Raises:
            ConflictError: Another window of the same person saved since the base.
            EditError: An edit can't be made.
            StateError: The second review is finished.
            ReviewError: Somebody else is to review the report.
        """
        require(person, Role.REVIEWER)
        with changing(self._store) as connection:
            drawn = find_sampled(connection, sample, report_id)
            _require_second(drawn, person)
            case = self._case(connection, drawn)
            if drawn.done:
                raise StateError("review.second_done")
            if base != drawn.version:
                raise ConflictError(log.since(case.log, base), (), drawn.version)
            made = _entries(edits, case, person, drawn.revision)
            record(connection, log.insert(connection, drawn.id, drawn.report_id, sample, made))
            _update(connection, drawn, {"version": drawn.version + bool(made)})
            return self._case(connection, find_sampled(connection, sample, report_id))

    def finish(self, person: Person, sample: int, report_id: str) -> None:
        """Say that a second review is complete; it stays as it is.

        Raises:
            ReviewError: The report is not in the sample, or somebody else is to review it.
        """
        require(person, Role.REVIEWER)
        with changing(self._store) as connection:
            drawn = find_sampled(connection, sample, report_id)
            _require_second(drawn, person)
            _update(connection, drawn, {"done": True})

    def _case(self, connection: Connection, drawn: Sampled) -> BlindCase:
        stored, document = read_stored(connection, drawn.id, drawn.revision)
        entries = log.entries_of(connection, drawn.id, drawn.sample)
        view = _blind_view(stored, document, drawn, entries, self._settings)
        return BlindCase(drawn.sample, drawn.report_id, drawn.version, drawn.done, view, document, tuple(entries))


def find_sampled(connection: Connection, sample: int, report_id: str) -> Sampled:
    """Return a report of a sample.

    Raises:
        ReviewError: It is not in the sample.
    """
    found = find_report(connection, report_id)
    c = sampled.c
    query = select(sampled).where(c.sample_id == sample, c.report_id == found.id)
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise ReviewError("review.no_such_sample", sample=sample)
    return sampled_of(row, found.key)


def sampled_of(row: Any, key: str) -> Sampled:
    """Return a row of a sample with the id of its report."""
    fields = {column.name: row._mapping[column.name] for column in sampled.c}
    plants = json.loads(fields.pop("plants"))
    return Sampled(sample=fields.pop("sample_id"), id=fields.pop("report_id"), report_id=key, plants=plants, **fields)


def _signed_off(connection: Connection) -> Sequence[Any]:
    c = review_reports.c
    query = select(reports.c.id, reports.c.revision, c.version, c.assignee)
    query = query.join(review_reports, c.report_id == reports.c.id)
    return connection.execute(query.where(c.state == ReviewState.SIGNED_OFF.value).order_by(reports.c.id)).all()


def _drawn(
    connection: Connection, sample: int, row: Any, seconds: Sequence[str], plants: int, chance: random.Random
) -> dict[str, Any]:
    report, _ = read_stored(connection, row.id, row.revision)
    return {
        "sample_id": sample,
        "report_id": row.id,
        "revision": row.revision,
        "first_version": row.version,
        "first": row.assignee,
        "second": chance.choice(sorted(set(seconds) - {row.assignee})),
        "version": 0,
        "done": False,
        "plants": json.dumps(choose_plants(read_values(report), plants, chance)),
    }


def _blind_view(
    stored: Report, document: Document, drawn: Sampled, entries: Sequence[LogEntry], settings: CheckSettings
) -> ReviewedReport:
    reads = read_values(stored)
    planted = planted_report(stored, reads, drawn.plants)
    if drawn.plants:
        planted = recheck(stored, planted, (), document, settings)
    shown = planted_reads(reads, drawn.plants)
    values, corrected = with_corrections(planted, shown, last_corrections(entries), document, settings)
    return with_states(planted, values, corrected, drawn.revision, ())


def _entries(edits: Sequence[Edit], case: BlindCase, person: Person, revision: int) -> list[LogEntry]:
    return [
        change.entry(case.version + 1, step, revision, person.login, log.now())
        for step, edit in enumerate(edits)
        for change in changes_of(edit, case.view, case.document)
    ]


def _update(connection: Connection, drawn: Sampled, values: dict[str, Any]) -> None:
    c = sampled.c
    wanted = sampled.update().where(c.sample_id == drawn.sample, c.report_id == drawn.id)
    connection.execute(wanted.values(values))


def _require_second(drawn: Sampled, person: Person) -> None:
    if drawn.second != person.login:
        raise ReviewError("review.second_is_other", second=drawn.second)
