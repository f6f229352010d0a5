"""The index of a crowd, made without reading its reports: the passages of the 400 in the names of other places.

`python -m eval.questions.crowd_index FOLDER N` makes a store of so many reports with its index, for what only reads
passages; killed, it is begun anew in another folder.

What is indexed is the same as if each report had been cut into passages by itself, which takes most of the time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Connection, select

from eval.questions.crowd import crowd, digest_of, moved_text, places_of_copies
from extractor.config import DATABASE_FILE
from extractor.index import sync as syncing
from extractor.index.chunks import pieces_of
from extractor.index.opening import open_index
from extractor.index.prose import Piece
from extractor.storage import ReportStore, open_store
from extractor.storage.indexing import Stored, read_stored, reading
from extractor.storage.tables import reports

TEMPLATES = 400
"""Reports of the questions, with which a crowd begins."""


def fill_index(store: ReportStore, folder: Path) -> None:
    """Make the index of a crowd in a folder."""
    with copied_passages(store), open_index(store, folder) as index:
        index.sync()


@contextmanager
def copied_passages(store: ReportStore) -> Iterator[None]:
    """Let a sync within the block take the passages of copies from those of the reports they are copies of."""
    with reading(store) as connection:
        ids = list(connection.scalars(select(reports.c.id).order_by(reports.c.id).limit(TEMPLATES)))
        originals = {one.key: pieces_of(one) for one in read_stored(connection, ids)}
        number = connection.scalars(select(reports.c.id).order_by(reports.c.id.desc()).limit(1)).one()
    copies = {
        digest_of(copy, key)[:16]: (key, places)
        for copy, places in islice(places_of_copies(), number // TEMPLATES + 1)
        for key in originals
    }

    def copied(stored: Stored) -> list[Piece]:
        if stored.key in originals:
            return originals[stored.key]
        key, places = copies[stored.key]
        return [_moved(piece, moved_text(places, f"{piece.heading}\n{piece.text}")) for piece in originals[key]]

    with ExitStack() as stack:
        stack.enter_context(patch.object(syncing, "pieces_of", copied))
        stack.enter_context(patch.object(syncing, "held_stored", _heads))
        yield


def _moved(piece: Piece, text: str) -> Piece:
    heading, _, rest = text.partition("\n")
    return replace(piece, heading=heading, text=rest)


def _heads(connection: Connection, ids: Sequence[int]) -> tuple[Stored, ...]:
    """Return reports as they are indexed, without body and text."""
    r = reports.c
    rows = connection.execute(select(r.id, r.key, r.revision, r.issuer, r.year).where(r.id.in_(ids)).order_by(r.id))
    return tuple(Stored(row.id, row.key, row.revision, row.issuer, row.year, {}, "") for row in rows)


def _main(folder: Path, number: int) -> None:
    folder.mkdir(parents=True)
    url = f"sqlite:///{folder / DATABASE_FILE}"
    crowd(url, number, slim=True)
    with open_store(url) as store:
        fill_index(store, folder)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
