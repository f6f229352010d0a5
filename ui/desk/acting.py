"""What the component sends, done: each action once, refusals told and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.errors import NianbaoError
from extractor.review import (
    AddFact,
    AddItem,
    AsRead,
    Case,
    ConflictError,
    Edit,
    LogEntry,
    Move,
    Remove,
    ReviewedReport,
    ReviewState,
    SetValue,
    TakeSuggestion,
)
from extractor.review.errors import StateError
from extractor.review.paths import ITEMS
from extractor.schema import Cause, Span
from extractor.schema.life import State
from ui.desk.typed import typed_number, typed_value
from ui.desk.work import Work

Action = Mapping[str, Any]
_REMEMBERED = 200
_MEANWHILE = ("settle", "page", "refresh", "next", "queue", "preview_end")
"""What can be done while a conflict waits for an answer; all else would be of a report that was not looked at."""
_AGAIN = "again"
"""Asks for the parts that the browser lacks; nothing is done."""
_MOVES = ("sign_off", "send_back", "reopen", "release", "take", "finish")


@dataclass
class Desk:
    """A report on somebody's desk.

    Attributes:
        name: Of this desk; an action of another one is not done here.
        known: Stamps of the parts that the browser has, as it said with what it has just sent.
        done: Ids of the actions that were done; one that arrives again is not done again.
        problem: Why the last action was refused.
        merged: What others saved, that came along with the last one.
        conflict: What both changed; with the action that was refused.
        preview: The report with what is being typed; None where nothing is.
        preview_path: Of the value being typed.
        left: Where to go after the report: next, queue.
        page: Of a PDF, whose picture is asked for.
        moved: What the last action made of the report: sign_off, send_back, ...
        source: What the component shows of the source, kept from one run to the next.
    """

    work: Work
    case: Case
    name: str = ""
    known: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    problem: NianbaoError | None = None
    merged: tuple[LogEntry, ...] = ()
    conflict: tuple[ConflictError, Action] | None = None
    preview: ReviewedReport | None = None
    preview_path: str = ""
    left: str = ""
    page: int | None = None
    moved: str = ""
    source: dict[str, Any] = field(default_factory=dict)

    @property
    def view(self) -> ReviewedReport:
        """Return the report to show: as it stands, or with what is being typed."""
        return self.preview or self.case.view

    def act(self, actions: Sequence[Action]) -> None:
        """Do what has not been done yet, in order."""
        mine = [action for action in actions if action.get("desk", self.name) == self.name]
        fresh = [action for action in mine if action.get("id") not in self.done]
        if any(action.get("do") != _AGAIN for action in fresh):
            self.problem, self.merged, self.moved = None, (), ""
        if fresh:
            self.known = dict(fresh[-1].get("has", {}))
        for action in fresh:
            self._do(action)
            self.done = [*self.done, str(action.get("id"))][-_REMEMBERED:]

    def refresh(self) -> None:
        """Look at the report as it stands now."""
        self.case = self.work.open()

    def begin(self) -> None:
        """Begin the review where nobody has the report and the person may; who was slower is told."""
        if self.case.state is ReviewState.UNASSIGNED and "take" in self.work.may(self.case):
            self._do({"do": "take"})
            self.refresh()

    def _do(self, action: Action) -> None:
        if action.get("do") == _AGAIN:
            return
        try:
            self._dispatch(action)
        except ConflictError as error:
            self.conflict = (error, action)
            self.refresh()
        except NianbaoError as error:
            self.problem = error

    def _dispatch(self, action: Action) -> None:
        what = str(action.get("do"))
        if self.conflict and what not in _MEANWHILE:
            raise StateError("ui.report.conflict_first")
        if what != "preview":
            self.preview, self.preview_path = None, ""
        if what == "preview":
            self._preview(action)
        elif what in _EDITS:
            self._change(lambda: self.work.save(self.case, [_EDITS[what](action)]))
        elif what == "decide":
            state, reason = State(action["state"]), str(action.get("reason", ""))
            self._change(lambda: self.work.decide(self.case, str(action["key"]), state, reason))
        elif what == "undo":
            self._change(lambda: self.work.undo(self.case, action.get("place")))
        elif what in _MOVES:
            self.work.move(self.case, what, str(action.get("reason", "")))
            self.moved = what
            self.refresh()
        elif what == "settle":
            self._settle(bool(action.get("mine")))
        elif what == "page":
            self.page = int(action["number"])
        elif what == "refresh":
            self.refresh()
        elif what in ("next", "queue"):
            self.left = what

    def _change(self, act: Callable[[], tuple[LogEntry, ...]]) -> None:
        self.merged = (*self.merged, *act())
        self.conflict = None
        self.refresh()

    def _preview(self, action: Action) -> None:
        """Check the report with what is being typed; nothing is stored, and what is no value yet is told."""
        self.preview, self.preview_path = None, str(action["path"])
        self.preview = self.case.preview([_set(action)])

    def _settle(self, mine: bool) -> None:
        """Settle a conflict: leave theirs, or do again what was refused, now knowing theirs."""
        refused, self.conflict = self.conflict, None
        if mine and refused:
            self._dispatch(refused[1])


def _set(action: Action) -> SetValue:
    path = str(action["path"])
    cause = Cause(action["cause"]) if action.get("cause") else None
    value = typed_value(path, str(action.get("text", "")))
    return SetValue(path, value, str(action.get("reason", "")), cause, _span(action))


def _add(action: Action) -> Edit:
    """Return the edit that makes a value of selected words: an item, a fact, or the place of a value."""
    target, span = str(action["target"]), _span(action) or (0, 0)
    if target in ITEMS:
        return AddItem(target, span)
    if action.get("path"):
        return _set({**action, "cause": Cause.EXTRACTION})
    approximate = bool(action.get("approximate"))
    return AddFact(target, span, typed_number(target, str(action.get("text", ""))), approximate=approximate)


def _span(action: Action) -> Span | None:
    span = action.get("span")
    return (int(span[0]), int(span[1])) if span else None


_EDITS: dict[str, Callable[[Action], Edit]] = {
    "set": _set,
    "add": _add,
    "remove": lambda action: Remove(str(action["path"]), str(action.get("reason", ""))),
    "as_read": lambda action: AsRead(str(action["path"]), str(action.get("reason", ""))),
    "move": lambda action: Move(str(action["path"]), str(action["to"])),
    "suggest": lambda action: TakeSuggestion(str(action["key"]), action.get("alternative")),
}
"""Actions that are one edit each."""
