"""Confidences of the values of one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.confidence.features import (
    fact_features,
    item_features,
    quantity_features,
)
from extractor.confidence.table import calibration
from extractor.schema import Fact, Item, Quantity, Report

Value = tuple[str, float]
"""Field and value of a fact."""
MEASURED = ("rules", "both")
"""Engines whose facts were calibrated; what a model alone reads has no confidence."""


@dataclass(frozen=True)
class Signs:
    """What is known of the facts beside the facts themselves.

    Attributes:
        ranks: Of the patterns that read them, 1 the most specific.
        agreements: Whether a table says the same, for those that a table speaks of.
    """

    ranks: Mapping[Value, int] = field(default_factory=dict)
    agreements: Mapping[Value, bool] = field(default_factory=dict)


def fact_signs(fact: Fact, report: Report, signs: Signs) -> tuple[str, ...]:
    """Return the features of a fact of a report."""
    value = (fact.field, fact.value)
    rank, agrees = signs.ranks.get(value), signs.agreements.get(value)
    return tuple(fact_features(fact, report.facts, report.quantities, rank, agrees))


def with_confidence(report: Report, signs: Signs) -> Report:
    """Return a report whose facts say how sure they are; those of engines that were not measured say nothing."""
    curve = calibration().kinds["facts"]
    facts = tuple(
        fact.model_copy(update={"confidence": round(curve.confidence(fact_signs(fact, report, signs)), 4)})
        if fact.engine in MEASURED
        else fact
        for fact in report.facts
    )
    return report.model_copy(update={"facts": facts})


def quantity_confidences(report: Report) -> list[tuple[Quantity, float]]:
    """Return the numbers of the prose, each with its confidence."""
    curve = calibration().kinds["quantities"]
    return [(one, curve.confidence(quantity_features(one, report.facts))) for one in report.quantities]


def item_confidences(items: Sequence[Item], group: str) -> list[float]:
    """Return the confidences of the problems or the improvements."""
    curve = calibration().kinds["items"]
    return [curve.confidence(item_features(item, group, items)) for item in items]
