"""An opened database: connections to it for the store and for the parts that keep tables beside its reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine

from extractor.storage.engine import place_of, translated, writing


class Database:
    """A database as its engine opens it, and how errors and people call it; every error is a StorageError.

    Attributes:
        engine: For what writes.
        asked: The same connections for what only reads.
        place: Where it is, for messages.
    """

    def __init__(self, engine: Engine) -> None:
        """Keep an engine whose schema is up to date."""
        self.engine = engine
        self.asked = engine
        if engine.dialect.name == "postgresql":
            self.asked = engine.execution_options(isolation_level="AUTOCOMMIT")
        self.place = place_of(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the connections."""
        with translated(self.place):
            self.engine.dispose()


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    """Give a connection that reads; errors of the database come out as a StorageError.

    On PostgreSQL each statement sees what is there at its moment, and is one round trip: no transaction is begun.
    """
    with translated(database.place), database.asked.connect() as connection:
        yield connection


@contextmanager
def streaming(database: Database) -> Iterator[Connection]:
    """Give a connection that reads many rows one after the other, with `yield_per`, which takes a transaction."""
    with translated(database.place), database.engine.connect() as connection:
        yield connection


@contextmanager
def changing(database: Database) -> Iterator[Connection]:
    """Give a connection in a transaction that writes, see `engine.writing`; commits at the end of the block."""
    with translated(database.place), writing(database.engine) as connection:
        yield connection
