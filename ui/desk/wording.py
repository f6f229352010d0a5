"""What the log names by keys and paths, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.messages import Language, render
from extractor.review import ReviewedReport
from extractor.schema import Finding
from ui.desk.values import path_label

FINDING = "findings."
_EFFECTS = ("review.effect.fixed", "review.effect.confirmed", "review.effect.open")
"""Reasons that the service writes itself, in Chinese, with the paths of what was corrected."""
_FIRST_WORDS = {"zh": 24, "en": 48}


def message_of(finding: Finding, lang: Language) -> str:
    """Return what a finding says."""
    return finding.message if lang == "zh" else render(finding.message_id, finding.params, lang)


def finding_names(view: ReviewedReport, lang: Language) -> dict[str, str]:
    """Return the first words of every finding by its path in the log."""
    return {f"{FINDING}{item.key}": _first_words(message_of(item.finding, lang), lang) for item in view.findings}


def logged_name(path: str, names: Mapping[str, str], lang: Language) -> str:
    """Return how a person calls what an entry of the log is about; `names` as of `finding_names`."""
    return names.get(path) or path_label(path, lang)


def reason_said(reason: str, lang: Language) -> str:
    """Return a stored reason; one that the service wrote names cells as the form does."""
    for message in _EFFECTS:
        before = render(message, {"paths": ""})
        if reason.startswith(before):
            labels = [path_label(path, lang) for path in reason.removeprefix(before).split("、")]
            return render(message, {"paths": "、".join(labels)}, lang)
    return reason


def _first_words(message: str, lang: Language) -> str:
    most = _FIRST_WORDS[lang]
    return message if len(message) <= most else f"{message[:most].rstrip()}…"
