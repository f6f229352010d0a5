"""Before a job's files are read: addresses become files, archives the files in them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractor import archive
from extractor.batch import find_files, read_file
from extractor.errors import DocumentError
from extractor.jobs.claims import MAX_DEATHS, Claim, Result, Waiting
from extractor.jobs.desk import Desk
from extractor.jobs.model import JobFile, Problem, problem_of

if TYPE_CHECKING:
    from extractor.batch import Found
    from extractor.fetch import Collected

_ZIP = b"PK"


def prepare(desk: Desk, claim: Claim) -> None:
    """Put files in the place of addresses and archives; ends early where the worker or the job is to end."""
    for look in (_fetch, _unpack):
        for item in desk.claims.waiting(claim):
            if item.deaths >= MAX_DEATHS:
                continue
            if desk.stopped() or desk.claims.begin(claim, item.position):
                return
            look(desk, claim, item)


def _fetch(desk: Desk, claim: Claim, item: Waiting) -> None:
    """Fetch a page with the files attached to it; each becomes a file of the job."""
    if item.address is None or item.size is not None:
        return
    from extractor.fetch import FetchLimits, collect

    told: list[Collected] = []
    with tempfile.TemporaryDirectory() as folder:
        collect([item.address], Path(folder), told.append, FetchLimits(max_bytes=desk.config.max_bytes))
        files = [_fetched(one) for one in told]
    if len(files) == 1 and files[0].error is not None:
        desk.claims.record(claim, Result(item.position, error=files[0].error))
    else:
        desk.claims.replace(claim, item.position, files)


def _fetched(one: Collected) -> JobFile:
    """Return what became of one address."""
    if one.file is not None:
        return JobFile(one.file.name, one.file.read_bytes(), one.url)
    return JobFile(None, address=one.url, error=problem_of(one.error) if one.error else None)


def _unpack(desk: Desk, claim: Claim, item: Waiting) -> None:
    """Take the files out of an archive; what can't be read of it fails by itself, and what is left out is counted."""
    raw = desk.claims.bytes_of(claim, item.position)
    if raw is None or not raw.startswith(_ZIP):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(item.name).name
        path.write_bytes(raw)
        if not archive.is_archive(path):
            return
        found = find_files([path], max_bytes=desk.config.max_bytes)
        whole = [outcome for outcome in found.failures if outcome.path == path and outcome.error]
        if whole and whole[0].error and not found.files:
            desk.claims.record(claim, Result(item.position, error=problem_of(whole[0].error)))
        else:
            desk.claims.replace(
                claim, item.position, _members(found, desk.config.max_bytes), _skipped(found, item.name)
            )


def _members(found: Found, max_bytes: int) -> Iterator[JobFile]:
    for path in found.files:
        name = archive.display_name(path)
        try:
            yield JobFile(name, read_file(path, max_bytes))
        except DocumentError as error:
            yield JobFile(name, error=problem_of(error))
    for outcome in found.failures:
        if outcome.error:
            yield JobFile(archive.display_name(outcome.path), error=problem_of(outcome.error))


def _skipped(found: Found, name: str) -> Problem | None:
    """Return which files of an archive are of other kinds, and so no files of the job; None where there are none."""
    if not found.skipped:
        return None
    kinds = ", ".join(f"{kind} × {number}" for kind, number in found.skipped.items())
    return Problem(message_id="jobs.skipped", params={"name": name, "kinds": kinds})
