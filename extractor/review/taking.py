"""Taking the next report: the riskiest one that nobody has, also where several take at once."""

from __future__ import annotations

from dataclasses import replace

from extractor.review.errors import StateError
from extractor.review.model import ReviewState
from extractor.review.people import Person
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.review.service import ReviewService

_AT_ONCE = 20
"""More people than take a report in the same moment."""


def take_next(service: ReviewService, queue: ReviewQueue, person: Person, wanted: QueueFilter) -> str | None:
    """Begin the review of the riskiest report that fits and nobody has, and return its id; None where none is left.

    Raises:
        NotAllowedError: The person only reads.
    """
    waiting = replace(wanted, states=(ReviewState.UNASSIGNED,), unassigned=True, assignee=None)
    for item in queue.page(person, waiting, limit=_AT_ONCE).items:
        try:
            service.take(person, item.report_id)
        except StateError:
            continue
        return item.report_id
    return None
