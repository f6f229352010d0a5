"""Bringing the counts of the queue up to date: for reports that are new, were extracted again, or decided on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, case, func, select

from extractor.review.counts import counts_from
from extractor.review.desk import UNTOUCHED, Desk, change
from extractor.review.log import insert_missing
from extractor.storage import ReportStore
from extractor.storage.access import changing, reading
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import finding_events, findings, reports
from extractor.validation.settings import CheckSettings

_PORTION = 500
"""Reports counted at a time; a database limits its parameters."""


def bring_up_to_date(store: ReportStore, settings: CheckSettings) -> int:
    """Count what changed since the last time and return how many reports that were.

    Reports that nobody has worked on are counted by SQL; the others are checked again with their corrections.
    """
    with reading(store) as connection:
        stale = connection.execute(_stale()).all()
    if not stale:
        return 0
    plain = [row for row in stale if not row.version and not row.decided]
    if plain:
        with changing(store) as connection:
            for start in range(0, len(plain), _PORTION):
                _count_plain(connection, plain[start : start + _PORTION])
    for row in stale:
        if row.version or row.decided:
            change(store, row.key, settings, Desk.count_again)
    return len(stale)


def _stale() -> Any:
    """Return the query for reports whose counts are missing or of another revision or other decisions."""
    r, c, events = reports.c, review_reports.c, finding_events.c
    decided = select(events.report_id, func.count().label("decided")).group_by(events.report_id).subquery()
    number = func.coalesce(decided.c.decided, 0)
    source = reports.outerjoin(review_reports, c.report_id == r.id).outerjoin(decided, decided.c.report_id == r.id)
    changed = c.report_id.is_(None) | (c.revision != r.revision) | (c.decided != number)
    query = select(r.id, r.key, r.revision, c.version, number.label("decided")).select_from(source)
    return query.where(r.revision > 0, changed).order_by(r.id)


def _count_plain(connection: Connection, rows: Sequence[Any]) -> None:
    c = findings.c
    query = select(c.report_id, c.rule, c.outcome, c.severity, func.count().label("times"))
    query = query.where(c.report_id.in_([row.id for row in rows]))
    counted: dict[int, list[tuple[str, str, str, int]]] = defaultdict(list)
    for report, *finding in connection.execute(query.group_by(c.report_id, c.rule, c.outcome, c.severity)):
        counted[report].append((finding[0], finding[1], finding[2], finding[3]))
    records = [
        UNTOUCHED | {"report_id": row.id, "revision": row.revision, **counts_from(counted[row.id])} for row in rows
    ]
    new = [record for record, row in zip(records, rows, strict=True) if row.version is None]
    insert_missing(connection, review_reports, new)
    again = [record for record, row in zip(records, rows, strict=True) if row.version is not None]
    for record in again:
        untouched = review_reports.update().where(
            review_reports.c.report_id == record["report_id"], review_reports.c.version == 0
        )
        connection.execute(untouched.values(record))


def open_by_rule(connection: Connection) -> dict[str, int]:
    """Return how many findings of each rule are open, over all reports, the most first."""
    c = review_reports.c
    source = findings.join(review_reports, c.report_id == findings.c.report_id)
    plain = select(findings.c.rule, func.count()).select_from(source).where(c.rules.is_(None))
    counted: dict[str, int] = defaultdict(int)
    for rule, times in connection.execute(plain.group_by(findings.c.rule)):
        counted[rule] += times
    for packed in connection.scalars(select(c.rules).where(c.rules.is_not(None))):
        for rule, times in json.loads(packed).items():
            counted[rule] += times
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def summed(column: Any) -> Any:
    """Return the sum of a column, 0 over nothing."""
    return func.coalesce(func.sum(column), 0)


def counted_where(condition: Any) -> Any:
    """Return how many rows fit a condition."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
