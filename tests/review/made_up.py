"""A report of an invented bureau, read by the software itself, so that every value has its place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extractor.pipeline import process
from extractor.review import Person, Role
from extractor.storage import Entry

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"
WRONG_TOTAL = "柳坪县商务局-2023.txt"
"""Table 3 prints 3 new applications of natural persons and others together where there were 2."""
TOTAL = "applications.new_received.total"

ZHOU = Person(login="zhou", name="周云", role=Role.REVIEWER)
LIN = Person(login="lin", name="林溪", role=Role.REVIEWER)
LEAD = Person(login="shen", name="沈岚", role=Role.LEAD)
CHIEF = Person(login="gu", name="顾川", role=Role.ADMINISTRATOR)
READER = Person(login="he", name="何枝", role=Role.READER)


@cache
def entry(number: int = 0, name: str = WRONG_TOTAL) -> Entry:
    """A sample; a number other than 0 makes it another file with the same content."""
    raw = (SAMPLES / name).read_bytes() + b"\n" * number
    processed = process(raw, name)
    return Entry(processed.report, processed.document, raw)


def span_of(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)
