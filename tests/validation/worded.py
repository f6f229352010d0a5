"""A fictional report whose prose is the given text, and what the rules find in it."""

from __future__ import annotations

from extractor.schema import Finding, Report
from extractor.validation import check
from tests.builders import report
from tests.extraction.prose import document, facts, quantities


def findings(text: str, rule: str, **changes: object) -> list[Finding]:
    """What one rule finds where the text is the document and part 1 of it."""
    found, _ = check(worded(text, **changes), document=document(text))
    return [item for item in found if item.rule == rule]


def worded(text: str, **changes: object) -> Report:
    """The report with the quantities and facts of the text."""
    return report(**({"quantities": quantities(text), "facts": facts(text)} | changes))


def quotes(text: str, rule: str, **changes: object) -> list[str]:
    """The words that one rule names."""
    return [words.quote for item in findings(text, rule, **changes) for words in item.evidence]
