"""Whether another report tells of what is asked, where those that are asked about hardly do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from extractor.index.lexical import Scope, Words
from extractor.index.model import Teller
from extractor.index.sample import MOST, Sample, folded
from extractor.index.search import choose, rows_of
from extractor.index.terms import Rarity, Term, enough

NEAR = 0.7
"""Share of what the best passage of the store holds of a question, from which on another one is about it too."""
_DEPTH = 30


def teller(
    connection: Connection,
    words: Words,
    terms: Sequence[Term],
    rarity: Rarity,
    sample: Sample,
    issuers: Collection[str] | None,
) -> tuple[float, Teller | None]:
    """Return how much the passage holds that holds most of a question, and whose it is.

    Args:
        connection: To the store.
        words: Its full text.
        terms: What is asked for.
        rarity: Of the terms.
        sample: Of the passages.
        issuers: Whose reports are looked at; None is all.
    """
    rare = rarity.rare(terms)
    near = [(one.text, one.issuer, one.year) for one in sample.holding(rare, issuers)]
    if rare and len(sample.passages) >= MOST:
        chosen = choose(connection, None, issuers, None, None)
        ids = [id_ for id_, _ in words.find(connection, rare, Scope(chosen.reports), _DEPTH)]
        near += [(folded(row), row.issuer or "", row.year) for row in rows_of(connection, ids) if row.row is None]
    best = max(near, key=lambda one: rarity.held(terms, one[0], one[1]), default=None)
    if best is None:
        return 0.0, None
    held = rarity.held(terms, best[0], best[1])
    plain = round(held / enough(len(sample.passages)), 3)
    return held, Teller(issuer=best[1] or None, year=best[2], held=plain)
