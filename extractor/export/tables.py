"""Exports that are one table or one list: CSV, JSON Lines, Parquet; and the choice between all formats."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from extractor.errors import ExportError
from extractor.export.formats import Format
from extractor.export.sheets import Sheet, Value
from extractor.export.source import Exported, States, as_exported, json_of, undecided
from extractor.messages import Language
from extractor.schema import Report

_RISKY = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_FIRST = frozenset("=+-@＝＋－＠ \t\r\n\u3000")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_REPORTS_AT_ONCE = 200


def export(
    reports: Iterable[Report | Exported],
    kind: Format,
    path: Path,
    sheet: Sheet,
    lang: Language,
    states: States = undecided,
) -> int:
    """Write reports to a file and return how many; the file is there whole or not at all.

    Args:
        reports: Read once, one after the other; with their corrections, or plain as they were extracted.
        kind: Format.
        path: Replaced where it exists.
        sheet: What CSV and Parquet hold; a workbook has all sheets, JSON Lines whole reports.
        lang: Language of headings and findings.
        states: What people decided about the findings of a plain report.

    Raises:
        ExportError: The file can't be written, or pyarrow is missing.
    """
    counted = _Counted(as_exported(reports, states))
    if kind is Format.XLSX:
        from extractor.export.workbook import write_workbook

        _whole(path, lambda part: write_workbook(counted, part, lang))
    elif kind is Format.CSV:
        _whole(path, lambda part: _write_csv(counted, part, sheet, lang))
    elif kind is Format.JSONL:
        _whole(path, lambda part: _write_jsonl(counted, part))
    else:
        _require_pyarrow()
        _whole(path, lambda part: _write_parquet(counted, part, sheet, lang))
    return counted.number


def guard(text: str) -> str:
    """Return a text that a spreadsheet won't take for a formula: a quote before `=`, `+`, `-`, `@`; numbers stay."""
    if text[:1] not in _FIRST:
        return text
    return f"'{text}" if _RISKY.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


class _Counted:
    """An iteration that knows how far it came."""

    def __init__(self, reports: Iterable[Exported]) -> None:
        self._reports = reports
        self.number = 0

    def __iter__(self) -> Iterator[Exported]:
        for report in self._reports:
            self.number += 1
            yield report


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside the file, then put the result in its place."""
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(part)
        part.replace(path)
    except OSError as error:
        raise ExportError(path=path, reason=error.strerror or str(error)) from error
    finally:
        if part.parent.is_dir():
            part.unlink(missing_ok=True)


def _write_csv(reports: Iterable[Exported], path: Path, sheet: Sheet, lang: Language) -> None:
    """Write one sheet as UTF-8 with a byte order mark, as Excel expects it."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(sheet.headings(lang))
        for report in reports:
            writer.writerows(map(_csv_row, sheet.rows(report, lang)))


def _csv_row(row: tuple[Value, ...]) -> list[object]:
    return [guard(value) if isinstance(value, str) else _short(value) for value in row]


def _short(value: Value) -> object:
    """Return whole floats as int, so that a count reads `3`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _write_jsonl(reports: Iterable[Exported], path: Path) -> None:
    """Write whole reports, one a line."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for report in reports:
            stream.write(json.dumps(json_of(report), ensure_ascii=False, separators=(",", ":")) + "\n")


def _require_pyarrow() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ExportError("error.export_parquet") from error


def _write_parquet(reports: Iterable[Exported], path: Path, sheet: Sheet, lang: Language) -> None:
    """Write one sheet with typed columns, named by their keys."""
    import pyarrow
    import pyarrow.parquet

    types = {
        "text": pyarrow.string(), "number": pyarrow.float64(), "integer": pyarrow.int64(), "yes": pyarrow.bool_(),
    }  # fmt: skip
    schema = pyarrow.schema([(column, types[kind]) for column, kind in sheet.columns.items()])
    remaining = iter(reports)
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        while portion := list(islice(remaining, _REPORTS_AT_ONCE)):
            rows = [row for report in portion for row in sheet.rows(report, lang)]
            columns = zip(*rows, strict=True) if rows else ([] for _ in sheet.columns)
            arrays = [pyarrow.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
