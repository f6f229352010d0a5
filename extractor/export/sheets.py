"""What an export holds: sheets of rows, made report by report, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.export.cells import cell_rows, grid_rows
from extractor.messages import Language, render
from extractor.schema import Evidence, Finding, Report, Severity
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.forms import APPLICANTS, OUTCOMES
from extractor.schema.life import TrackedFinding
from extractor.validation.life import track

Value = str | int | float | bool | None
States = Callable[[Report], Sequence[TrackedFinding]]
"""Returns the findings of a report with their states, and those that are gone."""
Kind = Literal["text", "number", "integer", "yes"]

_HEAD: dict[str, Kind] = {"id": "text", "issuer": "text", "year": "integer"}
_EVIDENCE: dict[str, Kind] = {
    "quote": "text", "part": "integer", "match": "text", "start": "integer", "end": "integer", "page": "integer",
}  # fmt: skip
_GRID: dict[str, Kind] = {**_HEAD, "form": "text", "group": "text", "row_label": "text"}


@dataclass(frozen=True)
class Sheet:
    """One table of an export.

    Attributes:
        key: Name on the command line; the title is the message `export.sheet.<key>`.
        columns: Column key → what it holds; the heading is the message `export.column.<column>`.
        rows: The rows of one report; finding messages come out in the language given.
    """

    key: str
    columns: dict[str, Kind]
    rows: Callable[[Report, Language], Iterator[tuple[Value, ...]]]

    def title(self, lang: Language) -> str:
        """Return the title of the sheet."""
        return render(f"export.sheet.{self.key}", lang=lang)

    def headings(self, lang: Language) -> tuple[str, ...]:
        """Return the headings of the columns."""
        return tuple(render(f"export.column.{column}", lang=lang) for column in self.columns)


def _head(report: Report) -> tuple[Value, ...]:
    """Return what every row begins with: id, issuer, year."""
    return (
        report.id,
        report.issuer.value if report.issuer else None,
        report.year.value if report.year else None,
    )


def _place(evidence: Evidence) -> tuple[Value, ...]:
    start, end = evidence.span or (None, None)
    return evidence.quote, evidence.part, evidence.match.value, start, end, evidence.page


def _overview(report: Report, _lang: Language) -> Iterator[tuple[Value, ...]]:
    contact, checks = report.contact, report.checks
    stated = (report.title, report.published_on, report.period_start, report.period_end)
    reach = (contact.address, contact.phone, contact.email, contact.postcode)
    severities = [finding.severity for finding in report.findings]
    yield (
        *_head(report),
        report.form,
        report.status.value,
        report.source.name,
        *(item.value if item else None for item in (*stated, *reach)),
        len(report.facts),
        len(report.quantities),
        len(report.problems),
        len(report.improvements),
        *(severities.count(severity) for severity in Severity),
        checks.passed,
        checks.failed,
        checks.unknown,
        "+".join(dict.fromkeys(run.engine for run in report.runs)),
        "; ".join(f"{error.step}: {error.message}" for error in report.errors) or None,
    )


def _cells(report: Report, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in cell_rows(report):
        yield *_head(report), *row


def _disclosure(report: Report, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in cell_rows(report, "disclosure"):
        yield *_head(report), *row


def _applications(report: Report, lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in grid_rows(report, "applications", APPLICANTS, lang):
        yield *_head(report), *row


def _review(report: Report, lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in grid_rows(report, "review_litigation", OUTCOMES, lang):
        yield *_head(report), *row


def _annex(report: Report, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in report.tables.annex or ():
        cells = (row.this_year, row.cumulative)
        values = (value for cell in cells for value in ((cell.value, cell.printed) if cell else (None, None)))
        yield *_head(report), row.label, row.unit, *values


def _facts(report: Report, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for fact in report.facts:
        spec = FIELD_BY_NAME.get(fact.field)
        value = (fact.value, fact.unit, fact.approximate, fact.basis.value, fact.engine, fact.confidence)
        yield *_head(report), fact.field, spec.label if spec else None, *value, *_place(fact.evidence)


def _quantities(report: Report, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for item in report.quantities:
        value = (item.value, item.unit, item.approximate, item.basis.value)
        yield *_head(report), item.id, item.subject, *value, *_place(item.evidence)


def _items(report: Report, lang: Language) -> Iterator[tuple[Value, ...]]:
    for kind, items in (("problem", report.problems), ("improvement", report.improvements)):
        for item in items:
            yield *_head(report), render(f"export.{kind}", lang=lang), item.text, *_place(item.evidence)


def findings_sheet(states: States) -> Sheet:
    """Return the sheet of findings with what people decided about them; those that are gone come last."""

    def rows(report: Report, lang: Language) -> Iterator[tuple[Value, ...]]:
        for item in states(report):
            last = item.history[-1] if item.history else None
            decided = (last.by, last.at, last.reason or None) if last else (None, None, None)
            state = "gone" if item.gone else item.state.value
            yield *_finding(report, item.finding, lang), item.key, state, *decided

    return Sheet("findings", _FINDING_COLUMNS, rows)


def undecided(report: Report) -> tuple[TrackedFinding, ...]:
    """Return the findings of a report about which nobody decided anything."""
    return track(report, 1, ())


def _finding(report: Report, finding: Finding, lang: Language) -> tuple[Value, ...]:
    message = finding.message if lang == "zh" else render(finding.message_id, finding.params, lang)
    hint = finding.suggestion
    return (
        *_head(report),
        finding.rule,
        finding.outcome.value,
        finding.severity.value,
        message,
        finding.left,
        finding.right,
        "; ".join(finding.cells) or None,
        "; ".join(finding.candidates) or None,
        hint.cell if hint else None,
        hint.value if hint else None,
        hint.reason if hint else None,
        "; ".join(evidence.quote for evidence in finding.evidence) or None,
    )


_CELL_COLUMNS: dict[str, Kind] = {
    **_HEAD, "form": "text", "cell": "text", "table": "text", "group": "text", "row_label": "text",
    "column_label": "text", "value": "number", "printed": "text", "state": "text",
}  # fmt: skip

OVERVIEW = Sheet(
    "overview",
    {
        **_HEAD, "form": "text", "status": "text", "name": "text", "title": "text", "published_on": "text",
        "period_start": "text", "period_end": "text", "address": "text", "phone": "text", "email": "text",
        "postcode": "text", "facts": "integer", "quantities": "integer", "problems": "integer",
        "improvements": "integer", "error": "integer", "warning": "integer", "info": "integer", "passed": "integer",
        "failed": "integer", "unknown": "integer", "engine": "text", "step_errors": "text",
    },
    _overview,
)  # fmt: skip
CELLS = Sheet("cells", _CELL_COLUMNS, _cells)
DISCLOSURE = Sheet("disclosure", _CELL_COLUMNS, _disclosure)
APPLICATIONS = Sheet("applications", {**_GRID, **dict.fromkeys(APPLICANTS, "number"), "remarks": "text"}, _applications)
REVIEW = Sheet("review_litigation", {**_GRID, **dict.fromkeys(OUTCOMES, "number"), "remarks": "text"}, _review)
ANNEX = Sheet(
    "annex",
    {
        **_HEAD, "row_label": "text", "unit": "text", "this_year": "number", "this_year_printed": "text",
        "cumulative": "number", "cumulative_printed": "text",
    },
    _annex,
)  # fmt: skip
FACTS = Sheet(
    "facts",
    {
        **_HEAD, "field": "text", "label": "text", "value": "number", "unit": "text", "approximate": "yes",
        "basis": "text", "engine": "text", "confidence": "number", **_EVIDENCE,
    },
    _facts,
)  # fmt: skip
QUANTITIES = Sheet(
    "quantities",
    {
        **_HEAD, "quantity": "text", "subject": "text", "value": "number", "unit": "text", "approximate": "yes",
        "basis": "text", **_EVIDENCE,
    },
    _quantities,
)  # fmt: skip
ITEMS = Sheet("items", {**_HEAD, "kind": "text", "text": "text", **_EVIDENCE}, _items)
_FINDING_COLUMNS: dict[str, Kind] = {
    **_HEAD, "rule": "text", "outcome": "text", "severity": "text", "message": "text", "left": "number",
    "right": "number", "cells": "text", "candidates": "text", "suggested_cell": "text", "suggested_value": "number",
    "reason": "text", "quote": "text", "key": "text", "state_of_finding": "text", "by": "text", "at": "text",
    "note": "text",
}  # fmt: skip
FINDINGS = findings_sheet(undecided)

WORKBOOK = (OVERVIEW, DISCLOSURE, APPLICATIONS, REVIEW, ANNEX, FACTS, QUANTITIES, ITEMS, FINDINGS)
"""Sheets of the workbook, in order."""

SHEETS = {sheet.key: sheet for sheet in (*WORKBOOK, CELLS)}
"""Every sheet that can be written as a table of its own."""


def with_states(sheet: Sheet, states: States) -> Sheet:
    """Return a sheet; that of the findings with their states."""
    return findings_sheet(states) if sheet.key == FINDINGS.key else sheet
