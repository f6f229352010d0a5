"""Whether the sums of tables 3 and 4 hold: what a page shows beside the rows and under the columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.schema import Report
from extractor.validation.context import Context
from extractor.validation.equations import Evaluated
from extractor.validation.labels import number_text


class SumState(StrEnum):
    """What becomes of a sum: it holds, it does not, or a blank leaves it open."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


@dataclass(frozen=True)
class Sum:
    """An identity of a report.

    Attributes:
        rule: Rule that checks it.
        key: Its row or column.
        cells: What it adds up, and the result.
        left: The sum of one side as text.
        right: That of the other.
    """

    rule: str
    key: str
    label: str
    state: SumState
    cells: tuple[str, ...]
    left: str
    right: str


def sums_of(report: Report) -> tuple[Sum, ...]:
    """Return every identity of the tables that a report has; one with no number at all is left out."""
    context = Context(report, (), None)
    found = [item for items in context.identities.values() for item in items]
    return tuple(_sum(item) for item in found if len(item.blanks) < len(_cells(item)))


def _cells(item: Evaluated) -> tuple[str, ...]:
    return item.identity.left + item.identity.right


def _sum(item: Evaluated) -> Sum:
    identity = item.identity
    state = SumState.FAILS if item.contradicts else SumState.OPEN if item.blanks else SumState.HOLDS
    left, right = number_text(item.left), number_text(item.right)
    return Sum(identity.rule, identity.key, identity.label, state, _cells(item), left, right)
