"""A stored report as passages, and what of a passage is indexed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from extractor.index.prose import Piece, prose_pieces
from extractor.index.rows import row_pieces
from extractor.parsing.outline import PART_TITLES
from extractor.storage.indexing import Stored

PLACES = 4096
"""Most passages of a report; the number of a passage is `report * PLACES + place`."""


def pieces_of(stored: Stored) -> list[Piece]:
    """Return every passage of a report: the prose in reading order, then the rows of the tables."""
    pieces = prose_pieces(stored) + row_pieces(stored.body["tables"], stored.body["form"])
    while len(pieces) > PLACES:
        pieces = [_joined(pieces[place : place + 2]) for place in range(0, len(pieces), 2)]
    return pieces


def heads_of(issuer: str | None, year: int | None, part: int | None, heading: str) -> str:
    """Return what is indexed with every passage before its text: whose it is, of which year and part."""
    return f"{issuer or ''} {f'{year}年' if year else ''} {PART_TITLES.get(part or 0, '')} {heading}".strip()


def hash_of(issuer: str | None, year: int | None, pieces: Sequence[Piece]) -> str:
    """Return a hash that is equal where the same is indexed of a report."""
    values = [(piece.part, piece.row, piece.heading, piece.text, piece.spans) for piece in pieces]
    return hashlib.sha256(json.dumps([issuer, year, values]).encode()).hexdigest()[:32]


def _joined(pieces: Sequence[Piece]) -> Piece:
    first = pieces[0]
    spans = [span for piece in pieces for span in piece.spans]
    return Piece(first.part, first.heading, "\n".join(piece.text for piece in pieces), spans, first.row)
