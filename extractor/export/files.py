"""A folder of extracted reports: one JSON file for each source file, named after it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import ExportError
from extractor.schema import Report


class ReportFolder:
    """Where `extract --out` writes. Files with the same stem don't overwrite each other.

    A stem that only one source file has gives `stem.json`. Where several have it, each gets the first eight digits of
    the report's id: `stem.1f0c5a3e.json`; copies of one file with that stem get a number as well.
    """

    def __init__(self, folder: Path, files: Iterable[Path]) -> None:
        """Make the folder; `files` are all sources of the run.

        Raises:
            ExportError: The folder can't be made.
        """
        self._folder = folder
        self._stems = Counter(path.stem.casefold() for path in files)
        self._written: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(path=folder, reason=error.strerror or str(error)) from error

    def write(self, source: Path, report: Report) -> Path:
        """Write the report of one source file and return where it stands; a file is there whole or not at all.

        Raises:
            ExportError: The file can't be written.
        """
        path = self._folder / self._name(source, report.id)
        write_whole(path, report.model_dump_json(indent=2).encode() + b"\n")
        return path

    def _name(self, source: Path, report_id: str) -> str:
        stem = source.stem
        if self._stems[stem.casefold()] > 1:
            stem = f"{stem}.{report_id[:8]}"
        name, number = f"{stem}.json", 2
        while name.casefold() in self._written:
            name, number = f"{stem}.{number}.json", number + 1
        self._written.add(name.casefold())
        return name


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a failure leaves the old one, if any, and no part of the new one.

    Raises:
        ExportError: The file can't be written.
    """
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(path=path, reason=error.strerror or str(error)) from error


def read_report(path: Path) -> Report:
    """Return the report in a JSON file.

    Raises:
        ExportError: The file can't be read or holds no report.
    """
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ExportError("error.report_file", path=path, reason=error.strerror or str(error)) from error
    except ValidationError as error:
        raise ExportError("error.report_file", path=path, reason=error.errors()[0]["msg"]) from error
