"""Running the rules over a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from string import Formatter
from typing import Any

from extractor.messages import MESSAGES, render
from extractor.schema import Checks, Document, Finding, Outcome, Remark, Report, Severity
from extractor.validation.context import Context
from extractor.validation.labels import TABLE_NUMBERS
from extractor.validation.reading import results_of_remarks
from extractor.validation.result import Result, unknown
from extractor.validation.rule import RULES, Rule
from extractor.validation.settings import DECLARED, CheckSettings

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(
    report: Report,
    remarks: Sequence[Remark] = (),
    document: Document | None = None,
    settings: CheckSettings = DECLARED,
) -> tuple[tuple[Finding, ...], Checks]:
    """Return what is wrong with a report or could not be checked, the gravest first, and how the checks went.

    Args:
        report: The report as read; findings it may already carry are not looked at.
        remarks: What the reading steps could not do for certain; each becomes a finding.
        document: The text the report was read from; without it the places of the values are not checked.
        settings: Of the office. A rule they switch off is counted as not checked and named in one finding; a finding
            they changed says which entry did.
    """
    context = Context(report, tuple(remarks), document, settings)
    counts = {None: 0, Outcome.FAIL: 0, Outcome.UNKNOWN: 0}
    findings = []
    for name, severity, result in _all_results(context):
        counts[result.outcome] += result.count
        if result.outcome is not None:
            finding = finding_of(name, severity, result.outcome, result)
            findings.append(as_set(finding, settings, context.touched))
    findings.sort(key=lambda finding: _ORDER[finding.severity])
    return tuple(findings), Checks(passed=counts[None], failed=counts[Outcome.FAIL], unknown=counts[Outcome.UNKNOWN])


def _all_results(context: Context) -> Iterator[tuple[str, Severity, Result]]:
    """Yield the results of all rules, then those of the reading steps, each with its rule's id and severity."""
    off = context.settings.off
    for rule in RULES.values():
        if rule.id in off:
            continue
        context.touched.clear()
        for result in _run(rule, context):
            yield rule.id, rule.severity, result
    context.touched.clear()
    for name, severity, result in results_of_remarks(context):
        if name not in off:
            yield name, severity, result
    if off:
        yield "settings.off", Severity.INFO, _switched_off(context)


def _switched_off(context: Context) -> Result:
    """Return the one result that names the rules an office switched off, and how many remarks that hides."""
    off = sorted(context.settings.off)
    dropped = sum(remark.rule in context.settings.off for remark in context.remarks)
    params = {"count": len(off), "rules": off, "dropped": dropped}
    message_id = "settings.off_remarks" if dropped else "settings.off"
    return unknown(params, message_id=message_id, severity=Severity.INFO, count=len(off))


def as_set(finding: Finding, settings: CheckSettings, touched: Iterable[str] = ()) -> Finding:
    """Return a finding as an office wants it, with the entries that changed it; most are left as they are.

    A severity that is set is that of failures: a check that could not be done stays what it is.

    Args:
        finding: As the rule made it.
        settings: Of the office.
        touched: Entries that changed a tolerance the rule has read.
    """
    entries = list(touched)
    severity = settings.severity.get(finding.rule) if finding.outcome is Outcome.FAIL else None
    if severity is not None:
        entries.append(f"severity.{finding.rule}")
    if finding.rule == "settings.off":
        entries.append("off")
    if not entries:
        return finding
    return finding.model_copy(update={"severity": severity or finding.severity, "setting": ", ".join(entries)})


def _run(rule: Rule, context: Context) -> Iterable[Result]:
    """Return the results of a rule; where something it needs is not there, none or one that says so."""
    for need in rule.needs:
        if not context.has(need):
            return _not_done(need, context)
    return rule.check(context)


def _not_done(need: str, context: Context) -> tuple[Result, ...]:
    """Return why a rule could not be checked; nothing where there is nothing to check."""
    kind, _, name = need.partition(".")
    if kind == "tables" and context.has_forms:
        params = {"table": TABLE_NUMBERS[name]}
        return (unknown(params, message_id="rule.table_missing", severity=Severity.INFO),)
    if kind == "document":
        return (unknown(message_id="rule.document_missing", severity=Severity.INFO),)
    return ()


def finding_of(rule: str, severity: Severity, outcome: Outcome, result: Result) -> Finding:
    """Return a result as the finding that the report carries."""
    done = outcome is Outcome.FAIL
    message_id = result.message_id or (rule if done else f"{rule}.unknown")
    params = complete_params(message_id, result.params)
    return Finding(
        rule=rule,
        outcome=outcome,
        severity=result.severity or (severity if done else Severity.WARNING),
        message=render(message_id, params),
        message_id=message_id,
        params=params,
        left=result.left,
        right=result.right,
        cells=result.cells,
        candidates=result.candidates,
        evidence=result.evidence,
        suggestion=result.suggestion,
        alternatives=result.alternatives,
        cause=result.cause,
        other_reports=result.other_reports,
    )


def complete_params(message_id: str, params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters ready for the message: lists joined, a dash where none fills a placeholder."""
    filled = {name: _line(value) for name, value in params.items()}
    return dict.fromkeys(_placeholders(message_id) - filled.keys(), "—") | filled


def _line(value: Any) -> Any:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else value


@cache
def _placeholders(message_id: str) -> frozenset[str]:
    texts = MESSAGES.get(message_id, ())
    return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)
