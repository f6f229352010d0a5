"""An opened database: connections to it for the store and for the parts that keep tables beside its reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine

from extractor.storage.engine import place_of, translated, writing


class Database:
    """A database as its engine opens it, and how errors and people call it; every error is a StorageError."""

    def __init__(self, engine: Engine) -> None:
        """Keep an engine whose schema is up to date."""
        self.engine = engine
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
    """Give a connection that reads; errors of the database come out as a StorageError."""
    with translated(database.place), database.engine.connect() as connection:
        yield connection


@contextmanager
def changing(database: Database) -> Iterator[Connection]:
    """Give a connection in a transaction that writes, see `engine.writing`; commits at the end of the block."""
    with translated(database.place), writing(database.engine) as connection:
        yield connection
