"""The catalogue of rules as a page: `python -m extractor.validation.catalogue` writes docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.messages import MESSAGES, render
from extractor.messages.rule_examples import EXAMPLES
from extractor.schema.fields import FIELD_BY_NAME
from extractor.validation import RULES
from extractor.validation.between import SERIES_RULES
from extractor.validation.between.model import SeriesRule
from extractor.validation.reading import READING_RULES
from extractor.validation.rule import Rule

PAGE = Path("docs/rules.md")

_HEAD = """# Rules

Written by `python -m extractor.validation.catalogue`; don't edit. A rule passes, fails (a finding with the severity
below) or stays unknown (a finding that says why, a warning unless said otherwise). `nianbao check` exits with 1 where
a finding is an error.

## Checks
| id | severity | what holds where it passes | 含义 | formula | needs | source | 例 |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""
_CAUSES = """
## Where the mistake is, and whose it is
Where identities of table 3 or of a row of table 4 are broken, their findings carry the smallest set of cell changes
that mends them all: `suggestion` where no other set is as small, or where the likeliest is clearly likelier than the
rest (`CLEARLY` in `extractor/validation/repair/likelihood.py`, where the costs stand), with the further cells of the
set in `others`; otherwise all such sets in `alternatives`, the likeliest first, and no suggestion. Blanks may hold any
number from 0 up; what is proposed is always a count. A cell of table 4 stands in one identity only: arithmetic alone
never tells which cell of its row is wrong.

`cause` says whose error it is:

- `extraction`: the proposed value is a second reading of what is printed in its cell (a candidate of the character
  recognition, or another way to split digits that run together); or the prose states it, and the cell is not plainly
  printed.
- `source`: every cell in question is plainly printed. That is every cell of the suggestion; without one, every cell of
  every alternative; without any, every cell of the identity.
- `open`: anything else.

A cell is plainly printed when its text is nothing but the digits of its value, the document has them at the cell's own
place with no digit right before or behind, no character recognition was needed, and no reading step made a remark on
it. Without the document nothing is.
"""
_SERIES_HEAD = """
## Between years and between levels
A report against the other reports of its issuer, and a government's against its members'. What another report says may
change, so these findings are no part of a stored report: `nianbao check` with several files or with `--data`, and
whatever shows a stored report, compute them each time. Reports belong together where the issuer's name is the same,
script, width and spaces aside. Y is the report's year.

| id | severity | what holds where it passes | 含义 | formula | source | 例 |
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


def short_name(rule_id: str) -> tuple[str, str]:
    """Return what is wrong where a rule or remark speaks up, in a few words, in Chinese and English.

    A remark that is not declared comes back as its id.
    """
    field = FIELD_BY_NAME.get(rule_id.removeprefix("prose."))
    if f"rule.{rule_id}.short" in MESSAGES:
        return MESSAGES[f"rule.{rule_id}.short"]
    if field is None:
        return rule_id, rule_id
    params = {"field": field.label}
    return render("rule.prose.short", params), render("rule.prose.short", params, "en")


def _row(*columns: str) -> str:
    return "| " + " | ".join(column.replace("|", "\\|") or "–" for column in columns) + " |\n"


def _between(rule: SeriesRule) -> str:
    chinese, english = meaning(rule.id)
    example = EXAMPLES.get(rule.id, "")
    return _row(f"`{rule.id}`", rule.severity.value, english, chinese, rule.formula, rule.source, example)


def _check(rule: Rule) -> str:
    chinese, english = meaning(rule.id)
    needs = ", ".join(f"`{need}`" for need in rule.needs)
    example = EXAMPLES.get(rule.id, "")
    return _row(f"`{rule.id}`", rule.severity.value, english, chinese, rule.formula, needs, rule.source, example)


def _rows() -> Iterator[str]:
    yield _HEAD
    yield from (_check(rule) for rule in RULES.values())
    yield _CAUSES
    yield _SERIES_HEAD
    yield from (_between(rule) for rule in SERIES_RULES.values())
    yield _READING_HEAD
    for declared in READING_RULES.values():
        chinese, english = MESSAGES[declared.id]
        yield _row(f"`{declared.id}`", declared.outcome.value, declared.severity.value, english, chinese)


def catalogue() -> str:
    """Return the page."""
    return "".join(_rows())


if __name__ == "__main__":
    PAGE.write_text(catalogue(), encoding="utf-8")
