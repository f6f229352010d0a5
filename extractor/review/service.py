"""The review service: what pages and commands call. Roles are enforced here; every change is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.review import saving, states
from extractor.review.desk import Desk, change, read_desk
from extractor.review.edits import changes_of
from extractor.review.kept import Kept
from extractor.review.model import Edit, LogEntry, ReviewState
from extractor.review.people import Person, Role, require
from extractor.review.saving import Saved
from extractor.review.view import ReviewedReport, reviewed
from extractor.schema import Document, Finding
from extractor.schema.life import Decision, State
from extractor.storage import ReportStore
from extractor.validation.settings import DECLARED, CheckSettings


@dataclass(frozen=True)
class Case:
    """A report as it was opened for review.

    Attributes:
        version: The base to give with a change.
        assignee: Login of who reviews it, or signed it off.
        log: Every entry, the first one first.
    """

    report_id: str
    revision: int
    version: int
    state: ReviewState
    assignee: str | None
    view: ReviewedReport
    document: Document
    log: tuple[LogEntry, ...]
    decisions: tuple[Decision, ...]
    also: tuple[Finding, ...]
    settings: CheckSettings

    def preview(self, edits: Sequence[Edit]) -> ReviewedReport:
        """Return the report as it would be after some edits, checked; nothing is stored.

        Raises:
            EditError: An edit can't be made.
        """
        changes = [change for edit in edits for change in changes_of(edit, self.view, self.document)]
        entries = [change.entry(self.version + 1, step, self.revision, "", "") for step, change in enumerate(changes)]
        return reviewed(
            self.view.stored,
            (*self.log, *entries),
            self.document,
            self.decisions,
            revision=self.revision,
            also=self.also,
            settings=self.settings,
        )


class ReviewService:
    """Reviews of the reports of a store. `also`, where it stands, are the findings between reports.

    With `kept` reports that were opened or changed here are kept ready, for a service that stays.
    """

    def __init__(self, store: ReportStore, settings: CheckSettings = DECLARED, kept: Kept | None = None) -> None:
        self._store = store
        self._settings = settings
        self._kept = kept

    def open(self, person: Person, report_id: str, also: Sequence[Finding] = ()) -> Case:
        """Return a report with its review.

        Raises:
            ReportNotFoundError: There is no such report.
        """
        require(person, Role.READER)
        desk = read_desk(self._store, report_id, self._settings, also, self._kept)
        view = desk.view()
        if self._kept is not None:
            self._kept.put(desk)
        return Case(
            report_id=desk.key,
            revision=desk.revision,
            version=desk.version,
            state=desk.state,
            assignee=desk.assignee,
            view=view,
            document=desk.document,
            log=tuple(desk.entries),
            decisions=tuple(desk.decisions),
            also=tuple(also),
            settings=self._settings,
        )

    def save(
        self, person: Person, report_id: str, base: int, edits: Sequence[Edit], also: Sequence[Finding] = ()
    ) -> Saved:
        """Record edits, all or none; what others changed since the base is merged where it is about other values.

        Raises:
            ConflictError: Somebody changed one of the same values; the error has all that was saved since.
            EditError: An edit can't be made.
            StateError: The report is signed off or sent back.
            NotAllowedError: The person only reads.
        """
        return self._change(person, report_id, lambda desk: saving.save_edits(desk, person, base, edits), also)

    def undo(
        self, person: Person, report_id: str, base: int, step: str | None = None, also: Sequence[Finding] = ()
    ) -> Saved:
        """Take back a step (`LogEntry.place`), by default the person's last one; an undo can be undone by its place.

        Raises:
            ConflictError: Somebody changed one of its values since.
            EditError: There is nothing to undo.
            StateError: The report is signed off or sent back.
        """
        return self._change(person, report_id, lambda desk: saving.undo_step(desk, person, base, step), also)

    def decide(
        self,
        person: Person,
        report_id: str,
        base: int,
        key: str,
        state: State,
        reason: str = "",
        also: Sequence[Finding] = (),
    ) -> Saved:
        """Confirm a finding as the source's error, call it fixed, dismiss it with a reason, or open it again.

        Raises:
            ConflictError: Somebody decided on it since the base.
            FindingNotFoundError: There is no such finding.
            StorageError: It is dismissed without a reason.
        """
        return self._change(
            person, report_id, lambda desk: saving.decide_finding(desk, person, base, key, state, reason), also
        )

    def take(self, person: Person, report_id: str) -> int:
        """Begin the review of a report and return the version; see `states.take`."""
        return self._move(person, report_id, lambda desk: states.take(desk, person))

    def assign(self, person: Person, report_id: str, to: str) -> int:
        """Give a report to somebody and return the version; see `states.assign`."""
        return self._move(person, report_id, lambda desk: states.assign(desk, person, to))

    def release(self, person: Person, report_id: str) -> int:
        """Put a report back among the unassigned and return the version; see `states.release`."""
        return self._move(person, report_id, lambda desk: states.release(desk, person))

    def sign_off(
        self, person: Person, report_id: str, base: int, reason: str = "", also: Sequence[Finding] = ()
    ) -> int:
        """Sign a report off as it was seen and return the version; see `states.sign_off`."""
        return self._move(person, report_id, lambda desk: states.sign_off(desk, person, base, reason), also)

    def send_back(self, person: Person, report_id: str, base: int, reason: str) -> int:
        """Send a report back and return the version; see `states.send_back`."""
        return self._move(person, report_id, lambda desk: states.send_back(desk, person, base, reason))

    def reopen(self, person: Person, report_id: str, reason: str) -> int:
        """Make a closed report changeable again and return the version; see `states.reopen`."""
        return self._move(person, report_id, lambda desk: states.reopen(desk, person, reason))

    def _change(
        self, person: Person, report_id: str, act: Callable[[Desk], Saved], also: Sequence[Finding] = ()
    ) -> Saved:
        require(person, Role.REVIEWER)
        return change(self._store, report_id, self._settings, act, also, self._kept)

    def _move(self, person: Person, report_id: str, act: Callable[[Desk], None], also: Sequence[Finding] = ()) -> int:
        def moved(desk: Desk) -> int:
            act(desk)
            return desk.version

        require(person, Role.REVIEWER)
        return change(self._store, report_id, self._settings, moved, also, self._kept)
