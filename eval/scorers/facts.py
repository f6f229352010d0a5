"""The typed facts of the prose, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.scorers.cells import verdict_of
from eval.scorers.model import Judged, Sample, Verdict
from eval.scorers.values import same_in_field
from extractor.schema import Fact
from extractor.schema.fields import FIELDS

FACTS = "facts"


def score(sample: Sample) -> Iterator[Judged]:
    """Yield each field of the catalogue, also those that are rightly absent; optional fields count neither way.

    A field with several values is right when one of them is; the others are kept beside it.
    """
    stated: dict[str, list[Fact]] = {}
    for fact in sample.report.facts:
        stated.setdefault(fact.field, []).append(fact)
    gold = sample.gold.facts
    for name in dict.fromkeys((*(spec.name for spec in FIELDS), *gold, *stated)):
        if name not in sample.gold.optional:
            yield _field(sample, name, stated.get(name, []), gold.get(name))


def _field(sample: Sample, name: str, facts: Sequence[Fact], gold: float | None) -> Judged:
    agreeing = [fact for fact in facts if same_in_field(name, fact.value, gold)]
    chosen = next(iter((*agreeing, *facts)), None)
    if chosen is None:
        verdict = Verdict.ABSENT if gold is None else Verdict.OMITTED
        return Judged(FACTS, name, verdict, gold, place=sample.overlap(name, None, gold))
    evidence = chosen.evidence
    return Judged(
        FACTS,
        name,
        verdict_of(chosen.value, gold, bool(agreeing)),
        gold,
        chosen.value,
        place=sample.overlap(name, evidence.span, gold) if gold is not None else None,
        flagged=sample.is_alarmed(evidence.span),
        others=tuple(sorted({fact.value for fact in facts if not same_in_field(name, fact.value, chosen.value)})),
        match=evidence.match,
        basis=chosen.basis,
        engine=chosen.engine,
        confidence=chosen.confidence,
        quote=evidence.quote,
    )
