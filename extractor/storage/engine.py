"""Opening a database: connection settings, migration to the newest schema, and its errors as ours."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, inspect, make_url, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    InvalidatePoolError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from extractor.errors import ConfigError, SchemaVersionError, StorageError
from extractor.sqlite import BUSY_SECONDS, use_wal
from extractor.storage import migrations
from extractor.storage.readonly import path_of, readable

_POOL = {
    "pool_use_lifo": True,
    "pool_size": 10,
    "max_overflow": 30,
    "connect_args": {"connect_timeout": 10},
    "skip_autocommit_rollback": True,
}
_RESTED = 0.5
"""Seconds after which PostgreSQL is asked whether a connection still holds, before it is used again."""
_MIGRATING = 0x6E69616E
"""Key of the lock that PostgreSQL holds while the schema changes."""

_ERRORS = {
    "SQLITE_FULL": "error.storage_full",
    "SQLITE_READONLY": "error.storage_readonly",
    "SQLITE_CANTOPEN": "error.storage_readonly",
    "SQLITE_PERM": "error.storage_readonly",
    "SQLITE_CORRUPT": "error.storage_corrupt",
    "SQLITE_NOTADB": "error.storage_corrupt",
    "SQLITE_BUSY": "error.storage_busy",
    "SQLITE_LOCKED": "error.storage_busy",
    "08": "error.storage_unreachable",
    "57P": "error.storage_unreachable",
    "28": "error.storage_refused",
    "3D000": "error.storage_refused",
    "42501": "error.storage_refused",
    "53100": "error.storage_full",
    "25006": "error.storage_readonly",
    "40": "error.storage_busy",
    "55P03": "error.storage_busy",
    "XX001": "error.storage_corrupt",
    "22": "error.storage_value",
}
"""Messages by how SQLite names an error, or PostgreSQL numbers it, begins."""


def open_engine(url: str) -> Engine:
    """Return an engine on a database whose schema is up to date; an empty one is created.

    Raises:
        ConfigError: The URL can't be used.
        StorageError: The database can't be opened, or was written by a newer version.
    """
    engine = _engine(url)
    place = place_of(engine)
    try:
        with translated(place):
            if _version(engine) != migrations.HEAD:
                _migrate(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return engine


def place_of(engine: Engine) -> str:
    """Return where a store is, for messages: the file, or the URL without its password."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        return path_of(url.database or ":memory:")
    return url.render_as_string(hide_password=True)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn errors of the database inside the block into a StorageError that names the store."""
    try:
        yield
    except SQLAlchemyError as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        raise StorageError(_message_of(error), store=place, reason=str(original)) from error
    except sqlite3.Error as error:
        raise StorageError(store=place, reason=str(error)) from error
    except OverflowError as error:
        raise StorageError("error.storage_value", store=place, reason=str(error)) from error
    except UnicodeError as error:
        raise StorageError("error.storage_corrupt", store=place, reason=str(error)) from error


def _message_of(error: SQLAlchemyError) -> str:
    """Return the id of the message about an error of the database."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None) or ""
    known = next((ours for prefix, ours in _ERRORS.items() if name.startswith(prefix)), None)
    if known is None and isinstance(error, DataError):
        return "error.storage_value"
    if known is None and isinstance(error, OperationalError) and error.connection_invalidated:
        return "error.storage_unreachable"
    if known is None and type(original).__module__.startswith("psycopg") and isinstance(error, OperationalError):
        return "error.storage_unreachable"
    return known or "error.storage"


def insert_new(connection: Connection, table: Table) -> Any:
    """Return an insert that leaves records out whose key is there already, also by another writer just now."""
    made = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    return made.on_conflict_do_nothing()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that writes; commits at the end of the block.

    On SQLite no other writer can enter it. PostgreSQL lets others write meanwhile: who changes what it has read locks
    those rows, or says in its statement what it expects.
    """
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def _engine(url: str) -> Engine:
    """Return an engine, its folder made and SQLite's connections set up."""
    try:
        parsed = readable(make_url(url))
        engine = create_engine(parsed, **_POOL if parsed.get_backend_name() == "postgresql" else {})
    except ArgumentError as error:
        reason = "database_kind" if isinstance(error, NoSuchModuleError) else "database_url"
        raise ConfigError(setting="NIANBAO_DATABASE_URL", value="…", reason=reason) from error
    except ImportError as error:
        raise ConfigError(setting="NIANBAO_DATABASE_URL", value="…", reason=str(error)) from error
    if engine.dialect.name == "sqlite":
        _make_folder(parsed.database)
        engine.dialect.statement_compiler = _Compiler
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "checkin", _note_rest)
        event.listen(engine, "checkout", _require_alive)
    return engine


def _note_rest(_connection: Any, record: Any) -> None:
    record.info["rests_since"] = time.monotonic()


def _require_alive(connection: Any, record: Any, _proxy: object) -> None:
    """Have all connections made anew where one that rested for a while is dead, as after a restart of the server."""
    if time.monotonic() - record.info.get("rests_since", time.monotonic()) < _RESTED:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except Exception as error:  # whatever the driver says, it can't be used
        raise InvalidatePoolError from error


class _Compiler(SQLiteCompiler):
    """SQLAlchemy leaves hints on tables out for SQLite, which has them: `INDEXED BY`."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        """Return what stands behind a table's name."""
        return text


def _make_folder(database: str | None) -> None:
    """Create the folder of a SQLite file; a `file:` URI and an in-memory database need none."""
    if not database or database == ":memory:" or database.startswith("file:"):
        return
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError("error.storage_readonly", store=database, reason=reason) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Set what SQLite keeps per connection; transactions are begun by `_begin_sqlite`, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    use_wal(cursor)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction; one that writes takes the lock at once, since a later upgrade could fail."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(engine: Engine) -> str | None:
    """Return the schema revision of a database; None where it has none yet."""
    with engine.connect() as connection:
        return _version_in(connection)


def _version_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _migrate(engine: Engine, place: str) -> None:
    """Bring the schema to the newest revision, in one transaction."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        version = _version_in(connection)
        if version == migrations.HEAD:
            return
        if version is not None and version not in migrations.KNOWN:
            raise SchemaVersionError(store=place, found=version, known=migrations.HEAD)
        _run_alembic(connection)


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
