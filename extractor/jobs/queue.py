"""The queue as those see it who hand in files and ask how far they are. Everything stands in the store."""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from extractor.jobs import clock
from extractor.jobs.errors import JobError, JobNotFoundError
from extractor.jobs.model import (
    EXTRACT,
    ItemState,
    Job,
    JobFile,
    JobItem,
    JobState,
    Problem,
    counts_of,
)
from extractor.storage import ReportStore
from extractor.storage.encode import compress
from extractor.storage.indexing import changing, reading
from extractor.storage.job_tables import job_items, job_workers, jobs

_PORTION = 16 * 1024 * 1024
"""Bytes of files written at a time, so that memory stays flat."""
_GONE = 15
"""Seconds after which a worker that has said nothing is taken for gone."""


class JobQueue:
    """The jobs of a store."""

    def __init__(self, store: ReportStore) -> None:
        self._store = store

    def submit(
        self,
        by: str,
        files: Iterable[JobFile],
        *,
        kind: str = EXTRACT,
        payload: Mapping[str, Any] | None = None,
        request: str | None = None,
    ) -> Job:
        """Add a job with its files in one transaction and return it.

        Args:
            by: Login of who asks for it.
            files: Their bytes are kept in the store until they are read.
            kind: What is to be done.
            payload: What that needs to know; `{"engine": "rules"}` unless given.
            request: A key of the caller's own: the same one again returns the job that it made.

        Raises:
            JobError: There is no file.
        """
        record = {
            "key": secrets.token_hex(8),
            "kind": kind,
            "payload": json.dumps(dict(payload or {"engine": "rules"}), ensure_ascii=False),
            "state": JobState.QUEUED.value,
            "attempts": 0,
            "due": 0.0,
            "cancelling": False,
            "request": request,
            "by": by,
            "at": clock.now(),
        }
        with changing(self._store) as connection:
            known = _by_request(connection, by, request)
            if known is not None:
                return _jobs(connection, [known])[0]
            row_id: int = connection.execute(jobs.insert().values(record).returning(jobs.c.id)).scalar_one()
            if not add_items(connection, row_id, 0, files):
                raise JobError("jobs.no_files")
            row = connection.execute(select(jobs).where(jobs.c.id == row_id)).one()
            return _jobs(connection, [row])[0]

    def get(self, job_id: str) -> Job:
        """Return a job as it stands.

        Raises:
            JobNotFoundError: There is none with that id.
        """
        with reading(self._store) as connection:
            return _jobs(connection, [find_job(connection, job_id)])[0]

    def items(self, job_id: str, *, after: int = -1, limit: int | None = None) -> tuple[JobItem, ...]:
        """Return the files of a job in their order, those after a position.

        Raises:
            JobNotFoundError: There is no such job.
        """
        with reading(self._store) as connection:
            job = find_job(connection, job_id)
            columns = [column for column in job_items.c if column.name not in ("raw", "job_id", "attempts")]
            c = job_items.c
            query = select(*columns).where(c.job_id == job.id, c.position > after).order_by(c.position).limit(limit)
            return tuple(_item(row) for row in connection.execute(query))

    def list(
        self,
        *,
        by: str | None = None,
        states: Sequence[JobState] = (),
        before: str | None = None,
        limit: int | None = None,
    ) -> tuple[Job, ...]:
        """Return jobs, the newest first; `before` is the id of the last one that was seen.

        Raises:
            JobNotFoundError: There is no job with the id of `before`.
        """
        query = select(jobs).order_by(jobs.c.id.desc()).limit(limit)
        if by is not None:
            query = query.where(jobs.c.by == by)
        if states:
            query = query.where(jobs.c.state.in_([state.value for state in states]))
        with reading(self._store) as connection:
            if before is not None:
                query = query.where(jobs.c.id < find_job(connection, before).id)
            return _jobs(connection, connection.execute(query).all())

    def cancel(self, job_id: str) -> Job:
        """Cancel what is left of a job and return it; one that is running stops at its next file.

        Raises:
            JobNotFoundError: There is no such job.
        """
        with changing(self._store) as connection:
            job = find_job(connection, job_id, lock=True)
            if job.state == JobState.QUEUED.value or _is_orphan(job, clock.seconds(connection)):
                close(connection, job.id, JobState.CANCELLED)
            elif job.state == JobState.RUNNING.value:
                connection.execute(jobs.update().where(jobs.c.id == job.id).values(cancelling=True))
            return _jobs(connection, [find_job(connection, job_id)])[0]

    def retry(self, job_id: str) -> Job:
        """Queue again what failed, was cancelled or left of a job that is over, and return it.

        Raises:
            JobNotFoundError: There is no such job.
            JobError: It is not over, or everything in it is done.
        """
        again = (ItemState.FAILED.value, ItemState.CANCELLED.value, ItemState.WAITING.value)
        with changing(self._store) as connection:
            job = find_job(connection, job_id, lock=True)
            if not JobState(job.state).is_over:
                raise JobError("jobs.not_over", id=job_id)
            fresh = {"state": ItemState.WAITING.value, "attempts": 0, "error": None, "at": None}
            c = job_items.c
            wanted = job_items.update().where(c.job_id == job.id, c.state.in_(again))
            if not connection.execute(wanted.values(fresh)).rowcount:
                raise JobError("jobs.nothing_to_retry", id=job_id)
            queued = {"state": JobState.QUEUED.value, "attempts": 0, "due": 0.0, "finished_at": None, "error": None}
            connection.execute(jobs.update().where(jobs.c.id == job.id).values(**queued, cancelling=False))
            return _jobs(connection, [find_job(connection, job_id)])[0]

    def workers(self) -> tuple[str, ...]:
        """Return the names of the workers that are there."""
        with reading(self._store) as connection:
            since = clock.seconds(connection) - _GONE
            wanted = select(job_workers.c.name).where(job_workers.c.seen > since).order_by(job_workers.c.name)
            return tuple(connection.scalars(wanted))

    def depths(self) -> dict[JobState, int]:
        """Return how many jobs stand where."""
        with reading(self._store) as connection:
            rows = connection.execute(select(jobs.c.state, func.count()).group_by(jobs.c.state))
            return {JobState(state): number for state, number in rows}

    def forget(self, before: str) -> int:
        """Drop the bytes of files that jobs, over before a time (ISO 8601, UTC), left unread; return of how many."""
        with changing(self._store) as connection:
            over = select(jobs.c.id).where(jobs.c.finished_at < before)
            c = job_items.c
            dropped = job_items.update().where(c.job_id.in_(over), c.raw.is_not(None)).values(raw=None)
            return connection.execute(dropped).rowcount


