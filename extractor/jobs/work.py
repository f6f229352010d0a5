"""What a worker does with one job: read file after file, and record each as soon as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractor.batch import run
from extractor.errors import ConfigError, DocumentTooLargeError, ModelError, StorageError
from extractor.extraction.engines import ENGINES, RULES
from extractor.jobs.claims import MAX_DEATHS, Claim, Result, Waiting
from extractor.jobs.desk import Desk
from extractor.jobs.errors import JobError
from extractor.jobs.expand import fetch, unpack
from extractor.jobs.model import EXTRACT, Problem, problem_of
from extractor.jobs.models import outcomes_with_model
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
        self._items: dict[Path, Waiting] = {}
        self._bytes: dict[Path, bytes] = {}

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
        """Yield the files until the worker or the job is to end, those that came out of others behind them."""
        last = -1
        while waiting := [item for item in self._desk.claims.waiting(self._claim) if item.position > last]:
            for item in waiting:
                last = item.position
                if self._desk.stopped() or self._desk.claims.begin(self._claim, item.position):
                    return
                path = self._opened(item)
                if path is not None:
                    yield path

    def _opened(self, item: Waiting) -> Path | None:
        """Return the path of a file; None for one that is not read: it ended workers, is gone, or holds other files."""
        data = self._desk.claims.bytes_of(self._claim, item.position)
        if item.deaths >= MAX_DEATHS:
            self._failed(item, "jobs.gave_up", attempts=item.deaths)
        elif item.address is not None and item.size is None:
            fetch(self._desk, self._claim, item)
        elif data is None:
            self._failed(item, "jobs.bytes_gone")
        elif not unpack(self._desk, self._claim, item, data):
            path = _path(item, self._items)
            self._items[path], self._bytes[path] = item, data
            return path
        return None

    def _failed(self, item: Waiting, message_id: str, **params: object) -> None:
        error = Problem(message_id=message_id, params={"name": item.name, **params})
        self._desk.claims.record(self._claim, Result(item.position, error=error))

    def _open(self, path: Path, max_bytes: int) -> bytes:
        """Return the bytes of a file, which are not kept any longer."""
        data = self._bytes.pop(path)
        if len(data) > max_bytes:
            name = self._items[path].name
            raise DocumentTooLargeError("error.too_large_file", name=name, size=len(data), limit=max_bytes)
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


def _path(item: Waiting, known: Mapping[Path, Waiting]) -> Path:
    """Return a path that a file has for itself."""
    path = PurePosixPath(item.name)
    if Path(path) in known:
        path = path.with_name(f"{path.stem} ({item.position}){path.suffix}")
    return Path(path)
