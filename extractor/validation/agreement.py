"""Whether the tables say the same as the prose, fact by fact."""

from __future__ import annotations

from extractor.schema import Outcome, Report
from extractor.validation.context import Context
from extractor.validation.rules.prose import COMPARISONS, compare_fact


def agreements(report: Report) -> dict[tuple[str, float], bool]:
    """Return, for each field and value that a table speaks of, whether it says the same."""
    context = Context(report, (), None)
    found: dict[tuple[str, float], bool] = {}
    for comparison in COMPARISONS:
        for fact in context.facts.get(comparison.field, ()):
            if comparison.table in context.tables:
                result = compare_fact(context, comparison, fact)
                if result.outcome is not Outcome.UNKNOWN:
                    found[fact.field, fact.value] = result.outcome is None
    return found
