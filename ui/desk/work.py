"""What can be done with a report on the desk: in the review itself, or blind as its second reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extractor.review import AsRead, Case, Edit, EditError, LogEntry, Person, ReviewService, ReviewState, SetValue
from extractor.review.double import BlindCase, DoubleReview
from extractor.review.errors import StateError
from extractor.review.people import Role, is_lead
from extractor.schema import Finding
from extractor.schema.life import State
from extractor.series import series_findings
from extractor.storage import ReportStore
from extractor.validation.settings import CheckSettings

Theirs = tuple[LogEntry, ...]
_CLOSED = (ReviewState.SIGNED_OFF, ReviewState.SENT_BACK)


class Work(Protocol):
    """One person's work on one report; what is refused is a `NianbaoError`."""

    blind: bool

    def open(self) -> Case:
        """Return the report as it stands now."""

    def may(self, case: Case) -> tuple[str, ...]:
        """Return what the person can do now: edit, decide, sign_off, send_back, reopen, release, finish."""

    def save(self, case: Case, edits: Sequence[Edit]) -> Theirs:
        """Record edits and return what others saved since the case was opened."""

    def undo(self, case: Case, place: str | None) -> Theirs:
        """Take back a step, by default the person's last one."""

    def decide(self, case: Case, key: str, state: State, reason: str) -> Theirs:
        """Decide on a finding."""

    def move(self, case: Case, to: str, reason: str) -> None:
        """Sign off, send back, reopen, release, take or finish."""


class Reviewing:
    """The review of a report."""

    blind = False

    def __init__(self, store: ReportStore, checks: CheckSettings, person: Person, report_id: str) -> None:
        self._store, self._checks = store, checks
        self._service = ReviewService(store, checks)
        self._person, self._report_id = person, report_id
        self._also: tuple[Finding, ...] | None = None

    def open(self) -> Case:
        """Return the report as it stands now; findings between reports are looked for once."""
        return self._service.open(self._person, self._report_id, self._between())

    def may(self, case: Case) -> tuple[str, ...]:
        """Return what the person can do now."""
        if self._person.role.rank < Role.REVIEWER.rank:
            return ()
        mine, lead = case.assignee in (None, self._person.login), is_lead(self._person)
        if case.state is ReviewState.SIGNED_OFF:
            return ("reopen", *(("send_back",) if lead else ())) if mine or lead else ()
        if case.state is ReviewState.SENT_BACK:
            return ("reopen",) if mine or lead else ()
        allowed = ["edit", "decide"]
        in_review = case.state is ReviewState.IN_REVIEW
        if not in_review or mine or lead:
            allowed += ["sign_off", *(["send_back", "release"] if in_review else [])]
        return (*allowed, *(("take",) if not in_review or (lead and not mine) else ()))

    def save(self, case: Case, edits: Sequence[Edit]) -> Theirs:
        """Record edits and return what others saved since the case was opened."""
        return self._service.save(self._person, self._report_id, case.version, edits, self._between()).theirs

    def undo(self, case: Case, place: str | None) -> Theirs:
        """Take back a step, by default the person's last one."""
        return self._service.undo(self._person, self._report_id, case.version, place, self._between()).theirs

    def decide(self, case: Case, key: str, state: State, reason: str) -> Theirs:
        """Decide on a finding."""
        made = self._service.decide(self._person, case.report_id, case.version, key, state, reason, self._between())
        return made.theirs

    def move(self, case: Case, to: str, reason: str) -> None:
        """Sign off, send back, reopen, release or take."""
        service, who, report = self._service, self._person, self._report_id
        match to:
            case "sign_off":
                service.sign_off(who, report, case.version, reason, self._between())
            case "send_back":
                service.send_back(who, report, case.version, reason)
            case "reopen":
                service.reopen(who, report, reason)
            case "release":
                service.release(who, report)
            case "take":
                service.take(who, report)

    def _between(self) -> tuple[Finding, ...]:
        if self._also is None:
            self._also = series_findings(self._store, self._report_id, settings=self._checks)
        return self._also


class SecondReview:
    """The blind second review of a report of a sample: nobody else's corrections are seen, nor decisions."""

    blind = True

    def __init__(self, store: ReportStore, checks: CheckSettings, person: Person, report_id: str, sample: int) -> None:
        self._double, self._checks = DoubleReview(store, checks), checks
        self._person, self._report_id, self._sample = person, report_id, sample

    def open(self) -> Case:
        """Return the report as its second reviewer sees it."""
        return self._as_case(self._double.open(self._person, self._sample, self._report_id))

    def may(self, case: Case) -> tuple[str, ...]:
        """Return what the person can do now."""
        return () if case.state in _CLOSED else ("edit", "finish")

    def save(self, case: Case, edits: Sequence[Edit]) -> Theirs:
        """Record edits; there is nobody else to merge with."""
        self._double.save(self._person, self._sample, self._report_id, case.version, edits)
        return ()

    def undo(self, case: Case, place: str | None) -> Theirs:
        """Make hold again what held before a step, by default the last one."""
        steps = [entry for entry in case.log if place is None or entry.place == place]
        if not steps:
            raise EditError("review.nothing_to_undo")
        step = [entry for entry in steps if entry.place == steps[-1].place]
        return self.save(case, [_before(entry) for entry in step])

    def decide(self, case: Case, key: str, state: State, reason: str) -> Theirs:
        """Refuse: a second review corrects values and decides nothing."""
        raise StateError("ui.report.blind_decides_nothing")

    def move(self, case: Case, to: str, reason: str) -> None:
        """Finish the second review."""
        if to == "finish":
            self._double.finish(self._person, self._sample, self._report_id)

    def _as_case(self, blind: BlindCase) -> Case:
        return Case(
            report_id=blind.report_id,
            revision=1,
            version=blind.version,
            state=ReviewState.SIGNED_OFF if blind.done else ReviewState.IN_REVIEW,
            assignee=self._person.login,
            view=blind.view,
            document=blind.document,
            log=blind.log,
            decisions=(),
            also=(),
            settings=self._checks,
        )


def _before(entry: LogEntry) -> Edit:
    """Return the edit that restores what held before an entry."""
    if entry.old is None or entry.old.get("removed"):
        return AsRead(entry.path)
    return SetValue(entry.path, entry.old.get("text", entry.old.get("value")), cause=entry.cause)
