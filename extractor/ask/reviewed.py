"""What the review corrected: the values that hold instead of those that were read, of the reports it touched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from extractor.ask.catalogue import Metric
from extractor.ask.issuers import Directory
from extractor.review.log import entries_of
from extractor.review.model import MAIN, Kind, Logged, Value
from extractor.review.paths import read_values
from extractor.review.standing import last_corrections, values_of
from extractor.storage import ReportStore
from extractor.storage.review_tables import entries


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


def last_entry(store: ReportStore) -> int:
    """Return the number of the last entry of the review's log; 0 where there is none."""
    with store._reading() as connection:
        return connection.scalar(select(func.max(entries.c.id))) or 0


def corrections_of(store: ReportStore, directory: Directory, metric: Metric) -> dict[int, Corrected]:
    """Return the reports in which somebody corrected what a metric is read from, by their order."""
    c = entries.c
    paths = metric.cells.paths if metric.cells else ()
    about: list[ColumnElement[bool]] = [c.path.in_(paths)] if paths else []
    if metric.field is not None:
        about.append(c.path.startswith(f"facts.{metric.field}@", autoescape=True))
    query = select(c.report_id).where(c.lane == MAIN, c.kind == Logged.CORRECTION.value, or_(*about)).distinct()
    with store._reading() as connection:
        touched = list(connection.scalars(query))
    reports = {order: directory.reports[order] for order in touched if order in directory.reports}
    found = {order: _corrected(store, report.id, order, metric) for order, report in reports.items()}
    return {order: one for order, one in found.items() if one.holds or one.in_doubt}


def _corrected(store: ReportStore, report_id: str, order: int, metric: Metric) -> Corrected:
    report, document = store.get(report_id), store.document(report_id)
    with store._reading() as connection:
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
