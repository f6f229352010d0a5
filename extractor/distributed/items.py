"""What passes between the machines of a batch: a file with what is known of it so far, as bytes."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.extraction.engines import Narrated
from extractor.outcome import Processed
from extractor.pipeline import Reading
from extractor.validation.settings import CheckSettings


@dataclass(frozen=True)
class Plan:
    """What every worker is told. It holds neither password nor key: those stand in the environment of each machine.

    Attributes:
        engine: Who reads the prose.
        checks: What the office decides about the checks.
        max_bytes: Largest file that is read.
        max_seconds: How long one file other than plain text may take.
        max_memory: How much memory one such file may take, in bytes.
        version: Of the software; a worker with another one refuses.
    """

    engine: str
    checks: CheckSettings
    max_bytes: int
    max_seconds: float
    max_memory: int
    version: str


@dataclass(frozen=True)
class Item:
    """A file on its way.

    Attributes:
        raw: Its bytes; empty where they could not be read, or are stored.
        name: As `archive.display_name` gives it.
        reading: What it holds but for its prose; None before it was read and after it was finished.
        narrated: What a model read from its prose; None where none was asked.
        processed: The result; None before it was finished.
        error: Why there is no result.
        stored: Id of the report where it is in the store already and nothing was done; else None.
    """

    path: Path
    raw: bytes = b""
    name: str = ""
    reading: Reading | None = None
    narrated: Narrated | None = None
    processed: Processed | None = None
    error: Exception | None = None
    stored: str | None = None

    def failed(self, error: Exception) -> Item:
        """Return the file with nothing but its error."""
        return Item(self.path, name=self.name, error=error)


@dataclass(frozen=True)
class _Error:
    """An error taken apart: some of ours can't be called with what they keep."""

    kind: type[Exception]
    arguments: tuple[Any, ...]
    state: dict[str, Any]


def pack(item: Item) -> bytes:
    """Return a file as bytes; an error that can't be sent goes as a RuntimeError with its words."""
    error: Any = item.error
    if error is not None:
        error = _Error(type(error), error.args, error.__dict__)
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 (its own words, to see that they arrive)
        except Exception:  # whatever an error of some library keeps
            error = _Error(RuntimeError, (f"{type(item.error).__name__}: {item.error}",), {})
    return pickle.dumps(replace(item, error=error), protocol=5)


def unpack(data: bytes) -> Item:
    """Return the file that `pack` made these bytes of; they come from workers of the same run."""
    item: Item = pickle.loads(data)  # noqa: S301
    if not isinstance(item.error, _Error):
        return item
    error = item.error.kind.__new__(item.error.kind, *item.error.arguments)
    error.__dict__.update(item.error.state)
    return replace(item, error=error)
