"""Signed-off reports as gold: what the source says, as people established it, in the terms of the evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.review.desk import read_desk
from extractor.review.model import ReviewState, Value
from extractor.review.people import Person, Role, require
from extractor.review.view import ReviewedReport
from extractor.schema import Cause, Outcome, Report
from extractor.schema.life import State
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.review_tables import review_reports
from extractor.storage.tables import reports
from extractor.validation.context import TABLE_KEYS
from extractor.validation.labels import number_text
from extractor.validation.settings import DECLARED, CheckSettings


def gold_of(view: ReviewedReport) -> dict[str, Any]:
    """Return a reviewed report as gold.

    Gold is what the source prints: a correction of a misreading is in it, a correction of the source's own error is
    not, but said in `expect_findings`. A fact that several places state differently is `optional`.
    """
    report = as_printed(view)
    facts, optional = _facts(report)
    head = {name: _stated(report, name) for name in ("issuer", "year", "published_on")}
    return {
        "file": report.source.name,
        "issuer": head["issuer"],
        "year": head["year"],
        "form": report.form,
        "published_on": head["published_on"],
        "tables": {key: _table(getattr(report.tables, key)) for key in TABLE_KEYS},
        "facts": facts,
        "quantities": [
            {"value": item.value, "unit": item.unit, "subject": item.subject, **_approximate(item.approximate)}
            for item in report.quantities
        ],
        "problems": [item.text for item in report.problems],
        "improvements": [item.text for item in report.improvements],
        "expect_findings": [*_source_errors(view), *_confirmed(view)],
        "optional": optional,
    }


def signed_off_gold(
    store: ReportStore, person: Person, settings: CheckSettings = DECLARED
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each signed-off report as id and gold; one with corrections in doubt is left out until they are settled.

    Raises:
        NotAllowedError: The person may not read.
    """
    from sqlalchemy import select

    require(person, Role.READER)
    source = reports.join(review_reports, review_reports.c.report_id == reports.c.id)
    wanted = review_reports.c.state == ReviewState.SIGNED_OFF.value
    with reading(store) as connection:
        keys = connection.scalars(select(reports.c.key).select_from(source).where(wanted).order_by(reports.c.id)).all()
    for key in keys:
        view = read_desk(store, key, settings).view()
        if not view.in_doubt:
            yield key, gold_of(view)


def as_printed(view: ReviewedReport) -> Report:
    """Return the report with the corrections of misreadings alone."""
    from extractor.review.apply import corrected_report

    misread = {path: value for path, value in view.values.items() if not is_source_error(value)}
    return corrected_report(view.stored, misread, None)


def is_source_error(value: Value) -> bool:
    """Return whether a value was corrected because the source itself is wrong."""
    return value.correction is not None and value.correction.cause is Cause.SOURCE


def _stated(report: Report, name: str) -> Any:
    stated = getattr(report, name)
    return stated.value if stated else None


def _table(rows: Any) -> dict[str, Any] | None:
    if rows is None:
        return None
    return {
        row: None
        if cells is None
        else {column: _number(cell.value if cell else None) for column, cell in cells.items()}
        for row, cells in rows.items()
    }


def _facts(report: Report) -> tuple[dict[str, float | int | None], list[str]]:
    values: dict[str, list[float]] = {}
    for fact in report.facts:
        values.setdefault(fact.field, []).append(fact.value)
    facts = {field: _number(found[0]) for field, found in values.items()}
    return facts, [field for field, found in values.items() if len(set(found)) > 1]


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _approximate(approximate: bool) -> dict[str, bool]:
    return {"approx": True} if approximate else {}


def _source_errors(view: ReviewedReport) -> Iterator[str]:
    for value in view.values.values():
        if is_source_error(value) and value.corrected is not None:
            printed = value.read.printed if value.read else "—"
            held = value.holding
            meant = number_text(held) if isinstance(held, int | float) else str(held)
            yield f"{value.path}: printed '{printed}', meant {meant}"


def _confirmed(view: ReviewedReport) -> Iterator[str]:
    """Yield the errors of the source that people confirmed without correcting a value."""
    for item in view.findings:
        if item.state is State.CONFIRMED and not item.gone and item.finding.outcome is Outcome.FAIL:
            yield f"{item.finding.rule}: {item.finding.message}"
