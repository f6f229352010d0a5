"""The report store: save, get, list. Every database error comes out as a StorageError."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self, Unpack

from sqlalchemy import Connection, Engine, func, select

from extractor.errors import StorageError
from extractor.schema import Document, Report
from extractor.storage.encode import Entry, decode, decode_document, encode
from extractor.storage.engine import open_engine, place_of, translated, writing
from extractor.storage.queries import (
    Filters,
    ReportSummary,
    Revision,
    filtered,
    find_report,
    find_revision,
    summaries,
)
from extractor.storage.tables import documents, reports, revisions, texts
from extractor.storage.writer import Saved, write_batch

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


class ReportStore:
    """Reports by id. An id may be given by any prefix that only one report has."""

    def __init__(self, engine: Engine) -> None:
        """Use `open_store`, which also brings the schema up to date."""
        self._engine = engine
        self.place = place_of(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the connections."""
        with translated(self.place):
            self._engine.dispose()

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
        with translated(self.place), writing(self._engine) as connection:
            return tuple(write_batch(connection, batch))

    def get(self, report_id: str, revision: int | None = None) -> Report:
        """Return a report as it was extracted; without a number, its current revision."""
        c = revisions.c
        with self._reading() as connection:
            columns = select(c.source, c.runs, c.body)
            row = find_revision(connection, columns, report_id, revision)
        return self._decode(row)

    def document(self, report_id: str, revision: int | None = None) -> Document:
        """Return the document in which the spans of a revision count."""
        query = select(texts.c.description, texts.c.text).select_from(
            revisions.join(texts, revisions.c.text_id == texts.c.id)
        )
        with self._reading() as connection:
            row = find_revision(connection, query, report_id, revision)
        try:
            return decode_document(row.description, row.text)
        except (ValueError, zlib.error) as error:
            raise self._damaged(error) from error

    def raw(self, report_id: str) -> bytes:
        """Return the bytes of the file behind a report."""
        with self._reading() as connection:
            document = find_report(connection, report_id).document_id
            packed: bytes = connection.execute(select(documents.c.raw).where(documents.c.id == document)).scalar_one()
        try:
            return zlib.decompress(packed)
        except zlib.error as error:
            raise self._damaged(error) from error

    def revisions(self, report_id: str) -> tuple[Revision, ...]:
        """Return all revisions of a report, the first one first."""
        c = revisions.c
        with self._reading() as connection:
            report = find_report(connection, report_id)
            query = select(c.number, c.engine, c.version, c.created_at).where(c.report_id == report.id)
            return tuple(Revision(*row) for row in connection.execute(query.order_by(c.number)))

    def list(
        self, *, limit: int | None = None, offset: int = 0, **filters: Unpack[Filters]
    ) -> tuple[ReportSummary, ...]:
        """Return the reports that fit, in the order they were first stored."""
        with self._reading() as connection:
            return summaries(connection, limit, offset, filters)

    def count(self, **filters: Unpack[Filters]) -> int:
        """Return how many reports fit."""
        query = filtered(select(func.count()).select_from(reports), filters)
        with self._reading() as connection:
            number: int = connection.execute(query).scalar_one()
        return number

    def iterate(self, **filters: Unpack[Filters]) -> Iterator[Report]:
        """Yield the current revisions of the reports that fit, in the order of `list`; memory stays flat."""
        c = revisions.c
        join = reports.join(revisions, (c.report_id == reports.c.id) & (c.number == reports.c.revision))
        query = select(reports.c.id, c.source, c.runs, c.body).select_from(join)
        query = filtered(query, filters).order_by(reports.c.id).limit(_PAGE)
        last = 0
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(reports.c.id > last)).all()
            if not rows:
                return
            yield from (self._decode(row) for row in rows)
            last = rows[-1].id

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.place), self._engine.connect() as connection:
            yield connection

    def _decode(self, row: Any) -> Report:
        try:
            return decode(row.source, row.runs, row.body)
        except (ValueError, zlib.error) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StorageError:
        return StorageError("error.storage_corrupt", store=self.place, reason=str(error).splitlines()[0])
