"""The report store: save, get, list, decide. Every database error comes out as a StorageError."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Unpack

from sqlalchemy import Connection, func, select

from extractor.errors import StorageError
from extractor.schema import Document, Finding, Report
from extractor.schema.life import Decision, Reviewed, State, TrackedFinding
from extractor.storage import decisions
from extractor.storage.access import Database, changing, reading
from extractor.storage.audit import record
from extractor.storage.encode import Entry, decode, decode_document, encode
from extractor.storage.engine import open_engine
from extractor.storage.queries import (
    Filters,
    ReportSummary,
    Revision,
    filtered,
    find_report,
    find_revision,
    summaries,
)
from extractor.storage.saved import Saved
from extractor.storage.tables import documents, reports, revisions, texts
from extractor.storage.writer import write_batch
from extractor.validation.life import gone_since, track, with_findings

_PAGE = 200
"""Reports read at a time by `iterate`."""


def open_store(url: str) -> ReportStore:
    """Return the store at an SQLAlchemy URL; a new one is created, an older one migrated.

    Raises:
        ConfigError: The URL can't be used.
        SchemaVersionError: The store was written by a newer version.
        StorageError: The store can't be opened.
    """
    return ReportStore(open_engine(url))


class ReportStore(Database):
    """Reports by id, see `open_store`. An id may be given by any prefix that only one report has."""

    def save(self, entry: Entry) -> Saved:
        """Store one report; see `save_many`."""
        return self.save_many([entry])[0]

    def save_many(self, entries: Iterable[Entry]) -> tuple[Saved, ...]:
        """Store reports in one transaction: all or none.

        A result equal to the newest one of the same engine and version adds nothing; any other adds a revision and
        becomes the current one. A known document under another name only records the name.

        Returns:
            What was done, in the order of the entries.
        """
        batch = [encode(entry) for entry in entries]
        with changing(self) as connection:
            return tuple(write_batch(connection, batch))

    def get(self, report_id: str, revision: int | None = None) -> Report:
        """Return a report as it was extracted; without a number, its current revision."""
        c = revisions.c
        with reading(self) as connection:
            columns = select(c.source, c.runs, c.body)
            row = find_revision(connection, columns, report_id, revision)
        return self._decode(row)

    def document(self, report_id: str, revision: int | None = None) -> Document:
        """Return the document in which the spans of a revision count."""
        query = select(texts.c.description, texts.c.text).select_from(
            revisions.join(texts, revisions.c.text_id == texts.c.id)
        )
        with reading(self) as connection:
            row = find_revision(connection, query, report_id, revision)
        try:
            return decode_document(row.description, row.text)
        except (ValueError, zlib.error) as error:
            raise self._damaged(error) from error

    def raw(self, report_id: str) -> bytes:
        """Return the bytes of the file behind a report."""
        with reading(self) as connection:
            document = find_report(connection, report_id).document_id
            packed: bytes = connection.execute(select(documents.c.raw).where(documents.c.id == document)).scalar_one()
        try:
            return zlib.decompress(packed)
        except zlib.error as error:
            raise self._damaged(error) from error

    def revisions(self, report_id: str) -> tuple[Revision, ...]:
        """Return all revisions of a report, the first one first."""
        c = revisions.c
        with reading(self) as connection:
            report = find_report(connection, report_id)
            columns = select(c.number, c.engine, c.version, c.created_at, c.settings)
            query = columns.where(c.report_id == report.id)
            return tuple(Revision(*row) for row in connection.execute(query.order_by(c.number)))

    def list(
        self, *, limit: int | None = None, offset: int = 0, after: str | None = None, **filters: Unpack[Filters]
    ) -> tuple[ReportSummary, ...]:
        """Return the reports that fit, in the order they were first stored; those after a report, if one is given."""
        with reading(self) as connection:
            return summaries(connection, limit, offset, filters, after)

    def count(self, **filters: Unpack[Filters]) -> int:
        """Return how many reports fit."""
        query = filtered(select(func.count()).select_from(reports), filters)
        with reading(self) as connection:
            number: int = connection.execute(query).scalar_one()
        return number

    def iterate(self, **filters: Unpack[Filters]) -> Iterator[Report]:
        """Yield the current revisions of the reports that fit, in the order of `list`; memory stays flat."""
        for rows, _ in self._pages(filters):
            yield from (self._decode(row) for row in rows)

    def decide(
        self, report_id: str, key: str, state: State, *, by: str, reason: str = "", also: Sequence[Finding] = ()
    ) -> Decision:
        """Add a decision about a finding of the current revision, or one that is gone, and return it.

        What was decided before stays in the history; of two who decide at once, both are kept and the later holds.

        Args:
            report_id: As everywhere, its first digits will do.
            key: Of the finding; its first digits will do.
            state: What is known now; `OPEN` takes back an earlier decision.
            by: Who decides.
            reason: Why; needed to dismiss a finding.
            also: Findings about the report that are not stored with it: those between reports.

        Raises:
            ReportNotFoundError: There is no such report.
            FindingNotFoundError: It has no such finding.
            StorageError: Name or reason is missing.
        """
        return self.decide_all(report_id, [(key, state)], by=by, reason=reason, also=also)[0]

    def decide_all(
        self,
        report_id: str,
        wanted: Sequence[tuple[str, State]],
        *,
        by: str,
        reason: str = "",
        also: Sequence[Finding] = (),
    ) -> tuple[Decision, ...]:
        """Add decisions about several findings of a report, all or none, and return them; see `decide`.

        Raises:
            StorageError: As `decide`; also where one finding is decided on twice.
        """
        decisions.require_complete((state for _, state in wanted), by, reason)
        with changing(self) as connection:
            report = find_report(connection, report_id)
            tracked = self._findings_of(connection, report, also)
            chosen = {key: decisions.find_tracked(tracked, report.key, key) for key, _ in wanted}
            decisions.require_different([chosen[key].key for key, _ in wanted])
            made = [decisions.decision(chosen[key], state, report.revision, by, reason) for key, state in wanted]
            record(connection, decisions.insert(connection, report.id, report.key, made))
        return tuple(made)

    def findings_of(self, report_id: str, also: Sequence[Finding] = ()) -> tuple[TrackedFinding, ...]:
        """Return the findings of a report with their states: those it has, in its order, then those that are gone.

        Gone are findings of earlier revisions that the current one does not have, decided on or not.

        Args:
            report_id: As everywhere, its first digits will do.
            also: Findings about the report that are not stored with it, between reports; they stand behind its own.
        """
        with reading(self) as connection:
            return self._findings_of(connection, find_report(connection, report_id), also)

    def tracked(self, report: Report) -> tuple[TrackedFinding, ...]:
        """Return the findings of a report, as it is handed in, with their states, and decided ones that are gone."""
        with reading(self) as connection:
            row = find_report(connection, report.id)
            decided = decisions.decisions_about(connection, [row.id])[row.id]
        return track(report, row.revision, decided)

    def reviewed(
        self, also: Callable[[Report], Sequence[Finding]] | None = None, **filters: Unpack[Filters]
    ) -> Iterator[Reviewed]:
        """Yield what `iterate` does with the states of the findings; of those that are gone, the decided ones.

        Args:
            also: Returns the findings about a report that are not stored with it; the report then has them too.
            filters: What the reports have to fit.
        """
        for rows, decided in self._pages(filters):
            for row in rows:
                report = self._decode(row)
                report = with_findings(report, also(report)) if also else report
                yield Reviewed(report=report, findings=track(report, row.number, decided[row.id]))

    def reviewed_one(self, report_id: str, also: Callable[[Report], Sequence[Finding]] | None = None) -> Reviewed:
        """Return one report as `reviewed` yields it, with all findings that are gone."""
        report = self.get(report_id)
        further = also(report) if also else ()
        return Reviewed(report=with_findings(report, further), findings=self.findings_of(report.id, further))

    def _findings_of(self, connection: Connection, report: Any, also: Sequence[Finding]) -> tuple[TrackedFinding, ...]:
        c = revisions.c
        query = select(c.number, c.source, c.runs, c.body).where(c.report_id == report.id).order_by(c.number.desc())
        current, *earlier = connection.execute(query)
        decided = decisions.decisions_about(connection, [report.id])[report.id]
        tracked = track(with_findings(self._decode(current), also), current.number, decided)
        for row in earlier:
            tracked += gone_since(self._decode(row), row.number, tracked)
        return tracked

    def _pages(self, filters: Filters) -> Iterator[tuple[Sequence[Any], Mapping[int, Sequence[Decision]]]]:
        """Yield the current revisions of the reports that fit, some at a time, with the decisions about them."""
        c = revisions.c
        join = reports.join(revisions, (c.report_id == reports.c.id) & (c.number == reports.c.revision))
        query = select(reports.c.id, c.number, c.source, c.runs, c.body).select_from(join)
        query = filtered(query, filters).order_by(reports.c.id).limit(_PAGE)
        last = 0
        while True:
            with reading(self) as connection:
                rows = connection.execute(query.where(reports.c.id > last)).all()
                decided = decisions.decisions_about(connection, [row.id for row in rows])
            if not rows:
                return
            yield rows, decided
            last = rows[-1].id

    def _decode(self, row: Any) -> Report:
        try:
            return decode(row.source, row.runs, row.body)
        except (ValueError, zlib.error) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StorageError:
        return StorageError("error.storage_corrupt", store=self.place, reason=str(error).splitlines()[0])
