"""The log in the store: entries are added, never changed; one save at a time makes a version of a report's review."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from extractor.review.model import MAIN, LogEntry, Logged
from extractor.storage.audit import Act, Action, digest
from extractor.storage.indexing import enqueue
from extractor.storage.review_tables import entries

_JSON = ("base", "old", "new")
_ACTIONS = {Logged.CORRECTION: Action.CORRECT, Logged.STATE: Action.STATE, Logged.SETTLEMENT: Action.SETTLE}
"""What the audit log calls an entry; decisions and effects are recorded where they are stored as decisions."""
_LAST = 2**31 - 1
_LOG = (
    select(entries)
    .where(
        entries.c.report_id == bindparam("report"),
        entries.c.lane == bindparam("lane"),
        entries.c.version > bindparam("since"),
        entries.c.version <= bindparam("until"),
    )
    .order_by(entries.c.version, entries.c.step, entries.c.id)
)


def now() -> str:
    """Return the time as the log keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def entries_of(
    connection: Connection, report: int, lane: int = MAIN, *, since: int = -1, until: int | None = None
) -> list[LogEntry]:
    """Return the log of a report, the first entry first.

    Args:
        connection: To the store.
        report: Its number in the database.
        lane: The review itself, or a sample's second review.
        since: The version behind which reading begins.
        until: The last version to read; None is all.
    """
    wanted = {"report": report, "lane": lane, "since": since, "until": _LAST if until is None else until}
    return [_entry(row) for row in connection.execute(_LOG, wanted)]


def insert(connection: Connection, report: int, key: str, lane: int, made: Iterable[LogEntry]) -> list[Act]:
    """Add entries and return what the audit log has to record of them; a corrected report waits to be indexed again.

    The connection must hold the lock of the report's lane.

    Args:
        connection: In a transaction that ends with recording the acts, see `audit.record`.
        report: Number of the report in the database.
        key: `Report.id`.
        lane: The review itself, or a sample's second review.
        made: The entries.
    """
    records = [_record(entry) | {"report_id": report, "lane": lane} for entry in made]
    if records:
        connection.execute(entries.insert(), records)
    if lane == MAIN and any(values["kind"] == Logged.CORRECTION for values in records):
        enqueue(connection, [report])
    return [_act(values, key) for values in records if values["kind"] in _ACTIONS]


def _act(values: Mapping[str, Any], subject: str) -> Act:
    told = {"path": values["path"], "version": values["version"], "digest": digest(values)}
    if values["lane"] != MAIN:
        told["sample"] = values["lane"]
    if values["kind"] == Logged.STATE and values["new"]:
        told["new"] = json.loads(values["new"])
    return Act(values["by"], _ACTIONS[Logged(values["kind"])], subject, told)


def insert_missing(connection: Connection, table: Table, records: Sequence[dict[str, Any]]) -> None:
    """Add records whose key is not in a table yet; two who do so at once don't disturb each other."""
    from sqlalchemy.dialects import postgresql, sqlite

    if records:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(insert(table).on_conflict_do_nothing(), records)


def _record(entry: LogEntry) -> dict[str, Any]:
    record = entry.model_dump(mode="json")
    return record | {name: _packed(record[name]) for name in _JSON}


def _packed(payload: dict[str, Any] | None) -> str | None:
    return None if payload is None else json.dumps(payload, ensure_ascii=False)


def _entry(row: Any) -> LogEntry:
    fields = {name: value for name, value in row._mapping.items() if name not in ("id", "report_id", "lane", *_JSON)}
    packed = {name: getattr(row, name) for name in _JSON}
    return LogEntry(**fields, **{name: None if text is None else json.loads(text) for name, text in packed.items()})


def since(log: Iterable[LogEntry], version: int) -> tuple[LogEntry, ...]:
    """Return what was saved after a version."""
    return tuple(entry for entry in log if entry.version > version)


def last_state(log: Iterable[LogEntry]) -> LogEntry | None:
    """Return the entry that made the state of the review; None where nobody has touched it."""
    return next((entry for entry in reversed([*log]) if entry.kind is Logged.STATE), None)
