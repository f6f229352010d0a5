"""The values of a report for the desk: what is printed, read and corrected, each apart."""

from __future__ import annotations

from typing import Any

from extractor.export.page_tables import cell_look, number
from extractor.messages import Language, render
from extractor.review import LOCAL, Kind, ReviewedReport, Value
from extractor.review.paths import HEAD_PATHS, fact_paths, field_of
from extractor.schema import Cell, Fact, Match, Report
from extractor.schema.fields import FIELD_BY_NAME
from extractor.validation.labels import place_label
from ui.desk.marks import place_of

_UNTITLED = ("title",)
"""Head fields that the page has no label of its own for; the workbench does."""


def values_data(view: ReviewedReport, lang: Language) -> dict[str, dict[str, Any]]:
    """Return every value by path; a cell that the document lacks is not among them."""
    facts = _facts_by_path(view)
    return {path: _value(view, value, facts.get(path), lang) for path, value in view.values.items()}


def quantities_data(report: Report, lang: Language) -> list[dict[str, Any]]:
    """Return every quantity of the prose; they can be looked at, not corrected."""
    return [
        {
            "id": item.id,
            "label": item.subject,
            "shown": number(item.value),
            "unit": item.unit,
            "basis": render(f"page.basis_{item.basis.value}", lang=lang),
            "approximate": item.approximate,
            "quote": item.evidence.quote,
        }
        for item in report.quantities
    ]


def name_of(login: str, lang: Language) -> str:
    """Return how a login is shown: that of whoever sits at the machine says so."""
    return render("ui.local", lang=lang) if login == LOCAL.login else login


def path_label(path: str, lang: Language) -> str:
    """Return how a person calls a value, or what else the log names by a path."""
    if path in HEAD_PATHS:
        name = path.removeprefix("contact.")
        return render(f"ui.report.{name}" if name in _UNTITLED else f"page.{name}", lang=lang)
    if path.startswith("facts."):
        spec = FIELD_BY_NAME.get(field_of(path))
        return spec.label if spec else field_of(path)
    if "@" in path:
        return render(f"page.{field_of(path)}", lang=lang)
    if path.startswith("findings."):
        return render("ui.report.finding", {"key": path.removeprefix("findings.")}, lang)
    return render("ui.report.review", lang=lang) if path == "review" else place_label(path)


def _value(view: ReviewedReport, value: Value, fact: Fact | None, lang: Language) -> dict[str, Any]:
    read, entry = value.read, value.correction
    look, shown = _holding(view, value)
    made: dict[str, Any] = {
        "kind": value.kind.value,
        "label": path_label(value.path, lang),
        "look": look,
        "shown": shown,
        "placed": place_of(value) is not None and (read is None or _is_found(value)),
        "removed": value.removed,
        "doubt": value.in_doubt,
    }
    if read is not None:
        made |= {"printed": read.printed or "", "read": _as_read(view, value), "page": read.place.page}
        made["score"] = read.place.score
    if entry is not None:
        new = entry.new or {}
        held = new.get("text", new.get("value"))
        made |= {"by": name_of(entry.by, lang), "at": entry.at, "why": entry.reason, "fixed": not value.in_doubt}
        made |= {"cause": entry.cause.value if entry.cause else "", "said": plain_value(held), "gone": value.removed}
    if fact is not None:
        made |= {"unit": fact.unit, "approximate": fact.approximate, "quote": fact.evidence.quote}
        made |= {"basis": render(f"page.basis_{fact.basis.value}", lang=lang), "engine": fact.engine}
    return made


def plain_value(value: float | str | None) -> str:
    """Return a value as text; a blank is empty."""
    if value is None:
        return ""
    return value if isinstance(value, str) else number(value)


def _holding(view: ReviewedReport, value: Value) -> tuple[str, str]:
    """Return the look of the value that holds, and what it shows."""
    if value.kind is Kind.CELL:
        return cell_look(_cell(view.corrected, value.path))
    return "plain", plain_value(value.holding)


def _as_read(view: ReviewedReport, value: Value) -> str:
    """Return what the value shows as it was read."""
    if value.kind is Kind.CELL:
        return cell_look(_cell(view.stored, value.path))[1]
    return plain_value(value.read.value if value.read else None)


def _cell(report: Report, path: str) -> Cell | None:
    if not path.startswith("annex."):
        return report.tables.cell(path)
    _, row, column = path.split(".")
    cell: Cell | None = getattr((report.tables.annex or ())[int(row)], column)
    return cell


def _facts_by_path(view: ReviewedReport) -> dict[str, Fact]:
    """Return the facts of the corrected report, those that a person removed as they were read."""
    stored = dict(zip(fact_paths(view.stored.facts), view.stored.facts, strict=True))
    return stored | dict(zip(fact_paths(view.corrected.facts), view.corrected.facts, strict=True))


def _is_found(value: Value) -> bool:
    """Return whether the words that a value was read from were found in the text."""
    return getattr(value.read.place if value.read else None, "match", Match.EXACT) is not Match.NONE
