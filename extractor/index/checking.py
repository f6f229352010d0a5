"""Proving that store and index agree: numbers and hashes, report by report."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from extractor.index.chunks import PLACES, hash_of, pieces_of
from extractor.index.holding import held_stored
from extractor.index.lexical import Words
from extractor.index.model import Check
from extractor.index.prose import Piece
from extractor.index.state import IndexState
from extractor.index.vectors import VectorStore
from extractor.storage.indexing import chunks, indexed_reports, outbox, pending
from extractor.storage.tables import reports

_BATCH = 200


@dataclass(frozen=True)
class _Known:
    """What store and index say of themselves, by database id: reports, passages of prose, and who waits."""

    stored: dict[int, Any]
    indexed: dict[int, Any]
    prose: dict[int, int]
    waiting: frozenset[int]

    @property
    def both(self) -> list[int]:
        """Return the reports that should agree."""
        return sorted((self.stored.keys() & self.indexed.keys()) - self.waiting)


def check(connection: Connection, words: Words, vectors: VectorStore, state: IndexState | None) -> Check:
    """Return whether store and index agree; each report's passages are made once more and compared.

    Raises:
        IndexFault: The vectors can't be reached.
    """
    known = _known(connection)
    found = _vectors(vectors, state)
    nobody = (found.keys() | known.indexed.keys()) - known.stored.keys() - known.waiting
    stale = {*_stale(connection, known), *_wrong_words(connection, words, known)}
    return Check(
        reports=len(known.stored),
        chunks=sum(row.chunks for row in known.indexed.values()),
        vectors=sum(map(len, found.values())),
        pending=pending(connection),
        missing=_keys(known, known.stored.keys() - known.indexed.keys() - known.waiting),
        stale=_keys(known, stale),
        vectors_wrong=_keys(known, _wrong_vectors(found, known)),
        surplus=_keys(known, nobody),
    )


def _known(connection: Connection) -> _Known:
    r = reports.c
    stored = {row.id: row for row in connection.execute(select(r.id, r.key, r.revision))}
    indexed = {row.report_id: row for row in connection.execute(select(indexed_reports))}
    c = chunks.c
    counted = select(c.report_id, func.count()).where(c.row.is_(None)).group_by(c.report_id)
    prose = {row[0]: row[1] for row in connection.execute(counted)}
    return _Known(stored, indexed, prose, frozenset(connection.scalars(select(outbox.c.report_id).distinct())))


def _keys(known: _Known, ids: Iterable[int]) -> tuple[str, ...]:
    """Return the ids of reports as people know them; of what is no report any more, the number in the database."""
    both = (known.stored.get(id_) or known.indexed.get(id_) or id_ for id_ in sorted(ids))
    return tuple(str(getattr(one, "key", one)) for one in both)


def _stale(connection: Connection, known: _Known) -> Iterator[int]:
    """Yield the reports whose passages are not those of the store."""
    for start in range(0, len(known.both), _BATCH):
        batch = known.both[start : start + _BATCH]
        kept = _pieces(connection, batch)
        for one in held_stored(connection, batch):
            row = known.indexed[one.id]
            made = hash_of(one.issuer, one.year, pieces_of(one))
            here = hash_of(row.issuer, row.year, kept[one.id])
            if row.revision != one.revision or {made, here} != {row.hash} or row.chunks != len(kept[one.id]):
                yield one.id


def _pieces(connection: Connection, ids: list[int]) -> dict[int, list[Piece]]:
    """Return the passages that the index has of some reports."""
    found: dict[int, list[Piece]] = defaultdict(list)
    for id_ in ids:
        between = chunks.c.id.between(id_ * PLACES, id_ * PLACES + PLACES - 1)
        for row in connection.execute(select(chunks).where(between).order_by(chunks.c.id)):
            spans = [(start, end) for start, end in json.loads(row.spans)]
            found[id_].append(Piece(row.part, row.heading, row.text, spans, row.row))
    return found


def _wrong_words(connection: Connection, words: Words, known: _Known) -> Iterator[int]:
    """Yield the reports that have words for more or fewer passages than they have."""
    found = Counter(id_ // PLACES for id_ in words.ids(connection))
    for report in (known.indexed.keys() | found.keys()) - known.waiting:
        row = known.indexed.get(report)
        if found[report] != (row.chunks if row else 0):
            yield report


def _vectors(vectors: VectorStore, state: IndexState | None) -> dict[int, set[tuple[str, int]]]:
    """Return the vectors that are there: by report, on which shelf and at which place."""
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    if state is None:
        return found
    for shelf in vectors.shelves(state.place):
        for id_ in vectors.ids(state.place, shelf):
            found[id_ // PLACES].add((shelf, id_ % PLACES))
    return found


def _wrong_vectors(found: dict[int, set[tuple[str, int]]], known: _Known) -> Iterator[int]:
    """Yield the reports whose vectors should be in and are other ones than their passages'."""
    for id_ in known.both:
        row = known.indexed[id_]
        expected = {(row.shelf, place) for place in range(known.prose.get(id_, 0))}
        if row.vectors and found.get(id_, set()) != expected:
            yield id_
