"""What the store keeps for the index: which reports wait, and the passages with their words.

A report goes into the outbox in the transaction that changes it, so that nothing changes unseen by the index. The
passages refer to reports without a foreign key: a deleted report is gone at once, its passages at the next sync.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import BigInteger, Column, Connection, Engine, Integer, Table, Text, func, select
from sqlalchemy import Index as TableIndex

from extractor.storage import access
from extractor.storage.access import Database, reading
from extractor.storage.tables import metadata, reports, revisions, texts

__all__ = [
    "Stored",
    "changing",
    "chunks",
    "engine_of",
    "enqueue",
    "enqueue_all",
    "indexed_reports",
    "outbox",
    "pending",
    "read_stored",
    "reading",
    "settle",
    "shelved",
    "state",
    "waiting",
]

_INDEXING = 0x6E696478
"""Key of the lock that PostgreSQL holds while the index is written."""

Serial = BigInteger().with_variant(Integer, "sqlite")
"""A number that may exceed 2³¹; SQLite's own row id where it is the key."""

outbox = Table(
    "index_outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("report_id", Integer, nullable=False, comment="of a report that was added, changed or deleted"),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    TableIndex(None, "report_id"),
)

indexed_reports = Table(
    "index_reports",
    metadata,
    Column("report_id", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, comment="Report.id"),
    Column("revision", Integer, nullable=False, comment="whose passages these are"),
    Column("chunks", Integer, nullable=False),
    Column("hash", Text, nullable=False, comment="of the passages"),
    Column("shelf", Text, nullable=False, comment="which collection the vectors belong in: the year, or none"),
    Column("vectors", Integer, nullable=False, comment="1 where the vectors of these passages are in, else 0"),
    Column("issuer", Text, comment="as the review has it, else as read"),
    Column("year", Integer, comment="likewise"),
    TableIndex(None, "vectors"),
    TableIndex(None, "issuer"),
)

chunks = Table(
    "index_chunks",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=False, comment="report_id * 4096 + place in the report"),
    Column("report_id", Integer, nullable=False),
    Column("part", Integer),
    Column("row", Text, comment="table.row; NULL for prose"),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("spans", Text, nullable=False, comment="JSON list of [start, end]"),
)

shelved = Table(
    "index_shelved",
    metadata,
    Column("report_id", Integer, primary_key=True, autoincrement=False),
    Column("shelf", Text, primary_key=True),
    Column("places", Integer, nullable=False, comment="vectors of the report that may be there: 0 to places - 1"),
)

state = Table(
    "index_state",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


@dataclass(frozen=True)
class Stored:
    """The current revision of a report, as far as the index needs it.

    Attributes:
        id: In the database.
        key: `Report.id`.
        body: The report's JSON, without source and runs.
        text: Of the document; the spans of the body count in it.
    """

    id: int
    key: str
    revision: int
    issuer: str | None
    year: int | None
    body: dict[str, Any]
    text: str


def enqueue(connection: Connection, report_ids: Iterable[int]) -> None:
    """Note that reports were added, changed or deleted; belongs in the transaction that does so."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    records = [{"report_id": report_id, "at": at} for report_id in report_ids]
    if records:
        connection.execute(outbox.insert(), records)


def enqueue_all(connection: Connection) -> None:
    """Note every report of the store, and every one that only the index still has."""
    known = {*connection.scalars(select(reports.c.id)), *connection.scalars(select(indexed_reports.c.report_id))}
    enqueue(connection, sorted(known))


def waiting(connection: Connection, limit: int) -> dict[int, int]:
    """Return the reports that wait the longest, each with the last entry of the outbox that is about it."""
    c = outbox.c
    query = select(c.report_id, func.max(c.id)).group_by(c.report_id).order_by(func.min(c.id)).limit(limit)
    return {row[0]: row[1] for row in connection.execute(query)}


def pending(connection: Connection) -> int:
    """Return how many reports are not in the index as they stand in the store."""
    behind = select(indexed_reports.c.report_id).where(indexed_reports.c.vectors == 0)
    every = select(outbox.c.report_id).union(behind).subquery()
    number: int = connection.execute(select(func.count()).select_from(every)).scalar_one()
    return number


def settle(connection: Connection, done: dict[int, int]) -> None:
    """Remove what is done from the outbox; an entry that came in between stays."""
    delete = outbox.delete()
    for report_id, last in done.items():
        connection.execute(delete.where(outbox.c.report_id == report_id, outbox.c.id <= last))


def read_stored(connection: Connection, report_ids: Sequence[int]) -> tuple[Stored, ...]:
    """Return the current revisions of reports by database id; one that is not in the store is left out."""
    r, v = reports.c, revisions.c
    source = reports.join(revisions, (v.report_id == r.id) & (v.number == r.revision)).join(
        texts, texts.c.id == v.text_id
    )
    query = select(r.id, r.key, r.revision, r.issuer, r.year, v.body, texts.c.text).select_from(source)
    rows = connection.execute(query.where(r.id.in_(report_ids)).order_by(r.id))
    return tuple(
        Stored(
            row.id,
            row.key,
            row.revision,
            row.issuer,
            row.year,
            from_json(zlib.decompress(row.body)),
            zlib.decompress(row.text).decode(),
        )
        for row in rows
    )


def engine_of(store: Database) -> Engine:
    """Return the engine of a store, for the index that is kept beside its reports."""
    return store.engine


@contextmanager
def changing(store: Database) -> Iterator[Connection]:
    """Give a connection in a transaction that no other writer of the index can enter; commits at the block's end."""
    with access.changing(store) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_INDEXING)))
        yield connection
