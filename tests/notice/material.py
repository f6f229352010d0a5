"""Reports with decisions, as the store hands them to a notice."""

from __future__ import annotations

from extractor.schema import Report
from extractor.schema.life import Decision, Reviewed, State
from extractor.validation import check
from extractor.validation.life import track
from tests.builders import applications, report, tables


def wrong_report(**changes) -> Report:
    """A report of an invented office whose row of granted requests does not add up, with its findings."""
    right = {f"{row}__{column}": 2 for row in ("new_received", "total_processed") for column in ("company", "total")}
    table = applications(granted__company=2, granted__total=3, **right)
    whole = report(tables=tables(applications=table), **changes)
    found, checks = check(whole)
    return whole.model_copy(update={"findings": found, "checks": checks})


def decision(tracked, state=State.CONFIRMED, by="周云", reason="已核对原件"):
    return Decision(
        key=tracked.key,
        fingerprint=tracked.fingerprint,
        state=state,
        reason=reason,
        by=by,
        at="2024-02-01T08:00:00+00:00",
        revision=1,
        finding=tracked.finding,
    )


def reviewed(
    whole: Report | None = None, rule: str | None = "applications.row_total", state=State.CONFIRMED
) -> Reviewed:
    """A report with its findings of one rule decided on; with no rule, none is."""
    whole = whole or wrong_report()
    decided = [decision(item, state) for item in track(whole, 1, []) if item.finding.rule == rule]
    return Reviewed(report=whole, findings=track(whole, 1, decided))
