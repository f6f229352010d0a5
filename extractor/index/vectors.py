"""The seam to where vectors are kept: by shelf, one for each report year, so that none grows large."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row for each text, of length 1."""

T = TypeVar("T")

NO_YEAR = "none"
"""Shelf of the reports that state no year."""


@dataclass(frozen=True)
class Place:
    """Which index a shelf belongs to: names of collections carry its id, and they remember its embedder."""

    index: str
    embedder: str


def shelf_of(year: int | None) -> str:
    """Return the shelf of a report."""
    return NO_YEAR if year is None else str(year)


class VectorStore(Protocol):
    """Where vectors are kept. Every operation may be repeated without harm."""

    def put(self, place: Place, shelf: str, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, or replace those with the same ids."""
        ...

    def remove(self, place: Place, shelf: str, ids: Sequence[int]) -> None:
        """Remove vectors; those that are not there are none too many."""
        ...

    def nearest(
        self, place: Place, shelf: str, vector: Vectors, count: int, among: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """Return the ids nearest to a vector, with their cosine, the nearest first; only those `among`, if given."""
        ...

    def ids(self, place: Place, shelf: str) -> list[int]:
        """Return every id of a shelf."""
        ...

    def shelves(self, place: Place) -> list[str]:
        """Return the shelves that are there."""
        ...

    def drop(self, index: str) -> None:
        """Remove every vector of an index."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...


class Passing(ABC):
    """A `VectorStore` that passes every operation on to another one."""

    @abstractmethod
    def _ask(self, index: str, operation: Callable[[VectorStore], T]) -> T:
        """Return what an operation on an index brings, done by the store that is behind this one."""

    def put(self, place: Place, shelf: str, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, or replace those with the same ids."""
        self._ask(place.index, lambda store: store.put(place, shelf, ids, vectors))

    def remove(self, place: Place, shelf: str, ids: Sequence[int]) -> None:
        """Remove vectors; those that are not there are none too many."""
        self._ask(place.index, lambda store: store.remove(place, shelf, ids))

    def nearest(
        self, place: Place, shelf: str, vector: Vectors, count: int, among: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """Return the ids nearest to a vector, with their cosine, the nearest first; only those `among`, if given."""
        return self._ask(place.index, lambda store: store.nearest(place, shelf, vector, count, among))

    def ids(self, place: Place, shelf: str) -> list[int]:
        """Return every id of a shelf."""
        return self._ask(place.index, lambda store: store.ids(place, shelf))

    def shelves(self, place: Place) -> list[str]:
        """Return the shelves that are there."""
        return self._ask(place.index, lambda store: store.shelves(place))

    def drop(self, index: str) -> None:
        """Remove every vector of an index."""
        self._ask(index, lambda store: store.drop(index))
