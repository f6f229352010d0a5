"""A thread that owns a SQLite file and commits what waits in one go: durable without a disk flush for each record."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from extractor.errors import StorageError
from extractor.sqlite import BUSY_SECONDS, use_wal

_PORTION = 200

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class Writer:
    """Runs pieces of work on one connection, in the order they come; several wait for one commit.

    A future is done once its work is on the disk. A piece that fails undoes its own changes only.
    """

    def __init__(self, path: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        """Open the file; it and its folder are made.

        Raises:
            StorageError: It can't be opened, or `prepare` refuses it.
        """
        self._path = path
        self._jobs: queue.SimpleQueue[tuple[Work[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="nianbao-ledger", daemon=True)
        ready: Future[None] = Future()
        self._jobs.put((prepare, ready))
        self._thread.start()
        ready.result()

    def submit(self, work: Work[T]) -> Future[T]:
        """Return the future of a piece of work."""
        future: Future[T] = Future()
        self._jobs.put((work, future))
        return future

    def close(self) -> None:
        """Finish what waits and close the file."""
        self._jobs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        try:
            connection = _connect(self._path)
        except (OSError, sqlite3.Error) as error:
            self._refuse_all(_translated(error, self._path))
            return
        while True:
            jobs, last = self._portion()
            if jobs:
                self._commit(connection, jobs)
            if last:
                connection.close()
                return

    def _portion(self) -> tuple[list[tuple[Work[Any], Future[Any]]], bool]:
        """Return the jobs that wait, at least one, and whether they are the last."""
        jobs = []
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) >= _PORTION or self._jobs.empty():
                return jobs, False
            job = self._jobs.get()
        return jobs, True

    def _commit(self, connection: sqlite3.Connection, jobs: list[tuple[Work[Any], Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        try:
            connection.execute("BEGIN IMMEDIATE")
            for work, future in jobs:
                connection.execute("SAVEPOINT job")
                try:
                    done.append((future, work(connection)))
                except Exception as error:  # handed to whoever waits for this piece
                    connection.execute("ROLLBACK TO job")
                    future.set_exception(_translated(error, self._path))
                connection.execute("RELEASE job")
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            for _, future in jobs:
                if not future.done():
                    future.set_exception(_translated(error, self._path))
            return
        for future, result in done:
            future.set_result(result)

    def _refuse_all(self, error: Exception) -> None:
        while (job := self._jobs.get()) is not None:
            job[1].set_exception(error)


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    use_wal(connection)
    return connection


def _translated(error: Exception, path: Path) -> Exception:
    """Return a database's or the system's error as ours; others as they are."""
    if isinstance(error, sqlite3.Error) and error.sqlite_errorname.startswith("SQLITE_FULL"):
        return StorageError("error.storage_full", store=path)
    if isinstance(error, sqlite3.Error | OSError):
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return StorageError(store=path, reason=reason)
    return error
