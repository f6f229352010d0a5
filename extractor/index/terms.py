"""What a question looks for: its words, what else each is called, and how rare that is among the passages."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractor.index.sample import Sample
from extractor.index.words import question_words, subwords_of, words_of
from extractor.parsing.flow import fold

AS_SAID, IN_PART, OTHERWISE, BROADLY = 1.0, 0.75, 0.75, 0.25
"""How much a form of a word counts: the word itself, a word inside it, another word for it, a loose one."""
_ASKING = frozenset(("没有", "有没有", "能不能", "是不是", "怎么样", "怎么办"))
"""Words that only ask."""


@dataclass(frozen=True)
class Term:
    """A word of a question with its forms, the word itself first, and how much each counts."""

    word: str
    forms: Mapping[str, float]


def terms_of(text: str) -> list[Term]:
    """Return what a question looks for, the rarest words first."""
    words = [word for word in question_words(text) if word not in _ASKING]
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
    """How rare the forms of some terms, and their characters, are among the passages of a sample.

    Attributes:
        passages: Of the sample.
        counts: How many of them have a form.
    """

    passages: int
    counts: Mapping[str, int]

    @classmethod
    def of(cls, terms: Sequence[Term], sample: Sample) -> Rarity:
        """Return how rare what a question looks for is."""
        characters = (character for term in terms for character in _characters(term.word))
        forms = dict.fromkeys((*forms_of(terms), *characters))
        return cls(len(sample.passages), {form: sample.count(form) for form in forms})

    def weight(self, form: str) -> float:
        """Return how much a form tells: the logarithm of one passage in how many has it."""
        return math.log((self.passages + 1) / (self.counts.get(form, 0) + 0.5))

    def telling(self, terms: Sequence[Term]) -> list[str]:
        """Return the words of a question without those that many passages have, unless there are no others."""
        words = [term.word for term in terms]
        return [word for word in words if self.weight(word) >= _PLAIN] or words

    def others(self, terms: Sequence[Term], most: int = 24) -> list[str]:
        """Return other words for those of a question that few passages have, the rarest first."""
        asked = {term.word for term in terms}
        return [form for form in self.rare(terms, most + len(asked)) if form not in asked][:most]

    def rare(self, terms: Sequence[Term], most: int = 12) -> list[str]:
        """Return the forms of more than one character that few passages have, the rarest first."""
        known = [form for form in forms_of(terms) if len(form) > 1 and self.weight(form) >= _RARE]
        return sorted(known, key=self.weight, reverse=True)[:most]

    def held(self, terms: Sequence[Term], text: str, issuer: str) -> float:
        """Return how much of a question a passage holds: for each term its best form that stands in it.

        Where the word itself doesn't stand there, rare characters of it count a little: 租 of 出租 for 租出去. What
        stands in the issuer's name tells nothing: 旅游 in a report of 文化和旅游局.
        """
        here, words = fold(text).lower(), set(words_of(text))
        return sum(max(self._form(term, here, words, issuer), self._parts(term.word, here, issuer)) for term in terms)

    def _form(self, term: Term, here: str, words: Collection[str], issuer: str) -> float:
        return max(
            (
                share * self.weight(form)
                for form, share in term.forms.items()
                if (form in here if len(form) > 1 else form in words) and form not in issuer
            ),
            default=0.0,
        )

    def _parts(self, word: str, here: str, issuer: str) -> float:
        found = (one for one in _characters(word) if one in here and one not in issuer)
        return sum(IN_CHARACTERS * max(0.0, self.weight(one) - _PLAIN) for one in found)


def _characters(word: str) -> Collection[str]:
    return () if word.isascii() else dict.fromkeys(word)


def enough(passages: int) -> float:
    """Return how much a passage has to hold of a question to be about it, among so many that may be found.

    The more passages, the more chance brings together: it grows with their logarithm.
    """
    return min(_MOST_WANTED, max(_LEAST_WANTED, _SHARE_WANTED * math.log(max(2, passages))))


IN_CHARACTERS, _PLAIN = 0.4, 3.0
"""How much a rare character counts, beyond what characters tell that one passage in twenty has."""
_RARE = 3.5
"""Weight from which on a form is looked for in the whole store."""
_LEAST_WANTED, _MOST_WANTED, _SHARE_WANTED = 2.0, 6.6, 0.72
"""Learned on the questions of `eval/questions/dev.yaml`, and on those asked of reports that don't tell of it."""
