"""What a job is: files to be read in the background, how far it is, and what became of each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from extractor.errors import NianbaoError
from extractor.messages import Language
from extractor.problems import describe
from extractor.schema.document import Frozen

EXTRACT = "extract"
"""The kind of job that reads files and stores their reports; its payload is `{"engine": …}`."""


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    """Every file was worked off, at least one of them read; the others say why not."""
    FAILED = "failed"
    """Every file was worked off, and none could be read."""
    CANCELLED = "cancelled"
    DEAD = "dead"
    """Given up: it broke again and again with no file worked off. What is left can be tried again."""

    @property
    def is_over(self) -> bool:
        """Return whether nothing more happens unless somebody asks for it."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


class ItemState(StrEnum):
    """Where one file of a job stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNPACKED = "unpacked"
    """An archive; the files in it are items of their own."""


class Problem(Frozen):
    """An error as it is stored: it can be told in either language."""

    message_id: str
    params: dict[str, Any] = Field(default_factory=dict)

    def text(self, lang: Language = "zh") -> str:
        """Return the message: what happened, and what to do."""
        return describe(NianbaoError(self.message_id, **self.params), lang)


class JobItem(Frozen):
    """One file of a job.

    Attributes:
        position: From 0, in the order of the job.
        name: Of the file; one out of an archive has the archive before it.
        address: Where it is fetched; None where the bytes were handed in.
        size: In bytes; None while it is not fetched yet.
        report_id: Of the report that was stored; None while there is none.
        revision: Number of the revision with the result.
        created: Whether that revision is new; False where the store had this result already.
        same_as: Name of an earlier file of the job with the same content.
        other_half: Name of the file with the rest of the report, where it is split over two.
        error: Why there is no report.
        at: When it was worked off, ISO 8601, UTC.
    """

    position: int
    name: str
    address: str | None = None
    size: int | None = None
    state: ItemState
    report_id: str | None = None
    revision: int | None = None
    created: bool | None = None
    same_as: str | None = None
    other_half: str | None = None
    error: Problem | None = None
    at: str | None = None


class Job(Frozen):
    """A job as it stands.

    Attributes:
        counts: How many files stand where; an archive that was unpacked is not among them.
        attempts: Times it was begun since a file was last worked off.
        cancelling: It stops at the next file.
        error: What last broke the job as a whole; None where nothing did.
        by: Login of who asked for it.
        at: When, ISO 8601, UTC.
        finished_at: When it was over; None before.
    """

    id: str
    kind: str
    payload: dict[str, Any]
    state: JobState
    counts: dict[ItemState, int]
    attempts: int
    cancelling: bool
    error: Problem | None
    by: str
    at: str
    finished_at: str | None

    @property
    def total(self) -> int:
        """Return how many files it has, as far as is known: an archive counts as one until it is unpacked."""
        return sum(self.counts.values())

    @property
    def worked_off(self) -> int:
        """Return how many files are done, failed or cancelled."""
        return self.total - self.counts.get(ItemState.WAITING, 0)


@dataclass(frozen=True)
class JobFile:
    """A file handed in: its bytes, or an address to fetch it from.

    Attributes:
        name: As the person knows it; None where the address will tell.
        error: Why it can't be read, where that is known already.
    """

    name: str | None
    data: bytes | None = None
    address: str | None = None
    error: Problem | None = None


def problem_of(error: Exception) -> Problem:
    """Return an error as it is stored; of one that is a bug its kind, and no text that may be the report's."""
    if isinstance(error, NianbaoError):
        return Problem(message_id=error.message_id, params={k: _plain(v) for k, v in error.params.items()})
    return Problem(message_id="jobs.broken", params={"kind": type(error).__name__})


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def counts_of(rows: Mapping[str, int]) -> dict[ItemState, int]:
    """Return the counts of a job from those of the database."""
    return {state: rows[state.value] for state in ItemState if state is not ItemState.UNPACKED and rows.get(state)}
