"""What people do, in a log that is only added to: every record carries the hash of the one before.

A record is written in the transaction of what it records, as its last step: neither is there without the other. What a
correction or decision says stands in the store; the record has its digest, so that a change there is noticed too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select

from extractor.errors import StorageError
from extractor.storage.access import Database, changing, reading
from extractor.storage.audit_tables import audit_log

START = "0" * 64
"""What the first record has in place of the hash of the one before."""

_LOCK = 0x61756469
"""Key of the lock by which PostgreSQL lets one transaction at a time add records."""

_UNWRITABLE = ("error.storage_readonly", "error.storage_refused")


class Action(StrEnum):
    """What somebody did."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    ACCOUNT = "account"
    PASSWORD = "password"  # noqa: S105 (no password)
    ROLE = "role"
    TOKEN = "token"  # noqa: S105 (no token)
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 (no token)
    CORRECT = "correct"
    DECIDE = "decide"
    STATE = "state"
    SETTLE = "settle"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"


@dataclass(frozen=True)
class Act:
    """Something that is to be recorded.

    Attributes:
        by: Login of who did it.
        subject: What it was done to: a `Report.id`, a login, the key of a token.
        detail: What else is to be known; no text of a report, no secret.
    """

    by: str
    action: Action
    subject: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """One record of the log."""

    number: int
    at: str
    by: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    hash: str


def record(connection: Connection, acts: Iterable[Act]) -> None:
    """Add records. Call it last in a transaction that writes: on PostgreSQL others wait from here to its end."""
    acts = tuple(acts)
    if not acts:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    c = audit_log.c
    last = connection.execute(select(c.number, c.hash).order_by(c.number.desc()).limit(1)).one_or_none()
    number, previous = (last.number, last.hash) if last else (0, START)
    records = []
    for act in acts:
        number += 1
        records.append(_record(number, act, previous))
        previous = records[-1]["hash"]
    connection.execute(audit_log.insert(), records)


def note(store: Database, act: Act) -> None:
    """Add a record of something that changes nothing in the store; nothing is added where it may only be read.

    Raises:
        StorageError: The record can't be written.
    """
    try:
        with changing(store) as connection:
            record(connection, [act])
    except StorageError as error:
        if error.message_id not in _UNWRITABLE:
            raise


def records(
    store: Database, *, by: str | None = None, action: Action | None = None, limit: int | None = None
) -> tuple[Record, ...]:
    """Return records that fit, the newest first."""
    query = select(audit_log).order_by(audit_log.c.number.desc()).limit(limit)
    if by is not None:
        query = query.where(audit_log.c.by == by)
    if action is not None:
        query = query.where(audit_log.c.action == action.value)
    with reading(store) as connection:
        return tuple(
            Record(row.number, row.at, row.by, row.action, row.subject, json.loads(row.detail), row.hash)
            for row in connection.execute(query)
        )


def digest(values: Mapping[str, Any]) -> str:
    """Return a digest of a row of the store, its own number in the database aside."""
    plain = {name: value for name, value in values.items() if name != "id"}
    return hashlib.sha256(_packed(plain).encode("utf-8", "surrogatepass")).hexdigest()


def hash_of(values: Mapping[str, Any]) -> str:
    """Return the hash that a record must have, from its other columns."""
    names = (column.name for column in audit_log.c if column.name != "hash")
    return hashlib.sha256(_packed([values[name] for name in names]).encode("utf-8", "surrogatepass")).hexdigest()


def _record(number: int, act: Act, previous: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": number,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": act.by,
        "action": act.action.value,
        "subject": act.subject,
        "detail": _packed(dict(act.detail)),
        "previous": previous,
    }
    return values | {"hash": hash_of(values)}


def _packed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
