"""What the store remembers of its index: where the vectors are, whose they are, and what is still to be removed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, select

from extractor.index.vectors import Place
from extractor.storage.indexing import state

_ID, _EMBEDDER, _DIMENSIONS, _DROPPED = "id", "embedder", "dimensions", "dropped"


@dataclass(frozen=True)
class IndexState:
    """The index of a store.

    Attributes:
        place: Id of the index, and the embedder its vectors are made by.
        dimensions: Of its vectors; None before the first.
        dropped: Ids of earlier indexes whose vectors may still be there.
    """

    place: Place
    dimensions: int | None
    dropped: tuple[str, ...]


def read_state(connection: Connection) -> IndexState | None:
    """Return the state; None where the store was never indexed."""
    values = {row.name: row.value for row in connection.execute(select(state))}
    if _ID not in values:
        return None
    dimensions = int(values[_DIMENSIONS]) if _DIMENSIONS in values else None
    return IndexState(Place(values[_ID], values[_EMBEDDER]), dimensions, tuple(values.get(_DROPPED, "").split()))


def begin(connection: Connection, embedder: str) -> IndexState:
    """Return the state of a new index, which takes the place of the one there was."""
    before = read_state(connection)
    dropped = (*before.dropped, before.place.index) if before else ()
    connection.execute(state.delete())
    _write(connection, _ID, secrets.token_hex(6))
    _write(connection, _EMBEDDER, embedder)
    _write(connection, _DROPPED, " ".join(dropped))
    begun = read_state(connection)
    assert begun is not None  # noqa: S101  it was just written
    return begun


def set_dimensions(connection: Connection, dimensions: int) -> None:
    """Remember of which kind the vectors are."""
    _write(connection, _DIMENSIONS, str(dimensions))


def forget_dropped(connection: Connection) -> None:
    """Remember that the vectors of earlier indexes are gone."""
    _write(connection, _DROPPED, "")


def _write(connection: Connection, name: str, value: str) -> None:
    connection.execute(state.delete().where(state.c.name == name))
    connection.execute(state.insert().values(name=name, value=value))
