"""What a worker does with one job: read file after file, and record each as soon as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractor.batch import run
from extractor.errors import ConfigError, DocumentLoadError, DocumentTooLargeError, ModelError, StorageError
from extractor.extraction.engines import ENGINES, RULES
from extractor.jobs.claims import MAX_DEATHS, Claim, Result, Waiting
from extractor.jobs.desk import Desk
from extractor.jobs.errors import JobError
from extractor.jobs.model import EXTRACT, Problem, problem_of
from extractor.jobs.models import outcomes_with_model
from extractor.jobs.prepare import prepare
from extractor.storage import Entry

if TYPE_CHECKING:
    from extractor.outcome import Outcome


def work_off(desk: Desk, claim: Claim) -> bool:
    """Read the files of a job that wait; return whether the job is over.

    Raises:
        LeaseLostError: Another worker has taken the job over.
        NianbaoError: It broke as a whole; what is recorded stays.
    """
    if claim.kind != EXTRACT:
        raise JobError("jobs.unknown_kind", kind=claim.kind)
    prepare(desk, claim)
    unsent = _Reading(desk, claim).all()
    if unsent is not None:
        raise unsent
    if desk.stopped():
        desk.claims.release(claim)
        return False
    desk.claims.finish(claim)
    return True


class _Reading:
    """The reading of the files that wait. A path stands for a file: its name, with a number where two have one name."""

    def __init__(self, desk: Desk, claim: Claim) -> None:
        self._desk, self._claim = desk, claim
        self._items = _by_path(desk.claims.waiting(claim))

    def all(self) -> ModelError | None:
        """Record what becomes of each file; return why some were left, which is not the fault of theirs."""
        unsent: ModelError | None = None
        with ExitStack() as stack:
            for outcome in self._outcomes(stack):
                if isinstance(outcome.error, ModelError) and not outcome.error.sent:
                    unsent = outcome.error
                elif isinstance(outcome.error, StorageError | JobError):
                    raise outcome.error
                else:
                    self._desk.claims.record(self._claim, self._result(outcome))
        return unsent

    def _outcomes(self, stack: ExitStack) -> Iterator[Outcome]:
        desk, engine = self._desk, str(self._claim.payload.get("engine", RULES))
        if engine not in ENGINES:
            raise ConfigError("error.engine", engine=engine, known=", ".join(ENGINES))
        if engine != RULES:
            return outcomes_with_model(stack, desk, self._claim, engine, self._to_read(), self._open)
        return run(self._to_read(), desk.isolated, engine, desk.config.max_bytes, desk.checks, self._open)

    def _to_read(self) -> Iterator[Path]:
        """Yield the files until the worker or the job is to end; one that ended its worker too often is left out."""
        for path, item in self._items.items():
            if self._desk.stopped() or self._desk.claims.begin(self._claim, item.position):
                return
            if item.deaths >= MAX_DEATHS:
                params = {"name": item.name, "attempts": item.deaths}
                error = Problem(message_id="jobs.gave_up", params=params)
                self._desk.claims.record(self._claim, Result(item.position, error=error))
                continue
            yield path

    def _open(self, path: Path, max_bytes: int) -> bytes:
        item = self._items[path]
        data = self._desk.claims.bytes_of(self._claim, item.position)
        if data is None:
            raise DocumentLoadError("jobs.bytes_gone", name=item.name)
        if len(data) > max_bytes:
            raise DocumentTooLargeError("error.too_large_file", name=item.name, size=len(data), limit=max_bytes)
        return data

    def _result(self, outcome: Outcome) -> Result:
        item = self._items[outcome.path]
        error = None
        if outcome.error is not None:
            error = problem_of(outcome.error)
            error = error.model_copy(update={"params": {"name": item.name, **error.params}})
        processed = outcome.processed
        return Result(
            item.position,
            Entry(processed.report, processed.document, outcome.raw) if processed else None,
            error,
            self._name(outcome.same_as),
            self._name(outcome.other_half),
        )

    def _name(self, path: Path | None) -> str | None:
        return self._items[path].name if path else None


def _by_path(items: Iterable[Waiting]) -> dict[Path, Waiting]:
    """Return the files by a path that each has for itself."""
    found: dict[Path, Waiting] = {}
    for item in items:
        path = PurePosixPath(item.name)
        if Path(path) in found:
            path = path.with_name(f"{path.stem} ({item.position}){path.suffix}")
        found[Path(path)] = item
    return found
