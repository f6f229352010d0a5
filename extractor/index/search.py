"""Searching: what may be found is settled first, then meaning and words are ranked apart and joined by their ranks."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from extractor.index.chunks import PLACES, heads_of
from extractor.index.few import FEW, rank_few
from extractor.index.lexical import Scope, Words
from extractor.index.model import Chunk, Hit
from extractor.index.state import IndexState
from extractor.index.terms import Rarity, Term
from extractor.index.vectors import Vectors, VectorStore, shelf_of
from extractor.index.words import overlap, words_of
from extractor.storage.indexing import chunks, indexed_reports, shelved
from extractor.storage.tables import reports

DEPTH = 60
"""How many of each ranking are joined, at least."""
_DAMPING = 60
"""Of the reciprocal ranks: the usual one."""
_FEW = 1500
"""Up to so many passages are compared one by one; of more the nearest are found first, then chosen from."""
_WIDER = 1000
_USUAL = 10
"""Passages of prose that a report has whose vectors are yet to be made."""
_PORTION = 10_000
"""Values in one condition: a database limits its parameters."""


@dataclass(frozen=True)
class Chosen:
    """What may be found.

    Attributes:
        reports: By database id, with their shelf and number of vectors; None where every report of the years may.
        years: None where all may.
        parts: None where all may.
    """

    reports: dict[int, tuple[str, int]] | None
    years: frozenset[int] | None
    parts: frozenset[int] | None

    @property
    def nothing(self) -> bool:
        """Return whether nothing at all may be found."""
        return any(choice is not None and not choice for choice in (self.reports, self.years, self.parts))

    @property
    def limited(self) -> bool:
        """Return whether anything of the index may not be found."""
        return self.reports is not None or self.years is not None

    def passages(self, all_of_them: int) -> int:
        """Return about how many passages may be found, given how many the index has."""
        if self.reports is None:
            return all_of_them
        return sum(count or _USUAL for _, count in self.reports.values())

    @property
    def scope(self) -> Scope:
        """Return the same for the search by words."""
        return Scope(self.reports, None if self.reports is not None else self.years, self.parts)


def choose(
    connection: Connection,
    keys: Collection[str] | None,
    issuers: Collection[str] | None,
    years: Collection[int] | None,
    parts: Collection[int] | None,
) -> Chosen:
    """Return what may be found by ids of reports, issuers, years and parts; None is no limit."""
    named = None if keys is None and issuers is None else _reports(connection, keys, issuers, years)
    return Chosen(named, None if years is None else frozenset(years), None if parts is None else frozenset(parts))


def _reports(
    connection: Connection, keys: Collection[str] | None, issuers: Collection[str] | None, years: Collection[int] | None
) -> dict[int, tuple[str, int]]:
    """Return the reports in the index that fit: by database id, with their shelf and number of vectors."""
    query, c = _counted(), indexed_reports.c
    if years is not None:
        query = query.where(c.year.in_(years))
    if keys is not None and issuers is not None and len(issuers) <= _PORTION:
        query = query.where(c.issuer.in_(issuers))
    column, values = (c.issuer, issuers or ()) if keys is None else (c.key, keys)
    found: dict[int, tuple[str, int]] = {}
    for condition in _in_portions(column, list(values)):
        found |= {row[0]: (row[1], row[2]) for row in connection.execute(query.where(condition))}
    return found


def _counted() -> Select[int, str, int]:
    """Return the query for the reports in the index, each with its shelf and number of vectors."""
    c = indexed_reports.c
    places = case((c.vectors == 1, func.coalesce(shelved.c.places, 0)), else_=0)
    beside = (shelved.c.report_id == c.report_id) & (shelved.c.shelf == c.shelf)
    return select(c.report_id, c.shelf, places).outerjoin(shelved, beside)


def by_words(
    connection: Connection, words: Words, asked: Sequence[str], chosen: Chosen, rarity: Rarity, limit: int
) -> list[int]:
    """Return the passages that have some words, the best first."""
    if not asked or chosen.nothing:
        return []
    if chosen.reports is not None and len(chosen.reports) <= FEW:
        return rank_few(connection, asked, chosen.reports, chosen.parts, rarity)[:limit]
    return [id_ for id_, _ in words.find(connection, asked, chosen.scope, limit)]


def by_meaning(
    connection: Connection, vectors: VectorStore, state: IndexState, vector: Vectors, chosen: Chosen, limit: int
) -> dict[int, float]:
    """Return the nearest passages with their cosine, the nearest first.

    Raises:
        IndexFault: The vectors can't be reached.
    """
    if chosen.nothing:
        return {}
    shelves = _shelves(connection, chosen)
    one_by_one = _one_by_one(connection, chosen, shelves)
    found: list[tuple[int, float]] = []
    for shelf in shelves:
        if one_by_one is not None:
            among = one_by_one.get(shelf, [])
            found += vectors.nearest(state.place, shelf, vector, limit, among) if among else []
        else:
            found += _nearest(connection, vectors, state, shelf, vector, chosen, limit)
    return dict(sorted(found, key=lambda hit: (-hit[1], hit[0]))[:limit])


def _shelves(connection: Connection, chosen: Chosen) -> list[str]:
    """Return the shelves on which what may be found stands; one whose first vectors are yet to be made is none."""
    if chosen.reports is not None:
        return sorted({shelf for shelf, count in chosen.reports.values() if count})
    c = indexed_reports.c
    known = set(connection.scalars(select(c.shelf).where(c.vectors == 1).distinct()))
    if chosen.years is not None:
        return sorted(known & {shelf_of(year) for year in chosen.years})
    return sorted(known)


def _one_by_one(connection: Connection, chosen: Chosen, shelves: Sequence[str]) -> dict[str, list[int]] | None:
    """Return the ids of all passages that may be found, by shelf; None where they are too many to go through."""
    if chosen.reports is None or sum(count for _, count in chosen.reports.values()) > _FEW:
        return None
    found: dict[str, list[int]] = {shelf: [] for shelf in shelves}
    for report, (shelf, count) in chosen.reports.items():
        found.setdefault(shelf, []).extend(range(report * PLACES, report * PLACES + count))
    if chosen.parts is not None:
        found = {shelf: _of_parts(connection, ids, chosen.parts) for shelf, ids in found.items()}
    return found


def _nearest(
    connection: Connection,
    vectors: VectorStore,
    state: IndexState,
    shelf: str,
    vector: Vectors,
    chosen: Chosen,
    limit: int,
) -> list[tuple[int, float]]:
    """Return the nearest of a shelf that fit: from the nearest of all, and where too few of them fit, from each.

    The nearest of all that fit are the nearest of those that fit, so nothing is lost by choosing afterwards, as long
    as enough are left.
    """
    free = chosen.reports is None and chosen.parts is None
    found = vectors.nearest(state.place, shelf, vector, limit if free else _WIDER, None)
    if free:
        return found
    kept = set(_fitting(connection, [id_ for id_, _ in found], chosen))
    if len(kept) >= limit or len(found) < _WIDER:
        return [hit for hit in found if hit[0] in kept][:limit]
    every: list[tuple[int, float]] = []
    for ids in _all_of(connection, shelf, chosen):
        every += vectors.nearest(state.place, shelf, vector, limit, ids)
    return sorted(every, key=lambda hit: (-hit[1], hit[0]))[:limit]


def _fitting(connection: Connection, ids: Sequence[int], chosen: Chosen) -> list[int]:
    kept = [id_ for id_ in ids if chosen.reports is None or id_ // PLACES in chosen.reports]
    return kept if chosen.parts is None else _of_parts(connection, kept, chosen.parts)


def _of_parts(connection: Connection, ids: Sequence[int], parts: Collection[int]) -> list[int]:
    """Return those passages that belong to the parts."""
    query = select(chunks.c.id).where(chunks.c.part.in_(parts)).order_by(chunks.c.id)
    return [id_ for condition in _in_portions(chunks.c.id, ids) for id_ in connection.scalars(query.where(condition))]


def _all_of(connection: Connection, shelf: str, chosen: Chosen) -> Iterator[list[int]]:
    """Yield the ids of all passages of a shelf that may be found, some at a time."""
    if chosen.reports is not None:
        ranges = [(report, count) for report, (name, count) in chosen.reports.items() if name == shelf]
    else:
        found = connection.execute(_counted().where(indexed_reports.c.shelf == shelf))
        ranges = [(row[0], row[2]) for row in found]
    ids = [report * PLACES + place for report, count in ranges for place in range(count)]
    if chosen.parts is not None:
        ids = _of_parts(connection, ids, chosen.parts)
    for start in range(0, len(ids), _FEW):
        yield ids[start : start + _FEW]


def joined(
    connection: Connection,
    terms: Sequence[Term],
    rarity: Rarity,
    dense: dict[int, float],
    lexical: Sequence[int],
    others: Sequence[int],
    chosen: Chosen,
    wanted: float,
) -> list[Hit]:
    """Return the hits of the searches, the best first; what doesn't fit the choice by now is left out.

    Four ranks are joined: by meaning, by words, by other words for them, and by how much of the question a passage
    holds, of which `wanted` is enough.
    """
    ranks = {id_: rank for rank, id_ in enumerate(lexical, 1)}
    near = {id_: rank for rank, id_ in enumerate(dense, 1)}
    otherwise = {id_: rank for rank, id_ in enumerate(others, 1)}
    hits = []
    for row in rows_of(connection, {*dense, *lexical, *others}):
        rank = near.get(row.id) if row.vectors else None
        places = [place for place in (rank, ranks.get(row.id), otherwise.get(row.id)) if place is not None]
        if not places or not _fits(row, chosen):
            continue
        score = sum(1 / (_DAMPING + place) for place in places)
        told = f"{row.heading}\n{row.text}"
        words = words_of(f"{heads_of(row.issuer, row.year, row.part, '')}\n{told}")
        similarity = dense.get(row.id) if rank is not None else None
        hits.append(
            Hit(
                chunk=_chunk(row),
                score=score,
                dense_rank=rank,
                lexical_rank=ranks.get(row.id),
                similarity=similarity,
                overlap=round(overlap([term.word for term in terms], words), 4),
                held=round(rarity.held(terms, told, row.issuer or "") / wanted, 3),
            )
        )
    order = sorted({hit.held for hit in hits if hit.held}, reverse=True)
    by_held = {held: place for place, held in enumerate(order, 1)}
    joint = [
        hit.model_copy(update={"score": hit.score + 1 / (_DAMPING + by_held[hit.held])}) if hit.held else hit
        for hit in hits
    ]
    return sorted(joint, key=lambda hit: (-hit.score, -hit.overlap, -(hit.similarity or 0.0), hit.chunk.id))


def rows_of(connection: Connection, ids: Iterable[int]) -> Iterator[Any]:
    """Yield the passages whose reports are still in the store."""
    r, i = reports.c, indexed_reports.c
    source = chunks.join(indexed_reports, i.report_id == chunks.c.report_id).join(reports, r.id == i.report_id)
    query = select(chunks, r.key, i.issuer, i.year, i.revision, i.vectors).select_from(source)
    for condition in _in_portions(chunks.c.id, sorted(ids)):
        yield from connection.execute(query.where(condition))


def _fits(row: Any, chosen: Chosen) -> bool:
    return (
        (chosen.reports is None or row.report_id in chosen.reports)
        and (chosen.years is None or row.year in chosen.years)
        and (chosen.parts is None or row.part in chosen.parts)
    )


def _chunk(row: Any) -> Chunk:
    return Chunk(
        id=f"{row.key}:{row.id % PLACES}",
        report=row.key,
        revision=row.revision,
        issuer=row.issuer,
        year=row.year,
        part=row.part,
        row=row.row,
        heading=row.heading,
        text=row.text,
        spans=tuple((start, end) for start, end in json.loads(row.spans)),
    )


def _in_portions(column: Any, values: Sequence[Any]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that together say that a column is one of the values."""
    for start in range(0, len(values), _PORTION):
        yield column.in_(values[start : start + _PORTION])
