"""Writing a batch of reports: what is known stays, what is new is added, the current revision's rows are replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, bindparam, select

from extractor.errors import StorageError
from extractor.schema import Status
from extractor.storage import tables
from extractor.storage.encode import Encoded, Record
from extractor.storage.engine import insert_new
from extractor.storage.indexing import enqueue
from extractor.storage.saved import Saved
from extractor.storage.successors import carry_over


@dataclass
class _State:
    """Where a report of the batch stands.

    Attributes:
        id: Of the report in the database.
        newest: Number of the newest revision, 0 where there is none.
        complete: Whether the current revision is of a complete report.
        results: The newest result of each engine and version, its hash and number.
        current: What becomes the current revision; None where that stays.
        number: Its number.
    """

    id: int
    newest: int
    complete: bool
    results: dict[tuple[str, str], tuple[str, int]]
    current: Encoded | None = None
    number: int = 0


def write_batch(connection: Connection, batch: Sequence[Encoded]) -> list[Saved]:
    """Store a batch and return what was done, in its order. The connection must hold the write lock."""
    if not batch:
        return []
    documents = _ensure(connection, tables.documents, ("sha256",), [item.document for item in batch])
    document_ids = [documents[(item.document["sha256"],)] for item in batch]
    _add_names(connection, document_ids, batch)
    text_records = [{**item.text, "document_id": document} for item, document in zip(batch, document_ids, strict=True)]
    texts = _ensure(connection, tables.texts, ("document_id", "sha256"), text_records)
    states = _states(connection, document_ids, batch)
    saved, added = [], []
    for item, record in zip(batch, text_records, strict=True):
        outcome = _next_revision(item, states[item.key])
        saved.append(outcome)
        if outcome.created:
            text_id = texts[(record["document_id"], record["sha256"])]
            ids = {"report_id": states[item.key].id, "number": outcome.revision, "text_id": text_id}
            added.append({**item.revision, **ids})
    if added:
        connection.execute(tables.revisions.insert(), added)
    if changed := [state for state in states.values() if state.current]:
        _replace_derived(connection, changed)
    return carry_over(connection, batch, saved, {key: state.id for key, state in states.items()})


def _ensure(
    connection: Connection, table: Table, key: tuple[str, ...], records: Sequence[Record], *, by_key: bool = True
) -> dict[tuple[object, ...], int]:
    """Return the ids of records by their key; those not in the table yet are inserted.

    Args:
        connection: Holds the write lock.
        table: Where they are.
        key: Its columns that only one record has.
        records: In the order of the batch.
        by_key: Insert in the order of the keys, so that every writer waits for the others in one order and none for
            each other; else in the order of the batch, where whoever could wait has waited before.
    """
    wanted = {tuple(record[column] for column in key): record for record in records}
    found = _ids(connection, table, key, wanted)
    order = sorted(wanted, key=repr) if by_key else list(wanted)
    missing = [wanted[values] for values in order if values not in found]
    if missing:
        connection.execute(insert_new(connection, table), missing)
        found = _ids(connection, table, key, wanted)
    return found


def _ids(
    connection: Connection, table: Table, key: tuple[str, ...], wanted: dict[tuple[object, ...], Record]
) -> dict[tuple[object, ...], int]:
    narrow = table.c[key[0]].in_([values[0] for values in wanted])
    rows = connection.execute(select(table.c.id, *(table.c[column] for column in key)).where(narrow))
    return {tuple(row[1:]): row[0] for row in rows}


def _add_names(connection: Connection, document_ids: Sequence[int], batch: Sequence[Encoded]) -> None:
    """Record under which names the documents came."""
    names = tables.document_names
    known = {tuple(row) for row in connection.execute(select(names).where(names.c.document_id.in_(document_ids)))}
    given = dict.fromkeys(zip(document_ids, (item.name for item in batch), strict=True))
    missing = [
        {"document_id": document, "name": name} for document, name in sorted(given) if (document, name) not in known
    ]
    if missing:
        connection.execute(insert_new(connection, names), missing)


def _states(connection: Connection, document_ids: Sequence[int], batch: Sequence[Encoded]) -> dict[str, _State]:
    """Return the state of each report before this batch; new reports are inserted with revision 0.

    Their numbers grow in the order of the batch: of two files of one issuer and year the later one counts. Two writers
    with the same report have waited for each other at its document already.
    """
    records = [
        {"key": item.key, "document_id": document, "revision": 0}
        for item, document in zip(batch, document_ids, strict=True)
    ]
    ids = _ensure(connection, tables.reports, ("key", "document_id"), records, by_key=False)
    for record in records:
        if (record["key"], record["document_id"]) not in ids:
            raise StorageError("error.storage", store=record["key"], reason="id of another document")
    complete = _complete(connection, list(ids.values()))
    states = {str(key): _State(id_, 0, id_ in complete, {}) for (key, _), id_ in ids.items()}
    by_id = {state.id: state for state in states.values()}
    revisions = tables.revisions.c
    rows = connection.execute(
        select(revisions.report_id, revisions.number, revisions.engine, revisions.version, revisions.content_hash)
        .where(revisions.report_id.in_(by_id))
        .order_by(revisions.number)
    )
    for report_id, number, engine, version, content_hash in rows:
        by_id[report_id].newest = number
        by_id[report_id].results[engine, version] = (content_hash, number)
    return states


def _complete(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Return which reports have a complete one for their current revision; no one else changes them any more."""
    reports = tables.reports.c
    query = select(reports.id, reports.status).where(reports.id.in_(ids)).order_by(reports.id).with_for_update()
    return {row.id for row in connection.execute(query) if row.status == Status.COMPLETE.value}


def _next_revision(item: Encoded, state: _State) -> Saved:
    """Return the revision for a result: the one that holds it already, else a new one, entered into the state.

    A partial result never becomes current over a complete one: a model that could not be reached hides nothing.
    """
    content_hash, number = state.results.get((item.engine, item.version), ("", 0))
    if content_hash == item.content_hash:
        return Saved(item.key, number, created=False)
    state.newest += 1
    state.results[item.engine, item.version] = (item.content_hash, state.newest)
    complete = item.report["status"] == Status.COMPLETE.value
    if complete or not state.complete:
        state.current, state.number, state.complete = item, state.newest, complete
    return Saved(item.key, state.newest, created=True)


def _replace_derived(connection: Connection, changed: Sequence[_State]) -> None:
    """Make the reports' columns and flat rows those of their current revision."""
    ids = [state.id for state in changed]
    enqueue(connection, ids)
    update = tables.reports.update().where(tables.reports.c.id == bindparam("report"))
    connection.execute(
        update,
        [{"report": state.id, "revision": state.number, **state.current.report} for state in changed if state.current],
    )
    for table in tables.DERIVED:
        connection.execute(table.delete().where(table.c.report_id.in_(ids)))
        records = [
            {"report_id": state.id, **record}
            for state in changed
            if state.current
            for record in state.current.derived[table.name]
        ]
        if records:
            connection.execute(table.insert(), records)