def add_items(connection: Connection, job: int, first: int, files: Iterable[JobFile]) -> int:
    """Add files to a job from a position on, and return how many."""
    number, size = 0, 0
    waiting: list[dict[str, Any]] = []
    for number, file in enumerate(files, 1):
        waiting.append(_record(job, first + number - 1, file))
        size += len(file.data or b"")
        if size >= _PORTION:
            connection.execute(job_items.insert(), waiting)
            waiting, size = [], 0
    if waiting:
        connection.execute(job_items.insert(), waiting)
    return number


def find_job(connection: Connection, job_id: str, *, lock: bool = False) -> Any:
    """Return the row of a job, locked against other transactions if so wanted.

    Raises:
        JobNotFoundError: There is none with that id.
    """
    query = select(jobs).where(jobs.c.key == job_id.strip().lower())
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise JobNotFoundError(id=job_id)
    return row


def close(connection: Connection, job: int, state: JobState, error: Problem | None = None) -> None:
    """End a job; of a cancelled one the files that wait are cancelled too."""
    if state is JobState.CANCELLED:
        c = job_items.c
        waiting = job_items.update().where(c.job_id == job, c.state == ItemState.WAITING.value)
        connection.execute(waiting.values(state=ItemState.CANCELLED.value, at=clock.now()))
    values = {"state": state.value, "lease": None, "leased_until": None, "cancelling": False}
    kept = {"error": error.model_dump_json()} if error else {}
    connection.execute(jobs.update().where(jobs.c.id == job).values(**values, **kept, finished_at=clock.now()))


def _is_orphan(job: Any, now: float) -> bool:
    """Return whether a job is running by its state, and nobody works on it any more."""
    return bool(job.state == JobState.RUNNING.value and job.leased_until < now)


def _record(job: int, position: int, file: JobFile) -> dict[str, Any]:
    named = file.name or (urlsplit(file.address).path.rpartition("/")[2] if file.address else "")
    return {
        "job_id": job,
        "position": position,
        "name": named or file.address or "?",
        "address": file.address,
        "size": None if file.data is None else len(file.data),
        "raw": None if file.data is None else compress(file.data),
        "state": ItemState.WAITING.value,
        "attempts": 0,
    }


def unpacked(raw: bytes) -> bytes:
    """Return the bytes of a file that were kept in the queue."""
    return zlib.decompress(raw)


def _by_request(connection: Connection, by: str, request: str | None) -> Any:
    if request is None:
        return None
    return connection.execute(select(jobs).where(jobs.c.by == by, jobs.c.request == request)).one_or_none()


def _jobs(connection: Connection, rows: Sequence[Any]) -> tuple[Job, ...]:
    counted: dict[int, dict[str, int]] = {row.id: {} for row in rows}
    c = job_items.c
    query = select(c.job_id, c.state, func.count()).where(c.job_id.in_(counted)).group_by(c.job_id, c.state)
    for job, state, number in connection.execute(query):
        counted[job][state] = number
    return tuple(_job(row, counted[row.id]) for row in rows)


def _job(row: Any, counts: dict[str, int]) -> Job:
    return Job(
        id=row.key,
        kind=row.kind,
        payload=json.loads(row.payload),
        state=JobState(row.state),
        counts=counts_of(counts),
        attempts=row.attempts,
        cancelling=row.cancelling,
        error=_problem(row.error),
        by=row.by,
        at=row.at,
        finished_at=row.finished_at,
    )


def _item(row: Any) -> JobItem:
    values = dict(row._mapping)
    return JobItem(**values | {"report_id": values.pop("report"), "error": _problem(row.error)})


def _problem(stored: str | None) -> Problem | None:
    return Problem.model_validate_json(stored) if stored else None
