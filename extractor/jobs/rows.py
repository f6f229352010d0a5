"""Jobs and their files as rows of the store: written here for the queue and for workers, read back as they stand."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from extractor.jobs import clock
from extractor.jobs.errors import JobNotFoundError
from extractor.jobs.model import ItemState, Job, JobFile, JobItem, JobState, Problem, counts_of
from extractor.storage.encode import compress
from extractor.storage.job_tables import job_items, jobs

_PORTION = 16 * 1024 * 1024
"""Bytes of files written at a time, so that memory stays flat."""
_LONGEST, _LONGEST_BYTES = 150, 240
_DEEPEST = 4
"""Characters and bytes of a name, and names of a path, that are kept; file systems take names of 255 bytes."""
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
    values = {"state": state.value, "lease": None, "leased_until": None, "cancelling": False, "in_hand": None}
    kept = {"error": error.model_dump_json()} if error else {}
    connection.execute(jobs.update().where(jobs.c.id == job).values(**values, **kept, finished_at=clock.now()))


def is_orphan(job: Any, now: float) -> bool:
    """Return whether a job is running by its state, and nobody works on it any more."""
    return bool(job.state == JobState.RUNNING.value and job.leased_until < now)


def _record(job: int, position: int, file: JobFile) -> dict[str, Any]:
    error = file.error.model_dump_json() if file.error else None
    return {
        "job_id": job,
        "position": position,
        "name": _name(file),
        "address": file.address,
        "size": None if file.data is None else len(file.data),
        "raw": None if file.data is None else compress(file.data),
        "state": ItemState.FAILED.value if error else ItemState.WAITING.value,
        "attempts": 0,
        "error": error,
        "at": clock.now() if error else None,
    }


def _name(file: JobFile) -> str:
    """Return a file's name as a path inside the job: no way out of it, nothing that can't be shown."""
    given = file.name or (urlsplit(file.address).path if file.address else "")
    parts = [part.strip() for part in _HIDDEN.sub("", given.replace("\\", "/")).split("/")]
    kept = [_end_of(part) for part in parts if part not in ("", ".", "..")]
    return "/".join(_shortened(kept) if file.name else kept[-1:]) or file.address or "?"


def _shortened(parts: list[str]) -> list[str]:
    """Return the parts of a path that are kept: of a long one the first, which was handed in, and the last."""
    return parts if len(parts) <= _DEEPEST else [parts[0], *parts[1 - _DEEPEST :]]


def _end_of(part: str) -> str:
    """Return as much of the end of a name as is kept."""
    return part[-_LONGEST:].encode()[-_LONGEST_BYTES:].decode(errors="ignore")


def unpacked(raw: bytes) -> bytes:
    """Return the bytes of a file that were kept in the queue."""
    return zlib.decompress(raw)


def by_request(connection: Connection, by: str, request: str | None) -> Any:
    """Return the row of the job that a person's own key made."""
    return connection.execute(select(jobs).where(jobs.c.by == by, jobs.c.request == request)).one()


def read_jobs(connection: Connection, rows: Sequence[Any]) -> tuple[Job, ...]:
    """Return the jobs of some rows, with the counts of their files."""
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


def read_item(row: Any) -> JobItem:
    """Return a file of a job from its row."""
    values = dict(row._mapping)
    return JobItem(**values | {"report_id": values.pop("report"), "error": _problem(row.error)})


def _problem(stored: str | None) -> Problem | None:
    return Problem.model_validate_json(stored) if stored else None
