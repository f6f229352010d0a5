"""Two runs over the same reports: what changed, and whether that can be chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.runs.folder import RunFolder
from eval.runs.model import Result
from eval.runs.summary import Array, drawn_figures, draws, summed, sums
from eval.scorers import CREDITED, VALUES, Judged
from eval.scorers.cells import CELLS
from eval.scorers.metrics import FIELD_METRICS, METRICS, Metric, Tally, figure
from extractor.errors import ConfigError

MCNEMAR, BOOTSTRAP = "mcnemar", "bootstrap"
ALPHA = 0.05
DRAWS = 5000
_GATES = (
    "cells.right",
    "facts.f1",
    "quantities.f1",
    "lists.f1",
    "head.right",
    "evidence.place",
    "findings.recall",
    "findings.precision",
    "reports.right",
)
_INTERVAL = (2.5, 97.5)
Key = tuple[int, str, str, str, int]


@dataclass(frozen=True)
class Change:
    """A figure in both runs.

    Attributes:
        name: Of the measure, or of the field.
        a: In the first run; None where there was nothing to measure.
        b: In the second run.
        low: Lower end of the 95 % interval of `b - a`; likewise `high`.
        p: How likely a change of this size is by chance, after Holm's correction; None where a run has no figure.
        test: `mcnemar` or `bootstrap`.
        better: Values that became right.
        worse: Values that became wrong.
    """

    name: str
    a: float | None
    b: float | None
    low: float | None
    high: float | None
    p: float | None
    test: str
    better: int
    worse: int

    @property
    def difference(self) -> float | None:
        """Return how much higher the second run is; None where a run has no figure."""
        return None if self.a is None or self.b is None else self.b - self.a

    @property
    def is_regression(self) -> bool:
        """Return whether the second run is worse, and hardly by chance."""
        return (self.difference or 0) < 0 and self.p is not None and self.p < ALPHA


@dataclass(frozen=True)
class Flip:
    """A value that the two runs judge or read differently; None is a value that a run has not."""

    report: str
    repeat: int
    kind: str
    name: str
    a: Judged | None
    b: Judged | None

    @property
    def better(self) -> bool:
        """Return whether it became right."""
        return not _credited(self.a) and _credited(self.b)

    @property
    def worse(self) -> bool:
        """Return whether it became wrong."""
        return _credited(self.a) and not _credited(self.b)


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        reports: Those that both have.
        only_a: Reports of the first run alone.
        only_b: Reports of the second run alone.
        gold_changed: Reports whose gold or document is not the same in both.
        repeats: How often each run has its reports; the smaller number is compared.
        measures: The measures that decide.
        fields: Each field of the prose.
        flips: Every value that changed, those that became wrong first.
    """

    reports: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    gold_changed: tuple[str, ...]
    repeats: tuple[int, int]
    measures: tuple[Change, ...]
    fields: tuple[Change, ...]
    flips: tuple[Flip, ...]

    @property
    def regressions(self) -> tuple[Change, ...]:
        """Return what got significantly worse."""
        return tuple(change for change in (*self.measures, *self.fields) if change.is_regression)


def compare(first: RunFolder, second: RunFolder) -> Comparison:
    """Return two runs side by side, over the reports that both have.

    Raises:
        ConfigError: One is no finished run, or they have no report in common.
    """
    settings = first.settings(), second.settings()
    for folder in (first, second):
        folder.summary()
    repeats = settings[0].repeat, settings[1].repeat
    common = tuple(name for name in settings[0].gold if name in settings[1].gold)
    if not common:
        raise ConfigError("eval.error.nothing_common")
    a, b = (_common(folder.results(), set(common), min(repeats)) for folder in (first, second))
    flips = sorted(find_flips(a, b), key=lambda flip: not flip.worse)
    return Comparison(
        common,
        tuple(name for name in settings[0].gold if name not in settings[1].gold),
        tuple(name for name in settings[1].gold if name not in settings[0].gold),
        tuple(name for name in common if settings[0].gold[name] != settings[1].gold[name]),
        repeats,
        _changes([metric for metric in METRICS if metric.name in _GATES], a, b, flips),
        _changes(FIELD_METRICS, a, b, flips),
        tuple(flips),
    )


def find_flips(a: Iterable[Result], b: Iterable[Result]) -> list[Flip]:
    """Return the values that two runs judge differently, or give another wrong value for."""
    ours, theirs = _by_key(a), _by_key(b)
    flips = []
    for key in dict.fromkeys((*ours, *theirs)):
        before, after = ours.get(key), theirs.get(key)
        if _is_same(before, after):
            continue
        repeat, report, kind, name, _ = key
        flips.append(Flip(report, repeat, kind, name, before, after))
    return flips


