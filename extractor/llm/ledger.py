"""The ledger of the model: every request, every attempt and every answer, written the moment it happens.

It is at once the audit (what was sent and came, what it took) and the cache (what was answered is never paid again), in
a SQLite file of its own: a killed process leaves all it had, and several processes may share it.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypeVar

from extractor.errors import SchemaVersionError
from extractor.llm import spool
from extractor.llm.keys import digest
from extractor.llm.writer import Work, Writer

LEDGER_FILE = "model.db"
VERSION = 1
_READY = "ready"
"""The outcome of an attempt that waits for its place; one of a killed run may have been sent in its last moment."""

_LEASE_SECONDS = 10.0
_BEAT_SECONDS = 3.0

T = TypeVar("T")

_TABLES = """\
CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
CREATE TABLE requests (
    key TEXT PRIMARY KEY, prompt TEXT NOT NULL, model TEXT NOT NULL, endpoint TEXT NOT NULL, parameters TEXT NOT NULL,
    system_hash TEXT NOT NULL, user_hash TEXT NOT NULL, schema_hash TEXT NOT NULL, asked_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL REFERENCES requests, run TEXT NOT NULL, number INTEGER NOT NULL,
    mode TEXT NOT NULL, sent_at REAL NOT NULL, seconds REAL, outcome TEXT, status INTEGER, finish_reason TEXT,
    input_tokens INTEGER, output_tokens INTEGER, cost REAL, received_hash TEXT
);
CREATE INDEX attempts_key ON attempts (key);
CREATE INDEX attempts_run ON attempts (run);
CREATE TABLE answers (
    key TEXT PRIMARY KEY REFERENCES requests, attempt INTEGER NOT NULL REFERENCES attempts, text TEXT NOT NULL,
    finish_reason TEXT, mode TEXT NOT NULL, input_tokens INTEGER, output_tokens INTEGER, answered_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE claims (key TEXT PRIMARY KEY, owner TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE manners (endpoint TEXT, model TEXT, manner TEXT NOT NULL, PRIMARY KEY (endpoint, model)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Asked:
    """A request, as the ledger keeps it."""

    key: str
    prompt: str
    model: str
    endpoint: str
    parameters: Mapping[str, object]
    system: str
    user: str
    schema: str


@dataclass(frozen=True)
class Kept:
    """An answer that was paid for."""

    text: str
    finish_reason: str | None
    mode: str
    input_tokens: int | None
    output_tokens: int | None


@dataclass(frozen=True)
class Left:
    """An attempt of a killed run whose answer had arrived.

    Attributes:
        attempt: Its number in the ledger.
        mode: How it was asked.
        body: What had arrived.
    """

    attempt: int
    mode: str
    body: bytes


@dataclass(frozen=True)
class Claim:
    """Whose a request is.

    Attributes:
        kept: Its answer, where there is one.
        mine: Whether it is this process's to send; otherwise another one is about it.
        left: What killed runs had received.
    """

    kept: Kept | None = None
    mine: bool = False
    left: tuple[Left, ...] = ()


@dataclass(frozen=True)
class Ended:
    """How an attempt ended.

    Attributes:
        outcome: `answer` for a valid one, else the id of the message that says what was wrong; `cancelled`, or
            `killed` for one whose process ended before the answer came.
        seconds: None where the process ended before it was known.
        received: What came, as text.
        answer: The valid answer; None where there is none.
    """

    outcome: str
    seconds: float | None
    received: str = ""
    status: int | None = None
    finish_reason: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None
    answer: Kept | None = None


class Ledger:
    """The ledger in one file; use as a context manager. Its methods may be called from any thread or loop."""

    def __init__(self, path: Path, audit: Literal["keep", "hash"] = "keep") -> None:
        """Open it; it is made when there is none.

        Raises:
            StorageError: It can't be opened.
            SchemaVersionError: A newer version wrote it.
        """
        self.path, self.run, self._audit = path, uuid.uuid4().hex, audit
        self._writer = Writer(path, lambda connection: _prepare(connection, path))
        spool.remove_old(path.parent)
        self._spool = spool.Spool(path.parent, self.run)
        self._ending = threading.Event()
        self._beat = threading.Thread(target=self._renew, name="nianbao-lease", daemon=True)
        self._beat.start()

    def __enter__(self) -> Ledger:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits and close it; other processes may take over at once what this one had claimed."""
        self._ending.set()
        self._writer.submit(_statement("DELETE FROM claims WHERE owner = ?", (self.run,)))
        self._writer.close()
        self._spool.remove()

    async def find(self, key: str) -> Kept | None:
        """Return the answer to a request; None where there is none."""
        return await self._do(lambda connection: _find(connection, key))

    async def claim(self, asked: Asked) -> Claim:
        """Return whether a request is this process's to send, or its answer."""

        def work(connection: sqlite3.Connection) -> Claim:
            known = _find(connection, asked.key)
            if known is not None:
                return Claim(kept=known)
            self._enter(connection, asked)
            if not _take(connection, asked.key, self.run):
                return Claim()
            return Claim(mine=True, left=self._left(connection, asked.key))

        return await self._do(work)

    def _left(self, connection: sqlite3.Connection, key: str) -> tuple[Left, ...]:
        """Return what killed runs had received for a request; their attempts are closed."""
        query = "SELECT id, mode, run FROM attempts WHERE key = ? AND ifnull(outcome, ?) = ? AND run <> ?"
        found = []
        for attempt, mode, run in connection.execute(query, (key, _READY, _READY, self.run)).fetchall():
            body = spool.find(self.path.parent, run, attempt)
            if body is not None:
                found.append(Left(attempt, mode, body))
            connection.execute("UPDATE attempts SET outcome = 'killed' WHERE id = ?", (attempt,))
        return tuple(found)

    def arrived(self, attempt: int, body: bytes) -> None:
        """Keep the body of an answer at once; `end` follows when it is read."""
        self._spool.keep(attempt, body)

    async def release(self, key: str) -> None:
        """Let others send a request."""
        await self._do(_statement("DELETE FROM claims WHERE key = ? AND owner = ?", (key, self.run)))

    async def begin(self, key: str, number: int, mode: str) -> int:
        """Return the number of a new attempt; it is on the disk before anything is sent."""
        row = (key, self.run, number, mode, time.time(), _READY)
        insert = "INSERT INTO attempts (key, run, number, mode, sent_at, outcome) VALUES (?, ?, ?, ?, ?, ?)"
        return await self._do(lambda connection: int(connection.execute(insert, row).lastrowid or 0))

    def sent(self, attempt: int) -> None:
        """Write that an attempt goes out, without waiting for it."""
        update = "UPDATE attempts SET sent_at = ?, outcome = NULL WHERE id = ?"
        self._writer.submit(_statement(update, (time.time(), attempt)))

    def unsent(self, attempt: int) -> None:
        """Remove an attempt that did not go out, without waiting for it."""
        self._writer.submit(_statement("DELETE FROM attempts WHERE id = ? AND outcome = ?", (attempt, _READY)))

    async def end(self, attempt: int, key: str, ended: Ended) -> None:
        """Write how an attempt ended, with its answer."""
        await self._do(lambda connection: self._end(connection, attempt, key, ended))

    def end_soon(self, attempt: int, key: str, ended: Ended) -> None:
        """Write how an attempt ended, without waiting for it: for one that is being cancelled."""
        self._writer.submit(lambda connection: self._end(connection, attempt, key, ended))

    async def manner(self, endpoint: str, model: str) -> dict[str, Any] | None:
        """Return how an endpoint was last asked with success; None where that is not known."""
        query = "SELECT manner FROM manners WHERE endpoint = ? AND model = ?"
        row = await self._do(lambda connection: connection.execute(query, (endpoint, model)).fetchone())
        return json.loads(row[0]) if row else None

    async def remember_manner(self, endpoint: str, model: str, manner: Mapping[str, object]) -> None:
        """Keep how an endpoint was asked with success."""
        row = (endpoint, model, json.dumps(manner))
        await self._do(_statement("INSERT OR REPLACE INTO manners VALUES (?, ?, ?)", row))

    async def _do(self, work: Work[T]) -> T:
        return await asyncio.shield(asyncio.wrap_future(self._writer.submit(work)))

    def _enter(self, connection: sqlite3.Connection, asked: Asked) -> None:
        hashes = [self._text(connection, text) for text in (asked.system, asked.user, asked.schema)]
        row = (asked.key, asked.prompt, asked.model, asked.endpoint, json.dumps(asked.parameters), *hashes, time.time())
        connection.execute("INSERT OR IGNORE INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _text(self, connection: sqlite3.Connection, text: str) -> str:
        """Return the hash of a text; the text itself is kept where the settings say so."""
        text = text.encode("utf-8", "replace").decode("utf-8")
        row = (digest(text), text if self._audit == "keep" else None)
        keep = "INSERT INTO texts VALUES (?, ?) ON CONFLICT DO UPDATE SET text = coalesce(text, excluded.text)"
        connection.execute(keep, row)
        return row[0]

    def _end(self, connection: sqlite3.Connection, attempt: int, key: str, ended: Ended) -> None:
        received = self._text(connection, ended.received) if ended.received else None
        row = (ended.seconds, ended.outcome, ended.status, ended.finish_reason)
        counts = (ended.input_tokens, ended.output_tokens, ended.cost)
        connection.execute(
            "UPDATE attempts SET seconds = ?, outcome = ?, status = ?, finish_reason = ?, input_tokens = ?, "
            "output_tokens = ?, cost = ?, received_hash = ? WHERE id = ?",
            (*row, *counts, received, attempt),
        )
        if ended.answer is not None:
            kept = ended.answer
            answer = (key, attempt, kept.text, kept.finish_reason, kept.mode, kept.input_tokens, kept.output_tokens)
            connection.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*answer, time.time()))
            connection.execute("DELETE FROM claims WHERE key = ?", (key,))

    def _renew(self) -> None:
        """Keep this process's claims alive; those of a killed one run out."""
        renew = "UPDATE claims SET until = ? WHERE owner = ?"
        while not self._ending.wait(_BEAT_SECONDS):
            until = time.time() + _LEASE_SECONDS
            self._writer.submit(_statement(renew, (until, self.run)))


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none.

    Raises:
        SchemaVersionError: A newer version wrote the file.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise SchemaVersionError(store=path, found=version, known=VERSION)
    if version == 0:
        for statement in filter(None, map(str.strip, _TABLES.split(";"))):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _statement(sql: str, row: tuple[object, ...]) -> Work[None]:
    """Return the work of one statement."""

    def work(connection: sqlite3.Connection) -> None:
        connection.execute(sql, row)

    return work


def _find(connection: sqlite3.Connection, key: str) -> Kept | None:
    query = "SELECT text, finish_reason, mode, input_tokens, output_tokens FROM answers WHERE key = ?"
    row = connection.execute(query, (key,)).fetchone()
    return Kept(*row) if row else None


def _take(connection: sqlite3.Connection, key: str, owner: str) -> bool:
    """Claim a request; return whether it is this owner's now."""
    now = time.time()
    connection.execute("DELETE FROM claims WHERE key = ? AND (until < ? OR owner = ?)", (key, now, owner))
    row = (key, owner, now + _LEASE_SECONDS)
    return connection.execute("INSERT OR IGNORE INTO claims VALUES (?, ?, ?)", row).rowcount == 1
