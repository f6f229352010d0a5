"""One report on the desk: read in one snapshot, worked on in memory, written back if nobody else was faster."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, select

from extractor.errors import StorageError
from extractor.review import log
from extractor.review.counts import counts_of
from extractor.review.errors import ConflictError
from extractor.review.kept import Kept
from extractor.review.model import MAIN, LogEntry, Read, ReviewState, Value
from extractor.review.paths import read_values
from extractor.review.standing import as_read, last_corrections
from extractor.review.view import ReviewedReport, with_corrections, with_states
from extractor.schema import Document, Finding, Report
from extractor.schema.life import Decision
from extractor.storage import ReportStore, decisions
from extractor.storage.access import changing, reading
from extractor.storage.audit import record
from extractor.storage.encode import decode, decode_document
from extractor.storage.queries import find_report
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import finding_events, reports, revisions, texts
from extractor.validation.life import with_findings
from extractor.validation.settings import CheckSettings

T = TypeVar("T")
_TRIES = 100
"""Each failed one means that somebody else's save of the same report went through."""

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
"""A report that nobody has reviewed; the counts are filled in for the queue (`extractor.review.sync`)."""


@dataclass
class Desk:
    """A report with its review as it was when it was read, and what is to be written.

    Attributes:
        id: Number of the report in the database.
        key: `Report.id`.
        revision: The one current.
        version: Of the review; grown by a change.
        reads: Every value as extracted, by path.
        plain: The same as they hold where nobody corrected anything.
        entries: The log of the review, with what is new.
        decisions: On the findings, with what is new.
    """

    id: int
    key: str
    revision: int
    version: int
    state: ReviewState
    assignee: str | None
    report: Report
    document: Document
    reads: Mapping[str, Read]
    plain: Mapping[str, Value]
    entries: list[LogEntry]
    decisions: list[Decision]
    settings: CheckSettings
    also: Sequence[Finding] = ()
    found: tuple[int, int, int] = (0, 0, 0)
    values: dict[str, Any] = field(default_factory=dict)
    _checked: tuple[dict[str, LogEntry], dict[str, Value], Report] | None = None
    _viewed: tuple[int, int, ReviewedReport] | None = None

    def __post_init__(self) -> None:
        self.found = (self.version, len(self.entries), len(self.decisions))

    @property
    def mark(self) -> tuple[str, int, int, int]:
        """Return how far the report is: each number grows when something is saved about it."""
        return self.key, self.revision, self.version, len(self.decisions)

    def again(self, also: Sequence[Finding] = ()) -> Desk:
        """Return the same report to be worked on; what is here stays as it is."""
        viewed = self._viewed if also == self.also else None
        entries, decided = [*self.entries], [*self.decisions]
        return replace(self, entries=entries, decisions=decided, also=also, values={}, _viewed=viewed)

    def view(self) -> ReviewedReport:
        """Return the report with its corrections as they stand now; checked again only where those changed."""
        written = len(self.entries), len(self.decisions)
        if self._viewed is None or self._viewed[:2] != written:
            self._viewed = *written, self._view()
        return self._viewed[2]

    def _view(self) -> ReviewedReport:
        corrections = last_corrections(self.entries)
        if self._checked is None or self._checked[0] != corrections:
            given = self.report, self.reads, corrections, self.document, self.settings, self.plain
            checked = with_corrections(*given)
            self._checked = corrections, *checked
        _, values, corrected = self._checked
        return with_states(self.report, values, with_findings(corrected, self.also), self.revision, self.decisions)

    def save(self, view: ReviewedReport) -> None:
        """Prepare the new version, the state, and the counts by which the queue is ordered."""
        self.count_again(view)
        self.values |= {
            "version": self.version,
            "state": self.state.value,
            "assignee": self.assignee,
            "changed_at": log.now(),
        }

    def count_again(self, view: ReviewedReport | None = None) -> None:
        """Prepare the counts of a report that was extracted again or decided on elsewhere; nothing else changes."""
        counted = counts_of(view or self.view(), self.also)
        self.values = {"revision": self.revision, "decided": len(self.decisions), **counted}


class _Moved(Exception):  # noqa: N818 (never leaves this module)
    """Somebody else was faster."""


_STANDING = (
    select(
        reports.c.id,
        reports.c.key,
        reports.c.revision,
        func.coalesce(review_reports.c.version, 0).label("version"),
        func.coalesce(review_reports.c.state, ReviewState.UNASSIGNED.value).label("state"),
        review_reports.c.assignee,
        select(func.count())
        .where(finding_events.c.report_id == reports.c.id)
        .correlate(reports)
        .scalar_subquery()
        .label("decided"),
    )
    .select_from(reports.outerjoin(review_reports, review_reports.c.report_id == reports.c.id))
    .where(reports.c.key == bindparam("key"))
)
"""Where a report stands; made once, since every request about one asks it."""
_STORED = (
    select(revisions.c.source, revisions.c.runs, revisions.c.body, texts.c.description, texts.c.text)
    .select_from(revisions.join(texts, revisions.c.text_id == texts.c.id))
    .where(revisions.c.report_id == bindparam("report"), revisions.c.number == bindparam("number"))
)


