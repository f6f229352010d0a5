"""What the index holds and what a search brings back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from extractor.schema import Span
from extractor.schema.document import Frozen


class Chunk(Frozen):
    """A passage of a report: sentences under one sub-head, or a row of an official table.

    Attributes:
        id: `report:position`; the same passage of a later revision may have another one.
        report: Id of the report.
        revision: The revision whose document the spans count in.
        issuer: As stored; None where the report states none.
        year: Report year; None where the report states none.
        part: 1–6; None before part 1 and after part 6.
        row: `table.row` where it is a row of an official table; None for prose.
        heading: The sub-head it stands under, or the row's heads; empty without one.
        text: As printed, line breaks and page marks left out; of a table row its label and cells with their heads.
        spans: Of its sentences, or of its cells, in reading order.
    """

    id: str
    report: str
    revision: int
    issuer: str | None
    year: int | None
    part: int | None
    row: str | None = None
    heading: str = ""
    text: str
    spans: tuple[Span, ...]


class Hit(Frozen):
    """A passage that was found.

    Attributes:
        chunk: The passage.
        score: Of the joined ranks: higher is better, comparable within one search only.
        dense_rank: 1 for the nearest by meaning; None where that search didn't bring it, as for every table row.
        lexical_rank: 1 for the best by words; None where that search didn't bring it.
        similarity: Cosine with the question, −1 to 1; None where it was found by words alone.
        overlap: Share of the question's words, weighed by rarity, that stand in the passage: 0 to 1.
        held: How much of the question it holds, other words for the same included: the sum of how rare the words are
            among the passages. From 1 on it is about the question: the more passages may be found, the more is wanted.
    """

    chunk: Chunk
    score: float
    dense_rank: int | None = None
    lexical_rank: int | None = None
    similarity: float | None = None
    overlap: float = 0.0
    held: float = 0.0


class Teller(Frozen):
    """Whose report tells of something.

    Attributes:
        issuer: None where it states none.
        year: Likewise.
        held: How much of the question it holds; from 1 on it would be about it even among all reports.
    """

    issuer: str | None
    year: int | None
    held: float = 0.0


class Found(Frozen):
    """What a search brought back.

    Attributes:
        hits: The best first.
        elsewhere: A report that may not be found here and holds far more of what is asked than any that may: the
            hits are then hardly about it. None where there is none, or where nothing limits what may be found.
        pending: Reports whose newest state is not in the index yet.
        problems: Why a part of the search could not be done, `(message id, values)`; the hits then rest on the rest.
    """

    hits: tuple[Hit, ...] = ()
    elsewhere: Teller | None = None
    pending: int = 0
    problems: tuple[tuple[str, dict[str, str]], ...] = ()


class Synced(Frozen):
    """What bringing the index in step did: reports indexed and removed, and their passages."""

    indexed: int = 0
    removed: int = 0
    chunks: int = 0

    def __add__(self, other: Synced) -> Synced:
        """Return what both did together."""
        return Synced(
            indexed=self.indexed + other.indexed,
            removed=self.removed + other.removed,
            chunks=self.chunks + other.chunks,
        )


class Check(Frozen):
    """Whether store and index agree.

    Attributes:
        reports: In the store.
        chunks: Passages in the index.
        vectors: Of the passages of prose; None where they can't be reached.
        pending: Reports that wait to be indexed.
        missing: Ids of reports that are in the store, not in the index, and don't wait.
        stale: Ids of reports whose passages are of an older revision, or not those of the store.
        vectors_wrong: Ids of reports that have too few, too many or no vectors.
        surplus: Ids of what the index holds of no report in the store.
    """

    reports: int
    chunks: int
    vectors: int | None
    pending: int
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    vectors_wrong: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Return whether nothing is missing, stale, wrong or too much; what waits is no disagreement."""
        return self.vectors is not None and not (self.missing or self.stale or self.vectors_wrong or self.surplus)


class Index(Protocol):
    """The index of a store: `extractor.index.open_index(store, settings)` gives one, a context manager."""

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
        ...

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
        """Return what `search` does; where vectors or embedder fail it is found by words alone, and that is said.

        Args:
            text: What is asked.
            reports: Ids.
            issuers: Names as in the store.
            years: Report years.
            parts: 1 to 6.
            limit: Hits at most.
            among: Issuers whose reports may be named as telling of it elsewhere; None is all.
        """
        ...

    def sync(self) -> Synced:
        """Bring the index in step with the store; what is in step already costs nothing."""
        ...

    def check(self) -> Check:
        """Return whether store and index agree, report by report."""
        ...

    def rebuild(self) -> Synced:
        """Make the index anew from the store."""
        ...
