"""What a save does at the desk: merge by field or refuse, record, decide on the findings that a correction mends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.messages import render
from extractor.review import log
from extractor.review.desk import Desk
from extractor.review.edits import changes_of
from extractor.review.errors import ConflictError
from extractor.review.history import BY_HAND, standing_since, step_to_undo, taken_back
from extractor.review.model import Edit, LogEntry, Logged, TakeSuggestion
from extractor.review.people import Person
from extractor.review.states import begin
from extractor.review.view import ReviewedReport
from extractor.schema import Cause
from extractor.schema.life import State, TrackedFinding
from extractor.storage import decisions
from extractor.validation.life import track, with_findings

_FINDING = "findings."


@dataclass(frozen=True)
class Saved:
    """What a save did.

    Attributes:
        made: Entries it added; empty where all of it held already.
        theirs: What others saved since the base, merged with it.
        view: The report now, checked again.
    """

    version: int
    made: tuple[LogEntry, ...]
    theirs: tuple[LogEntry, ...]
    view: ReviewedReport


def save_edits(desk: Desk, person: Person, base: int, edits: Sequence[Edit]) -> Saved:
    """Record edits, all or none.

    Raises:
        ConflictError: Somebody changed one of the same values since the base.
        EditError: An edit can't be made.
        StateError: The report is signed off or sent back.
    """
    theirs = log.since(desk.entries, base)
    before = view = desk.view()
    version, made = desk.version + 1, []
    for step, edit in enumerate(edits):
        _refuse_settled(edit, view, theirs, desk.version)
        changes = changes_of(edit, view, desk.document)
        _refuse_overlap([change.path for change in changes], theirs, desk.version)
        at = log.now()
        entries = [change.entry(version, step, desk.revision, person.login, at) for change in changes]
        if entries:
            begin(desk, person, version)
            desk.entries += entries
            made += entries
            view = desk.view()
    return finish(desk, person, made, theirs, before)


def undo_step(desk: Desk, person: Person, base: int, place: str | None) -> Saved:
    """Take back a step, by default the person's last one, with entries that say so.

    Raises:
        ConflictError: Somebody changed one of its values since.
        EditError: There is nothing to undo.
    """
    step = step_to_undo(desk.entries, person, place)
    older = [entry for entry in desk.entries if (entry.version, entry.step) < (step[0].version, step[0].step)]
    _refuse_overlap([entry.path for entry in step], standing_since(desk.entries, step[0]), desk.version)
    theirs = tuple(entry for entry in log.since(desk.entries, base) if entry.by != person.login)
    before, version = desk.view(), desk.version + 1
    begin(desk, person, version)
    made = [taken_back(entry, older, person, version, desk.revision) for entry in step]
    desk.entries += made
    for entry in made:
        if entry.kind is Logged.DECISION:
            state = State((entry.new or {"state": State.OPEN})["state"])
            _decide(desk, person, before.finding(entry.path.removeprefix(_FINDING)), state, entry.reason)
    return finish(desk, person, made, theirs, before)


def decide_finding(desk: Desk, person: Person, base: int, key: str, state: State, reason: str) -> Saved:
    """Record a decision about a finding of the corrected report.

    Raises:
        ConflictError: Somebody decided on it since the base.
        FindingNotFoundError: There is no such finding.
        StorageError: It is dismissed without a reason.
    """
    decisions.require_complete([state], person.login, reason)
    theirs, before, version = log.since(desk.entries, base), desk.view(), desk.version + 1
    item = before.finding(key)
    if item.state is state and not item.gone:
        return Saved(desk.version, (), theirs, before)
    path = f"{_FINDING}{item.key}"
    _refuse_overlap([path], theirs, desk.version)
    begin(desk, person, version)
    old = {"state": item.state.value}
    made = [
        LogEntry(
            version=version,
            step=0,
            kind=Logged.DECISION,
            path=path,
            old=old,
            new={"state": state.value},
            reason=reason.strip(),
            by=person.login,
            at=log.now(),
            revision=desk.revision,
        )
    ]
    desk.entries += made
    _decide(desk, person, item, state, reason)
    return finish(desk, person, made, theirs, before)


def finish(
    desk: Desk, person: Person, made: Sequence[LogEntry], theirs: tuple[LogEntry, ...], before: ReviewedReport
) -> Saved:
    """Let the findings follow what was recorded, and write the new version; nothing where nothing was recorded."""
    if not made:
        return Saved(desk.version, (), theirs, before)
    after = desk.view()
    effects = _effects(desk, person, made, before, after)
    desk.version += 1
    if effects:
        desk.entries += effects
        after = desk.view()
    desk.save(after)
    return Saved(desk.version, (*made, *effects), theirs, after)


def _effects(
    desk: Desk, person: Person, made: Sequence[LogEntry], before: ReviewedReport, after: ReviewedReport
) -> list[LogEntry]:
    """Decide on findings of the stored report that went or came with corrections, and return the entries about it."""
    corrected = [entry for entry in made if entry.kind is Logged.CORRECTION]
    if not corrected:
        return []
    was, now = _live(before), _live(after)
    last = {entry.path: entry for entry in desk.entries if entry.path.startswith(_FINDING)}
    entries: list[LogEntry] = []
    stored = track(with_findings(desk.report, desk.also), desk.revision, desk.decisions)
    for item in stored:
        path = f"{_FINDING}{item.key}"
        if item.state is State.OPEN and item.key in was and item.key not in now and not item.gone:
            state = _state_for(item, corrected)
        elif item.key in now and item.key not in was and _was_effect(last.get(path), item):
            state = State.OPEN
        else:
            continue
        reason = render(f"review.effect.{state.value}", {"paths": "、".join(entry.path for entry in corrected)})
        _decide(desk, person, item, state, reason)
        entries.append(_effect(desk, person, path, item, state, reason, len(made) + len(entries)))
    return entries


def _effect(
    desk: Desk, person: Person, path: str, item: TrackedFinding, state: State, reason: str, step: int
) -> LogEntry:
    return LogEntry(
        version=desk.version + 1,
        step=step,
        kind=Logged.EFFECT,
        path=path,
        old={"state": item.state.value},
        new={"state": state.value},
        reason=reason,
        by=person.login,
        at=log.now(),
        revision=desk.revision,
    )


def _live(view: ReviewedReport) -> set[str]:
    return {item.key for item in view.findings if not item.gone}


def _state_for(item: TrackedFinding, corrected: Iterable[LogEntry]) -> State:
    """Return what a correction makes of a finding: the source's error stays one, a misreading is mended."""
    about = [entry for entry in corrected if entry.path in item.finding.cells] or [*corrected]
    return State.CONFIRMED if any(entry.cause is Cause.SOURCE for entry in about) else State.FIXED


