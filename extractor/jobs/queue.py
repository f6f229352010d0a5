"""The queue as those see it who hand in files and ask how far they are. Everything stands in the store."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from extractor.jobs import clock
from extractor.jobs.errors import JobError
from extractor.jobs.model import (
    EXTRACT,
    ItemState,
    Job,
    JobFile,
    JobItem,
    JobState,
)
from extractor.jobs.rows import add_items, by_request, close, find_job, is_orphan, read_item, read_jobs
from extractor.storage import ReportStore
from extractor.storage.access import changing, reading
from extractor.storage.engine import insert_new
from extractor.storage.job_tables import job_items, job_workers, jobs

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
            added = insert_new(connection, jobs).values(record).returning(jobs.c.id)
            row_id = connection.execute(added).scalar_one_or_none()
            if row_id is None:
                return read_jobs(connection, [by_request(connection, by, request)])[0]
            if not add_items(connection, row_id, 0, files):
                raise JobError("jobs.no_files")
            row = connection.execute(select(jobs).where(jobs.c.id == row_id)).one()
            return read_jobs(connection, [row])[0]

    def get(self, job_id: str) -> Job:
        """Return a job as it stands.

        Raises:
            JobNotFoundError: There is none with that id.
        """
        with reading(self._store) as connection:
            return read_jobs(connection, [find_job(connection, job_id)])[0]

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
            return tuple(read_item(row) for row in connection.execute(query))

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
            return read_jobs(connection, connection.execute(query).all())

    def cancel(self, job_id: str) -> Job:
        """Cancel what is left of a job and return it; one that is running stops at its next file.

        Raises:
            JobNotFoundError: There is no such job.
        """
        with changing(self._store) as connection:
            job = find_job(connection, job_id, lock=True)
            if job.state == JobState.QUEUED.value or is_orphan(job, clock.seconds(connection)):
                close(connection, job.id, JobState.CANCELLED)
            elif job.state == JobState.RUNNING.value:
                connection.execute(jobs.update().where(jobs.c.id == job.id).values(cancelling=True))
            return read_jobs(connection, [find_job(connection, job_id)])[0]

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
            return read_jobs(connection, [find_job(connection, job_id)])[0]

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
