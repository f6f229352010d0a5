"""What people read in a workbook in place of the codes of the data: `complete`, `fail`, `confirmed`."""

from __future__ import annotations

from datetime import datetime

from extractor.messages import MESSAGES, Language, render

_WORDS = {
    "status": "cli.status.",
    "outcome": "export.outcome.",
    "severity": "cli.severity.",
    "state_of_finding": "findings.state.",
    "basis": "page.basis_",
    "match": "export.match.",
    "state": "export.state.",
    "cause": "export.cause.",
    "review": "review.state.",
    "assignee": "export.person.",
    "by": "export.person.",
    "engine": "export.engine.",
}
"""Column → how the ids of the messages begin that say its codes in words."""


def heading(column: str, title: str, lang: Language) -> str:
    """Return the heading of a column, without the list of codes that its title in a plain table explains."""
    message_id = f"export.worded.{column}"
    return render(message_id, lang=lang) if message_id in MESSAGES else title


def in_words(column: str, code: str, lang: Language) -> str:
    """Return a code of a column in words, a time as it is here; any other text as it is."""
    if column == "at":
        return datetime.fromisoformat(code).astimezone().strftime("%Y-%m-%d %H:%M")
    message_id = f"{_WORDS[column]}{code}" if column in _WORDS else ""
    return render(message_id, lang=lang) if message_id in MESSAGES else code