def read_desk(
    store: ReportStore,
    report_id: str,
    settings: CheckSettings,
    also: Sequence[Finding] = (),
    kept: Kept | None = None,
) -> Desk:
    """Return a report with its review.

    Args:
        store: Where it is.
        report_id: Its id, or how that begins.
        settings: Of the office.
        also: Findings between reports.
        kept: Reports that were read before with these settings, and are read again only where they changed.

    Raises:
        ReportNotFoundError: There is no such report.
    """
    with reading(store) as connection:
        row = connection.execute(_STANDING, {"key": report_id}).one_or_none()
        row = row or connection.execute(_STANDING, {"key": find_report(connection, report_id).key}).one()
        known = kept.get(row.id) if kept else None
        if known is not None and known.mark == (row.key, row.revision, row.version, row.decided):
            return known.again(also)
        if known is not None and known.mark[:2] == (row.key, row.revision):
            report, document, reads, plain = known.report, known.document, known.reads, known.plain
            known = known if known.version <= row.version else None
        else:
            report, document = read_stored(connection, row.id, row.revision)
            reads, known = read_values(report), None
            plain = as_read(reads)
        return Desk(
            id=row.id,
            key=row.key,
            revision=row.revision,
            version=row.version,
            state=ReviewState(row.state),
            assignee=row.assignee,
            report=report,
            document=document,
            reads=reads,
            plain=plain,
            entries=_entries(connection, row, known),
            decisions=_decisions(connection, row, known),
            settings=settings,
            also=also,
            _checked=known._checked if known else None,
        )


def _entries(connection: Connection, row: Any, known: Desk | None) -> list[LogEntry]:
    """Return the log of a report; what is known of it stays as it is, and only what came since is read."""
    before = known.entries if known else []
    since = known.version if known else 0
    newer = log.entries_of(connection, row.id, since=since, until=row.version) if row.version > since else []
    return [*before, *newer]


def _decisions(connection: Connection, row: Any, known: Desk | None) -> list[Decision]:
    """Return the decisions on the findings of a report, read where there are others than those that are known."""
    if row.decided == (len(known.decisions) if known else 0):
        return [*known.decisions] if known else []
    return decisions.decisions_about(connection, [row.id])[row.id]


def change(
    store: ReportStore,
    report_id: str,
    settings: CheckSettings,
    act: Callable[[Desk], T],
    also: Sequence[Finding] = (),
    kept: Kept | None = None,
) -> T:
    """Return what a change says it did, once it is written whole; it is made again where somebody else was faster.

    The report is read and checked outside the lock, which is held for the writing alone.

    Raises:
        ReportNotFoundError: There is no such report.
        ConflictError: Others are always faster.
    """
    for _ in range(_TRIES):
        desk = read_desk(store, report_id, settings, also, kept)
        result = act(desk)
        if not desk.values:
            return result
        if _written(store, desk):
            if kept is not None:
                kept.put(desk)
            return result
    raise ConflictError((), (), desk.version)


def read_stored(connection: Connection, report: int, revision: int) -> tuple[Report, Document]:
    """Return a revision of a report and the document in which its places count."""
    row = connection.execute(_STORED, {"report": report, "number": revision}).one()
    try:
        return decode(row.source, row.runs, row.body), decode_document(row.description, row.text)
    except (ValueError, zlib.error) as error:
        raise StorageError("error.storage_corrupt", store=str(report), reason=str(error).splitlines()[0]) from error


def _written(store: ReportStore, desk: Desk) -> bool:
    """Write what is new, whole or not at all; False where the report is no longer as it was read."""
    try:
        with changing(store) as connection:
            _write(connection, desk)
    except _Moved:
        return False
    return True


def _write(connection: Connection, desk: Desk) -> None:
    version, entries, decided = desk.found
    c = review_reports.c
    if version == 0:
        log.insert_missing(connection, review_reports, [UNTOUCHED | {"report_id": desk.id}])
    update = review_reports.update().where(c.report_id == desk.id, c.version == version)
    if connection.execute(update.values(desk.values)).rowcount != 1:
        raise _Moved
    standing = connection.execute(_STANDING, {"key": desk.key}).one()
    if (standing.decided, standing.revision) != (decided, desk.revision):
        raise _Moved
    acts = decisions.insert(connection, desk.id, desk.key, desk.decisions[decided:])
    acts += log.insert(connection, desk.id, desk.key, MAIN, desk.entries[entries:])
    record(connection, acts)
