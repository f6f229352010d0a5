"""The catalogue of rules as a page: `python -m extractor.validation.catalogue` writes docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.messages import MESSAGES, render
from extractor.schema.fields import FIELD_BY_NAME
from extractor.validation import RULES
from extractor.validation.model import Rule
from extractor.validation.reading import READING_RULES

PAGE = Path("docs/rules.md")

_HEAD = """# Rules

Written by `python -m extractor.validation.catalogue`; don't edit. A rule passes, fails (a finding with the severity
below) or stays unknown (a finding that says why, a warning unless said otherwise). `nianbao check` exits with 1 where
a finding is an error.

## Checks
| id | severity | what holds where it passes | 含义 | formula | needs | source |
| --- | --- | --- | --- | --- | --- | --- |
"""
_READING_HEAD = """
## Remarks of the reading steps
What reading the file and its tables could not do for certain. `fail`: something is wrong with the source or was
read by inference; `unknown`: the value stays open.

| id | outcome | severity | message | 信息 |
| --- | --- | --- | --- | --- |
"""


def meaning(rule_id: str) -> tuple[str, str]:
    """Return what a rule checks, in Chinese and English."""
    if f"rule.{rule_id}" in MESSAGES:
        return MESSAGES[f"rule.{rule_id}"]
    field = rule_id.removeprefix("prose.")
    label = FIELD_BY_NAME[field].label
    return render("rule.prose", {"field": label}), render("rule.prose", {"field": label}, "en")


def _row(*columns: str) -> str:
    return "| " + " | ".join(column.replace("|", "\\|") or "–" for column in columns) + " |\n"


def _check(rule: Rule) -> str:
    chinese, english = meaning(rule.id)
    needs = ", ".join(f"`{need}`" for need in rule.needs)
    return _row(f"`{rule.id}`", rule.severity.value, english, chinese, rule.formula, needs, rule.source)


def _rows() -> Iterator[str]:
    yield _HEAD
    yield from (_check(rule) for rule in RULES.values())
    yield _READING_HEAD
    for declared in READING_RULES.values():
        chinese, english = MESSAGES[declared.id]
        yield _row(f"`{declared.id}`", declared.outcome.value, declared.severity.value, english, chinese)


def catalogue() -> str:
    """Return the page."""
    return "".join(_rows())


if __name__ == "__main__":
    PAGE.write_text(catalogue(), encoding="utf-8")
