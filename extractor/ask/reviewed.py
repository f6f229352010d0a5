"""What the review corrected: the values that hold instead of those that were read, of the reports it touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select, func, or_, select

from extractor.ask.catalogue import Metric
from extractor.review.log import entries_of
from extractor.review.model import MAIN, Kind, Logged, Value
from extractor.review.paths import read_values
from extractor.review.standing import last_corrections, values_of
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.review_tables import entries
from extractor.storage.tables import reports


@dataclass(frozen=True)
class Corrected:
    """A metric in a report that somebody corrected.

    Attributes:
        cell: Sum of the cells that hold a number; None where none does.
        blanks: Cells without a number.
        stated: What the prose states.
        holds: Whether a correction is applied.
        in_doubt: Whether one is not, since the report reads otherwise now.
    """

    cell: float | None
    blanks: int
    stated: tuple[float, ...]
    holds: bool
    in_doubt: bool


@dataclass(frozen=True)
class Touched:
    """A report with a correction of what a metric is read from: its id and revision, and the last such entry."""

    id: str
    revision: int
    last: int


_known: WeakKeyDictionary[ReportStore, dict[tuple[int, str], tuple[Touched, Corrected]]] = WeakKeyDictionary()


def touched_by(store: ReportStore, metric: Metric) -> dict[int, Touched]:
    """Return the reports in which somebody corrected what a metric is read from, by their order."""
    with reading(store) as connection:
        rows = connection.execute(_touching(metric)).all()
    return {order: Touched(key, revision, last) for order, key, revision, last in rows}


@cache
def _touching(metric: Metric) -> Select[Any]:
    """Return the query of `touched_by`; made once for each metric, of which there are some hundreds."""
    c, r = entries.c, reports.c
    paths = metric.cells.paths if metric.cells else ()
    about: list[ColumnElement[bool]] = [c.path.in_(paths)] if paths else []
    if metric.field is not None:
        about.append(c.path.startswith(f"facts.{metric.field}@", autoescape=True))
    query = select(r.id, r.key, r.revision, func.max(c.id)).join(entries, c.report_id == r.id)
    query = query.where(c.kind == Logged.CORRECTION.value, c.lane == MAIN, or_(*about))
    return query.group_by(r.id, r.key, r.revision)


def corrections_of(store: ReportStore, metric: Metric, touched: Mapping[int, Touched]) -> dict[int, Corrected]:
    """Return what holds in some reports, by their order; left out are those where no correction stands any more.

    What is known of a report stays known until it is reviewed or read again.
    """
    known = _known.setdefault(store, {})
    found: dict[int, Corrected] = {}
    for order, one in touched.items():
        before = known.get((order, metric.name))
        if before is None or before[0] != one:
            before = known[order, metric.name] = one, _corrected(store, one.id, order, metric)
        if before[1].holds or before[1].in_doubt:
            found[order] = before[1]
    return found


def _corrected(store: ReportStore, report_id: str, order: int, metric: Metric) -> Corrected:
    report, document = store.get(report_id), store.document(report_id)
    with reading(store) as connection:
        log = entries_of(connection, order)
    values = values_of(read_values(report), last_corrections(log), document)
    paths = metric.cells.paths if metric.cells else ()
    by_kind: dict[Kind, list[Value]] = defaultdict(list)
    for path, value in values.items():
        if path in paths or (metric.field and path.startswith(f"facts.{metric.field}@")):
            by_kind[value.kind].append(value)
    cells = [_number(value) for value in by_kind[Kind.CELL]]
    stated = [_number(value) for value in by_kind[Kind.FACT]]
    ours = [value for some in by_kind.values() for value in some]
    known = [number for number in cells if number is not None]
    return Corrected(
        cell=sum(known) if known else None,
        blanks=len(cells) - len(known),
        stated=tuple(number for number in stated if number is not None),
        holds=any(value.corrected is not None for value in ours),
        in_doubt=any(value.in_doubt for value in ours),
    )


def _number(value: Value) -> float | None:
    """Return the number that holds; None for a blank, and for what a person took out."""
    return float(value.holding) if isinstance(value.holding, int | float) else None
