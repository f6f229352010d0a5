"""Checking a corrected report again: in milliseconds, without reading the file."""

from __future__ import annotations

from collections.abc import Collection

from extractor.schema import Checks, Document, Fact, Finding, Outcome, Remark, Report, Severity, Span
from extractor.validation import RULES, check
from extractor.validation.settings import DECLARED, CheckSettings

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_OF_THE_PRINT = "evidence.cell_place"
"""A rule about what is printed, which a correction does not change."""


def recheck(
    stored: Report,
    corrected: Report,
    changed: Collection[str],
    document: Document | None,
    settings: CheckSettings = DECLARED,
) -> Report:
    """Return the corrected report with the findings and checks it has now.

    What the reading steps remarked can't be found again without reading: those findings are taken over from the stored
    report, but for those about nothing other than corrected values.

    Args:
        stored: As extracted.
        corrected: With corrections, its findings still those of the stored one.
        changed: Paths of the corrected values.
        document: In which the places count; None leaves the rules about the text undone.
        settings: Of the office.
    """
    kept = [item for item in stored.findings if _is_kept(item) and not _is_settled(item, corrected, changed)]
    findings, checks = check(corrected, [_remark(item) for item in kept if item.rule not in RULES], document, settings)
    dropped = [item for item in findings if _is_kept(item)]
    fresh = [item for item in findings if not _is_kept(item)]
    merged = sorted((*fresh, *kept), key=lambda finding: _ORDER[finding.severity])
    counted = Checks(
        passed=checks.passed,
        failed=checks.failed + _count(kept, Outcome.FAIL) - _count(dropped, Outcome.FAIL),
        unknown=checks.unknown + _count(kept, Outcome.UNKNOWN) - _count(dropped, Outcome.UNKNOWN),
    )
    return corrected.model_copy(update={"findings": tuple(merged), "checks": counted})


def _is_kept(finding: Finding) -> bool:
    """Return whether a finding is of the reading, not of the checks."""
    return finding.rule == _OF_THE_PRINT or (finding.rule not in RULES and finding.rule != "settings.off")


def _is_settled(finding: Finding, corrected: Report, changed: Collection[str]) -> bool:
    """Return whether a person has answered what the reading left open: every cell, or all but one value."""
    if finding.cells:
        return set(finding.cells) <= set(changed)
    if not finding.rule.startswith("narrative."):
        return False
    spans = [evidence.span for evidence in finding.evidence if evidence.span]
    touched = any(path.endswith(f"@{start}-{end}") for path in changed for start, end in spans)
    return touched and len({fact.value for fact in corrected.facts if _stands_in(fact, spans)}) <= 1


def _stands_in(fact: Fact, spans: list[Span]) -> bool:
    return fact.evidence.span in spans


def _remark(finding: Finding) -> Remark:
    """Return a finding of the reading as the remark it came from, for the rules that look at those."""
    params = dict(finding.params)
    if finding.cells:
        table, row, _ = finding.cells[0].split(".")
        params |= {"table": table, "row": row}
    return Remark(
        rule=finding.rule,
        params=params,
        cells=finding.cells,
        candidates=finding.candidates,
        evidence=finding.evidence,
        suggestion=finding.suggestion,
    )


def _count(findings: list[Finding], outcome: Outcome) -> int:
    return sum(finding.outcome is outcome for finding in findings)
