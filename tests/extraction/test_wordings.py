"""Wordings of many officials: each invented sentence is another way to say what a field counts.

They stand in `wordings/`, one a line with what it must give: `sentence → field value, field value`, or `→ nothing`.
Lines that begin with `#` say what a file is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.schema.fields import FIELD_BY_NAME
from tests.extraction.prose import facts

FOLDER = Path(__file__).parent / "wordings"
GIVES = " → "


def sentences() -> Iterator[pytest.ParameterSet]:
    """Yield each sentence with the values that it states, named by file and line."""
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.startswith("#"):
                text, said = line.split(GIVES)
                yield pytest.param(text, values(said), id=f"{path.stem}:{number}")


def values(said: str) -> dict[str, list[float]]:
    """Return the values of each field; every field is stated once."""
    if said == "nothing":
        return {}
    pairs = [pair.split(" ") for pair in said.split(", ")]
    return {field: [float(value)] for field, value in pairs}


def stated(text: str) -> dict[str, list[float]]:
    """Return every value of every field that a text states."""
    found: dict[str, list[float]] = {}
    for fact in facts(text):
        found.setdefault(fact.field, []).append(fact.value)
    return found


@pytest.mark.parametrize(("text", "expected"), list(sentences()))
def test_sentence_states_these_values_and_no_others(text: str, expected: dict[str, list[float]]) -> None:
    assert stated(text) == expected


def test_sentences_speak_of_known_fields_and_each_stands_once() -> None:
    cases = [case.values for case in sentences()]
    assert {field for _, expected in cases for field in expected} <= set(FIELD_BY_NAME)
    assert len({text for text, _ in cases}) == len(cases)
