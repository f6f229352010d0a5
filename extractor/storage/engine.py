"""Opening a database: connection settings, migration to the newest schema, and its errors as ours."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from extractor.errors import ConfigError, SchemaVersionError, StorageError
from extractor.storage import migrations
from extractor.storage.readonly import path_of, readable

BUSY_SECONDS = 60
"""How long a process waits for another one that is writing."""

_ERRORS = {
    "SQLITE_FULL": "error.storage_full",
    "SQLITE_READONLY": "error.storage_readonly",
    "SQLITE_CANTOPEN": "error.storage_readonly",
    "SQLITE_PERM": "error.storage_readonly",
    "SQLITE_CORRUPT": "error.storage_corrupt",
    "SQLITE_NOTADB": "error.storage_corrupt",
    "SQLITE_BUSY": "error.storage_busy",
    "SQLITE_LOCKED": "error.storage_busy",
}


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
    return path_of(url.database or ":memory:") if engine.dialect.name == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn errors of the database inside the block into a StorageError that names the store."""
    try:
        yield
    except SQLAlchemyError as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(original, "sqlite_errorname", "")
        message_id = next((ours for prefix, ours in _ERRORS.items() if name.startswith(prefix)), "error.storage")
        raise StorageError(message_id, store=place, reason=str(original)) from error
    except sqlite3.Error as error:
        raise StorageError(store=place, reason=str(error)) from error
    except UnicodeError as error:
        raise StorageError("error.storage_corrupt", store=place, reason=str(error)) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that no other writer can enter; commits at the end of the block."""
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def _engine(url: str) -> Engine:
    """Return an engine, its folder made and SQLite's connections set up."""
    try:
        parsed = readable(make_url(url))
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise ConfigError(setting="NIANBAO_DATABASE_URL", value="…", reason=str(error)) from error
    if engine.dialect.name == "sqlite":
        _make_folder(parsed.database)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


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
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Switch to a write-ahead log; SQLite doesn't wait by itself when two processes do so at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


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
