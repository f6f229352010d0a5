"""Moving a store: every row of every table into an empty one, then both compared row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select, text

from extractor.errors import StorageError
from extractor.storage import audit_tables, job_tables, migrations, review_tables, token_tables
from extractor.storage.engine import open_engine, place_of, translated, writing
from extractor.storage.indexing import enqueue_all
from extractor.storage.tables import metadata

_ROWS = 500
_OTHERS = (audit_tables, job_tables, review_tables, token_tables)
"""Modules that declare further tables in the same metadata."""
_DERIVED = ("index_", "job_workers")
"""Tables that are made again: the index from the outbox, the list of workers by themselves."""


@dataclass(frozen=True)
class Info:
    """What a store is and holds.

    Attributes:
        size: Of the database, in bytes; None where it can't be had.
        rows: Of each table, by its name.
    """

    place: str
    database: str
    schema: str
    size: int | None
    rows: dict[str, int]


@dataclass(frozen=True)
class Copied:
    """What was copied: rows of each table, by its name; both stores hold the same."""

    place: str
    rows: dict[str, int]


def info(url: str) -> Info:
    """Return what a store is and holds.

    Raises:
        StorageError: It can't be opened.
    """
    engine = open_engine(url)
    with translated(place_of(engine)), engine.connect() as connection:
        version = connection.dialect.server_version_info or ()
        return Info(
            place=place_of(engine),
            database=f"{engine.dialect.name} {'.'.join(map(str, version))}".strip(),
            schema=migrations.HEAD,
            size=_size(connection),
            rows={table.name: _count(connection, table) for table in _tables()},
        )


def copy(source_url: str, target_url: str) -> Copied:
    """Copy a store into an empty one, in one transaction there, and return what was copied.

    The index over the reports is not copied: all of them are noted for the next `nianbao index`.

    Raises:
        StorageError: The target holds something, or one of both can't be used, or they differ afterwards.
    """
    source, target = open_engine(source_url), open_engine(target_url)
    try:
        with translated(place_of(target)), _snapshot(source) as reading, writing(target) as connection:
            _require_empty(connection, place_of(target))
            rows = {table.name: _copy_table(reading, connection, table) for table in _tables()}
            enqueue_all(connection)
            _set_sequences(connection)
            for table in _tables():
                _compare(reading, connection, table)
    finally:
        source.dispose()
        target.dispose()
    return Copied(place_of(target), rows)


def url_of(given: str) -> str:
    """Return the URL of a store that is given as one, or as an SQLite file."""
    return given if "://" in given else f"sqlite:///{Path(given).expanduser().absolute()}"


def _tables() -> list[Table]:
    """Return the tables that are copied, those first that others refer to."""
    return [table for table in metadata.sorted_tables if not table.name.startswith(_DERIVED)]


def _snapshot(engine: Engine) -> Connection:
    """Return a connection to which the store stays as it is now."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ")
    return engine.connect()


def _require_empty(connection: Connection, place: str) -> None:
    for table in _tables():
        if _count(connection, table):
            raise StorageError("db.not_empty", store=place)


def _copy_table(source: Connection, target: Connection, table: Table) -> int:
    """Copy the rows of a table, some at a time, and return how many."""
    number = 0
    for rows in _portions(source, table):
        target.execute(table.insert(), [dict(zip(table.c.keys(), row, strict=True)) for row in rows])
        number += len(rows)
    return number


def _portions(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    streamed = connection.execution_options(yield_per=_ROWS).execute(select(table))
    yield from streamed.partitions()


def _set_sequences(connection: Connection) -> None:
    """Let PostgreSQL number further rows behind those that were copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in _tables():
        if "id" not in table.c or table.c.id.autoincrement is False:
            continue
        sequence = func.pg_get_serial_sequence(table.name, "id")
        connection.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))


def _compare(source: Connection, target: Connection, table: Table) -> None:
    """Hold both tables against each other.

    Raises:
        StorageError: They differ; nothing is kept of the copy.
    """
    before, after = _digest(source, table), _digest(target, table)
    if before != after:
        raise StorageError("db.differs", table=table.name, source=before[:12], target=after[:12])


def _digest(connection: Connection, table: Table) -> str:
    """Return a digest of all rows whatever their order, which databases see differently."""
    total, number = 0, 0
    for rows in _portions(connection, table):
        for row in rows:
            plain = [bytes(value) if isinstance(value, memoryview) else value for value in row]
            total += int.from_bytes(hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).digest())
            number += 1
    return f"{total % 2**256:064x}:{number}"


def _count(connection: Connection, table: Table) -> int:
    number: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return number


def _size(connection: Connection) -> int | None:
    asked = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    if connection.dialect.name == "postgresql":
        asked = "SELECT pg_database_size(current_database())"
    size = connection.scalar(text(asked))
    return None if size is None else int(size)
