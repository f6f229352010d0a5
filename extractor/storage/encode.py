"""An extracted report as records of the store; pure, no database."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from extractor.errors import SchemaVersionError
from extractor.schema import Cell, Document, Report, Run, Severity, TableCells
from extractor.schema.forms import APPLICANTS, OUTCOMES
from extractor.schema.report import SCHEMA_VERSION
from extractor.storage.levels import level_of
from extractor.version import __version__

Record = dict[str, Any]

_LEVEL = 1
"""zlib level: 6 takes twice the time for a tenth less space."""


@dataclass(frozen=True)
class Entry:
    """What is stored of one file: its bytes, its text and what was extracted."""

    report: Report
    document: Document
    raw: bytes


@dataclass(frozen=True)
class Encoded:
    """Records of one entry, still without database ids.

    Attributes:
        content_hash: Equal for equal results: ignores the file's name, times and token counts, but not the engine.
        derived: Table name → its records.
    """

    key: str
    name: str
    engine: str
    version: str
    content_hash: str
    document: Record
    text: Record
    report: Record
    revision: Record
    derived: dict[str, list[Record]]


def compress(data: bytes) -> bytes:
    """Return the data as it is kept in the store."""
    return zlib.compress(data, _LEVEL)


def encode(entry: Entry) -> Encoded:
    """Return the records of one entry."""
    report, now = entry.report, datetime.now(UTC).isoformat(timespec="seconds")
    body = report.model_dump_json(exclude={"source", "runs"}).encode()
    text = _text_record(entry.document)
    engine, version = engine_of(report)
    identity = [_identity(run) for run in report.runs]
    content = hashlib.sha256(json.dumps([identity, text["sha256"]]).encode() + body).hexdigest()
    return Encoded(
        key=report.id,
        name=report.source.name,
        engine=engine,
        version=version,
        content_hash=content,
        document={
            "sha256": report.source.sha256,
            "size": len(entry.raw),
            "raw": compress(entry.raw),
            "stored_at": now,
        },
        text=text,
        report=_report_record(report),
        revision={
            "engine": engine,
            "version": version,
            "content_hash": content,
            "source": report.source.model_dump_json(),
            "runs": json.dumps([run.model_dump() for run in report.runs], ensure_ascii=False),
            "body": compress(body),
            "created_at": now,
            "settings": report.runs[-1].settings if report.runs else None,
        },
        derived=_derived(report),
    )


def _identity(run: Run) -> list[str | None]:
    """Return what makes a run another one; the settings of the checks do, where there are any."""
    identity = [run.engine, run.model, run.prompt, run.version]
    return [*identity, run.settings] if run.settings else identity


def decode(source: str, runs: str, body: bytes) -> Report:
    """Return the report that was stored as these three columns.

    Raises:
        SchemaVersionError: A newer version of the software wrote it.
    """
    values = json.loads(zlib.decompress(body))
    if values["schema_version"] > SCHEMA_VERSION:
        raise SchemaVersionError(store=values["id"], found=values["schema_version"], known=SCHEMA_VERSION)
    return Report.model_validate({**values, "source": json.loads(source), "runs": json.loads(runs)})


def decode_document(description: str, text: bytes) -> Document:
    """Return the document that was stored as these two columns."""
    return Document.model_validate({**json.loads(description), "text": zlib.decompress(text).decode()})


def engine_of(report: Report) -> tuple[str, str]:
    """Return the engines of a report, joined with `+`, and the software's version."""
    engines = dict.fromkeys(run.engine for run in report.runs)
    return "+".join(engines) or "none", report.runs[-1].version if report.runs else __version__


def _text_record(document: Document) -> Record:
    """Return the record of a document's text; the file's name is not part of its identity."""
    description = document.model_dump(exclude={"text", "name", "media_type"}, mode="json")
    text = document.text.encode()
    digest = hashlib.sha256(json.dumps(description).encode() + text).hexdigest()
    described = document.model_dump_json(exclude={"text"})
    return {"sha256": digest, "description": described, "text": compress(text)}


def _report_record(report: Report) -> Record:
    """Return the columns by which reports are listed."""
    return {
        "issuer": report.issuer.value if report.issuer else None,
        "level": level_of(report.issuer.value) if report.issuer else None,
        "year": report.year.value if report.year else None,
        "form": report.form,
        "status": report.status.value,
        "facts": len(report.facts),
        "quantities": len(report.quantities),
        "findings": len(report.findings),
        "errors": sum(finding.severity is Severity.ERROR for finding in report.findings),
    }


def _derived(report: Report) -> dict[str, list[Record]]:
    """Return the flat rows of a report."""
    tables = report.tables
    return {
        "application_rows": _wide(tables.applications, APPLICANTS),
        "review_rows": _wide(tables.review_litigation, OUTCOMES),
        "disclosure_cells": _long(tables.disclosure),
        "facts": [
            {
                "position": position,
                "field": fact.field,
                "value": fact.value,
                "unit": fact.unit,
                "engine": fact.engine,
                "approximate": fact.approximate,
            }
            for position, fact in enumerate(report.facts)
        ],
        "findings": [
            {
                "position": position,
                "rule": finding.rule,
                "outcome": finding.outcome.value,
                "severity": finding.severity.value,
                "cells": json.dumps(finding.cells),
            }
            for position, finding in enumerate(report.findings)
        ],
    }


def _wide(table: TableCells | None, columns: tuple[str, ...]) -> list[Record]:
    """Return a record for each row of a table that is in the document, its values side by side."""
    return [_wide_row(key, row, columns) for key, row in (table or {}).items() if row is not None]


def _wide_row(key: str, row: Mapping[str, Cell | None], columns: tuple[str, ...]) -> Record:
    """Return one row; `printed` keeps what the values don't tell, also cells under a column the form lacks."""
    record: Record = {"row": key, "printed": None}
    printed: dict[str, str | None] = {}
    for column in columns:
        cell = row.get(column)
        value = record[column] = cell.value if cell else None
        if cell is None or value is None or cell.printed != f"{value:.15g}":
            printed[column] = cell.printed if cell else None
    printed |= {column: cell.printed if cell else None for column, cell in row.items() if column not in record}
    if printed:
        record["printed"] = json.dumps(printed, ensure_ascii=False)
    return record


def _long(table: TableCells | None) -> list[Record]:
    """Return a record for each cell of a table; a cell that is not in the document has no printed text."""
    return [
        {
            "row": key,
            "column": column,
            "value": cell.value if cell else None,
            "printed": cell.printed if cell else None,
        }
        for key, row in (table or {}).items()
        if row is not None
        for column, cell in row.items()
    ]
