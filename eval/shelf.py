"""The runs of a folder, for whoever looks at them side by side, and the documents of the project's gold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.gold import Case, find_cases
from eval.runs.folder import REPORTS, RUN, SUMMARY, RunFolder
from eval.runs.model import RunSettings
from extractor.errors import ConfigError

RUNS_FOLDER = "runs"
"""Below the data folder."""
OPEN_SETS = {"samples": "samples", "prose": "prose_cases/dev", "handwritten": "handwritten/dev"}
"""Gold whose values may be looked at, by name → folder of `eval`; the held-out halves are not among it."""
HELD_OUT = "test/"
"""Beginning of the names of held-out cases: their figures may be shown, their values not."""
_EVAL = Path(__file__).parent


@dataclass(frozen=True)
class Shelved:
    """A run on the shelf.

    Attributes:
        done: Reports that are extracted, each time counted.
        summary: None for a run that is not at its end.
        changed_at: When something was last written, in seconds since 1970.
    """

    name: str
    path: Path
    settings: RunSettings
    done: int
    summary: Mapping[str, Any] | None
    changed_at: float

    @property
    def total(self) -> int:
        """Return how many reports it has when it is done, each time counted."""
        return len(self.settings.gold) * self.settings.repeat


def runs_in(folder: Path) -> list[Shelved]:
    """Return the runs of a folder, the latest first; what is no run is left out."""
    found = [_shelved(path.parent) for path in folder.glob(f"*/{RUN}")]
    return sorted((run for run in found if run is not None), key=lambda run: run.changed_at, reverse=True)


def done_in(path: Path) -> int:
    """Return how many reports a run has done."""
    try:
        return (path / REPORTS).read_bytes().count(b"\n")
    except OSError:
        return 0


def places_of(names: list[str]) -> list[Path]:
    """Return the folders of some of `OPEN_SETS`."""
    return [_EVAL / OPEN_SETS[name] for name in names]


def is_held_out(case: str) -> bool:
    """Return whether a case is of a held-out half."""
    return case.startswith(HELD_OUT)


def report_ids() -> Mapping[str, str]:
    """Return the id that the document of each open case has as a stored report, by the case's name."""
    return {name: sha256(case.document.read_bytes()).hexdigest()[:16] for name, case in _open_cases().items()}


@cache
def _open_cases() -> dict[str, Case]:
    return {case.name: case for case in find_cases(places_of(list(OPEN_SETS))) if case.document.is_file()}


def _shelved(path: Path) -> Shelved | None:
    folder = RunFolder(path)
    try:
        settings = folder.settings()
    except ConfigError:
        return None
    finished = path / SUMMARY
    summary = folder.summary() if finished.is_file() else None
    changed = finished if finished.is_file() else path / RUN
    return Shelved(path.name, path, settings, done_in(path), summary, changed.stat().st_mtime)
