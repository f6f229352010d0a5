"""Everything the component shows, as one JSON value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.messages import Language, render
from extractor.messages.ui.report import MESSAGES
from extractor.problems import describe
from extractor.review import Case, ReviewedReport
from extractor.review.paths import HEAD_PATHS, ITEMS
from extractor.schema import Report
from extractor.schema.fields import FIELDS
from ui.desk.acting import Desk
from ui.desk.findings import counts, findings_data, flags
from ui.desk.history import conflict_data, history_data, merged_data
from ui.desk.tables import tables_data
from ui.desk.values import name_of, path_label, quantities_data, values_data
from ui.desk.wording import finding_names

_TEXTS = "ui.desk."
"""Ids of the component's own texts."""
_NAMED = {
    "suggest": "accept_suggestion",
    "remove": "remove",
    "as_read": "as_read",
    "move": "move",
    "undo": "undo",
    "sign_off": "sign_off",
    "send_back": "send_back",
}
"""Actions that are called by the button that does them."""


def desk_data(desk: Desk, lang: Language) -> dict[str, Any]:
    """Return what the component shows of a desk, without the source (`ui.desk.marks`), which changes less often."""
    view = desk.view
    names = finding_names(desk.case.view, lang)
    return {
        "desk": desk.name,
        "report": desk.case.report_id,
        "version": desk.case.version,
        "done": desk.done,
        "lang": lang,
        "texts": _texts(lang),
        "head": _head(desk.case, view, lang),
        "blind": desk.work.blind,
        "may": [*desk.work.may(desk.case)],
        "values": values_data(view, lang),
        "lists": _lists(view),
        "flags": flags(view),
        "tables": tables_data(view, lang),
        "quantities": quantities_data(view.corrected, lang),
        "findings": findings_data(view, lang),
        "history": history_data(desk.case.log, names, lang),
        "fields": _fields(lang),
        "preview": desk.preview_path if desk.preview else "",
        "problem": describe(desk.problem, lang) if desk.problem else "",
        "merged": merged_data(desk.merged, names, lang),
        "conflict": _conflict(desk, names, lang),
        "moved": desk.moved,
    }


def _texts(lang: Language) -> dict[str, str]:
    """Return the component's own texts; it fills in their placeholders itself."""
    column = 0 if lang == "zh" else 1
    return {name.removeprefix(_TEXTS): text[column] for name, text in MESSAGES.items() if name.startswith(_TEXTS)}


def _head(case: Case, view: ReviewedReport, lang: Language) -> dict[str, Any]:
    report, counted = view.corrected, counts(view)
    return {
        "title": _title(report),
        "file": report.source.name,
        "status": report.status.value,
        "status_text": render(f"page.status_{report.status.value}", lang=lang),
        "state": case.state.value,
        "state_text": render(f"review.state.{case.state.value}", lang=lang),
        "assignee": name_of(case.assignee, lang) if case.assignee else "",
        "counts": render("ui.report.counts", counted, lang),
        "open": counted["open"],
        "errors": len([item for item in view.open_failures if item.finding.severity.value == "error"]),
        "doubts": len(view.in_doubt),
        "corrections": len(view.corrections),
        "steps": [error.message for error in report.errors],
    }


def _title(report: Report) -> str:
    """Return what a report is called: by its title, else by issuer and year, else by its file."""
    if report.title:
        return report.title.value
    known = [f"{stated.value}" for stated in (report.issuer, report.year) if stated]
    return " ".join(known) or report.source.name


def _lists(view: ReviewedReport) -> dict[str, list[str]]:
    """Return the paths of the values that stand in lists, in the order of the text."""
    paths = sorted(view.values, key=_place)
    found = {"head": [path for path in HEAD_PATHS if path in view.values]}
    found["facts"] = [path for path in paths if path.startswith("facts.")]
    return found | {group: [path for path in paths if path.startswith(f"{group}@")] for group in ITEMS}


def _place(path: str) -> int:
    start = path.partition("@")[2].partition("-")[0]
    return int(start) if start.isdecimal() else -1


def _fields(lang: Language) -> list[dict[str, str]]:
    """Return what selected words can be used for: a problem, an improvement or a field of the catalogue."""
    items = [{"name": group, "label": path_label(f"{group}@", lang), "unit": "", "hint": ""} for group in ITEMS]
    facts = [
        {"name": field.name, "label": field.label, "unit": field.unit, "hint": field.description} for field in FIELDS
    ]
    return [*items, *facts]


def _conflict(desk: Desk, names: Mapping[str, str], lang: Language) -> dict[str, Any] | None:
    if desk.conflict is None:
        return None
    error, action = desk.conflict
    return conflict_data(error, _meant(action, lang), names, lang)


def _meant(action: Mapping[str, Any], lang: Language) -> str:
    """Return what a refused action was to do, as a person reads it."""
    what = str(action["do"])
    if what == "decide":
        return render(f"findings.state.{action['state']}", lang=lang)
    if what in _NAMED:
        return render(f"{_TEXTS}{_NAMED[what]}", lang=lang)
    return str(action.get("text", "")) or render(f"{_TEXTS}blank", lang=lang)
