"""What the review consists of: log entries, edits, states, and values with what is printed, read and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from extractor.schema import Cause, Span
from extractor.schema.document import Frozen
from extractor.schema.report import Place

Payload = dict[str, Any]
"""What a correction says holds: `{"value": …}`, `{"text": …}`, with `quote` and `span` where it has a place of its own,
`field`, `unit` and `approximate` for a fact; `{"removed": true}`. None in its place: as read."""

REMOVED: Payload = {"removed": True}
MAIN = 0
"""The lane of the review itself; a blind second review has the number of its sample."""


class Kind(StrEnum):
    """Kinds of values, for paths and for measuring agreement."""

    CELL = "cell"
    FACT = "fact"
    HEAD = "head"
    ITEM = "item"


class Logged(StrEnum):
    """What an entry of the log is: effects are decisions on findings that follow from a correction."""

    CORRECTION = "correction"
    DECISION = "decision"
    EFFECT = "effect"
    STATE = "state"
    SETTLEMENT = "settlement"


class ReviewState(StrEnum):
    """Where the review of a report stands."""

    UNASSIGNED = "unassigned"
    IN_REVIEW = "in_review"
    SIGNED_OFF = "signed_off"
    SENT_BACK = "sent_back"
    REOPENED = "reopened"


class LogEntry(Frozen):
    """One change, as the log keeps it for ever; the last one about a path holds."""

    version: int = Field(description="that the save made")
    step: int = Field(description="which edit of the save; undone as a whole")
    kind: Logged
    path: str
    base: Payload | None = Field(default=None, description="`printed` and `value` then; None where nothing was read")
    old: Payload | None = None
    new: Payload | None = None
    cause: Cause | None = None
    reason: str = ""
    by: str = Field(description="login")
    at: str = Field(description="ISO 8601, UTC")
    revision: int
    undoes: str | None = Field(default=None, description="`version.step` that it takes back")

    @property
    def place(self) -> str:
        """Return the step as `undoes` names it."""
        return f"{self.version}.{self.step}"


@dataclass(frozen=True, slots=True)
class Read:
    """A value as it was extracted.

    Attributes:
        value: Number or text; None for a blank.
        printed: What stands in the source: the cell's text, the quote; None where nothing is there.
        place: Where that is.
    """

    path: str
    kind: Kind
    value: float | str | None
    printed: str | None
    place: Place
    payload: Payload


@dataclass(frozen=True, slots=True)
class Value:
    """A value with everything that is known of it: printed, read, corrected, each apart.

    Attributes:
        read: None where it was not extracted but added by a person.
        corrected: What a person says; None where nobody corrected it, or the correction is in doubt.
        correction: The entry that holds, also one in doubt.
        in_doubt: The correction was made of another print; it is not applied until somebody says so.
    """

    path: str
    kind: Kind
    read: Read | None
    corrected: Payload | None = None
    correction: LogEntry | None = None
    in_doubt: bool = False

    @property
    def removed(self) -> bool:
        """Return whether a person took the value out."""
        return bool(self.corrected and self.corrected.get("removed"))

    @property
    def holding(self) -> float | str | None:
        """Return the value that holds: the corrected one, else the one read; None for a blank or a removed one."""
        if self.corrected is None:
            return self.read.value if self.read else None
        held: float | str | None = self.corrected.get("text", self.corrected.get("value"))
        return held


@dataclass(frozen=True)
class SetValue:
    """Another value for a cell, a head field, a fact or an item.

    Attributes:
        value: Number, or text for an item and most head fields; None is a blank cell.
        cause: Whose mistake it was; None lets the print decide.
        span: Where the value stands, if not where it was read.
    """

    path: str
    value: float | str | None
    reason: str = ""
    cause: Cause | None = None
    span: Span | None = None


@dataclass(frozen=True)
class AddFact:
    """A fact that was not read, from selected text; `unit` None is that of the field."""

    field: str
    span: Span
    value: float
    unit: str | None = None
    approximate: bool = False
    reason: str = ""


@dataclass(frozen=True)
class AddItem:
    """A problem or an improvement that was not read, from selected text; `group` is `problems` or `improvements`."""

    group: str
    span: Span
    reason: str = ""


@dataclass(frozen=True)
class Remove:
    """A fact, item or head field that the source does not state."""

    path: str
    reason: str = ""


@dataclass(frozen=True)
class Move:
    """A fact that belongs to another field, or an item to the other group."""

    path: str
    to: str
    reason: str = ""


@dataclass(frozen=True)
class AsRead:
    """The value as it was read again, whatever was corrected."""

    path: str
    reason: str = ""


@dataclass(frozen=True)
class TakeSuggestion:
    """What a finding proposes: its suggestion, or the alternative with this number from 0."""

    finding: str
    alternative: int | None = None


Edit = SetValue | AddFact | AddItem | Remove | Move | AsRead | TakeSuggestion
