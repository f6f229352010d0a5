"""What the log says about taking back: which steps stand, which one is undone next, and the entry that does it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.messages import render
from extractor.review import log
from extractor.review.errors import EditError
from extractor.review.model import LogEntry, Logged
from extractor.review.people import Person

BY_HAND = (Logged.CORRECTION, Logged.DECISION)
"""Entries that a person made; effects follow from them."""


def step_to_undo(entries: Sequence[LogEntry], person: Person, place: str | None) -> list[LogEntry]:
    """Return the entries of the step with a place, or of the person's last one that nobody has taken back."""
    undone = undone_steps(entries)
    standing = [entry for entry in entries if entry.kind in BY_HAND and entry.place not in undone]
    if place is None:
        mine = [entry for entry in standing if entry.by == person.login and entry.undoes is None]
        place = mine[-1].place if mine else None
    found = [entry for entry in standing if entry.place == place]
    if not found:
        raise EditError("review.nothing_to_undo")
    return found


def standing_since(entries: Sequence[LogEntry], step: LogEntry) -> tuple[LogEntry, ...]:
    """Return the changes behind a step that nobody has taken back; taking back is no change of its own."""
    newer = [entry for entry in entries if (entry.version, entry.step) > (step.version, step.step)]
    undone = undone_steps(newer)
    places = {entry.place for entry in newer}
    return tuple(entry for entry in newer if entry.place not in undone and entry.undoes not in places)


def undone_steps(entries: Sequence[LogEntry]) -> set[str]:
    """Return the steps that are taken back; one whose undo is taken back stands again."""
    undone: set[str] = set()
    for entry in reversed(entries):
        if entry.undoes and entry.place not in undone:
            undone.add(entry.undoes)
    return undone


def taken_back(entry: LogEntry, older: Sequence[LogEntry], person: Person, version: int, revision: int) -> LogEntry:
    """Return the entry that makes hold again what held before another one, on the base that it was made of."""
    source = next((past for past in reversed(older) if past.path == entry.path and past.new == entry.old), None)
    return entry.model_copy(
        update={
            "version": version,
            "step": 0,
            "old": entry.new,
            "new": entry.old,
            "base": source.base if source else entry.base,
            "cause": source.cause if source else None,
            "reason": render("review.undone", {"place": entry.place}),
            "by": person.login,
            "at": log.now(),
            "revision": revision,
            "undoes": entry.place,
        }
    )
