"""How people ask: the phrases of `vocabulary.yaml`, by what they may mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extractor.parsing.flow import fold

APPLICATION, APPLICANT, REVIEW, OUTCOME = "applications", "applicants", "reviews", "outcomes"
DOCUMENTS, DOCUMENT_COLUMN, FIELD, AMBIGUOUS = "documents", "document_columns", "fields", "ambiguous"
OPERATION, COMPARISON, LEVEL, CONTEXT, NARRATIVE = "operations", "comparisons", "levels", "context", "narrative"
STOP = "fillers"
METRIC_KINDS = frozenset((APPLICATION, APPLICANT, REVIEW, OUTCOME, DOCUMENTS, DOCUMENT_COLUMN, FIELD, AMBIGUOUS))
_KINDS = (
    *(APPLICATION, APPLICANT, REVIEW, OUTCOME, DOCUMENTS, DOCUMENT_COLUMN, FIELD, AMBIGUOUS),
    *(OPERATION, COMPARISON, LEVEL, CONTEXT, NARRATIVE),
)

DEFAULT_COLUMNS = {
    "regulations": ("issued", "produced"),
    "normative_documents": ("issued", "produced"),
    "licensing": ("decisions",),
    "penalties": ("decisions",),
    "coercion": ("decisions",),
    "other_services": ("decisions",),
    "fees": ("amount", "previous_items"),
    "procurement": ("items",),
}
"""Columns of table 2 that are meant where none is named: in form 2021 the first, in form 2019 the last."""


@cache
def section(name: str) -> Any:
    """Return a section of the file: a mapping of keys to phrases, or a list of phrases."""
    return _file()[name]


@cache
def _file() -> dict[str, Any]:
    import yaml

    text = (files("extractor.ask") / "vocabulary.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)
    return loaded


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Return every phrase with the keys it may mean, by kind."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind in _KINDS:
        for key, phrases in section(kind).items():
            for phrase in phrases:
                found[fold(phrase).lower()].setdefault(kind, key)
    for phrase in section(STOP):
        found[phrase].setdefault(STOP, phrase)
    return found


@cache
def patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return the expressions beside the phrases: what kind of meaning, which, and how it is said."""
    return tuple((kind, key, re.compile(expression)) for kind, key, expression in section("patterns"))


@cache
def harmless() -> frozenset[str]:
    """Return stretches that are no words of the vocabulary and change nothing."""
    return frozenset(section("harmless"))


@cache
def no_issuers() -> tuple[str, ...]:
    """Return everyday words that end as the name of an issuer does: 景区, 超市."""
    return tuple(section("no_issuers"))


@cache
def telling() -> frozenset[str]:
    """Return words that only say that something is told: they name nothing a passage has to be about."""
    return frozenset(section("telling"))


@cache
def departments() -> tuple[str, ...]:
    """Return the departments there are, the longest name first."""
    return tuple(sorted(section("departments"), key=len, reverse=True))
