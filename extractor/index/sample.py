"""A sample of the passages of an index: how rare words and characters are among them, and who else tells of something.

Counting in the whole index takes the longer the more reports there are; a few thousand passages tell as much.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, func, select

from extractor.index.chunks import PLACES
from extractor.parsing.flow import fold
from extractor.storage.indexing import chunks, indexed_reports

MOST = 4096
"""Passages of a sample at most; of an index with fewer all of them are in it."""
_OF_A_REPORT = 64
"""Passages of one report at most."""
_MIX, _RANGE = 40_503, 65_536
"""Spread the reports that are taken evenly over the store, the same ones each time."""

State = tuple[int, int]
"""Changes as reports come and go: how many the index has, and the last of them. Counting passages takes longer."""


@dataclass(frozen=True)
class Sampled:
    """A passage of the sample, its text folded and in lower case, its sub-heads before it."""

    issuer: str
    year: int | None
    text: str


@dataclass(frozen=True)
class Sample:
    """Passages of prose, of the index whose state it remembers."""

    state: State
    passages: tuple[Sampled, ...]

    @cached_property
    def whole(self) -> float:
        """Return about how many passages of prose the whole index has."""
        reports = len({(passage.issuer, passage.year) for passage in self.passages})
        return len(self.passages) / reports * self.state[0] if reports else 0.0

    @cached_property
    def _having(self) -> Mapping[str, int]:
        """Return for each character the passages that have it, a bit each."""
        found: dict[str, int] = defaultdict(int)
        for place, passage in enumerate(self.passages):
            for character in set(passage.text):
                found[character] |= 1 << place
        return found

    def count(self, form: str) -> int:
        """Return how many passages have a word or a character."""
        return sum(1 for _ in self._with(form)) if len(form) > 1 else self._having.get(form, 0).bit_count()

    def holding(self, forms: Iterable[str], issuers: Collection[str] | None = None) -> list[Sampled]:
        """Return the passages that have any of some words; only those of some issuers, if given."""
        found = {place for form in forms for place in self._with(form)}
        return [self.passages[place] for place in found if issuers is None or self.passages[place].issuer in issuers]

    def _with(self, form: str) -> Iterator[int]:
        """Yield the places of the passages that have a word."""
        bits = -1
        for character in set(form):
            bits &= self._having.get(character, 0)
        while bits > 0:
            lowest = bits & -bits
            bits ^= lowest
            place = lowest.bit_length() - 1
            if form in self.passages[place].text:
                yield place


def state_of(connection: Connection) -> State:
    """Return the state of the index as it is now."""
    c = indexed_reports.c
    number = connection.scalar(select(func.count()).select_from(indexed_reports))
    last = connection.scalar(select(func.max(c.report_id)))
    return int(number or 0), int(last or 0)


def draw(connection: Connection, state: State) -> Sample:
    """Return the sample of an index: the prose of as many reports as give about `MOST` passages."""
    passages: list[Sampled] = []
    for ids in _reports(connection, state):
        passages += (Sampled(row.issuer or "", row.year, folded(row)) for row in _prose(connection, ids))
        if len(passages) >= MOST:
            break
    return Sample(state, tuple(passages[:MOST]))


def folded(row: Any) -> str:
    """Return a passage as its words are looked for in it."""
    return fold(f"{row.heading}\n{row.text}").lower()


def _reports(connection: Connection, state: State, portion: int = 100) -> Iterator[Sequence[int]]:
    """Yield the reports in an order that mixes the store, some at a time; of a large store one in so many."""
    c = indexed_reports.c
    mixed = (c.report_id * _MIX) % _RANGE
    query = select(c.report_id).order_by(mixed, c.report_id)
    if state[0] > MOST:
        query = query.where(mixed < math.ceil(_RANGE * MOST / state[0]))
    ids = list(connection.scalars(query))
    for start in range(0, len(ids), portion):
        yield ids[start : start + portion]


def _prose(connection: Connection, reports: Sequence[int]) -> Iterator[Any]:
    """Yield the passages of prose of some reports; they stand before the rows of the tables."""
    places = [report * PLACES + place for report in reports for place in range(_OF_A_REPORT)]
    columns = select(chunks.c.heading, chunks.c.text, indexed_reports.c.issuer, indexed_reports.c.year)
    source = columns.join(indexed_reports, indexed_reports.c.report_id == chunks.c.report_id)
    yield from connection.execute(source.where(chunks.c.id.in_(places), chunks.c.row.is_(None)).order_by(chunks.c.id))
