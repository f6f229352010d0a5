"""The way of a report through the review: unassigned, in review, signed off or sent back, reopened."""

from __future__ import annotations

from extractor.messages import render
from extractor.review import log
from extractor.review.desk import Desk
from extractor.review.errors import ConflictError, NotAllowedError, StateError
from extractor.review.model import LogEntry, Logged, ReviewState
from extractor.review.people import Person, Role, is_lead, require
from extractor.schema import Outcome, Severity

_PATH = "review"
_WAITING = (ReviewState.UNASSIGNED, ReviewState.REOPENED)
_CLOSED = (ReviewState.SIGNED_OFF, ReviewState.SENT_BACK)


def begin(desk: Desk, person: Person, version: int) -> None:
    """Make sure that a report may be changed; one that waits comes into review with who changes it.

    Raises:
        StateError: It is signed off or sent back.
    """
    if desk.state is ReviewState.SIGNED_OFF:
        raise StateError("review.signed_off_already", by=desk.assignee or "—")
    if desk.state is ReviewState.SENT_BACK:
        raise _wrong(desk)
    if desk.state in _WAITING:
        assignee = desk.assignee or person.login
        _enter(desk, person, ReviewState.IN_REVIEW, assignee, "", version, step=-1)


def take(desk: Desk, person: Person) -> None:
    """Begin the review of a report; a lead may take over what somebody else has.

    Raises:
        StateError: Somebody else reviews it, or it is signed off.
    """
    if desk.state is ReviewState.SIGNED_OFF:
        raise StateError("review.signed_off_already", by=desk.assignee or "—")
    _refuse_taken(desk, person)
    if (desk.state, desk.assignee) != (ReviewState.IN_REVIEW, person.login):
        _move(desk, person, ReviewState.IN_REVIEW, person.login)


def assign(desk: Desk, person: Person, to: str) -> None:
    """Give a report to somebody; for leads.

    Raises:
        NotAllowedError: The person is no lead.
        StateError: It is signed off.
    """
    require(person, Role.LEAD)
    if desk.state is ReviewState.SIGNED_OFF:
        raise StateError("review.signed_off_already", by=desk.assignee or "—")
    _move(desk, person, ReviewState.IN_REVIEW, to)


def release(desk: Desk, person: Person) -> None:
    """Put a report back among those that nobody reviews; what was done stays.

    Raises:
        StateError: It is not in review, or by somebody else.
    """
    if desk.state is not ReviewState.IN_REVIEW:
        raise _wrong(desk)
    _refuse_taken(desk, person)
    _move(desk, person, ReviewState.UNASSIGNED, None)


def sign_off(desk: Desk, person: Person, base: int, reason: str) -> None:
    """Say that every value is right as it stands.

    Raises:
        ConflictError: Something was changed since the base.
        StateError: It is not in review, or errors are open or corrections in doubt and no reason is given.
    """
    _refuse_changed(desk, base)
    if desk.state not in (*_WAITING, ReviewState.IN_REVIEW):
        raise _wrong(desk)
    _refuse_taken(desk, person)
    view = desk.view()
    failures = [item.finding for item in view.open_findings if item.finding.outcome is Outcome.FAIL]
    errors = sum(finding.severity is Severity.ERROR for finding in failures)
    if (errors or view.in_doubt) and not reason.strip():
        raise StateError("review.open_left", findings=errors, doubts=len(view.in_doubt))
    _move(desk, person, ReviewState.SIGNED_OFF, person.login, reason)


def send_back(desk: Desk, person: Person, base: int, reason: str) -> None:
    """Say why a report can't be signed off; a lead may send back a signed one.

    Raises:
        ConflictError: Something was changed since the base.
        StateError: It is neither in review nor signed off, or no reason is given.
        NotAllowedError: It is signed off, and the person is no lead.
    """
    _refuse_changed(desk, base)
    _need_reason(reason)
    if desk.state is ReviewState.SIGNED_OFF:
        require(person, Role.LEAD)
    elif desk.state is not ReviewState.IN_REVIEW:
        raise _wrong(desk)
    else:
        _refuse_taken(desk, person)
    _move(desk, person, ReviewState.SENT_BACK, desk.assignee, reason)


def reopen(desk: Desk, person: Person, reason: str) -> None:
    """Make a closed report changeable again: by who signed it off, or a lead.

    Raises:
        StateError: It is not closed, or no reason is given.
        NotAllowedError: Somebody else signed it off, and the person is no lead.
    """
    if desk.state not in _CLOSED:
        raise _wrong(desk)
    _need_reason(reason)
    if desk.assignee != person.login and not is_lead(person):
        raise NotAllowedError(name=person.name, role=person.role.value, needed=Role.LEAD.value)
    _move(desk, person, ReviewState.REOPENED, desk.assignee, reason)


def _move(desk: Desk, person: Person, state: ReviewState, assignee: str | None, reason: str = "") -> None:
    """Enter a new state as a version of its own."""
    _enter(desk, person, state, assignee, reason, desk.version + 1, step=0)
    desk.version += 1
    desk.save(desk.view())


def _enter(
    desk: Desk, person: Person, state: ReviewState, assignee: str | None, reason: str, version: int, step: int
) -> None:
    entry = LogEntry(
        version=version,
        step=step,
        kind=Logged.STATE,
        path=_PATH,
        old={"state": desk.state.value, "assignee": desk.assignee},
        new={"state": state.value, "assignee": assignee},
        reason=reason.strip(),
        by=person.login,
        at=log.now(),
        revision=desk.revision,
    )
    desk.entries.append(entry)
    desk.state, desk.assignee = state, assignee


def _refuse_taken(desk: Desk, person: Person) -> None:
    taken = desk.state is ReviewState.IN_REVIEW and desk.assignee not in (None, person.login)
    if taken and not is_lead(person):
        raise StateError("review.taken", by=desk.assignee)


def _refuse_changed(desk: Desk, base: int) -> None:
    theirs = log.since(desk.entries, base)
    if theirs:
        raise ConflictError(theirs, (), desk.version)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise StateError("review.reason_needed")


def _wrong(desk: Desk) -> StateError:
    return StateError(state=render(f"review.state.{desk.state.value}"))
