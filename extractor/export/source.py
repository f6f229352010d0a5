"""What an export is made of: a report as it was extracted, what holds after the review, and every correction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from extractor.schema import Report
from extractor.schema.life import TrackedFinding
from extractor.validation.life import track

States = Callable[[Report], Sequence[TrackedFinding]]
"""Returns the findings of a report with their states, and those that are gone."""


class Kind(StrEnum):
    """What a correction did to a value; one in doubt was made of another print and is not applied."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True)
class Correction:
    """A correction, with what it corrects.

    Attributes:
        path: Of the value, as in `extractor.review.paths`.
        stands: Path at which the value stands now, where a person chose another place; else the same.
        printed: What stands in the source; None where nothing was read there.
        read: The value as extracted; None for a blank, and where nothing was read.
        value: The value a person gave; None for a blank and for a removed value.
        cause: `extraction` for a misreading, `source` for an error of the source; None where nobody said.
        at: ISO 8601, UTC.
    """

    path: str
    stands: str
    kind: Kind
    printed: str | None
    read: float | str | None
    value: float | str | None
    cause: str | None
    reason: str
    by: str
    at: str

    @property
    def applied(self) -> bool:
        """Return whether it holds."""
        return self.kind is not Kind.IN_DOUBT


@dataclass(frozen=True)
class Review:
    """Where the review of a report stands; `assignee` is who reviews it or signed it off."""

    state: str
    assignee: str | None
    version: int


@dataclass(frozen=True)
class Exported:
    """A report as it is exported.

    Attributes:
        report: As extracted, findings between reports added.
        holding: With every correction that holds; its cells still print what the source prints.
        states: What people decided about the findings of `holding`.
        corrections: Every one, those in doubt too.
        review: None where nobody has begun one, or the export is of what was extracted.
    """

    report: Report
    holding: Report
    states: States
    corrections: tuple[Correction, ...] = ()
    review: Review | None = None

    @cached_property
    def corrected(self) -> Mapping[str, Correction]:
        """Return the corrections that hold, by the path at which their values stand."""
        return {item.stands: item for item in self.corrections if item.applied}

    @property
    def findings(self) -> Sequence[TrackedFinding]:
        """Return the findings the report has now, with their states, and those that are gone."""
        return self.states(self.holding)


def undecided(report: Report) -> tuple[TrackedFinding, ...]:
    """Return the findings of a report about which nobody decided anything."""
    return track(report, 1, ())


def as_exported(reports: Iterable[Report | Exported], states: States = undecided) -> Iterator[Exported]:
    """Yield what an export is made of; plain reports come as they were extracted."""
    for item in reports:
        yield item if isinstance(item, Exported) else Exported(item, item, states)


def json_of(item: Exported) -> dict[str, Any]:
    """Return a report for JSON Lines: as extracted, with `review` beside it where there is one."""
    data = item.report.model_dump(mode="json")
    if item.review is None:
        return data
    return data | {
        "review": {
            "state": item.review.state,
            "assignee": item.review.assignee,
            "version": item.review.version,
            "corrections": [vars(correction) for correction in item.corrections],
            "checks": item.holding.checks.model_dump(mode="json"),
            "findings": [_finding(tracked) for tracked in item.findings],
        }
    }


def _finding(item: TrackedFinding) -> dict[str, Any]:
    """Return a finding of the reviewed report with its state and who decided last."""
    last = item.history[-1] if item.history else None
    decided = {"by": last.by, "at": last.at, "reason": last.reason} if last else None
    found = item.finding.model_dump(mode="json")
    return {"key": item.key, "state": item.state.value, "gone": item.gone, "decided": decided, "finding": found}
