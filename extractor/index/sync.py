"""Bringing the index in step with the store, a batch of reports at a time.

First the passages and words, in the store's own database, in one transaction with the outbox. Then the vectors: what
is about to be added is noted before and settled after, so that a process killed in between leaves nothing half done.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from extractor.index.chunks import PLACES, hash_of, heads_of, pieces_of
from extractor.index.embedders import Embedder
from extractor.index.errors import EmbedderError, VectorsMissingError
from extractor.index.holding import held_stored
from extractor.index.lexical import WordRecord, Words
from extractor.index.prose import Piece
from extractor.index.state import IndexState
from extractor.index.vectors import Vectors, VectorStore, shelf_of
from extractor.index.words import words_of
from extractor.storage.indexing import (
    Stored,
    chunks,
    indexed_reports,
    settle,
    shelved,
    waiting,
)

BATCH = 200
"""Reports in one transaction."""


@dataclass(frozen=True)
class Prepared:
    """A batch of the outbox, cut into passages, not yet written."""

    entries: dict[int, int]
    stored: tuple[Stored, ...]
    pieces: tuple[list[Piece], ...]

    @property
    def gone(self) -> list[int]:
        """Return the reports that are not in the store any more."""
        return sorted(self.entries.keys() - {one.id for one in self.stored})


def prepare(connection: Connection) -> Prepared | None:
    """Return the next batch of the outbox; None where it is empty."""
    entries = waiting(connection, BATCH)
    if not entries:
        return None
    stored = held_stored(connection, sorted(entries))
    return Prepared(entries, stored, tuple(pieces_of(one) for one in stored))


def write_passages(connection: Connection, batch: Prepared, words: Words) -> None:
    """Replace the passages and words of a batch and settle its entries; the connection must hold the write lock."""
    known = _hashes(connection, [one.id for one in batch.stored])
    changed: list[tuple[Stored, list[Piece], str]] = []
    for one, pieces in zip(batch.stored, batch.pieces, strict=True):
        content = hash_of(one.issuer, one.year, pieces)
        if known.get(one.id) == content:
            _set_revision(connection, one)
        else:
            changed.append((one, pieces, content))
    _remove(connection, [*batch.gone, *(one.id for one, _, _ in changed)], words)
    if changed:
        connection.execute(indexed_reports.insert(), [_report_record(*each) for each in changed])
        _insert_pieces(connection, changed, words)
    settle(connection, batch.entries)


def _hashes(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    c = indexed_reports.c
    return {row[0]: row[1] for row in connection.execute(select(c.report_id, c.hash).where(c.report_id.in_(ids)))}


def _set_revision(connection: Connection, one: Stored) -> None:
    """Note that a new revision has the same passages."""
    update = indexed_reports.update().where(indexed_reports.c.report_id == one.id)
    connection.execute(update.values(revision=one.revision))


def _remove(connection: Connection, ids: Sequence[int], words: Words) -> None:
    """Remove the passages of reports; their vectors go with the next ones."""
    delete = chunks.delete().where(chunks.c.id.between(bindparam("first"), bindparam("last")))
    if ids:
        ranges = [{"first": id_ * PLACES, "last": id_ * PLACES + PLACES - 1} for id_ in ids]
        connection.execute(delete, ranges)
        connection.execute(indexed_reports.delete().where(indexed_reports.c.report_id.in_(ids)))
        words.remove(connection, ids)


def _report_record(one: Stored, pieces: Sequence[Piece], content: str) -> dict[str, Any]:
    return {
        "report_id": one.id,
        "key": one.key,
        "revision": one.revision,
        "chunks": len(pieces),
        "hash": content,
        "shelf": shelf_of(one.year),
        "vectors": 0,
        "issuer": one.issuer,
        "year": one.year,
    }


def _insert_pieces(connection: Connection, changed: Sequence[tuple[Stored, list[Piece], str]], words: Words) -> None:
    records: list[dict[str, Any]] = []
    found: list[WordRecord] = []
    for one, pieces, _ in changed:
        for id_, piece in enumerate(pieces, one.id * PLACES):
            heads = heads_of(one.issuer, one.year, piece.part, piece.heading)
            found.append(WordRecord(id_, one.year, piece.part, words_of(heads) + words_of(piece.text)))
            records.append(
                {
                    "id": id_,
                    "report_id": one.id,
                    "part": piece.part,
                    "row": piece.row,
                    "heading": piece.heading,
                    "text": piece.text,
                    "spans": json.dumps(piece.spans),
                }
            )
    if records:
        connection.execute(chunks.insert(), records)
        words.put(connection, found)


@dataclass(frozen=True)
class Texts:
    """Reports whose vectors are to be made: how many each gets, on which shelf, and the texts by id.

    Vectors are made of the prose alone, which stands before the rows of the tables. Those are found by their words:
    they read alike in every report, and would be most of the vectors.
    """

    reports: dict[int, tuple[str, int]]
    texts: dict[int, str]

    def by_shelf(self) -> dict[str, list[int]]:
        """Return the ids of the passages, shelf by shelf."""
        shelves: dict[str, list[int]] = defaultdict(list)
        for id_ in self.texts:
            shelves[self.reports[id_ // PLACES][0]].append(id_)
        return shelves


def read_texts(connection: Connection) -> Texts | None:
    """Return the next batch of reports without vectors; None where there is none."""
    c = indexed_reports.c
    query = select(c.report_id, c.shelf, c.chunks).where(c.vectors == 0).order_by(c.report_id).limit(BATCH)
    found = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
    if not found:
        return None
    ids = [id_ for report, (_, count) in found.items() for id_ in range(report * PLACES, report * PLACES + count)]
    texts: dict[int, str] = {}
    source = chunks.join(indexed_reports, c.report_id == chunks.c.report_id)
    columns = select(chunks.c.id, chunks.c.part, chunks.c.heading, chunks.c.text, c.issuer, c.year)
    for start in range(0, len(ids), 10_000):
        some = columns.select_from(source).where(chunks.c.id.in_(ids[start : start + 10_000]), chunks.c.row.is_(None))
        for row in connection.execute(some):
            texts[row.id] = f"{heads_of(row.issuer, row.year, row.part, row.heading)}\n{row.text}"
    numbers = Counter(id_ // PLACES for id_ in texts)
    return Texts({report: (shelf, numbers[report]) for report, (shelf, _) in found.items()}, texts)


def embedded(batch: Texts, embedder: Embedder, state: IndexState) -> dict[str, tuple[list[int], Vectors]]:
    """Return the vectors of a batch, shelf by shelf.

    Raises:
        EmbedderError: There are none, or they have another length than those of the index.
    """
    made: dict[str, tuple[list[int], Vectors]] = {}
    for shelf, ids in batch.by_shelf().items():
        vectors = embedder.embed([batch.texts[id_] for id_ in ids])
        if state.dimensions not in (None, vectors.shape[1]):
            raise EmbedderError(
                "error.embedder_dimensions", model=embedder.name, found=vectors.shape[1], known=state.dimensions
            )
        made[shelf] = (ids, vectors)
    return made


def note_places(connection: Connection, batch: Texts) -> dict[int, dict[str, int]]:
    """Note where vectors may be from now on; return for each report how many places on which shelf it has in use."""
    places = _places(connection, list(batch.reports))
    for report, (shelf, count) in batch.reports.items():
        mine = places.setdefault(report, {})
        mine[shelf] = max(count, mine.get(shelf, 0))
    _set_places(connection, places)
    return places


def settle_places(connection: Connection, batch: Texts) -> None:
    """Note that the vectors of a batch are in, and none else of its reports."""
    _set_places(connection, {report: {shelf: count} for report, (shelf, count) in batch.reports.items()})
    c = indexed_reports.c
    connection.execute(indexed_reports.update().where(c.report_id.in_(batch.reports)).values(vectors=1))


def surplus(batch: Texts, places: dict[int, dict[str, int]]) -> dict[str, list[int]]:
    """Return the vectors that reports of a batch had before and have no more, shelf by shelf."""
    found: dict[str, list[int]] = defaultdict(list)
    for report, shelves in places.items():
        shelf, count = batch.reports[report]
        for name, used in shelves.items():
            first = count if name == shelf else 0
            found[name] += range(report * PLACES + first, report * PLACES + used)
    return {shelf: ids for shelf, ids in found.items() if ids}


def read_orphans(connection: Connection) -> dict[int, dict[str, int]]:
    """Return the places in use of some reports that are not in the index any more; empty where there are none."""
    alive = select(indexed_reports.c.report_id)
    query = select(shelved.c.report_id).where(shelved.c.report_id.not_in(alive)).limit(BATCH)
    return _places(connection, list(connection.scalars(query)))


def places_in_use(places: dict[int, dict[str, int]]) -> dict[str, list[int]]:
    """Return the vectors that reports may have, shelf by shelf."""
    found: dict[str, list[int]] = defaultdict(list)
    for report, shelves in places.items():
        for shelf, used in shelves.items():
            found[shelf] += range(report * PLACES, report * PLACES + used)
    return found


def forget_places(connection: Connection, report_ids: Sequence[int]) -> None:
    """Note that reports have no vectors any more."""
    connection.execute(shelved.delete().where(shelved.c.report_id.in_(report_ids)))


def require_shelves(connection: Connection, vectors: VectorStore, state: IndexState) -> None:
    """Make sure that the shelves the store knows of are there.

    Raises:
        VectorsMissingError: One is not.
    """
    query = select(shelved.c.shelf).where(shelved.c.places > 0, shelved.c.report_id.in_(_complete())).distinct()
    known = set(connection.scalars(query))
    missing = known - set(vectors.shelves(state.place)) if known else set()
    if missing:
        raise VectorsMissingError(shelf=", ".join(sorted(missing)))


def _complete() -> Select[int]:
    """Return the query for the reports whose vectors are in."""
    return select(indexed_reports.c.report_id).where(indexed_reports.c.vectors == 1)


def _places(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(select(shelved).where(shelved.c.report_id.in_(ids))):
        found[row.report_id][row.shelf] = row.places
    return found


def _set_places(connection: Connection, places: dict[int, dict[str, int]]) -> None:
    forget_places(connection, list(places))
    records = [
        {"report_id": report, "shelf": shelf, "places": count}
        for report, shelves in places.items()
        for shelf, count in shelves.items()
    ]
    if records:
        connection.execute(shelved.insert(), records)
