"""What becomes of one file of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractor.schema import Document, Report


class Processed(Protocol):
    """What the pipeline makes of one file."""

    @property
    def report(self) -> Report: ...  # noqa: D102

    @property
    def document(self) -> Document: ...  # noqa: D102


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        error: Why there is no report; None where there is one. Anything but a NianbaoError is a bug.
        same_as: An earlier file of the run with the same content; None where there is none.
        other_half: The file with the rest of the report, where it is split over two; None where it is whole.
    """

    path: Path
    processed: Processed | None = None
    raw: bytes = b""
    error: Exception | None = None
    same_as: Path | None = None
    other_half: Path | None = None


@dataclass(frozen=True)
class Result:
    """A result that knows more than the file alone tells: its archive, or its other half."""

    report: Report
    document: Document
