"""Corrections and decisions. A change names the version it was made on; one about what changed since is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from extractor.review import (
    AddFact,
    AddItem,
    AsRead,
    Edit,
    LogEntry,
    Move,
    Remove,
    ReviewState,
    Saved,
    SetValue,
    TakeSuggestion,
)
from extractor.schema import Cause, Span
from extractor.schema.life import State
from extractor.service.desk import Reading, Reviewing, TheDesk
from extractor.service.problems import Problem
from extractor.service.routes.reports import ReportId, case_of

_CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "Somebody changed the same since; `theirs` says what."}
}
router = APIRouter(prefix="/v1/reports/{report_id}", tags=["review"])

ValuePath = Annotated[str, Field(min_length=1, max_length=300, examples=["applications.new_received.total"])]
Reason = Annotated[str, Field(default="", max_length=2000)]
Base = Annotated[int, Field(ge=0, le=2**31 - 1, description="version that was looked at, from GET …/review")]
Number = Annotated[float, Field(allow_inf_nan=False)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SetBody(_Body):
    """Another value for a cell, a head field, a fact or an item; null is a blank cell."""

    op: Literal["set"]
    path: ValuePath
    value: Number | Annotated[str, Field(max_length=5000)] | None
    reason: Reason
    cause: Cause | None = Field(default=None, description="whose mistake; null lets the print decide")
    span: Span | None = None

    def edit(self) -> Edit:
        """Return the edit that this asks for."""
        return SetValue(self.path, self.value, self.reason, self.cause, self.span)


class AddFactBody(_Body):
    """A fact that was not read, from a place in the text."""

    op: Literal["add_fact"]
    field: Annotated[str, Field(max_length=100, examples=["disclosure.total"])]
    span: Span
    value: Number
    unit: Annotated[str | None, Field(max_length=20)] = None
    approximate: bool = False
    reason: Reason

    def edit(self) -> Edit:
        """Return the edit that this asks for."""
        return AddFact(self.field, self.span, self.value, self.unit, self.approximate, self.reason)


class AddItemBody(_Body):
    """A problem or an improvement that was not read, from a place in the text."""

    op: Literal["add_item"]
    group: Literal["problems", "improvements"]
    span: Span
    reason: Reason

    def edit(self) -> Edit:
        """Return the edit that this asks for."""
        return AddItem(self.group, self.span, self.reason)


class PathBody(_Body):
    """A value that the source does not state, or that holds as it was read."""

    op: Literal["remove", "as_read"]
    path: ValuePath
    reason: Reason

    def edit(self) -> Edit:
        """Return the edit that this asks for."""
        return Remove(self.path, self.reason) if self.op == "remove" else AsRead(self.path, self.reason)


class MoveBody(_Body):
    """A fact that belongs to another field, or an item to the other group."""

    op: Literal["move"]
    path: ValuePath
    to: Annotated[str, Field(max_length=100)]
    reason: Reason

    def edit(self) -> Edit:
        """Return the edit that this asks for."""
        return Move(self.path, self.to, self.reason)


class SuggestionBody(_Body):
    """What a finding proposes: its suggestion, or an alternative by its number from 0."""

    op: Literal["take_suggestion"]
    finding: Annotated[str, Field(max_length=100)]
    alternative: Annotated[int | None, Field(ge=0, le=1000)] = None

    def edit(self) -> Edit:
        """Return the edit that this asks for."""
        return TakeSuggestion(self.finding, self.alternative)


EditBody = Annotated[
    SetBody | AddFactBody | AddItemBody | PathBody | MoveBody | SuggestionBody, Field(discriminator="op")
]


class Corrections(_Body):
    """Edits, all or none."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "base": 3,
                    "edits": [
                        {"op": "set", "path": "applications.new_received.total", "value": 2, "reason": "原文为 2"}
                    ],
                }
            ]
        },
    )
    base: Base
    edits: Annotated[list[EditBody], Field(min_length=1, max_length=200)]


class DecisionBody(_Body):
    """What is known about a finding; to dismiss it takes a reason."""

    base: Base
    state: State
    reason: Reason


class UndoBody(_Body):
    """A step to take back: `version.step` of the log, or the caller's last one."""

    base: Base
    step: Annotated[str | None, Field(pattern=r"^\d{1,9}\.\d{1,9}$")] = None


class Outcome(BaseModel):
    """What a change did."""

    version: int = Field(description="of the review now, to be given as base next")
    made: list[LogEntry]
    theirs: list[LogEntry] = Field(description="what others saved since the base, merged with it")
    open_findings: int


class ReviewView(BaseModel):
    """Where the review of a report stands."""

    report_id: str
    revision: int
    version: int
    state: ReviewState
    assignee: str | None
    corrections: int
    in_doubt: int
    open_findings: int
    log: list[LogEntry]


@router.get("/review")
def get_review(desk: TheDesk, caller: Reading, report_id: ReportId) -> ReviewView:
    """Return where the review of a report stands, with its whole log."""
    case = case_of(desk, caller, report_id)
    return ReviewView(
        report_id=case.report_id,
        revision=case.revision,
        version=case.version,
        state=case.state,
        assignee=case.assignee,
        corrections=len(case.view.corrections),
        in_doubt=len(case.view.in_doubt),
        open_findings=len(case.view.open_findings),
        log=list(case.log),
    )


@router.post("/corrections", responses=_CONFLICT)
def correct(desk: TheDesk, caller: Reviewing, report_id: ReportId, body: Corrections) -> Outcome:
    """Record corrections, all or none; what others changed since the base is merged where it is about other values."""
    edits = [edit.edit() for edit in body.edits]
    return _outcome(desk.review.save(caller.person, report_id, body.base, edits))


@router.post("/findings/{key}/decision", responses=_CONFLICT)
def decide(
    desk: TheDesk,
    caller: Reviewing,
    report_id: ReportId,
    key: Annotated[str, Path(max_length=100, pattern="^[0-9a-zA-Z._-]+$")],
    body: DecisionBody,
) -> Outcome:
    """Confirm a finding as the source's error, call it fixed, dismiss it, or open it again."""
    return _outcome(desk.review.decide(caller.person, report_id, body.base, key, body.state, body.reason))


@router.post("/undo", responses=_CONFLICT)
def undo(desk: TheDesk, caller: Reviewing, report_id: ReportId, body: UndoBody) -> Outcome:
    """Take back a step, by default the caller's last one."""
    return _outcome(desk.review.undo(caller.person, report_id, body.base, body.step))


def _outcome(saved: Saved) -> Outcome:
    return Outcome(
        version=saved.version,
        made=list(saved.made),
        theirs=list(saved.theirs),
        open_findings=len(saved.view.open_findings),
    )