def _was_effect(last: LogEntry | None, item: TrackedFinding) -> bool:
    """Return whether the decision that holds followed from a correction, not from somebody's own judgement."""
    decided = item.history[-1] if item.history else None
    return (
        last is not None
        and decided is not None
        and last.kind is Logged.EFFECT
        and (last.reason, (last.new or {}).get("state")) == (decided.reason, decided.state.value)
        and decided.state is not State.OPEN
    )


def _decide(desk: Desk, person: Person, item: TrackedFinding, state: State, reason: str) -> None:
    desk.decisions.append(decisions.decision(item, state, desk.revision, person.login, reason))


def _refuse_overlap(paths: Iterable[str], theirs: Sequence[LogEntry], version: int) -> None:
    changed = {entry.path for entry in theirs if entry.kind in BY_HAND}
    both = tuple(path for path in paths if path in changed)
    if both:
        raise ConflictError(tuple(theirs), both, version)


def _refuse_settled(edit: Edit, view: ReviewedReport, theirs: tuple[LogEntry, ...], version: int) -> None:
    """Refuse a suggestion for a finding that others have mended in another way since it was seen."""
    if isinstance(edit, TakeSuggestion) and theirs and view.finding(edit.finding).gone:
        raise ConflictError(theirs, (f"{_FINDING}{edit.finding}",), version)
