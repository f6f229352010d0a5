"""What the checks say against what gold says is wrong with the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.gold import Gold, GoldFinding
from eval.scorers.model import Judged, Sample, Verdict
from extractor.schema import Finding, Outcome, Severity

FINDINGS, ALARMS = "findings", "alarms"


def score_findings(sample: Sample) -> Iterator[Judged]:
    """Yield each mistake that gold names machine-readably: said or not."""
    said = _said(sample)
    for at, wanted in enumerate(expected(sample.gold) or ()):
        finding = next((finding for finding in said if _is(finding, wanted)), None)
        name = wanted.rule or (wanted.cells[0] if wanted.cells else f"findings[{at}]")
        verdict = Verdict.RIGHT if finding else Verdict.OMITTED
        yield Judged(FINDINGS, name, verdict, name, finding.rule if finding else None)


def score_alarms(sample: Sample) -> Iterator[Judged]:
    """Yield each warning and error that gold lets one judge: about a mistake of the source, or a false alarm.

    Where gold names all findings, that is each; where it only names cells that were spoilt, each about cells that
    don't agree.
    """
    gold = sample.gold
    wanted = expected(gold)
    if wanted is None or (gold.findings is None and (len(gold.expect_findings) > len(gold.planted) or gold.ambiguous)):
        return
    for finding in _said(sample):
        if gold.findings is not None or (finding.cells and finding.left is not None):
            verdict = Verdict.RIGHT if any(_is(finding, one) for one in wanted) else Verdict.INVENTED
            yield Judged(ALARMS, finding.rule, verdict, None, finding.message)


def expected(gold: Gold) -> tuple[GoldFinding, ...] | None:
    """Return the mistakes that gold names machine-readably; None where it only has words for them."""
    if gold.findings is not None:
        return gold.findings
    if gold.planted:
        return tuple(GoldFinding(cells=(planted.cell,)) for planted in gold.planted)
    return None if gold.expect_findings else ()


def _said(sample: Sample) -> Sequence[Finding]:
    """Return what failed; a check that could not be done says nothing of a mistake."""
    return [
        finding
        for finding in sample.report.findings
        if finding.severity != Severity.INFO and finding.outcome == Outcome.FAIL
    ]


def _is(finding: Finding, wanted: GoldFinding) -> bool:
    """Return whether a finding is about a mistake."""
    if wanted.rule is not None and finding.rule != wanted.rule:
        return False
    suggested = (finding.suggestion.cell,) if finding.suggestion else ()
    return not wanted.cells or not set(wanted.cells).isdisjoint((*finding.cells, *suggested))
