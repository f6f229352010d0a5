"""From verdicts to figures: every measure is a quotient of sums over reports, so that reports can be drawn again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from eval.scorers import CREDITED, VALUES, Judged, Verdict
from extractor.schema.fields import FIELDS

SILENT, CONTRADICTED = "silent", "contradicted"
REPORTS, LISTS, ALL = "reports", "lists", "values"
_LISTED = ("problems", "improvements")

Counts = dict[str, int]
"""By name: verdicts; `placed` values whose place gold knows and those `at_place`; characters of places `shared` by gold
and report, in `gold`, and `found`; mistakes that are `silent`; right values that are `contradicted` by another."""
Tally = dict[str, Counts]
"""Group (a kind, `lists`, `values`, `reports`, or a field as `facts.disclosure.total`) → what was counted."""


@dataclass(frozen=True)
class Metric:
    """One figure: the sum of some counts by the sum of others.

    Attributes:
        name: Name in summaries, and of its message as `eval.metric.<name>`.
        group: Whose counts.
        over: Weight of each count above the line.
        under: Weight of each count below it; where the sum is 0 there is nothing to measure. Empty for a bare number.
    """

    name: str
    group: str
    over: Mapping[str, int]
    under: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> bool:
        """Return whether it is a number of mistakes, the fewer the better, and no share."""
        return not self.under

    def sums(self, tally: Tally) -> tuple[int, int]:
        """Return the two sums for one report."""
        counts = tally.get(self.group, {})
        return _weighed(counts, self.over), _weighed(counts, self.under)


_ALL_VERDICTS = {verdict.value: 1 for verdict in Verdict}
_RIGHT = {"right": 1}
_ALL_RIGHT = {"right": 1, "absent": 1}
_FOUND = {"right": 1, "wrong": 1, "invented": 1}
_WANTED = {"right": 1, "wrong": 1, "omitted": 1}
_TWICE = {"right": 2}
_BOTH = {"right": 2, "wrong": 2, "omitted": 1, "invented": 1}


def f1(group: str, name: str = "") -> Metric:
    """Return the F1 of a group."""
    return Metric(name or f"{group}.f1", group, _TWICE, _BOTH)


def share(group: str) -> Metric:
    """Return the share of what is right in a group, also of what is rightly absent."""
    return Metric(f"{group}.right", group, _ALL_RIGHT, _ALL_VERDICTS)


def _prf(group: str) -> tuple[Metric, Metric, Metric]:
    precision = Metric(f"{group}.precision", group, _RIGHT, _FOUND)
    return precision, Metric(f"{group}.recall", group, _RIGHT, _WANTED), f1(group)


METRICS: tuple[Metric, ...] = (
    share("cells"),
    Metric("cells.silent", "cells", {SILENT: 1}),
    *_prf("facts"),
    Metric("facts.wrong", "facts", {"wrong": 1}),
    Metric("facts.omitted", "facts", {"omitted": 1}),
    Metric("facts.invented", "facts", {"invented": 1}),
    Metric("facts.contradicted", "facts", {CONTRADICTED: 1}),
    Metric("facts.absences", "facts", {"absent": 1}, {"absent": 1, "invented": 1, "lost": 1}),
    *_prf("quantities"),
    *_prf(LISTS),
    f1("problems"),
    f1("improvements"),
    share("head"),
    Metric("evidence.place", ALL, {"at_place": 1}, {"placed": 1}),
    Metric("evidence.span_f1", ALL, {"shared": 2}, {"gold": 1, "found": 1}),
    Metric("findings.recall", "findings", _RIGHT, _WANTED),
    Metric("findings.precision", "alarms", _RIGHT, _FOUND),
    share(REPORTS),
)
FIELD_METRICS: tuple[Metric, ...] = tuple(f1(f"facts.{spec.name}") for spec in FIELDS)


def tally(judged: Iterable[Judged]) -> Tally:
    """Return what was counted in one report."""
    values = list(judged)
    counted: Tally = {}
    for value in values:
        for group in _groups(value):
            _count(counted.setdefault(group, {}), value)
    whole = all(value.verdict in CREDITED for value in values if value.kind in VALUES)
    counted[REPORTS] = {"right": 1} if whole and values else {"wrong": 1}
    return counted


def figure(metric: Metric, tallies: Iterable[Tally]) -> float | None:
    """Return a metric over reports; None where there is nothing to measure."""
    sums = np.array([metric.sums(one) for one in tallies], dtype=float).reshape(-1, 2).sum(axis=0)
    if metric.count:
        return float(sums[0])
    return float(sums[0] / sums[1]) if sums[1] else None


def _groups(value: Judged) -> list[str]:
    groups = [value.kind]
    if value.kind in VALUES:
        groups.append(ALL)
    if value.kind in _LISTED:
        groups.append(LISTS)
    if value.kind == "facts":
        groups.append(f"facts.{value.name}")
    return groups


def _count(counts: Counts, value: Judged) -> None:
    _add(counts, value.verdict.value, 1)
    if value.verdict not in CREDITED and not value.flagged:
        _add(counts, SILENT, 1)
    if value.others:
        _add(counts, CONTRADICTED, 1)
    place = value.place
    if place is None:
        return
    if value.verdict == Verdict.RIGHT:
        _add(counts, "placed", 1)
        _add(counts, "at_place", int(place.shared > 0))
    if place.whole:
        for name in ("shared", "gold", "found"):
            _add(counts, name, getattr(place, name))


def _add(counts: Counts, name: str, number: int) -> None:
    counts[name] = counts.get(name, 0) + number


def _weighed(counts: Counts, weights: Mapping[str, int]) -> int:
    return sum(weight * counts.get(name, 0) for name, weight in weights.items())
