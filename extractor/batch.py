"""The batch loop: which files, one result for each, stored in portions. A file that fails never stops the others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extractor.errors import ConfigError, DocumentLoadError, DocumentTooLargeError
from extractor.schema import Document, Report

if TYPE_CHECKING:
    from extractor.storage import Entry, Saved

DOCUMENT_SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".htm", ".html", ".mht", ".mhtml", ".pdf", ".doc", ".docx", ".wps", ".ofd"}
    | {".rtf", ".odt", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
"""Kinds of files a folder is searched for. Those that can't be read yet are among them: they get reported."""

PORTION_REPORTS = 50
PORTION_BYTES = 8 * 1024 * 1024


class Processed(Protocol):
    """What the pipeline makes of one file."""

    @property
    def report(self) -> Report: ...  # noqa: D102

    @property
    def document(self) -> Document: ...  # noqa: D102


Process = Callable[[bytes, str, str], Processed]
"""`(bytes, name, engine)` → result; raises DocumentError for a file that can't become a report."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        error: Why there is no report; None where there is one. Anything but a NianbaoError is a bug.
    """

    path: Path
    processed: Processed | None = None
    raw: bytes = b""
    error: Exception | None = None


@dataclass
class Found:
    """The files behind the given paths.

    Attributes:
        files: In the order they are worked on: as given, folders sorted.
        failures: Paths that can't be looked into.
        skipped: How many files of other kinds stand in the folders, by suffix.
    """

    files: list[Path] = field(default_factory=list)
    failures: list[Outcome] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def find_files(paths: Iterable[Path], leave_out: Path | None = None) -> Found:
    """Return the files at some paths; folders are searched with all below them, each folder and file once.

    Args:
        paths: Files, taken whatever their kind, and folders.
        leave_out: Folder that is not searched: the one the results go to.
    """
    found = Found()
    for path in paths:
        if path.is_dir():
            _search(path, found, leave_out.resolve() if leave_out else None)
        else:
            found.files.append(path)
    found.files = list(dict.fromkeys(found.files))
    return found


def display_name(path: Path) -> str:
    """Return a file's name as text; bytes that are no UTF-8 are shown escaped."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def run(files: Iterable[Path], process: Process, engine: str, max_bytes: int) -> Iterator[Outcome]:
    """Yield what becomes of each file, in order.

    Raises:
        ConfigError: The engine can't be used, for any file.
    """
    for path in files:
        try:
            raw = read_file(path, max_bytes)
            processed = process(raw, display_name(path), engine)
        except ConfigError:
            raise
        except Exception as error:  # the batch loop records every failure and goes on
            yield Outcome(path, error=error)
        else:
            yield Outcome(path, processed, raw)


def read_file(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file.

    Raises:
        DocumentTooLargeError: The file is over the limit.
        DocumentLoadError: The file can't be opened, or is no regular file.
    """
    name = display_name(path)
    try:
        if path.exists() and not path.is_file():
            raise DocumentLoadError(name=name, reason="no_regular_file")
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise DocumentTooLargeError("error.too_large_file", name=name, size=path.stat().st_size, limit=max_bytes)
    except OSError as error:
        raise DocumentLoadError(name=name, reason=error.strerror or str(error)) from error
    return data


def store_in_portions(
    outcomes: Iterable[Outcome],
    save_many: Callable[[Sequence[Entry]], Sequence[Saved]],
    saved: Callable[[Sequence[Saved]], None],
) -> Generator[Outcome, None, None]:
    """Yield the outcomes on while their reports are stored in portions; an interrupt stores what is done.

    Args:
        outcomes: From `run`.
        save_many: Of the store.
        saved: Told what was done with each portion.
    """
    from extractor.storage import Entry

    waiting: list[Entry] = []
    size = 0

    def flush() -> None:
        portion = waiting.copy()
        waiting.clear()
        if portion:
            saved(save_many(portion))

    try:
        for outcome in outcomes:
            if outcome.processed is not None:
                waiting.append(Entry(outcome.processed.report, outcome.processed.document, outcome.raw))
                size += len(outcome.raw)
            if len(waiting) >= PORTION_REPORTS or size >= PORTION_BYTES:
                flush()
                size = 0
            yield outcome
    finally:
        flush()


def _search(folder: Path, found: Found, leave_out: Path | None) -> None:
    """Add the documents below a folder, in sorted order; links that lead back are followed once."""
    seen: set[tuple[int, int]] = set()

    def unreadable(error: OSError) -> None:
        path = Path(error.filename or folder)
        reason = error.strerror or str(error)
        found.failures.append(Outcome(path, error=DocumentLoadError(name=display_name(path), reason=reason)))

    for root, folders, names in os.walk(folder, onerror=unreadable, followlinks=True):
        here = Path(root)
        status = here.stat()
        if (status.st_dev, status.st_ino) in seen or here.resolve() == leave_out:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = here / name
            if path.suffix.lower() in DOCUMENT_SUFFIXES and path.stem.lower() != "readme":
                found.files.append(path)
            else:
                found.skipped[name if path.stem.lower() == "readme" else path.suffix.lower() or name] += 1
