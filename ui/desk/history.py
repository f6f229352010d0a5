"""What was done to a report, for the desk: every entry of the log, and what a conflict is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.messages import Language, render
from extractor.review import ConflictError, LogEntry, Logged
from extractor.review.history import BY_HAND, undone_steps
from extractor.review.model import Payload
from ui.desk.values import name_of, plain_value
from ui.desk.wording import logged_name, reason_said

Names = Mapping[str, str]
"""First words of the findings, as of `ui.desk.wording.finding_names`."""


def history_data(entries: Sequence[LogEntry], names: Names, lang: Language) -> list[dict[str, Any]]:
    """Return the log, the last entry first; a step that stands can be taken back by its place."""
    undone = undone_steps(entries)
    return [_entry(entry, names, undone, lang) for entry in reversed(entries)]


def merged_data(entries: Iterable[LogEntry], names: Names, lang: Language) -> list[dict[str, Any]]:
    """Return what others saved, as a person reads it."""
    return [_entry(entry, names, set(), lang) for entry in entries if entry.kind is not Logged.EFFECT]


def conflict_data(conflict: ConflictError, mine: str, names: Names, lang: Language) -> dict[str, Any]:
    """Return what both changed: theirs with who and when, and what was typed here."""
    about = [entry for entry in conflict.theirs if not conflict.paths or entry.path in conflict.paths]
    others = [entry for entry in conflict.theirs if entry not in about]
    return {
        "theirs": merged_data(about, names, lang),
        "others": merged_data(others, names, lang),
        "mine": mine,
        "paths": [logged_name(path, names, lang) for path in conflict.paths],
    }


def _entry(entry: LogEntry, names: Names, undone: set[str], lang: Language) -> dict[str, Any]:
    return {
        "place": entry.place,
        "kind": render(f"ui.report.logged_{entry.kind.value}", lang=lang),
        "path": entry.path,
        "label": logged_name(entry.path, names, lang),
        "old": _said(entry.old, entry.base, lang),
        "new": _said(entry.new, entry.base, lang),
        "reason": _reason(entry, lang),
        "by": name_of(entry.by, lang),
        "at": entry.at,
        "undo": entry.kind in BY_HAND and entry.place not in undone,
        "undone": entry.place in undone,
    }


def _reason(entry: LogEntry, lang: Language) -> str:
    """Return why, in the reader's language where the service wrote it."""
    if entry.undoes:
        return render("review.undone", {"place": entry.undoes}, lang)
    return reason_said(entry.reason, lang)


def _said(payload: Payload | None, base: Payload | None, lang: Language) -> str:
    """Return what an entry says holds: the value, that it is removed, a state; None is as read."""
    if payload is None:
        return plain_value((base or {}).get("value"))
    if payload.get("removed"):
        return render("ui.report.removed", lang=lang)
    if "assignee" in payload:
        return render(f"review.state.{payload['state']}", lang=lang)
    if "state" in payload:
        return render(f"findings.state.{payload['state']}", lang=lang)
    return plain_value(payload.get("text", payload.get("value")))
