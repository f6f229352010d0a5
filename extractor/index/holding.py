"""Reports as they are indexed: as stored, with what the review corrected in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from extractor.index.prose import PRINTED
from extractor.index.rows import READ
from extractor.review.apply import corrected_report
from extractor.review.desk import read_stored as read_revision
from extractor.review.log import entries_of
from extractor.review.model import MAIN, Kind, Logged, Value
from extractor.review.paths import read_values
from extractor.review.standing import last_corrections, values_of
from extractor.storage.indexing import Stored, read_stored
from extractor.storage.review_tables import entries


def held_stored(connection: Connection, report_ids: Sequence[int]) -> tuple[Stored, ...]:
    """Return the current revisions of reports by database id, corrected; one that is not in the store is left out."""
    c = entries.c
    about = (c.lane == MAIN, c.kind == Logged.CORRECTION.value, c.report_id.in_(report_ids))
    reviewed = set(connection.scalars(select(c.report_id).where(*about).distinct()))
    stored = read_stored(connection, report_ids)
    return tuple(_held(connection, one) if one.id in reviewed else one for one in stored)


def _held(connection: Connection, one: Stored) -> Stored:
    """Return a report with the corrections that are not in doubt."""
    report, document = read_revision(connection, one.id, one.revision)
    values = values_of(read_values(report), last_corrections(entries_of(connection, one.id)), document)
    corrected = corrected_report(report, values, document)
    if corrected is report:
        return one
    tables = corrected.tables.model_dump(mode="json")
    _note_prints(tables, values)
    body = {**one.body, "tables": tables, "form": corrected.form, PRINTED: one.body["tables"]}
    issuer = corrected.issuer.value if corrected.issuer else None
    year = int(corrected.year.value) if corrected.year else None
    return replace(one, issuer=issuer or None, year=year, body=body)


def _note_prints(tables: Mapping[str, Any], values: Mapping[str, Value]) -> None:
    """Keep beside each corrected cell what the document prints."""
    for path, value in values.items():
        if value.kind is not Kind.CELL or value.corrected is None or value.removed or path.startswith("annex."):
            continue
        table, row, column = path.split(".")
        tables[table][row][column][READ] = (value.read.printed or "") if value.read else ""
