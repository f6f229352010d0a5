"""What a comparison is made of: a report as it holds after its review, and how two values differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from extractor.review import Person, Role
from extractor.review.desk import read_desk
from extractor.review.exporting import exported
from extractor.review.people import require
from extractor.schema import Document, Report
from extractor.storage import ReportStore
from extractor.validation.context import Context
from extractor.validation.settings import DECLARED, CheckSettings


class Difference(StrEnum):
    """How two values differ."""

    SAME = "same"
    CHANGED = "changed"
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"
    NO_PLACE = "no_place"
    """The form of one of the reports has no such cell: nothing to compare."""


@dataclass(frozen=True)
class Side:
    """One of two reports.

    Attributes:
        report: With the corrections that hold; its cells print what the source prints.
        document: In which its places count.
    """

    report: Report
    document: Document
    settings: CheckSettings = DECLARED

    @property
    def year(self) -> int | None:
        """Return the year of the report; None where it states none."""
        return int(self.report.year.value) if self.report.year else None

    @property
    def context(self) -> Context:
        """Return the report as rules take it."""
        return Context(self.report, (), self.document, self.settings)


def open_side(store: ReportStore, person: Person, report_id: str, settings: CheckSettings = DECLARED) -> Side:
    """Return a stored report as one side of a comparison.

    Raises:
        ReportNotFoundError: There is no such report.
        NotAllowedError: The person may not read.
    """
    require(person, Role.READER)
    desk = read_desk(store, report_id, settings)
    return Side(exported(desk).holding, desk.document, settings)


def difference_of(left: object, right: object, *, is_left: bool, is_right: bool) -> Difference:
    """Return how two values differ, of which each may not be there at all."""
    if is_left != is_right:
        return Difference.ONLY_LEFT if is_left else Difference.ONLY_RIGHT
    return Difference.SAME if left == right else Difference.CHANGED


def counted(differences: Iterable[Difference]) -> dict[Difference, int]:
    """Return how many of each there are, with zeros."""
    found = Counter(differences)
    return {kind: found[kind] for kind in Difference}
