"""The figures of a run with 95 % intervals, by drawing its reports again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.confidence.measure import Point, points_of, thresholds
from eval.confidence.measure import figures as measured
from eval.runs.model import FAILED, Result
from eval.scorers.metrics import FIELD_METRICS, METRICS, Metric, Tally, figure, tally
from extractor.schema import Status

DRAWS = 2000
SEED = 20210101
_INTERVAL = (2.5, 97.5)

Array = npt.NDArray[Any]


class Summary:
    """The figures of a run, counted result by result; in which order they come makes no difference."""

    def __init__(self) -> None:
        self._reports: dict[str, Tally] = {}
        self._statuses: Counter[str] = Counter()
        self._repeats = 0
        self._points: list[Point] = []

    def add(self, result: Result) -> None:
        """Count one result."""
        self._repeats = max(self._repeats, result.repeat + 1)
        self._statuses[result.status] += 1
        self._points += points_of(result.judged)
        together = self._reports.setdefault(result.report, {})
        for group, counts in tally(result.judged).items():
            kept = together.setdefault(group, {})
            for name, number in counts.items():
                kept[name] = kept.get(name, 0) + number

    @property
    def reports(self) -> dict[str, Tally]:
        """Return what was counted in each report, over all its repeats."""
        return dict(sorted(self._reports.items()))

    def figures(self) -> dict[str, Any]:
        """Return all figures; the same results give the same figures, digit for digit."""
        tallies = list(self.reports.values())
        weights = draws(len(tallies))
        fields = {metric.group.removeprefix("facts."): _entry(metric, tallies, weights) for metric in FIELD_METRICS}
        return {
            "reports": len(tallies),
            "repeats": self._repeats,
            "failed": self._statuses[FAILED],
            "partial": self._statuses[Status.PARTIAL],
            "metrics": {metric.name: _entry(metric, tallies, weights) for metric in METRICS},
            "fields": {name: entry for name, entry in fields.items() if entry["value"] is not None},
            "counts": _counts(tallies),
            "confidence": measured(sorted(self._points), thresholds()),
        }


def summed(results: Iterable[Result]) -> Summary:
    """Return the figures of some results."""
    summary = Summary()
    for result in results:
        summary.add(result)
    return summary


def draws(reports: int, times: int = DRAWS) -> Array:
    """Return how often each report is drawn, each time anew: an array of times × reports."""
    chance = np.random.default_rng(SEED)
    if not reports:
        return np.zeros((times, 0))
    return chance.multinomial(reports, np.full(reports, 1 / reports), size=times).astype(float)


def sums(metric: Metric, tallies: Iterable[Tally]) -> Array:
    """Return the two sums of a metric for each report: an array of reports × 2."""
    return np.array([metric.sums(one) for one in tallies], dtype=float).reshape(-1, 2)


def drawn_figures(metric: Metric, parts: Array, weights: Array) -> Array:
    """Return a metric for each drawing; NaN where a drawing has nothing to measure."""
    drawn = weights @ parts
    if metric.count:
        return drawn[:, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(drawn[:, 1] > 0, drawn[:, 0] / drawn[:, 1], np.nan)


def _entry(metric: Metric, tallies: Sequence[Tally], weights: Array) -> dict[str, Any]:
    """Return a figure, its interval, and of how many it is a share; None where there is nothing to measure."""
    parts = sums(metric, tallies)
    value = figure(metric, tallies)
    of = int(parts[:, 1].sum())
    if value is None:
        return {"value": None, "low": None, "high": None, "of": of}
    drawn = drawn_figures(metric, parts, weights)
    low, high = np.nanpercentile(drawn, _INTERVAL)
    return {"value": value, "low": float(low), "high": float(high), "of": of}


def _counts(tallies: Iterable[Tally]) -> dict[str, dict[str, int]]:
    """Return what was counted in all, by group but for the single fields."""
    total: dict[str, dict[str, int]] = {}
    for one in tallies:
        for group, counts in one.items():
            if "." not in group:
                kept = total.setdefault(group, {})
                for name, number in counts.items():
                    kept[name] = kept.get(name, 0) + number
    return {group: dict(sorted(counts.items())) for group, counts in sorted(total.items())}
