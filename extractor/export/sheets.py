"""What an export holds: sheets of rows, made report by report, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.export.cells import cell_rows, corrected_columns, grid_rows
from extractor.export.source import Exported
from extractor.messages import Language, render
from extractor.schema import Evidence, Finding, Report, Severity
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.forms import APPLICANTS, OUTCOMES
from extractor.validation.labels import number_text, place_label
from extractor.validation.reasons import reason_text

Value = str | int | float | bool | None
Kind = Literal["text", "number", "integer", "yes"]

_HEAD: dict[str, Kind] = {"id": "text", "issuer": "text", "year": "integer"}
_EVIDENCE: dict[str, Kind] = {
    "quote": "text", "part": "integer", "match": "text", "start": "integer", "end": "integer", "page": "integer",
}  # fmt: skip
_CORRECTED: dict[str, Kind] = {"corrected_value": "number", "read_value": "number", "cause": "text"}
_GRID: dict[str, Kind] = {**_HEAD, "form": "text", "group": "text", "row_label": "text"}


@dataclass(frozen=True)
class Sheet:
    """One table of an export.

    Attributes:
        key: Name on the command line; the title is the message `export.sheet.<key>`.
        columns: Column key → what it holds; the heading is the message `export.column.<column>`.
        rows: The rows of one report with the values that hold; finding messages come out in the language given.
    """

    key: str
    columns: dict[str, Kind]
    rows: Callable[[Exported, Language], Iterator[tuple[Value, ...]]]

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


def _overview(item: Exported, _lang: Language) -> Iterator[tuple[Value, ...]]:
    report, review = item.holding, item.review
    contact, checks = report.contact, report.checks
    stated = (report.title, report.published_on, report.period_start, report.period_end)
    reach = (contact.address, contact.phone, contact.email, contact.postcode)
    severities = [finding.severity for finding in report.findings]
    yield (
        *_head(report),
        report.form,
        report.status.value,
        report.source.name,
        *(stated.value if stated else None for stated in (*stated, *reach)),
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
        review.state if review else None,
        review.assignee if review else None,
        len(item.corrections),
    )


def _cells(item: Exported, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in cell_rows(item):
        yield *_head(item.holding), *row


def _disclosure(item: Exported, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in cell_rows(item, "disclosure"):
        yield *_head(item.holding), *row


def _applications(item: Exported, lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in grid_rows(item, "applications", APPLICANTS, lang):
        yield *_head(item.holding), *row


def _review(item: Exported, lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in grid_rows(item, "review_litigation", OUTCOMES, lang):
        yield *_head(item.holding), *row


def _annex(item: Exported, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for row in item.holding.tables.annex or ():
        cells = (row.this_year, row.cumulative)
        values = (value for cell in cells for value in ((cell.value, cell.printed) if cell else (None, None)))
        yield *_head(item.holding), row.label, row.unit, *values


def _facts(item: Exported, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for fact in item.holding.facts:
        spec = FIELD_BY_NAME.get(fact.field)
        start, end = fact.evidence.span or (None, None)
        corrected = corrected_columns(item, f"facts.{fact.field}@{start}-{end}")
        value = (fact.value, fact.unit, fact.approximate, fact.basis.value, fact.engine, fact.confidence)
        yield *_head(item.holding), fact.field, spec.label if spec else None, *value, *_place(fact.evidence), *corrected


def _quantities(item: Exported, _lang: Language) -> Iterator[tuple[Value, ...]]:
    for quantity in item.report.quantities:
        value = (quantity.value, quantity.unit, quantity.approximate, quantity.basis.value)
        yield *_head(item.holding), quantity.id, quantity.subject, *value, *_place(quantity.evidence)


def _items(item: Exported, lang: Language) -> Iterator[tuple[Value, ...]]:
    report = item.holding
    for kind, items in (("problem", report.problems), ("improvement", report.improvements)):
        for entry in items:
            yield *_head(report), render(f"export.{kind}", lang=lang), entry.text, *_place(entry.evidence)


def _corrections(item: Exported, lang: Language) -> Iterator[tuple[Value, ...]]:
    """Yield every correction, also of what is no longer there, and those in doubt."""
    for entry in item.corrections:
        yield (
            *_head(item.holding),
            entry.path,
            place_label(entry.path),
            render(f"export.correction.{entry.kind.value}", lang=lang),
            entry.printed,
            _words(entry.read),
            _words(entry.value),
            entry.cause,
            entry.reason or None,
            entry.by,
            entry.at,
        )


def _words(value: float | str | None) -> str | None:
    return number_text(value) if isinstance(value, int | float) else value


def _findings(item: Exported, lang: Language) -> Iterator[tuple[Value, ...]]:
    """Yield the findings with what people decided about them; those that are gone come last."""
    for tracked in item.findings:
        last = tracked.history[-1] if tracked.history else None
        decided = (last.by, last.at, last.reason or None) if last else (None, None, None)
        state = "gone" if tracked.gone else tracked.state.value
        yield *_finding(item.holding, tracked.finding, lang), tracked.key, state, *decided


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
        reason_text(hint, lang) or None if hint else None,
        "; ".join(evidence.quote for evidence in finding.evidence) or None,
    )


_CELL_COLUMNS: dict[str, Kind] = {
    **_HEAD, "form": "text", "cell": "text", "table": "text", "group": "text", "row_label": "text",
    "column_label": "text", "value": "number", "printed": "text", **_CORRECTED, "state": "text",
}  # fmt: skip

OVERVIEW = Sheet(
    "overview",
    {
        **_HEAD, "form": "text", "status": "text", "name": "text", "title": "text", "published_on": "text",
        "period_start": "text", "period_end": "text", "address": "text", "phone": "text", "email": "text",
        "postcode": "text", "facts": "integer", "quantities": "integer", "problems": "integer",
        "improvements": "integer", "error": "integer", "warning": "integer", "info": "integer", "passed": "integer",
        "failed": "integer", "unknown": "integer", "engine": "text", "step_errors": "text", "review": "text",
        "assignee": "text", "corrections": "integer",
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
        "basis": "text", "engine": "text", "confidence": "number", **_EVIDENCE, **_CORRECTED,
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
FINDINGS = Sheet("findings", _FINDING_COLUMNS, _findings)
CORRECTIONS = Sheet(
    "corrections",
    {
        **_HEAD, "path": "text", "label": "text", "correction": "text", "printed": "text", "read_text": "text",
        "corrected_text": "text", "cause": "text", "note": "text", "by": "text", "at": "text",
    },
    _corrections,
)  # fmt: skip

WORKBOOK = (OVERVIEW, DISCLOSURE, APPLICATIONS, REVIEW, ANNEX, FACTS, QUANTITIES, ITEMS, FINDINGS, CORRECTIONS)
"""Sheets of the workbook, in order."""

SHEETS = {sheet.key: sheet for sheet in (*WORKBOOK, CELLS)}
"""Every sheet that can be written as a table of its own."""
