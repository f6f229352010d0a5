"""What is no single file: an address is fetched, an archive unpacked; the files in them become files of the job."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractor import archive
from extractor.batch import find_files, read_file
from extractor.jobs.claims import Claim, Result, Waiting
from extractor.jobs.desk import Desk
from extractor.jobs.model import JobFile, Problem, problem_of

if TYPE_CHECKING:
    from extractor.batch import Found
    from extractor.fetch import Collected

_ZIP = b"PK"


def fetch(desk: Desk, claim: Claim, item: Waiting) -> None:
    """Fetch a page with the files attached to it; each becomes a file of the job."""
    from extractor.fetch import FetchLimits, collect

    told: list[Collected] = []
    with tempfile.TemporaryDirectory() as folder:
        collect([str(item.address)], Path(folder), told.append, FetchLimits(max_bytes=desk.config.max_bytes))
        files = [_fetched(one) for one in told]
    if len(files) == 1 and files[0].error is not None:
        desk.claims.record(claim, Result(item.position, error=files[0].error))
    else:
        desk.claims.replace(claim, item.position, files)


def unpack(desk: Desk, claim: Claim, item: Waiting, raw: bytes) -> bool:
    """Take the files out of an archive and return whether it is one.

    What can't be read of it fails by itself, and what is left out is counted.
    """
    if not raw.startswith(_ZIP):
        return False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(item.name).name
        path.write_bytes(raw)
        if not archive.is_archive(path):
            return False
        try:
            found = find_files([path], max_bytes=desk.config.max_bytes)
        except Exception as error:  # whatever a library does over a damaged archive, the other files of the job go on
            desk.claims.record(claim, Result(item.position, error=problem_of(error)))
            return True
        whole = [outcome.error for outcome in found.failures if outcome.path == path and outcome.error]
        if whole and not found.files:
            desk.claims.record(claim, Result(item.position, error=problem_of(whole[0])))
        else:
            files = _members(found, desk.config.max_bytes)
            desk.claims.replace(claim, item.position, files, _skipped(found, item.name))
    return True


def _fetched(one: Collected) -> JobFile:
    """Return what became of one address."""
    if one.file is not None:
        return JobFile(one.file.name, one.file.read_bytes(), one.url)
    return JobFile(None, address=one.url, error=problem_of(one.error) if one.error else None)


def _members(found: Found, max_bytes: int) -> Iterator[JobFile]:
    for path in found.files:
        name = archive.display_name(path)
        try:
            yield JobFile(name, read_file(path, max_bytes))
        except Exception as error:  # likewise
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
