"""The batch loop: which files, one result for each, stored in portions. A file that fails never stops the others."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import archive
from extractor.archive import display_name
from extractor.errors import ConfigError, DocumentLoadError, DocumentTooLargeError
from extractor.outcome import Outcome, Processed, Result
from extractor.relations import join_halves, mark_copies
from extractor.remote import find_below, is_remote, read_remote
from extractor.validation.settings import DECLARED, CheckSettings

if TYPE_CHECKING:
    from extractor.storage import Entry, Saved

__all__ = [
    "Found",
    "Outcome",
    "Process",
    "Processed",
    "display_name",
    "find_files",
    "read_file",
    "run",
    "store_in_portions",
]

DOCUMENT_SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".htm", ".html", ".mht", ".mhtml", ".pdf", ".doc", ".docx", ".wps", ".ofd"}
    | {".rtf", ".odt", ".xls", ".xlsx", ".xlsm", ".et", ".ods", ".zip", ".rar", ".7z"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
"""Kinds of files a folder is searched for. Those that can't be read yet are among them: they get reported."""

PORTION_REPORTS = 50
PORTION_BYTES = 8 * 1024 * 1024
PORTION_SECONDS = 20.0
"""After which a portion is stored however small it is: scans take minutes, and a kill must not cost many."""

Process = Callable[[bytes, str, str], Processed]
"""`(bytes, name, engine)` → result; raises DocumentError for a file that can't become a report."""

Open = Callable[[Path, int], bytes]
"""`(path, most bytes)` → the bytes of a file; raises DocumentError where they can't be had."""


@dataclass
class Found:
    """The files behind the given paths.

    Attributes:
        files: In the order they are worked on: as given, folders sorted; for an archive, the files inside.
        failures: Paths that can't be looked into.
        skipped: How many files of other kinds stand in the folders, by suffix.
    """

    files: list[Path] = field(default_factory=list)
    failures: list[Outcome] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def find_files(paths: Iterable[Path], leave_out: Path | None = None, max_bytes: int = 60 * 1024 * 1024) -> Found:
    """Return the files at some paths; folders are searched with all below them, each folder and file once.

    Args:
        paths: Files, taken whatever their kind, and folders; archives are looked into, but for those in object stores.
        leave_out: Folder that is not searched: the one the results go to.
        max_bytes: Largest archive inside an archive that is looked into.
    """
    found = Found()
    for path in paths:
        if is_remote(path):
            _search_remote(path, found)
        elif path.is_dir():
            _search(path, found, leave_out.resolve() if leave_out else None)
        else:
            found.files.append(path)
    files, found.files = dict.fromkeys(found.files), []
    for path in files:
        if archive.is_archive(path):
            _look_into(path, found, max_bytes)
        else:
            found.files.append(path)
    return found


def run(
    files: Iterable[Path],
    process: Process,
    engine: str,
    max_bytes: int,
    settings: CheckSettings = DECLARED,
    open_file: Open | None = None,
) -> Iterator[Outcome]:
    """Yield what becomes of each file, in order but for halves of one report, which follow each other.

    Args:
        files: From `find_files`.
        process: What makes a report of a file; it knows the office's settings by itself.
        engine: Who reads the prose.
        max_bytes: Largest file that is read.
        settings: Of the office, for what is found by looking at several files.
        open_file: Where their bytes come from, and the path is the name; None reads them from the disk.

    Raises:
        ConfigError: The engine can't be used, for any file.
    """
    return join_halves(mark_copies(_run(files, process, engine, max_bytes, open_file)), settings)


def _run(
    files: Iterable[Path], process: Process, engine: str, max_bytes: int, open_file: Open | None
) -> Iterator[Outcome]:
    for path in files:
        try:
            raw = (open_file or read_file)(path, max_bytes)
            name = path.as_posix() if open_file else display_name(path)
            processed = _with_name(process(raw, name, engine), name)
        except ConfigError:
            raise
        except Exception as error:  # the batch loop records every failure and goes on
            yield Outcome(path, error=error)
        else:
            yield Outcome(path, processed, raw)


def _with_name(processed: Processed, name: str) -> Processed:
    """Return a result that names the archive its file stands in; unchanged for other files."""
    report, document = processed.report, processed.document
    if "/" not in name:
        return processed
    source = report.source.model_copy(update={"name": name})
    return Result(report.model_copy(update={"source": source}), document.model_copy(update={"name": name}))


def read_file(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file, of a member of an archive, or of an object in a store.

    Raises:
        ConfigError: What speaks to the object store is not installed.
        DocumentTooLargeError: The file is over the limit.
        DocumentLoadError: The file can't be opened, or is no regular file.
    """
    if is_remote(path):
        return read_remote(path, max_bytes)
    if archive.holder_of(path):
        return archive.read_member(path, max_bytes)
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
    size, since = 0, time.monotonic()

    def flush() -> None:
        nonlocal size, since
        portion = waiting.copy()
        waiting.clear()
        size, since = 0, time.monotonic()
        if portion:
            saved(save_many(portion))

    try:
        for outcome in outcomes:
            if outcome.processed is not None:
                waiting.append(Entry(outcome.processed.report, outcome.processed.document, outcome.raw))
                size += len(outcome.raw)
            full = len(waiting) >= PORTION_REPORTS or size >= PORTION_BYTES
            if full or time.monotonic() - since >= PORTION_SECONDS:
                flush()
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
            _sort_in(here / name, found)


def _search_remote(path: Path, found: Found) -> None:
    """Add the documents below a path of an object store, or the one it leads to."""
    try:
        files = find_below(path)
    except DocumentLoadError as error:
        found.failures.append(Outcome(path, error=error))
        return
    if files == [path]:
        found.files.append(path)
        return
    for file in files:
        if not any(part.startswith(".") for part in file.relative_to(path).parts):
            _sort_in(file, found)


def _look_into(path: Path, found: Found, max_bytes: int) -> None:
    """Add the documents in an archive; what the systems that packed it hide in it is left out as in a folder."""
    members = archive.list_members(path, max_bytes)
    found.failures += [Outcome(member, error=error) for member, error in members.failures]
    for member in members.files:
        inner = member.relative_to(path).parts
        if not any(part.startswith((".", "__MACOSX")) for part in inner):
            _sort_in(member, found)


def _sort_in(path: Path, found: Found) -> None:
    """Add a file of a folder or archive to the documents, or count it with its kind."""
    if path.suffix.lower() in DOCUMENT_SUFFIXES and path.stem.lower() != "readme":
        found.files.append(path)
    else:
        found.skipped[path.name if path.stem.lower() == "readme" else path.suffix.lower() or path.name] += 1
