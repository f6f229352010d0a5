"""Connections to a store for the parts that keep tables of their own beside its reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from extractor.storage.engine import translated, writing

if TYPE_CHECKING:
    from extractor.storage.store import ReportStore


@contextmanager
def reading(store: ReportStore) -> Iterator[Connection]:
    """Give a connection that reads; errors of the database come out as a StorageError."""
    with store._reading() as connection:
        yield connection


@contextmanager
def changing(store: ReportStore) -> Iterator[Connection]:
    """Give a connection in a transaction that writes, see `engine.writing`; commits at the end of the block."""
    with translated(store.place), writing(store._engine) as connection:
        yield connection
