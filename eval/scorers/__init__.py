"""Scorers: one measure a file, each from a report and its gold to values that are judged one by one."""

from __future__ import annotations

from eval.scorers import cells, facts, findings, head, lists, quantities
from eval.scorers.model import Judged, Overlap, Sample, Scorer, Verdict

__all__ = [
    "CREDITED",
    "KINDS",
    "SCORERS",
    "VALUES",
    "Judged",
    "Overlap",
    "Sample",
    "Scorer",
    "Verdict",
    "judge",
    "judge_failed",
]

SCORERS: dict[str, Scorer] = {
    "cells": cells.score,
    "facts": facts.score,
    "quantities": quantities.score,
    "problems": lists.score_problems,
    "improvements": lists.score_improvements,
    "head": head.score,
    "findings": findings.score_findings,
    "alarms": findings.score_alarms,
}
KINDS = tuple(SCORERS)
VALUES = KINDS[:6]
"""The kinds that are values of the report; the others are what its checks say."""
CREDITED = (Verdict.RIGHT, Verdict.ABSENT)
"""The verdicts that are to a report's credit."""
_FAILED = {Verdict.RIGHT: Verdict.OMITTED, Verdict.ABSENT: Verdict.LOST}


def judge(sample: Sample) -> list[Judged]:
    """Return every value of a report and its gold, judged."""
    return [_with_source(sample, judged) for scorer in SCORERS.values() for judged in scorer(sample)]


def judge_failed(sample: Sample) -> list[Judged]:
    """Return the values of a report that failed: nothing is to its credit, also not what is rightly absent.

    Args:
        sample: With a report in which nothing stands.
    """
    return [value._replace(verdict=_FAILED.get(value.verdict, value.verdict)) for value in judge(sample)]


def _with_source(sample: Sample, value: Judged) -> Judged:
    if value.verdict in CREDITED or not sample.text:
        return value
    return value._replace(source=sample.around(value))