def mcnemar(better: int, worse: int) -> float:
    """Return how likely so uneven a split of the values that changed is by chance: the exact test, two-sided."""
    from scipy.stats import binomtest

    changed = better + worse
    return float(binomtest(better, changed).pvalue) if changed else 1.0


def paired_bootstrap(differences: Array) -> float:
    """Return how likely a difference that isn't there shows as it does: twice the share of drawings that deny it."""
    known = differences[~np.isnan(differences)]
    tail = min(int((known <= 0).sum()), int((known >= 0).sum()))
    return min(1.0, 2 * (tail + 1) / (len(known) + 1))


def holm(values: Sequence[float | None]) -> list[float | None]:
    """Return p-values corrected for how many there are, by Holm's method; None stays None."""
    known = sorted((value, at) for at, value in enumerate(values) if value is not None)
    corrected: list[float | None] = [None] * len(values)
    highest = 0.0
    for rank, (value, at) in enumerate(known):
        highest = max(highest, min(1.0, value * (len(known) - rank)))
        corrected[at] = highest
    return corrected


def _common(results: Iterable[Result], reports: set[str], repeats: int) -> list[Result]:
    kept = [result for result in results if result.report in reports and result.repeat < repeats]
    return sorted(kept, key=lambda result: result.key)


def _changes(
    metrics: Sequence[Metric], a: Sequence[Result], b: Sequence[Result], flips: Sequence[Flip]
) -> tuple[Change, ...]:
    """Return each metric in both runs, tested and corrected for how many they are."""
    counted = summed(a).reports, summed(b).reports
    names = list(counted[0])
    tallies = [[side.get(name, {}) for name in names] for side in counted]
    weights = draws(len(names), DRAWS)
    changes = [_change(metric, tallies[0], tallies[1], weights, flips) for metric in metrics]
    measured = [change for change in changes if not (change.a is None and change.b is None)]
    corrected = holm([change.p for change in measured])
    return tuple(
        Change(**{**vars(change), "p": p, "name": change.name}) for change, p in zip(measured, corrected, strict=True)
    )


def _change(metric: Metric, a: Sequence[Tally], b: Sequence[Tally], weights: Array, flips: Iterable[Flip]) -> Change:
    moved = [flip for flip in flips if _belongs(flip, metric.group)]
    better, worse = sum(flip.better for flip in moved), sum(flip.worse for flip in moved)
    values = figure(metric, a), figure(metric, b)
    name = metric.group.removeprefix("facts.") if metric in FIELD_METRICS else metric.name
    test = MCNEMAR if metric.group == CELLS else BOOTSTRAP
    if None in values:
        return Change(name, *values, None, None, None, test, better, worse)
    drawn = drawn_figures(metric, sums(metric, b), weights) - drawn_figures(metric, sums(metric, a), weights)
    low, high = np.nanpercentile(drawn, _INTERVAL)
    p = mcnemar(better, worse) if test == MCNEMAR else paired_bootstrap(drawn)
    return Change(name, *values, float(low), float(high), p, test, better, worse)


def _belongs(flip: Flip, group: str) -> bool:
    """Return whether a value is counted in a group."""
    if group == "values":
        return flip.kind in VALUES
    if group == "lists":
        return flip.kind in ("problems", "improvements")
    return group in (flip.kind, f"{flip.kind}.{flip.name}")


def _by_key(results: Iterable[Result]) -> dict[Key, Judged]:
    """Return the values of a run by what they are; the second of a name is another value than the first."""
    values: dict[Key, Judged] = {}
    for result in results:
        seen: Counter[tuple[str, str]] = Counter()
        for value in result.judged:
            name = value.kind, value.name
            values[result.repeat, result.report, value.kind, value.name, seen[name]] = value
            seen[name] += 1
    return values


def _is_same(a: Judged | None, b: Judged | None) -> bool:
    if a is None or b is None:
        return _credited(a) and _credited(b)
    return a.verdict == b.verdict and (a.verdict in CREDITED or a.found == b.found)


def _credited(value: Judged | None) -> bool:
    """Return whether a value counts as right; one that is neither in gold nor in the report does."""
    return value is None or value.verdict in CREDITED


def as_dict(found: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON has it."""
    changes = {
        kind: [
            {**vars(change), "difference": change.difference, "regression": change.is_regression}
            for change in getattr(found, kind)
        ]
        for kind in ("measures", "fields")
    }
    flips = [
        {
            **{name: getattr(flip, name) for name in ("report", "repeat", "kind", "name", "better", "worse")},
            "gold": next(value.gold for value in (flip.a, flip.b) if value is not None),
            "a": flip.a.found if flip.a else None,
            "b": flip.b.found if flip.b else None,
        }
        for flip in found.flips
    ]
    rest = {name: getattr(found, name) for name in ("reports", "only_a", "only_b", "gold_changed", "repeats")}
    return {**rest, **changes, "flips": flips, "regressions": [change.name for change in found.regressions]}
