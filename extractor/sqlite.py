"""What every SQLite file of ours needs: a write-ahead log, and patience with another process that is writing."""

from __future__ import annotations

import sqlite3
import time
from typing import Protocol

BUSY_SECONDS = 60
"""How long a process waits for another one that is writing."""


class Executes(Protocol):
    """A connection or a cursor."""

    def execute(self, statement: str, /) -> object:
        """Run one statement."""


def use_wal(connection: Executes) -> None:
    """Switch a database to a write-ahead log; SQLite doesn't wait by itself when two processes do so at once.

    Raises:
        sqlite3.OperationalError: It can't be done, or others are still writing after `BUSY_SECONDS`.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
