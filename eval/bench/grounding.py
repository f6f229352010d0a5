"""Whether a model that invents, mislabels and misquotes can bring a value into a report that is not printed there."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from eval.bench.row import Row, command
from eval.synth import generate
from extractor.extraction.answers import NarrativeAnswer
from extractor.llm.model import ChatAnswer, ChatRequest
from extractor.parsing.flow import fold
from extractor.pipeline import process_with_model, read
from extractor.schema import Basis, Fact, Item, Match, Quantity, Report
from extractor.schema.fields import FIELDS
from extractor.validation.rules.quotes import number_follows

FIRST_SEED = 8_400_000
_REPORTS = 200
_FEWEST, _MOST = 7_000_000, 9_999_999
"""Invented numbers are of seven digits: none of the generated reports has one."""

_NAMING = ("narrative.", "evidence.not_found")


@dataclass
class Liar:
    """A `ChatModel` whose every answer is wrong: fields at random, ids that are none, numbers that stand nowhere.

    Attributes:
        invented: The numbers it made up.
        said: How many values it gave by quotes.
    """

    dice: random.Random
    name: str = "liar"
    invented: set[int] = field(default_factory=set)
    said: int = 0

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """Return an answer of the right form and nothing else right."""
        parsed = NarrativeAnswer.model_validate(self._answer(request.user))
        return ChatAnswer(text="", parsed=parsed, mode="json_schema", model=self.name, input_tokens=1, output_tokens=1)

    def _answer(self, text: str) -> dict[str, Any]:
        ids = [*re.findall(r"«(q\d+)", text), "q9001", "q0", "9"]
        lines = dict(re.findall(r"^(s\d+) (.*)$", text, re.MULTILINE))
        quotes = [self._misquoted(line) for line in lines.values()] + [self._made_up() for _ in range(5)]
        self.said += len(quotes)
        return {
            "quantities": [{"id": name, "field": self._field()} for name in ids],
            "missed": [{"id": self._sentence(lines), "field": self._field(), "quote": quote} for quote in quotes],
            "problems": [{"id": self._sentence(lines), "quote": self._made_up()} for _ in range(2)],
            "improvements": [{"id": self._sentence(lines), "quote": quote} for quote in quotes[:3]],
        }

    def _field(self) -> str:
        return self.dice.choice([*(known.name for known in FIELDS), "no.such_field"])

    def _sentence(self, lines: dict[str, str]) -> str:
        return self.dice.choice([*lines, "s9001"])

    def _number(self) -> int:
        number = self.dice.randint(_FEWEST, _MOST)
        self.invented.add(number)
        return number

    def _made_up(self) -> str:
        return f"全年共办结政府信息公开申请{self._number()}件"

    def _misquoted(self, line: str) -> str:
        """Return a sentence with an invented number for each of its own."""
        return re.sub(r"«q\d+\s*[^»]*»|\d+", lambda _: str(self._number()), line)


def grounding_rows(*, quick: bool) -> list[Row]:
    """Return the row of values that were accepted though they are not printed where they are said to be."""
    reports = _REPORTS // 10 if quick else _REPORTS
    wrong: list[str] = []
    said = accepted = named = 0
    for seed in range(FIRST_SEED, FIRST_SEED + reports):
        generated = generate(seed)
        model = Liar(random.Random(seed))
        done = asyncio.run(process_with_model(read(generated.data, generated.name), model))
        text, report = done.document.text, done.report
        believed = [value for value in values_of(report) if value.evidence.match is not Match.NONE]
        wrong += [f"{seed}: {_what(value)}" for value in believed if not is_printed(value, text, model.invented)]
        said, accepted = said + model.said, accepted + len(believed)
        named += sum(finding.rule.startswith(_NAMING) for finding in report.findings)
    return [
        Row(
            "model: values accepted that are not printed where they are said to be, every answer invented or misquoted",
            f"{reports} generated reports",
            f"{len(wrong)} of {accepted} accepted; {said} values were given by quotes that stand nowhere, "
            f"{named} findings name what was not taken",
            command("grounding", quick=quick),
            "0",
            not wrong,
            tuple(wrong[:20]),
        )
    ]


def values_of(report: Report) -> Iterator[Fact | Quantity | Item]:
    """Yield all that the prose of a report was read for."""
    yield from report.facts
    yield from report.quantities
    yield from report.problems
    yield from report.improvements


def is_printed(value: Fact | Quantity | Item, text: str, invented: set[int]) -> bool:
    """Return whether the words at a value's place are those it says, and its number follows from them."""
    if value.evidence.span is None:
        return False
    there = text[slice(*value.evidence.span)]
    if isinstance(value, Item):
        return _compact(value.text) in _compact(there)
    if value.value in invented:
        return False
    if value.basis is Basis.IMPLIED:
        return value.value == 0
    return value.basis is Basis.CALCULATED or number_follows(value.value, there)


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))


def _what(value: Fact | Quantity | Item) -> str:
    if isinstance(value, Item):
        return value.text
    return f"{value.field if isinstance(value, Fact) else value.subject} = {value.value:g} from {value.evidence.quote}"
