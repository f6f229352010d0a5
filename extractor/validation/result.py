"""What a rule yields: a check that passed, failed or could not be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractor.schema import Cause, Evidence, OtherReport, Outcome, Severity, Suggestion


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one checked instance.

    Attributes:
        outcome: None where the check passed.
        message_id: None means the rule's id, with `.unknown` behind it where the check could not be done.
        severity: None means the rule's own, or a warning where the check could not be done.
        count: Number of instances this result stands for, where they are reported as one.
    """

    outcome: Outcome | None
    params: dict[str, Any] = field(default_factory=dict)
    message_id: str | None = None
    severity: Severity | None = None
    left: float | None = None
    right: float | None = None
    cells: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggestion: Suggestion | None = None
    alternatives: tuple[Suggestion, ...] = ()
    cause: Cause = Cause.OPEN
    other_reports: tuple[OtherReport, ...] = ()
    count: int = 1


PASSED = Result(None)


def passed(count: int) -> Result:
    """Return one result for a number of instances that passed."""
    return Result(None, count=count)


def failed(params: dict[str, Any] | None = None, **details: Any) -> Result:
    """Return the result of a check that failed."""
    return Result(Outcome.FAIL, params or {}, **details)


def unknown(params: dict[str, Any] | None = None, **details: Any) -> Result:
    """Return the result of a check that could not be done; the parameters say why."""
    return Result(Outcome.UNKNOWN, params or {}, **details)
