"""What a question looks for: its words, what else each is called, and how rare that is among the passages."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from extractor.index.english import in_chinese
from extractor.index.sample import MOST, Sample
from extractor.index.words import question_words, subwords_of, words_of
from extractor.parsing.flow import fold

AS_SAID, IN_PART, OTHERWISE, BROADLY = 1.0, 0.75, 0.75, 0.25
"""How much a form of a word counts: the word itself, a word inside it, another word for it, a loose one."""
_TOGETHER = 4
"""Words of the dictionary that the longest one of the list splits into: 一图读懂, 网约车."""
_MOST_LISTED = 24
"""Of the list's words, as many as `question_words` gives at most."""
_ASKING = frozenset(("没有", "有没有", "能不能", "是不是", "怎么样", "怎么办"))
"""Words that only ask."""


@dataclass(frozen=True)
class Term:
    """A word of a question with its forms, the word itself first, and how much each counts."""

    word: str
    forms: Mapping[str, float]


def terms_of(text: str) -> list[Term]:
    """Return what a question looks for, the rarest words first."""
    listed = dict.fromkeys(islice(_listed(words_of(text)), _MOST_LISTED))
    said = {part for phrase in listed for part in phrase.split() if part != phrase}
    words = [word for word in question_words(text) if word not in _ASKING and word not in said]
    return [Term(word, _forms(word)) for word in words] + [
        Term(word, {word: AS_SAID} | _called(word)) for word in listed if word not in words
    ]


def _listed(words: Sequence[str]) -> Iterator[str]:
    """Yield what is listed of a text, the longest first: single characters and words that go together too."""
    start = 0
    while start < len(words):
        ends = range(min(start + _TOGETHER, len(words)), start, -1)
        whole = ((end, _together(words[start:end])) for end in ends)
        start, word = next(((end, word) for end, word in whole if _called(word)), (start + 1, ""))
        if word:
            yield word


def _together(words: Sequence[str]) -> str:
    return (" " if all(word.isascii() for word in words) else "").join(words)


def forms_of(terms: Sequence[Term]) -> list[str]:
    """Return every form of the terms, each once."""
    return list(dict.fromkeys(form for term in terms for form in term.forms))


def _forms(word: str) -> dict[str, float]:
    forms = {word: AS_SAID}
    for part in subwords_of(word):
        forms.setdefault(part, IN_PART)
    for form in tuple(forms):
        for other, share in _called(form).items():
            forms.setdefault(other, share)
    return forms


def _called(word: str) -> dict[str, float]:
    """Return what else a word is called, and how much that counts; an English one as the Chinese ones for it are."""
    chinese = in_chinese(word) if word.isascii() else ()
    found = dict.fromkeys(chinese, AS_SAID)
    for one in chinese or (word,):
        found = dict(synonyms().get(one, {})) | found
    return found


@cache
def synonyms() -> Mapping[str, Mapping[str, float]]:
    """Return for each word of the list what else it is called, and how much that counts."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for group, share in word_groups().items():
        for word in group:
            found[word] = {other: share for other in group if other != word} | found[word]
    return dict(found)


@cache
def word_groups() -> Mapping[tuple[str, ...], float]:
    """Return the groups of the list, and how much their words count for each other."""
    import yaml

    text = (files("extractor.index") / "synonyms.yaml").read_text(encoding="utf-8")
    lists = yaml.safe_load(text)
    shares = (("groups", OTHERWISE), ("broad", BROADLY))
    return {tuple(group): share for name, share in shares for group in lists[name]}


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
        known = [form for form in self.rare(terms) if form not in asked and self._may_stand(form)]
        return known[:most]

    def rare(self, terms: Sequence[Term]) -> list[str]:
        """Return the forms of more than one character that few passages have, the rarest first."""
        known = [form for form in forms_of(terms) if len(form) > 1 and self.weight(form) >= _RARE]
        return sorted(known, key=self.weight, reverse=True)

    def _may_stand(self, form: str) -> bool:
        return self.counts.get(form, 0) > 0 or self.passages >= MOST

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
