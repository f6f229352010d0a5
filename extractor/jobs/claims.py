"""The queue as workers see it. Whatever a worker writes holds only while its claim does: another one may take over.

A claim ends by its lease: a worker that is killed says nothing any more, and its job goes on elsewhere with the files
that still wait. What became of a file and its report are written in one transaction, so that no file is stored twice.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from extractor.jobs import clock
from extractor.jobs.errors import LeaseLostError
from extractor.jobs.model import ItemState, JobFile, JobState, Problem, problem_of
from extractor.jobs.rows import add_items, close, unpacked
from extractor.storage import Entry, ReportStore
from extractor.storage.access import changing, reading
from extractor.storage.encode import encode
from extractor.storage.job_tables import job_items, job_workers, jobs
from extractor.storage.writer import write_batch

LEASE = 30.0
"""Seconds for which a claim holds without a sign of life."""
MAX_ATTEMPTS = 6
"""Times a job is begun without a file worked off before it is given up."""
MAX_DEATHS = 3
"""Times a file may end its worker before it is left out."""
_BACKOFF = 2.0


@dataclass(frozen=True)
class Claim:
    """A job that a worker has."""

    id: int
    job_id: str
    kind: str
    payload: Mapping[str, Any]
    token: str


@dataclass(frozen=True)
class Waiting:
    """A file that is to be read.

    Attributes:
        size: In bytes; None while its address is not fetched yet.
        deaths: How often its worker ended over it.
    """

    position: int
    name: str
    address: str | None
    size: int | None
    deaths: int


@dataclass(frozen=True)
class Result:
    """What became of a file: a report, or an error."""

    position: int
    entry: Entry | None = None
    error: Problem | None = None
    same_as: str | None = None
    other_half: str | None = None


@dataclass(frozen=True)
class Claims:
    """What workers do with the jobs of a store."""

    store: ReportStore
    lease: float = field(default=LEASE)

    def claim(self) -> Claim | None:
        """Return the job that waits the longest, or one whose worker is gone; None where there is none."""
        while True:
            with reading(self.store) as connection:
                if connection.execute(_due(clock.seconds(connection))).first() is None:
                    return None
            with changing(self.store) as connection:
                now = clock.seconds(connection)
                row = connection.execute(_due(now).with_for_update(skip_locked=True)).first()
                if row is None:
                    return None
                claimed = _take(connection, row, now + self.lease)
            if claimed is not None:
                return claimed

    def extend(self, claim: Claim) -> bool:
        """Say that the worker is alive; return whether the job is to be cancelled.

        Raises:
            LeaseLostError: Another worker has the job.
        """
        with self._holding(claim) as (_, row):
            return bool(row.cancelling)

    def waiting(self, claim: Claim) -> tuple[Waiting, ...]:
        """Return the files that are still to be read, in their order."""
        c = job_items.c
        query = select(c.position, c.name, c.address, c.size, c.attempts)
        query = query.where(c.job_id == claim.id, c.state == ItemState.WAITING.value).order_by(c.position)
        with reading(self.store) as connection:
            return tuple(Waiting(*row) for row in connection.execute(query))

    def bytes_of(self, claim: Claim, position: int) -> bytes | None:
        """Return the bytes of a file; None where they are not kept any more, or not fetched yet."""
        c = job_items.c
        query = select(c.raw).where(c.job_id == claim.id, c.position == position)
        with reading(self.store) as connection:
            raw: bytes | None = connection.execute(query).scalar_one()
        return unpacked(raw) if raw is not None else None

    def begin(self, claim: Claim, position: int) -> bool:
        """Note which file is read next; return whether the job is to be cancelled instead.

        Raises:
            LeaseLostError: Another worker has the job.
        """
        with self._holding(claim, in_hand=position) as (_, row):
            return bool(row.cancelling)

    def replace(self, claim: Claim, position: int, files: Iterable[JobFile], note: Problem | None = None) -> None:
        """Put files in the place of an archive or an address that they came from; they stand behind all others.

        Raises:
            LeaseLostError: Another worker has the job.
        """
        c = job_items.c
        with self._holding(claim, in_hand=None) as (connection, _):
            last = select(c.position).where(c.job_id == claim.id).order_by(c.position.desc()).limit(1)
            add_items(connection, claim.id, connection.execute(last).scalar_one() + 1, files)
            done = {"state": ItemState.UNPACKED.value, "raw": None, "at": clock.now()}
            done["error"] = note.model_dump_json() if note else None
            connection.execute(job_items.update().where(c.job_id == claim.id, c.position == position).values(done))

    def record(self, claim: Claim, result: Result) -> None:
        """Store what became of a file, with its report, in one transaction.

        Raises:
            LeaseLostError: Another worker has the job; nothing is stored.
        """
        batch = [encode(result.entry)] if result.entry else []
        c = job_items.c
        with self._holding(claim, in_hand=None, attempts=0) as (connection, _):
            values = _values(result)
            for saved in write_batch(connection, batch):
                values |= {"report": saved.report_id, "revision": saved.revision, "created": saved.created}
            waiting = (c.job_id == claim.id, c.position == result.position, c.state == ItemState.WAITING.value)
            connection.execute(job_items.update().where(*waiting).values(values))

    def finish(self, claim: Claim) -> JobState:
        """End a job as its files stand and return how: cancelled with some left, failed with none read, or done.

        Raises:
            LeaseLostError: Another worker has the job.
        """
        c = job_items.c
        with self._holding(claim) as (connection, _):
            states = set(connection.scalars(select(c.state).where(c.job_id == claim.id).distinct()))
            state = JobState.DONE if ItemState.DONE.value in states else JobState.FAILED
            if ItemState.WAITING.value in states:
                state = JobState.CANCELLED
            close(connection, claim.id, state)
        return state

    def release(self, claim: Claim, error: Exception | None = None) -> None:
        """Give a job back: to be gone on with at once, or after an error later, and given up after too many.

        Raises:
            LeaseLostError: Another worker has the job.
        """
        with self._holding(claim) as (connection, row):
            if error is not None and row.attempts >= MAX_ATTEMPTS:
                close(connection, claim.id, JobState.DEAD, problem_of(error))
                return
            free: dict[str, Any] = {"state": JobState.QUEUED.value, "lease": None, "leased_until": None}
            free |= {"in_hand": None, "due": 0.0}
            if error is None:
                free["attempts"] = max(row.attempts - 1, 0)
            else:
                free["due"] = clock.seconds(connection) + _BACKOFF**row.attempts
                free["error"] = problem_of(error).model_dump_json()
            connection.execute(jobs.update().where(jobs.c.id == claim.id).values(free))

    def show(self, name: str, claim: Claim | None) -> None:
        """Say that a worker is there, and what it works on."""
        with changing(self.store) as connection:
            values = {"seen": clock.seconds(connection), "job": claim.job_id if claim else None}
            known = job_workers.update().where(job_workers.c.name == name).values(values)
            if not connection.execute(known).rowcount:
                connection.execute(job_workers.insert().values(name=name, **values))

    def leave(self, name: str) -> None:
        """Take a worker that ends from the list."""
        with changing(self.store) as connection:
            connection.execute(job_workers.delete().where(job_workers.c.name == name))

    @contextmanager
    def _holding(self, claim: Claim, **values: Any) -> Iterator[tuple[Connection, Any]]:
        """Give a transaction, and the job's row, that only the worker with the claim can have; extends the lease."""
        held = (jobs.c.id == claim.id, jobs.c.lease == claim.token)
        with changing(self.store) as connection:
            row = connection.execute(select(jobs).where(*held).with_for_update()).one_or_none()
            if row is None:
                raise LeaseLostError(id=claim.job_id)
            until = clock.seconds(connection) + self.lease
            connection.execute(jobs.update().where(*held).values(leased_until=until, **values))
            yield connection, row


