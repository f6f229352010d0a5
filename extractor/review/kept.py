"""Reports as they last were on a desk, so that one nobody has changed since is not read and checked again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.review.desk import Desk

MOST = 256
"""Reports that are kept; those longest unasked for go first."""


class Kept:
    """Desks by the number of their report in the database; for one store and one set of the office's settings.

    Whoever takes one compares it with what the store says now, and works on a copy.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._desks: OrderedDict[int, Desk] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, report: int) -> Desk | None:
        """Return the desk of a report; None where none is kept."""
        with self._lock:
            if report in self._desks:
                self._desks.move_to_end(report)
            return self._desks.get(report)

    def put(self, desk: Desk) -> None:
        """Keep a desk as it is; it may not be changed any more."""
        with self._lock:
            self._desks[desk.id] = desk
            self._desks.move_to_end(desk.id)
            while len(self._desks) > self._most:
                self._desks.popitem(last=False)
