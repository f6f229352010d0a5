"""Whether the audit log is whole: numbers without gaps, every hash, and what the records say is stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, func, select

from extractor.storage.access import reading
from extractor.storage.audit import START, Action, digest, hash_of
from extractor.storage.audit_tables import audit_log
from extractor.storage.review_tables import entries
from extractor.storage.tables import finding_events

if TYPE_CHECKING:
    from extractor.storage.store import ReportStore

_ROWS = 1000


@dataclass(frozen=True)
class Head:
    """The last record: noted elsewhere, it shows later that nothing was cut off behind it or made anew before it."""

    number: int
    hash: str


@dataclass(frozen=True)
class Broken:
    """The first record that is not as it was written.

    Attributes:
        number: Of the record; of one that is missing, the number it had.
        why: Message id.
    """

    number: int
    why: str


@dataclass(frozen=True)
class Checked:
    """What came of the check; `broken` is None where the log is whole."""

    head: Head
    broken: Broken | None


def verify(store: ReportStore, noted: Head | None = None) -> Checked:
    """Return whether the log is whole, up to its end and, where a head was noted, still with it.

    Raises:
        StorageError: The store can't be read.
    """
    with reading(store) as connection:
        newest = connection.scalar(select(func.max(audit_log.c.number))) or 0
        stored = _Stored(connection)
        head = Head(0, START)
        for row in _rows(connection, audit_log, audit_log.c.number, newest):
            why = _fault(row, head, noted, stored)
            if why:
                return Checked(head, Broken(min(row.number, head.number + 1), why))
            head = Head(row.number, row.hash)
    if noted is not None and noted.number > head.number:
        return Checked(head, Broken(head.number + 1, "audit.cut"))
    return Checked(head, None)


def _fault(row: Any, before: Head, noted: Head | None, stored: _Stored) -> str | None:
    """Return what is wrong with a record: message id, or None."""
    if row.number != before.number + 1:
        return "audit.missing"
    if row.previous != before.hash:
        return "audit.unlinked"
    if row.hash != hash_of(row._mapping):
        return "audit.changed"
    if noted is not None and row.number == noted.number and row.hash != noted.hash:
        return "audit.rewritten"
    return stored.fault(row)


class _Stored:
    """Digests of what the records are about, as it stands in the store now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._digests: dict[str, frozenset[str]] = {}

    def fault(self, row: Any) -> str | None:
        wanted = json.loads(row.detail).get("digest")
        if wanted is None:
            return None
        table = finding_events if row.action == Action.DECIDE else entries
        if table.name not in self._digests:
            found = (digest(row._mapping) for row in _rows(self._connection, table, table.c.id))
            self._digests[table.name] = frozenset(found)
        return None if wanted in self._digests[table.name] else "audit.altered"


def _rows(connection: Connection, table: Table, order: Any, newest: int | None = None) -> Iterator[Any]:
    """Yield the rows of a table in an order, some at a time; up to the newest, where what came since is left out."""
    last = 0
    query = select(table).order_by(order).limit(_ROWS)
    if newest is not None:
        query = query.where(order <= newest)
    while found := connection.execute(query.where(order > last)).all():
        yield from found
        last = getattr(found[-1], order.name)
