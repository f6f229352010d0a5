"""What comes near to a metric that the reports don't have, to be offered instead."""

from __future__ import annotations

from extractor.ask.catalogue import metric_of, metrics
from extractor.ask.vocabulary import APPLICATION, DEFAULT_COLUMNS, DOCUMENTS, FIELD, REVIEW, section
from extractor.parsing.flow import fold

_MOST = 3


def nearest_metrics(said: str) -> tuple[str, ...]:
    """Return the labels of the metrics whose names share most characters with some words; empty where none does."""
    wanted = {char for char in fold(said) if not char.isascii()}
    scored: dict[str, float] = {}
    for name, phrases in _phrases():
        best = max(len(wanted & set(phrase)) / len(wanted | set(phrase)) for phrase in phrases)
        if best >= 0.34:
            scored[name] = best
    nearest = sorted(scored, key=lambda name: (-scored[name], name))[:_MOST]
    return tuple(metric_of(name).label for name in nearest)


def _phrases() -> list[tuple[str, tuple[str, ...]]]:
    rows = [(f"applications.{row}.total", phrases) for row, phrases in section(APPLICATION).items()]
    rows += [(f"review_litigation.{row}.total", phrases) for row, phrases in section(REVIEW).items()]
    rows += [(f"disclosure.{row}.{DEFAULT_COLUMNS[row][0]}", phrases) for row, phrases in section(DOCUMENTS).items()]
    known = metrics()
    return [(name, phrases) for name, phrases in (*rows, *section(FIELD).items()) if name in known]
