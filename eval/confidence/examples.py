"""Values with what speaks for them and whether they are right: what a confidence is learnt from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from eval.gold import Case, Gold
from eval.perturb.prose import spoil_prose
from eval.scorers.cells import TABLES
from eval.scorers.lists import align
from eval.scorers.values import same_count, same_in_field
from eval.synth.generate import generate
from eval.synth.model import Layout
from extractor.confidence.features import cell_features, item_features, named_cells, quantity_features
from extractor.confidence.score import Signs, fact_signs
from extractor.pipeline import finish, narrate_by_rules, read
from extractor.schema import Report
from extractor.schema.forms import cell_path
from extractor.validation.agreement import agreements

_SEEDS = 8_000_000
_STRENGTHS = (0.2, 0.5, 0.8)


class Example(NamedTuple):
    """A value that was read.

    Attributes:
        report: Name of the report it stands in.
        kind: One of `extractor.confidence.KINDS`.
        features: What speaks for it or against it.
        right: Whether gold has it.
    """

    report: str
    kind: str
    features: tuple[str, ...]
    right: bool


def of_cases(cases: Iterable[Case]) -> list[Example]:
    """Return the values that the rules read in some reports."""
    return [
        example
        for case in cases
        for example in examples(case.name, case.document.read_bytes(), case.document.name, case.read())
    ]


def of_generated(count: int) -> Iterator[Example]:
    """Yield the values of generated reports whose prose was spoilt, and of as many with damaged tables."""
    for number in range(count):
        seed, strength = _SEEDS + number, _STRENGTHS[number % len(_STRENGTHS)]
        report = generate(seed, layout=Layout.PIPE_ROWS, damage=0)
        gold = Gold.model_validate(report.gold)
        yield from examples(f"prose {seed}", spoil_prose(report.text, seed, strength).encode(), report.name, gold)
        damaged = generate(seed, damage=0.3, noise=0.03)
        found = examples(f"tables {seed}", damaged.data, damaged.name, Gold.model_validate(damaged.gold))
        yield from (example for example in found if example.kind == "cells")


def examples(name: str, data: bytes, file: str, gold: Gold) -> list[Example]:
    """Return the values that the rules read in one report."""
    reading = read(data, file)
    narrated = narrate_by_rules(reading)
    report = finish(reading, narrated).report
    signs = Signs(narrated.ranks, agreements(report))
    found = (*_facts(report, gold, signs), *_quantities(report, gold), *_items(report, gold), *_cells(report, gold))
    return [Example(name, kind, features, right) for kind, features, right in found]


_Found = Iterator[tuple[str, tuple[str, ...], bool]]


def _facts(report: Report, gold: Gold, signs: Signs) -> _Found:
    for fact in report.facts:
        if fact.field not in gold.optional:
            right = same_in_field(fact.field, fact.value, gold.facts.get(fact.field))
            yield "facts", fact_signs(fact, report, signs), right


def _quantities(report: Report, gold: Gold) -> _Found:
    left = Counter(abs(quantity.value) for quantity in gold.quantities)
    for quantity in report.quantities:
        if quantity.value:
            right = left[abs(quantity.value)] > 0
            left[abs(quantity.value)] -= right
            yield "quantities", tuple(quantity_features(quantity, report.facts)), right


def _items(report: Report, gold: Gold) -> _Found:
    for group, items in (("problems", report.problems), ("improvements", report.improvements)):
        paired = set(align([item.text for item in items], getattr(gold, group)).values())
        for at, item in enumerate(items):
            yield "items", tuple(item_features(item, group, items)), at in paired


def _cells(report: Report, gold: Gold) -> _Found:
    named = named_cells(report)
    for table in TABLES:
        for row, columns in ((gold.tables or {}).get(table) or {}).items():
            for column, value in (columns or {}).items():
                path = cell_path(table, row, column)
                cell = report.tables.cell(path)
                if cell is not None and cell.value is not None:
                    yield "cells", tuple(cell_features(cell, named.get(path))), same_count(cell.value, value)
