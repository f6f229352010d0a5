"""Ranking the passages of a few reports by words: read one by one, which takes the same in a store of any size.

The full text looks up every passage of the store that has a word, or begins with it, before it chooses among them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import mean

from sqlalchemy import Connection, or_, select

from extractor.index.chunks import PLACES, heads_of
from extractor.index.terms import Rarity
from extractor.index.words import words_of
from extractor.storage.indexing import chunks, indexed_reports

FEW = 16
"""Reports up to which their passages are read."""
_SATURATION, _LENGTH = 1.2, 0.75
"""k1 and b of BM25, as FTS5 has them."""


@dataclass(frozen=True)
class _Form:
    """A word as it is looked for: its parts one after the other, of a Chinese one also what begins with the last."""

    parts: tuple[str, ...]
    begins: bool
    weight: float

    @classmethod
    def of(cls, word: str, rarity: Rarity) -> _Form:
        return cls(tuple(words_of(word)) or (word,), not (word.isascii() or len(word) == 1), rarity.weight(word))

    def times(self, words: Sequence[str]) -> int:
        """Return how often it stands among the words of a passage."""
        *before, last = self.parts
        places = range(len(before), len(words))
        ends = [at for at in places if words[at] == last or (self.begins and words[at].startswith(last))]
        return sum(list(words[at - len(before) : at]) == before for at in ends)


def rank_few(
    connection: Connection,
    asked: Sequence[str],
    reports: Collection[int],
    parts: Collection[int] | None,
    rarity: Rarity,
) -> list[int]:
    """Return the passages of some reports that have any of the words, the best by BM25 first.

    Args:
        connection: To the store.
        asked: The words.
        reports: By database id, at most `FEW`.
        parts: The passages of these parts alone; None is all.
        rarity: Of the words: how rare they are among the passages of the whole index.
    """
    words = _words(connection, reports, parts)
    if not words:
        return []
    forms = [_Form.of(word, rarity) for word in asked]
    usual = mean(len(found) for found in words.values()) or 1.0
    scores = {id_: sum(_score(form, found, usual) for form in forms) for id_, found in words.items()}
    return sorted((id_ for id_, score in scores.items() if score > 0), key=lambda id_: (-scores[id_], id_))


def _score(form: _Form, words: Sequence[str], usual: float) -> float:
    times = form.times(words)
    damped = times + _SATURATION * (1 - _LENGTH + _LENGTH * len(words) / usual)
    return form.weight * times * (_SATURATION + 1) / damped


def _words(connection: Connection, reports: Collection[int], parts: Collection[int] | None) -> dict[int, list[str]]:
    """Return the words of each passage, as the full text has them."""
    c, r = chunks.c, indexed_reports.c
    query = select(c.id, c.part, c.heading, c.text, r.issuer, r.year).join(indexed_reports, r.report_id == c.report_id)
    query = query.where(or_(*(c.id.between(one * PLACES, one * PLACES + PLACES - 1) for one in reports)))
    if parts is not None:
        query = query.where(c.part.in_(parts))
    rows = connection.execute(query)
    return {
        row.id: words_of(heads_of(row.issuer, row.year, row.part, row.heading)) + words_of(row.text) for row in rows
    }
