"""The index of a store: search, bring in step, check, make anew."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from extractor.index import search as searching
from extractor.index import sync as syncing
from extractor.index.checking import check as checking
from extractor.index.embedders import Embedder
from extractor.index.errors import EmbedderError, EmbedderMismatchError, IndexFault
from extractor.index.lexical import words_for
from extractor.index.model import Check, Found, Hit, Synced, Teller
from extractor.index.rivals import NEAR, teller
from extractor.index.sample import Sample, draw, state_of
from extractor.index.state import IndexState, begin, forget_dropped, read_state, set_dimensions
from extractor.index.terms import Rarity, enough, terms_of
from extractor.index.vectors import VectorStore
from extractor.storage.indexing import (
    changing,
    chunks,
    engine_of,
    enqueue_all,
    indexed_reports,
    pending,
    reading,
    shelved,
)

if TYPE_CHECKING:
    from extractor.storage import ReportStore

LONGEST_QUESTION = 1000
"""Characters of a question that are searched for."""


class StoreIndex:
    """See `extractor.index.model.Index`, which it is. Safe for several threads."""

    def __init__(self, store: ReportStore, folder: Path, vectors: VectorStore, embedder: Embedder) -> None:
        """Use `open_index`.

        Args:
            store: Whose reports are indexed.
            folder: Of the index; locks stand there, also where the vectors are on a server.
            vectors: Where the vectors are; closed with the index.
            embedder: What makes them.
        """
        self._store, self._folder = store, folder
        self._vectors, self._embedder = vectors, embedder
        self._engine = engine_of(store)
        self._words = words_for(self._engine)
        self._sample: Sample | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the vectors; the store stays open."""
        self._vectors.close()

    def search(
        self,
        text: str,
        *,
        reports: Collection[str] | None = None,
        issuers: Collection[str] | None = None,
        years: Collection[int] | None = None,
        parts: Collection[int] | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Return the best passages among those that fit every filter; None is no filter, an empty one fits nothing.

        Raises:
            IndexFault: See `extractor.index.errors`; `find` makes do with what is left.
        """
        found, _, fault = self._search(text, reports, issuers, years, parts, limit, None)
        if fault is not None:
            raise fault
        return list(found)

    def find(
        self,
        text: str,
        *,
        reports: Collection[str] | None = None,
        issuers: Collection[str] | None = None,
        years: Collection[int] | None = None,
        parts: Collection[int] | None = None,
        limit: int = 20,
        among: Collection[str] | None = None,
    ) -> Found:
        """Return what `search` does; where vectors or embedder fail it is found by words alone, and that is said."""
        found, elsewhere, fault = self._search(text, reports, issuers, years, parts, limit, among)
        problems = []
        if fault is not None:
            problems.append((fault.message_id, {name: str(value) for name, value in fault.params.items()}))
        if len(text) > LONGEST_QUESTION:
            problems.append(("index.question_cut", {"length": str(len(text)), "kept": str(LONGEST_QUESTION)}))
        with reading(self._store) as connection:
            return Found(hits=found, elsewhere=elsewhere, pending=pending(connection), problems=tuple(problems))

    def sync(self, progress: Callable[[int], None] | None = None) -> Synced:
        """Bring the index in step with the store; what is in step already costs nothing.

        Passages and words are brought in step even where the vectors can't be.

        Args:
            progress: Called with the number of reports that were indexed, batch by batch.

        Raises:
            IndexFault: Not all vectors are in; the next call goes on from there.
        """
        with self._words.alone(self._engine, self._folder):
            return self._sync(progress or (lambda _: None))

    def check(self) -> Check:
        """Return whether store and index agree, report by report."""
        with reading(self._store) as connection:
            return checking(connection, self._words, self._vectors, read_state(connection))

    def rebuild(self, progress: Callable[[int], None] | None = None) -> Synced:
        """Make the index anew from the store; killed in the middle, the next `sync` goes on."""
        with self._words.alone(self._engine, self._folder):
            with changing(self._store) as connection:
                begin(connection, self._embedder.name)
                enqueue_all(connection)
                for table in (chunks, indexed_reports, shelved):
                    connection.execute(table.delete())
                self._words.clear(connection)
            return self._sync(progress or (lambda _: None))

    def pending(self) -> int:
        """Return how many reports are not in the index as they stand in the store."""
        with reading(self._store) as connection:
            return pending(connection)

    def _search(
        self,
        text: str,
        keys: Collection[str] | None,
        issuers: Collection[str] | None,
        years: Collection[int] | None,
        parts: Collection[int] | None,
        limit: int,
        among: Collection[str] | None,
    ) -> tuple[tuple[Hit, ...], Teller | None, IndexFault | None]:
        """Return the hits, who else tells of it, and why there are none by meaning, where that search failed."""
        text = text[:LONGEST_QUESTION]
        terms = terms_of(text)
        depth = max(limit, searching.DEPTH)
        fault: IndexFault | None = None
        dense: dict[int, float] = {}
        with reading(self._store) as connection:
            state = read_state(connection)
            chosen = searching.choose(connection, keys, issuers, years, parts)
            sample = self._sampled(connection)
            rarity = Rarity.of(terms, sample)
            lexical = searching.by_words(connection, self._words, rarity.telling(terms), chosen, rarity, depth)
            others = searching.by_words(connection, self._words, rarity.others(terms), chosen, rarity, depth)
            if state is not None and state.dimensions is not None and text.strip() and not chosen.nothing:
                try:
                    self._require_embedder(state)
                    vector = self._embedder.embed([text])[0]
                    self._require_dimensions(state, len(vector))
                    dense = searching.by_meaning(connection, self._vectors, state, vector, chosen, depth)
                except IndexFault as error:
                    fault = error
            wanted = enough(chosen.passages(len(sample.passages)))
            hits = searching.joined(connection, terms, rarity, dense, lexical, others, chosen, wanted)
            elsewhere = None
            if chosen.limited and chosen.parts is None:
                best = wanted * max((hit.held for hit in hits if hit.chunk.row is None), default=0.0)
                most, who = teller(connection, self._words, terms, rarity, sample, among)
                elsewhere = who if best < NEAR * most else None
        return tuple(hits[:limit]), elsewhere, fault

    def _sampled(self, connection: Connection) -> Sample:
        """Return the sample of the passages, drawn anew where the index has changed."""
        state = state_of(connection)
        if self._sample is None or self._sample.state != state:
            self._sample = draw(connection, state)
        return self._sample

    def _require_embedder(self, state: IndexState) -> None:
        if state.place.embedder != self._embedder.name:
            raise EmbedderMismatchError(found=state.place.embedder, wanted=self._embedder.name)

    def _require_dimensions(self, state: IndexState, found: int) -> None:
        if state.dimensions not in (None, found):
            known = {"found": found, "known": state.dimensions}
            raise EmbedderError("error.embedder_dimensions", model=self._embedder.name, **known)

    def _sync(self, progress: Callable[[int], None]) -> Synced:
        done = Synced()
        fault: IndexFault | None = None
        while True:
            step = self._sync_passages()
            if step is not None:
                done = done + step
            if fault is None:
                try:
                    more = self._sync_vectors()
                except IndexFault as error:
                    fault, more = error, False
            progress(done.indexed)
            if step is None and not more:
                break
        if fault is not None:
            raise fault
        return done

    def _sync_passages(self) -> Synced | None:
        """Write the passages of the next batch; None where the outbox is empty."""
        with reading(self._store) as connection:
            batch = syncing.prepare(connection)
        if batch is None:
            return None
        with changing(self._store) as connection:
            syncing.write_passages(connection, batch, self._words)
        passages = sum(len(pieces) for pieces in batch.pieces)
        return Synced(indexed=len(batch.stored), removed=len(batch.gone), chunks=passages)

    def _sync_vectors(self) -> bool:
        """Make the vectors of the next reports that have none; return whether there may be more to do."""
        state = self._state()
        with reading(self._store) as connection:
            batch = syncing.read_texts(connection)
            orphans = syncing.read_orphans(connection)
            if batch is not None or orphans:
                syncing.require_shelves(connection, self._vectors, state)
        if batch is not None:
            self._add(batch, state)
        if orphans:
            self._forget(orphans, state)
        for index in state.dropped:
            self._vectors.drop(index)
        if state.dropped:
            with changing(self._store) as connection:
                forget_dropped(connection)
        return batch is not None or bool(orphans)

    def _state(self) -> IndexState:
        """Return the state; of a store that was never indexed a new one."""
        with reading(self._store) as connection:
            state = read_state(connection)
        if state is None:
            with changing(self._store) as connection:
                state = read_state(connection) or begin(connection, self._embedder.name)
        self._require_embedder(state)
        return state

    def _add(self, batch: syncing.Texts, state: IndexState) -> None:
        made = syncing.embedded(batch, self._embedder, state)
        with changing(self._store) as connection:
            places = syncing.note_places(connection, batch)
            dimensions = next((vectors.shape[1] for _, vectors in made.values()), None)
            if state.dimensions is None and dimensions is not None:
                set_dimensions(connection, dimensions)
        for shelf, (ids, vectors) in made.items():
            self._vectors.put(state.place, shelf, ids, vectors)
        for shelf, surplus in syncing.surplus(batch, places).items():
            self._vectors.remove(state.place, shelf, surplus)
        with changing(self._store) as connection:
            syncing.settle_places(connection, batch)

    def _forget(self, orphans: dict[int, dict[str, int]], state: IndexState) -> None:
        """Remove the vectors of reports that are not in the index any more."""
        for shelf, ids in syncing.places_in_use(orphans).items():
            self._vectors.remove(state.place, shelf, ids)
        with changing(self._store) as connection:
            syncing.forget_places(connection, list(orphans))
