"""The life of a finding: what people decided about it, and what that means for the report as it is now."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from extractor.schema.document import Frozen
from extractor.schema.report import Finding, Report


class State(StrEnum):
    """What is known about a finding: nothing yet, an error of the source, mended, or no matter at all."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    FIXED = "fixed"
    DISMISSED = "dismissed"


class Decision(Frozen):
    """One step in the life of a finding; the last one holds, none is ever changed."""

    key: str = Field(description="identity of the finding, `extractor.validation.identity`")
    fingerprint: str = Field(description="of the values it was decided on")
    state: State
    reason: str
    by: str
    at: str = Field(description="ISO 8601, UTC")
    revision: int = Field(description="of the report, when it was decided")
    finding: Finding = Field(description="as it stood then")
    carried_from: str | None = Field(
        default=None, description="id of the earlier file of the report it was decided on; None where of this one"
    )


class Reopened(StrEnum):
    """Why a decision no longer holds."""

    VALUE = "value"
    STILL_FOUND = "still_found"


class TrackedFinding(Frozen):
    """A finding with its state.

    Attributes:
        finding: As the current revision has it; the last known form of one that is gone.
        revision: Number of the revision the finding is taken from.
        gone: Whether the current revision no longer has it.
        reopened: Why the last decision no longer holds; None where it does or there is none.
        history: Every decision, the first one first.
    """

    key: str
    fingerprint: str
    finding: Finding
    revision: int
    state: State = State.OPEN
    gone: bool = False
    reopened: Reopened | None = None
    history: tuple[Decision, ...] = ()


class Reviewed(Frozen):
    """A report with the states of its findings, and of those that are gone.

    Attributes:
        findings: First those of the report, in its order, then those that are gone.
    """

    report: Report
    findings: tuple[TrackedFinding, ...]
