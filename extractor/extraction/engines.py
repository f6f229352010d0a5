"""What an engine reads from the prose, and two engines side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.schema import Evidence, Fact, Item, Remark, Run, StepError
from extractor.schema.fields import FIELD_BY_NAME

RULES, LLM, BOTH = "rules", "llm", "both"
ENGINES = (RULES, LLM, BOTH)
_LISTED = 6


@dataclass(frozen=True)
class Narrated:
    """The facts and items of one report as an engine reads them.

    Attributes:
        subjects: By id of a quantity, a better word for what it counts than the scanner's.
        ranks: By field and value of a fact, the rank of the words that gave it, 1 the most specific; only of rules.
        remarks: What it could not do for certain.
        runs: Its passes over the report.
        errors: Steps that failed; the report is then partial.
    """

    facts: tuple[Fact, ...] = ()
    problems: tuple[Item, ...] = ()
    improvements: tuple[Item, ...] = ()
    subjects: Mapping[str, str] = dataclasses.field(default_factory=dict)
    ranks: Mapping[tuple[str, float], int] = dataclasses.field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    runs: tuple[Run, ...] = ()
    errors: tuple[StepError, ...] = ()


def side_by_side(rules: Narrated, model: Narrated) -> Narrated:
    """Return what two engines read: equal values once, as of both; where they differ, each with its engine's name.

    The items are the model's where it gave any; what the rules read beside them is remarked on.
    """
    groups = (("problems", rules.problems, model.problems), ("improvements", rules.improvements, model.improvements))
    items = {name: of_model or of_rules for name, of_rules, of_model in groups}
    answered = bool(model.facts or model.problems or model.improvements) or not model.errors
    differences = (*_facts_of_one(rules.facts, model.facts), *_items_that_differ(groups)) if answered else ()
    return Narrated(
        facts=tuple(_joined(rules.facts, model.facts)),
        problems=items["problems"],
        improvements=items["improvements"],
        subjects=model.subjects,
        ranks=rules.ranks,
        remarks=(*rules.remarks, *model.remarks, *differences),
        runs=(*rules.runs, *model.runs),
        errors=(*rules.errors, *model.errors),
    )


def _joined(rules: Sequence[Fact], model: Sequence[Fact]) -> list[Fact]:
    """Return all facts in the order of the text, one that both read as one of both."""
    known = {(fact.field, fact.value) for fact in rules}
    agreed = known & {(fact.field, fact.value) for fact in model}
    joined = [
        fact.model_copy(update={"engine": BOTH}) if (fact.field, fact.value) in agreed else fact for fact in rules
    ]
    joined += [fact for fact in model if (fact.field, fact.value) not in agreed]
    return sorted(joined, key=lambda fact: fact.evidence.span or (0, 0))


def _facts_of_one(rules: Sequence[Fact], model: Sequence[Fact]) -> Iterator[Remark]:
    """Yield a remark for each field that only one engine reads; rule `facts.engines_disagree` sees the others."""
    read_by = ((RULES, rules, {fact.field for fact in model}), (LLM, model, {fact.field for fact in rules}))
    for engine, own, known in read_by:
        for name in dict.fromkeys(fact.field for fact in own if fact.field not in known):
            facts = [fact for fact in own if fact.field == name]
            label = FIELD_BY_NAME[name].label if name in FIELD_BY_NAME else name
            params = {"label": label, "engine": engine, "values": _values(facts)}
            yield Remark(rule="narrative.one_engine", params=params, evidence=tuple(fact.evidence for fact in facts))


def _items_that_differ(groups: Iterable[tuple[str, Sequence[Item], Sequence[Item]]]) -> Iterator[Remark]:
    """Yield a remark for the problems, and one for the improvements, that only the rules read."""
    for name, ours, theirs in groups:
        spans = [item.evidence.span for item in theirs if item.evidence.span]
        left = [item for item in ours if not any(_overlap(item.evidence, span) for span in spans)]
        if left and theirs:
            params = {"kind": name, "count": len(left), "listed": "、".join(item.text[:20] for item in left[:_LISTED])}
            evidence = tuple(item.evidence for item in left)
            yield Remark(rule="narrative.items_disagree", params=params, evidence=evidence)


def _overlap(evidence: Evidence, span: tuple[int, int]) -> bool:
    return evidence.span is not None and evidence.span[0] < span[1] and span[0] < evidence.span[1]


def _values(facts: Iterable[Fact]) -> str:
    return "、".join(f"{value:.15g}" for value in dict.fromkeys(fact.value for fact in facts))
