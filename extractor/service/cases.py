"""Reports as their reviewers see them, kept ready as long as nothing is saved about them by anybody, anywhere."""

from __future__ import annotations

import threading
from collections import OrderedDict

from sqlalchemy import func, select

from extractor.review import Case, Person, ReviewService, Role
from extractor.review.people import require
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import finding_events, reports

MOST = 128
"""Reports that are kept; those longest unasked for go first."""

Mark = tuple[int, ...]
"""Revision, version of the review, and number of decisions on findings: each grows when something is saved."""


class Cases:
    """Opens reports like the review does, and again only where something was saved since."""

    def __init__(self, store: ReportStore, review: ReviewService, most: int = MOST) -> None:
        self._store, self._review, self._most = store, review, most
        self._kept: OrderedDict[str, tuple[Mark, Case]] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, person: Person, report_id: str) -> Case:
        """Return a report with its review as both stand in the store now.

        Raises:
            ReportNotFoundError: There is no such report.
            NotAllowedError: The person may not read.
        """
        require(person, Role.READER)
        mark = self._mark(report_id)
        with self._lock:
            known, case = self._kept.get(report_id, (None, None))
            if case is not None and known == mark:
                self._kept.move_to_end(report_id)
                return case
        case = self._review.open(person, report_id)
        if mark is not None:
            self._keep(report_id, mark, case)
        return case

    def _mark(self, report_id: str) -> Mark | None:
        """Return how far a report is; None where the id is not a whole one."""
        decided = select(func.count()).where(finding_events.c.report_id == reports.c.id).scalar_subquery()
        joined = reports.outerjoin(review_reports, review_reports.c.report_id == reports.c.id)
        version = func.coalesce(review_reports.c.version, 0)
        query = select(reports.c.revision, version, decided).select_from(joined)
        with reading(self._store) as connection:
            row = connection.execute(query.where(reports.c.key == report_id)).one_or_none()
        return tuple(row) if row else None

    def _keep(self, report_id: str, mark: Mark, case: Case) -> None:
        """Keep a report under the mark from before it was read: what came in between is read the next time."""
        with self._lock:
            self._kept[report_id] = mark, case
            self._kept.move_to_end(report_id)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
