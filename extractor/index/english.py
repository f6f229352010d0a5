"""What Chinese reports call the things that a question in English asks about, by the list `english.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

_ENDINGS = (("ies", "y"), ("s", ""), ("es", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))
"""What a plural, an -ing or an -ed form ends with, and what stands there in the list."""


def in_chinese(words: str) -> Sequence[str]:
    """Return the Chinese words for an English word or phrase in any of its forms; empty for one not in the list."""
    return next((glossary()[form] for form in _listed_forms(words) if form in glossary()), ())


def _listed_forms(words: str) -> Iterator[str]:
    yield words
    for ending, instead in _ENDINGS:
        if words.endswith(ending):
            stem = words.removesuffix(ending)
            yield stem + instead
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


@cache
def glossary() -> Mapping[str, Sequence[str]]:
    """Return the list: singular or infinitive, with the Chinese words for it."""
    import yaml

    text = (files("extractor.index") / "english.yaml").read_text(encoding="utf-8")
    return {str(word): tuple(chinese) for word, chinese in yaml.safe_load(text).items()}
