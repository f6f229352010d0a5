"""A corrected file of a report that is stored already: decisions about what it left as it was hold on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from extractor.schema import Report
from extractor.schema.life import Decision, State
from extractor.storage import decisions
from extractor.storage.encode import Encoded, decode
from extractor.storage.saved import Saved
from extractor.storage.tables import finding_events, reports, revisions
from extractor.validation.life import track

_HELD = (State.CONFIRMED, State.DISMISSED)
"""What is carried over; a finding that was marked as fixed and stands there still is open."""


def carry_over(
    connection: Connection, batch: Sequence[Encoded], saved: Sequence[Saved], ids: Mapping[str, int]
) -> list[Saved]:
    """Return what was done, with the decisions that new reports took over from the file before.

    That is the last stored one of the same issuer and year about which anything was decided. A decision is taken over
    where the new report has the same finding on the same printed values. Issuers whose name is that of many are left.

    Args:
        connection: Holds the write lock; the batch is written.
        batch: What was stored.
        saved: What was done with each.
        ids: Of the reports in the database, by their key.
    """
    new = {item.key: item for item, done in zip(batch, saved, strict=True) if done.created and done.revision == 1}
    earlier = _earlier(connection, list(new.values()))
    taken = {}
    for key, item in new.items():
        before = [row for row in earlier.get(_series(item.report), ()) if row.id < ids[key]]
        if before:
            taken[key] = Saved(key, 1, created=True, **_take(connection, item, ids[key], before[-1]))
    return [taken.get(done.report_id, done) if done.created else done for done in saved]


def _series(record: Any) -> tuple[str | None, int | None]:
    return record["issuer"], record["year"]


def _earlier(connection: Connection, items: Sequence[Encoded]) -> dict[tuple[str | None, int | None], list[Any]]:
    """Return the stored reports with decisions, the first stored first, by the issuers and years of new ones."""
    from extractor.validation.between.model import names_one

    wanted = {_series(item.report) for item in items if item.report["issuer"] and names_one(item.report["issuer"])}
    c = reports.c
    query = select(c.id, c.key, c.revision, c.issuer, c.year).where(
        c.issuer.in_({issuer for issuer, _ in wanted}),
        c.year.in_({year for _, year in wanted if year is not None}),
        c.id.in_(select(finding_events.c.report_id)),
    )
    found: dict[tuple[str | None, int | None], list[Any]] = {}
    for row in connection.execute(query.order_by(c.id)) if wanted else ():
        found.setdefault((row.issuer, row.year), []).append(row)
    return {series: rows for series, rows in found.items() if series in wanted}


def _take(connection: Connection, item: Encoded, report_id: int, before: Any) -> dict[str, Any]:
    """Add the decisions that still hold, and return how many those are and whose."""
    report = decode(item.revision["source"], item.revision["runs"], item.revision["body"])
    present = {(now.key, now.fingerprint) for now in track(report, 1, ())}
    held = [last for last in _held(connection, before) if (last.key, last.fingerprint) in present]
    if not held:
        return {}
    made = [last.model_copy(update={"carried_from": before.key, "revision": 1}) for last in held]
    decisions.insert(connection, report_id, item.key, made)
    return {"carried": len(made), "carried_from": before.key}


def _held(connection: Connection, before: Any) -> list[Decision]:
    """Return the last decisions about the findings of an earlier file, where they hold."""
    decided = decisions.decisions_about(connection, [before.id])[before.id]
    tracked = track(_current(connection, before), before.revision, decided)
    return [item.history[-1] for item in tracked if item.history and not item.gone and item.state in _HELD]


def _current(connection: Connection, row: Any) -> Report:
    c = revisions.c
    query = select(c.source, c.runs, c.body).where(c.report_id == row.id, c.number == row.revision)
    return decode(*connection.execute(query).one())
