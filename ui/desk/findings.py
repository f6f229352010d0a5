"""The findings of a report for the desk: what is wrong, where, what is proposed, and what people decided."""

from __future__ import annotations

from typing import Any

from extractor.messages import Language, render
from extractor.messages.times import local_time
from extractor.review import ReviewedReport
from extractor.schema import Cause, Change, Outcome, Severity, Suggestion
from extractor.schema.life import State, TrackedFinding
from extractor.validation.labels import number_text, place_label
from extractor.validation.reasons import reason_text
from ui.desk.values import name_of
from ui.desk.wording import message_of, reason_said

_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_ALTERNATIVES = 5


def findings_data(view: ReviewedReport, lang: Language) -> list[dict[str, Any]]:
    """Return the findings: open ones first, the gravest before; then those decided on or gone."""
    ordered = sorted(view.findings, key=lambda item: (item.gone, item.state is not State.OPEN, _gravity(item)))
    return [_finding(item, lang) for item in ordered if not (item.gone and not item.history)]


def counts(view: ReviewedReport) -> dict[str, int]:
    """Return how many findings are open, hints not counted, and how many somebody or something settled."""
    pressing = [item for item in view.findings if not item.gone and item.finding.severity is not Severity.INFO]
    settled = [item for item in view.findings if item.state is not State.OPEN and (item.history or not item.gone)]
    return {"open": sum(item.state is State.OPEN for item in pressing), "decided": len(settled)}


def flags(view: ReviewedReport) -> dict[str, str]:
    """Return how the cells look that open findings are about: the gravest failure, else open; or settled."""
    found: dict[str, str] = {}
    for item in sorted(view.findings, key=_gravity, reverse=True):
        finding = item.finding
        if item.gone or finding.severity is Severity.INFO:
            continue
        failed = finding.outcome is Outcome.FAIL
        look = "settled" if item.state is not State.OPEN else f"bad-{finding.severity.value}" if failed else "open"
        for path in finding.cells:
            if look.startswith("bad") or found.get(path, "settled") == "settled":
                found[path] = look
    return found


def _gravity(item: TrackedFinding) -> tuple[int, bool]:
    return _GRAVITY.index(item.finding.severity), item.finding.outcome is Outcome.UNKNOWN


def _finding(item: TrackedFinding, lang: Language) -> dict[str, Any]:
    finding = item.finding
    others = finding.alternatives[:_ALTERNATIVES]
    return {
        "key": item.key,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "badge": render(f"page.{finding.severity.value}", lang=lang),
        "outcome": render(f"page.{finding.outcome.value}", lang=lang),
        "state": item.state.value,
        "open": item.state is State.OPEN and not item.gone,
        "gone": item.gone,
        "message": message_of(finding, lang),
        "suggestion": _suggestion(finding.suggestion, lang) if finding.suggestion else None,
        "alternatives": [_suggestion(other, lang) for other in others],
        "cause": render(f"cause.{finding.cause.value}", lang=lang) if finding.cause is not Cause.OPEN else "",
        "candidates": [*finding.candidates],
        "cells": [{"path": path, "label": place_label(path)} for path in finding.cells],
        "quotes": [{"span": [*words.span] if words.span else None, "quote": words.quote} for words in finding.evidence],
        "others": [
            {"id": other.id, "name": f"{other.issuer or other.name} {other.year or ''}".strip()}
            for other in finding.other_reports
        ],
        "decided": _decided(item, lang),
    }


def _suggestion(suggestion: Suggestion, lang: Language) -> dict[str, Any]:
    changes = [_change(change) for change in (suggestion, *suggestion.others)]
    return {"changes": changes, "reason": reason_text(suggestion, lang)}


def _change(change: Change) -> dict[str, str]:
    return {
        "path": change.cell,
        "label": place_label(change.cell),
        "old": change.printed or "",
        "new": number_text(change.value),
    }


def _decided(item: TrackedFinding, lang: Language) -> str:
    """Return the last decision in words; empty where nobody decided."""
    if not item.history:
        return ""
    last = item.history[-1]
    params = {"by": name_of(last.by, lang), "at": local_time(last.at), "revision": last.revision}
    params["reason"] = reason_said(last.reason, lang)
    params["state"] = render(f"findings.state.{last.state.value}", lang=lang)
    return render(f"findings.reopened.{item.reopened.value}" if item.reopened else "findings.decision", params, lang)
