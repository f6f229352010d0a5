"""What a computation is made of and what comes of it: the work, its numbers, a metric that stays known."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.ask.catalogue import Metric, metric_of
from extractor.ask.cite import Citations
from extractor.ask.issuers import Directory
from extractor.ask.model import Figure, LeftOut, Note, Query, Row
from extractor.ask.reviewed import touched_by
from extractor.ask.values import Values, values_of
from extractor.storage import ReportStore
from extractor.storage.scopes import Scope

_KEPT = 12
"""Metrics over many reports that stay known."""


@dataclass
class Numbers:
    """What was computed.

    Attributes:
        figures: The asked one first.
        rows: Of the table, those that are shown.
        total: How many rows there are.
        entered: How many reports entered the numbers.
        none: Why there is no number at all; None where there is one.
    """

    figures: list[Figure] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    entered: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)
    none: Note | None = None


@dataclass(frozen=True)
class Computing:
    """What a computation needs: the query, the store with its directory, where citations go, and what is known.

    Attributes:
        start: How many values are passed over before the first that is shown.
    """

    query: Query
    store: ReportStore
    directory: Directory
    citations: Citations
    restricted: bool = False
    start: int = 0
    known: dict[tuple[Scope, str], Values] = field(default_factory=dict)

    def values(self, scope: Scope, name: str) -> Values:
        """Return a metric over the reports in scope; the last few stay known until somebody corrects one of its values.

        What is known is of the directory: whoever gets a new one begins with nothing known.
        """
        key, metric = (scope, name), metric_of(name)
        touched = touched_by(self.store, metric)
        found = self.known.pop(key, None)
        if found is None or found.touched != touched:
            found = values_of(self.store, self.directory, scope, metric, touched=touched)
        while len(self.known) >= _KEPT:
            del self.known[next(iter(self.known))]
        self.known[key] = found
        return found


def metric_in(found: Values) -> Metric:
    """Return the metric of values; reports that are only counted have none."""
    if found.metric is None:
        raise ValueError("reports that are counted have no metric")
    return found.metric
