"""The open list of numbers in the prose, as a bag of amounts: no order, no sign, no zeros."""

from __future__ import annotations

from collections.abc import Iterator

from eval.scorers.model import Judged, Sample, Verdict
from extractor.schema import Quantity

QUANTITIES = "quantities"


def score(sample: Sample) -> Iterator[Judged]:
    """Yield each quantity of gold, found or not, and each that gold has not."""
    left: dict[float, list[Quantity]] = {}
    for quantity in sample.report.quantities:
        if quantity.value:
            left.setdefault(abs(quantity.value), []).append(quantity)
    for wanted in sample.gold.quantities:
        if wanted.value:
            name = wanted.subject or wanted.unit
            found = left.get(abs(wanted.value))
            yield (
                _judged(sample, name, Verdict.RIGHT, wanted.value, found.pop(0))
                if found
                else Judged(QUANTITIES, name, Verdict.OMITTED, wanted.value)
            )
    for group in left.values():
        for quantity in group:
            yield _judged(sample, quantity.subject, Verdict.INVENTED, None, quantity)


def _judged(sample: Sample, name: str, verdict: Verdict, gold: float | None, quantity: Quantity) -> Judged:
    evidence = quantity.evidence
    return Judged(
        QUANTITIES,
        name,
        verdict,
        gold,
        quantity.value,
        flagged=sample.is_alarmed(evidence.span),
        match=evidence.match,
        basis=quantity.basis,
        confidence=sample.quantity_confidences.get(quantity.id),
        quote=evidence.quote,
    )