def _due(now: float) -> Any:
    """Return the query for the job to begin next."""
    c = jobs.c
    fresh = and_(c.state == JobState.QUEUED.value, c.due <= now)
    orphaned = and_(c.state == JobState.RUNNING.value, c.leased_until < now)
    return select(jobs).where(or_(fresh, orphaned)).order_by(c.id).limit(1)


def _take(connection: Connection, row: Any, until: float) -> Claim | None:
    """Return the claim on a job; None where it was cancelled or given up instead."""
    orphaned = row.state == JobState.RUNNING.value
    if orphaned and row.cancelling:
        close(connection, row.id, JobState.CANCELLED)
        return None
    if orphaned and row.in_hand is not None:
        c = job_items.c
        read = job_items.update().where(c.job_id == row.id, c.position == row.in_hand)
        connection.execute(read.values(attempts=c.attempts + 1))
    if row.attempts >= MAX_ATTEMPTS:
        close(connection, row.id, JobState.DEAD)
        return None
    token = secrets.token_hex(8)
    taken = {"state": JobState.RUNNING.value, "lease": token, "leased_until": until, "in_hand": None}
    connection.execute(jobs.update().where(jobs.c.id == row.id).values(**taken, attempts=row.attempts + 1))
    return Claim(row.id, row.key, row.kind, json.loads(row.payload), token)


def _values(result: Result) -> dict[str, Any]:
    """Return the columns of a file that was worked off; the bytes of one that failed are kept for another try."""
    values: dict[str, Any] = {"at": clock.now(), "same_as": result.same_as, "other_half": result.other_half}
    if result.entry is not None:
        return {**values, "state": ItemState.DONE.value, "raw": None, "error": None}
    error = result.error.model_dump_json() if result.error else None
    return {**values, "state": ItemState.FAILED.value, "error": error}
