"""What a question looks for: its words, what else each is called, and how rare that is among the passages."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractor.index.words import question_words, subwords_of, words_of
from extractor.parsing.flow import fold

AS_SAID, IN_PART, OTHERWISE, BROADLY = 1.0, 0.75, 0.75, 0.25
"""How much a form of a word counts: the word itself, a word inside it, another word for it, a loose one."""
COMMON = 0.01
"""Share of the passages from which on a word tells nothing more."""


@dataclass(frozen=True)
class Term:
    """A word of a question with its forms, the word itself first, and how much each counts."""

    word: str
    forms: Mapping[str, float]


def terms_of(text: str) -> list[Term]:
    """Return what a question looks for, the rarest words first."""
    words = question_words(text)
    short = [word for word in words_of(text) if len(word) == 1 and word in synonyms()]
    return [Term(word, _forms(word)) for word in dict.fromkeys((*words, *short))]


def forms_of(terms: Sequence[Term]) -> list[str]:
    """Return every form of the terms, each once."""
    return list(dict.fromkeys(form for term in terms for form in term.forms))


def _forms(word: str) -> dict[str, float]:
    forms = {word: AS_SAID}
    for part in subwords_of(word):
        forms.setdefault(part, IN_PART)
    for form in tuple(forms):
        for other, share in synonyms().get(form, {}).items():
            forms.setdefault(other, share)
    return forms


@cache
def synonyms() -> Mapping[str, Mapping[str, float]]:
    """Return for each word of the list what else it is called, and how much that counts."""
    import yaml

    text = (files("extractor.index") / "synonyms.yaml").read_text(encoding="utf-8")
    lists = yaml.safe_load(text)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, share in (("groups", OTHERWISE), ("broad", BROADLY)):
        for group in lists[name]:
            for word in group:
                found[word] = {other: share for other in group if other != word} | found[word]
    return dict(found)


@dataclass(frozen=True)
class Rarity:
    """How rare the forms of some terms are among so many passages.

    Attributes:
        counts: How many passages have a form; no more than `COMMON` of all are counted.
    """

    passages: int
    counts: Mapping[str, int]

    @property
    def enough(self) -> float:
        """Return how much a passage has to hold of a question to be about it: a rare word, or several common ones."""
        return min(_MOST_WANTED, _SHARE_WANTED * math.log(max(2, self.passages)))

    def weight(self, form: str) -> float:
        """Return how much a form tells: the logarithm of one passage in how many has it; 0 for one that none has."""
        count = self.counts.get(form, 0)
        return math.log(max(1.0, self.passages / count)) if count else 0.0

    def held(self, terms: Sequence[Term], text: str, issuer: str) -> float:
        """Return how much of a question a passage holds: for each term its best form that stands in it.

        What stands in the issuer's name tells nothing: 旅游 in a report of 文化和旅游局.
        """
        here, words = fold(text).lower(), set(words_of(text))
        return sum(
            max(
                (
                    share * self.weight(form)
                    for form, share in term.forms.items()
                    if (form in here if len(form) > 1 else form in words) and form not in issuer
                ),
                default=0.0,
            )
            for term in terms
        )


_MOST_WANTED, _SHARE_WANTED = 6.6, 0.72
"""Learned on the questions of `eval/questions/dev.yaml`, and on those asked of years that don't tell of it."""
