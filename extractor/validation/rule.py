"""What a rule is, and how one is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractor.schema import Severity
from extractor.validation.context import Context
from extractor.validation.result import Result

Check = Callable[[Context], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as declared.

    Attributes:
        severity: Of a failed check.
        needs: What must be there, in this order. Without `facts.*` or a head field there is nothing to check; without
            `tables.*` or `document` the check could not be done.
        source: Article of the regulation, instruction of the form, or promise of this software.
        formula: The condition that holds where the check passes.
    """

    id: str
    severity: Severity
    needs: tuple[str, ...]
    source: str
    formula: str
    check: Check


RULES: dict[str, Rule] = {}
"""Every rule of the tables and the prose by id, in the order in which they run."""


def rule(
    rule_id: str, severity: Severity, *, needs: tuple[str, ...] = (), source: str, formula: str
) -> Callable[[Check], Check]:
    """Return a decorator that enters a function in the registry; the message of a rule has the rule's id."""

    def enter(check: Check) -> Check:
        if rule_id in RULES:
            raise ValueError(f"rule {rule_id} is declared twice")
        RULES[rule_id] = Rule(rule_id, severity, needs, source, formula, check)
        return check

    return enter
