"""One report on the desk: everything of it in one transaction, under its lock where it is to be changed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from extractor.errors import StorageError
from extractor.review import log
from extractor.review.counts import counts_of
from extractor.review.model import MAIN, LogEntry, ReviewState, Value
from extractor.review.standing import last_corrections
from extractor.review.view import ReviewedReport, with_corrections, with_states
from extractor.schema import Document, Finding, Report
from extractor.schema.life import Decision
from extractor.storage import ReportStore, decisions
from extractor.storage.encode import decode, decode_document
from extractor.storage.engine import translated, writing
from extractor.storage.queries import find_report
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import revisions, texts
from extractor.validation.life import with_findings
from extractor.validation.settings import CheckSettings

UNTOUCHED: dict[str, Any] = {
    "version": 0,
    "state": ReviewState.UNASSIGNED.value,
    "assignee": None,
    "changed_at": None,
    "revision": 0,
    "decided": 0,
    "corrections": 0,
    "in_doubt": 0,
    "errors": 0,
    "warnings": 0,
    "disagreements": 0,
    "unsure": 0,
    "risk": 0,
    "rules": None,
}
"""A report that nobody has reviewed; the counts are filled in for the queue (`extractor.review.queue`)."""


@dataclass
class Desk:
    """A report with its review, as one transaction sees it.

    Attributes:
        id: Number of the report in the database.
        key: `Report.id`.
        revision: The one current.
        entries: The log of the review.
    """

    connection: Connection
    id: int
    key: str
    revision: int
    version: int
    state: ReviewState
    assignee: str | None
    settings: CheckSettings
    also: Sequence[Finding] = ()
    entries: list[LogEntry] = field(default_factory=list)
    _checked: tuple[dict[str, LogEntry], dict[str, Value], Report] | None = None

    @cached_property
    def report(self) -> Report:
        """Return the report as stored."""
        return self._stored[0]

    @cached_property
    def document(self) -> Document:
        """Return the document in which its places count."""
        return self._stored[1]

    @property
    def decisions(self) -> list[Decision]:
        """Return the decisions on its findings, also those of this transaction."""
        return decisions.decisions_about(self.connection, [self.id])[self.id]

    def view(self) -> ReviewedReport:
        """Return the report with its corrections as they stand now; checked again only where those changed."""
        corrections = last_corrections(self.entries)
        if self._checked is None or self._checked[0] != corrections:
            checked = with_corrections(self.report, corrections, self.document, self.settings)
            self._checked = corrections, *checked
        _, values, corrected = self._checked
        return with_states(self.report, values, with_findings(corrected, self.also), self.revision, self.decisions)

    def add(self, made: Sequence[LogEntry]) -> None:
        """Add entries to the log of the review."""
        log.append(self.connection, self.id, MAIN, made)
        self.entries += made

    def save(self, view: ReviewedReport) -> None:
        """Write the new version, the state, and the counts by which the queue is ordered."""
        values = {
            "version": self.version,
            "state": self.state.value,
            "assignee": self.assignee,
            "changed_at": log.now(),
            "revision": self.revision,
            "decided": len(self.decisions),
            **counts_of(view),
        }
        update = review_reports.update().where(review_reports.c.report_id == self.id)
        self.connection.execute(update.values(values))

    @cached_property
    def _stored(self) -> tuple[Report, Document]:
        return read_stored(self.connection, self.id, self.revision)


def read_stored(connection: Connection, report: int, revision: int) -> tuple[Report, Document]:
    """Return a revision of a report and the document in which its places count."""
    c = revisions.c
    query = select(c.source, c.runs, c.body, texts.c.description, texts.c.text)
    query = query.select_from(revisions.join(texts, c.text_id == texts.c.id))
    row = connection.execute(query.where(c.report_id == report, c.number == revision)).one()
    try:
        return decode(row.source, row.runs, row.body), decode_document(row.description, row.text)
    except (ValueError, zlib.error) as error:
        raise StorageError("error.storage_corrupt", store=str(report), reason=str(error).splitlines()[0]) from error


@contextmanager
def at_desk(
    store: ReportStore, report_id: str, settings: CheckSettings, also: Sequence[Finding] = (), *, change: bool
) -> Iterator[Desk]:
    """Give a report with its review; to change it, nobody else can until the end of the block, which commits.

    Raises:
        ReportNotFoundError: There is no such report.
    """
    if change:
        with translated(store.place), writing(store._engine) as connection:
            yield _desk(connection, report_id, settings, also, change=True)
    else:
        with store._reading() as connection:
            yield _desk(connection, report_id, settings, also, change=False)


def _desk(
    connection: Connection, report_id: str, settings: CheckSettings, also: Sequence[Finding], *, change: bool
) -> Desk:
    found = find_report(connection, report_id)
    if change:
        log.insert_missing(connection, review_reports, [UNTOUCHED | {"report_id": found.id}])
    query = select(review_reports).where(review_reports.c.report_id == found.id)
    row = connection.execute(query.with_for_update() if change else query).one_or_none()
    version = row.version if row else 0
    return Desk(
        connection=connection,
        id=found.id,
        key=found.key,
        revision=found.revision,
        version=version,
        state=ReviewState(row.state) if row else ReviewState.UNASSIGNED,
        assignee=row.assignee if row else None,
        settings=settings,
        also=also,
        entries=log.entries_of(connection, found.id, until=version),
    )
