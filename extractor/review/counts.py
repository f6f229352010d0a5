"""The numbers by which the queue is ordered, counted from open findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.review.view import ReviewedReport
from extractor.schema import Finding, Outcome, Severity

DISAGREEMENTS = ("narrative.engines_disagree", "facts.engines_disagree")
"""Rules whose findings say that two engines read different values."""

UNSURE = "facts.unsure"
"""Rule whose findings name facts that are less sure than what can be accepted unseen; a note, but to be looked at."""

WEIGHTS = {"errors": 8, "disagreements": 4, "warnings": 2, "unsure": 1}
"""What an open finding of each kind adds to the risk; a correction in doubt weighs as much as an error."""


def kind_of_finding(rule: str, outcome: str, severity: str) -> str | None:
    """Return under which count a finding falls; None for a failed check that is a mere note."""
    if rule in DISAGREEMENTS:
        return "disagreements"
    if outcome == Outcome.FAIL.value:
        return {Severity.ERROR.value: "errors", Severity.WARNING.value: "warnings"}.get(severity)
    return "unsure" if rule == UNSURE or severity != Severity.INFO.value else None


def counts_from(findings: Iterable[tuple[str, str, str, int]], in_doubt: int = 0) -> dict[str, int]:
    """Return the counts and the risk of open findings, given as rule, outcome, severity and how many."""
    counted: Counter[str] = Counter()
    for rule, outcome, severity, times in findings:
        kind = kind_of_finding(rule, outcome, severity)
        if kind:
            counted[kind] += times
    counts = {name: counted[name] for name in WEIGHTS}
    risk = sum(counts[name] * weight for name, weight in WEIGHTS.items())
    return {**counts, "risk": risk + WEIGHTS["errors"] * in_doubt}


def counts_of(view: ReviewedReport, also: Sequence[Finding] = ()) -> dict[str, Any]:
    """Return the counts of a report that somebody has worked on; findings between reports are not counted."""
    findings = [item.finding for item in view.open_findings if item.finding not in also]
    doubts = len(view.in_doubt)
    listed = [(item.rule, item.outcome.value, item.severity.value, 1) for item in findings]
    rules = Counter(item.rule for item in findings)
    return {
        **counts_from(listed, doubts),
        "corrections": len(view.corrections),
        "in_doubt": doubts,
        "rules": json.dumps(rules),
    }
