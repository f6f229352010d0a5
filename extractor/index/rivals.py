"""Whether another report tells of what is asked, where those that are asked about hardly do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection

from extractor.index.lexical import Scope, Words
from extractor.index.model import Teller
from extractor.index.rows import rows_with
from extractor.index.sample import MOST, Sample, folded
from extractor.index.search import choose, rows_of
from extractor.index.terms import Rarity, Term, enough
from extractor.index.words import words_of

NEAR = 0.7
"""Share of what the best passage of the store holds of a question, from which on another one is about it too."""
_DEPTH, _WORDS = 30, 40
_LOOKED_THROUGH = 20_000
"""Passages that may have one of the words, at most: looking through more takes the longer the larger the store is."""


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
    rare = rarity.rare(terms)[:_WORDS]
    near = [(one.text, one.issuer, one.year) for one in sample.holding(rare, issuers)]
    if rare and len(sample.passages) >= MOST:
        chosen = choose(connection, None, issuers, None, None)
        looked_for = list(_rarest(rare, sample))
        found = words.find(connection, looked_for, Scope(chosen.reports), _DEPTH) if looked_for else []
        ids = [id_ for id_, _ in found]
        near += [(folded(row), row.issuer or "", row.year) for row in rows_of(connection, ids) if row.row is None]
    best = max(near, key=lambda one: rarity.held(terms, one[0], one[1]), default=None)
    if best is None:
        return 0.0, None
    held = rarity.held(terms, best[0], best[1])
    plain = round(held / enough(len(sample.passages)), 3)
    return held, Teller(issuer=best[1] or None, year=best[2], held=plain)


def _rarest(rare: Sequence[str], sample: Sample) -> Iterator[str]:
    """Yield words from the rarest on, without those for which too many passages would be looked through.

    The full text goes through what has the last part of a word of several: 服务 of 政务 服务.
    """
    left = float(_LOOKED_THROUGH)
    for word in rare:
        last = (words_of(word) or [word])[-1]
        passages = sample.count(last) / len(sample.passages) * sample.whole + rows_with(last) * sample.state[0]
        if passages <= left:
            left -= passages
            yield word
