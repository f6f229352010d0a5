"""How the files of one run relate: copies of each other, and a page whose tables stand in its attachment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from extractor.archive import display_name
from extractor.outcome import Outcome, Processed, Result
from extractor.schema import Remark, Report
from extractor.validation.settings import DECLARED, CheckSettings

_WAITING = 100
"""Halves kept back at most; the oldest goes on alone when there are more."""
_PROSE_PARTS = (1, 5, 6)
_BORDERS = re.compile(r"[\s|]+")
_NOT_THE_NAME = re.compile(r"附[件表]\d*|统计表|表格|正文|网页|\(\d\)|（\d）|[\s:：._—–\-()（）《》]+")


def mark_copies(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes; those with the bytes or the words of an earlier one are marked."""
    first: dict[bytes, Path] = {}
    for outcome in outcomes:
        if outcome.processed is None:
            yield outcome
            continue
        words = _BORDERS.sub("", outcome.processed.document.text)
        keys = [hashlib.sha256(data).digest() for data in (outcome.raw, words.encode("utf-8", "surrogatepass"))]
        same = next((first[key] for key in keys if key in first), None)
        for key in keys:
            first.setdefault(key, outcome.path)
        yield replace(outcome, same_as=same) if same else outcome


def join_halves(outcomes: Iterable[Outcome], settings: CheckSettings = DECLARED) -> Iterator[Outcome]:
    """Yield the outcomes; two that are halves of one report tell so, each with a finding that names the other.

    Prose without tables and tables without prose are halves of one report when they stand in one folder and have the
    same stem, or the same issuer and year. A half waits for the other one until its folder is done, so the order may
    change.
    """
    waiting: list[Outcome] = []
    for outcome in outcomes:
        while waiting and (waiting[0].path.parent != outcome.path.parent or len(waiting) > _WAITING):
            yield waiting.pop(0)
        if outcome.same_as or outcome.processed is None or _half(outcome.processed.report) is None:
            yield outcome
            continue
        other = next((earlier for earlier in waiting if _belong_together(earlier, outcome)), None)
        if other is None:
            waiting.append(outcome)
            continue
        waiting.remove(other)
        yield _told(other, outcome.path, settings)
        yield _told(outcome, other.path, settings)
    yield from waiting


def _half(report: Report) -> str | None:
    """Return what a report consists of, where that is only `prose` or only `tables`."""
    tables = report.tables
    has_tables = any((tables.disclosure, tables.applications, tables.review_litigation, tables.annex))
    has_prose = any(section.part in _PROSE_PARTS for section in report.sections)
    if has_tables and has_prose:
        return None
    return "tables" if has_tables else "prose"


def _belong_together(one: Outcome, other: Outcome) -> bool:
    if one.processed is None or other.processed is None:
        return False
    first, second = one.processed.report, other.processed.report
    if _half(first) == _half(second) or one.path.parent != other.path.parent:
        return False
    years = {report.year.value for report in (first, second) if report.year}
    issuers = {report.issuer.value for report in (first, second) if report.issuer}
    if len(years) == 2 or len(issuers) == 2:
        return False
    titled = all(report.year and report.issuer for report in (first, second))
    return titled or _name(one.path) == _name(other.path)


def _name(path: Path) -> str:
    return _NOT_THE_NAME.sub("", path.stem) or path.stem


def _told(outcome: Outcome, other: Path, settings: CheckSettings) -> Outcome:
    """Return an outcome whose report has the finding that its other half stands in another file."""
    if outcome.processed is None:
        return outcome
    return replace(outcome, processed=_with_finding(outcome.processed, other, settings), other_half=other)


def _with_finding(processed: Processed, other: Path, settings: CheckSettings) -> Processed:
    from extractor.validation import check

    report = processed.report
    rule = "reading.tables_elsewhere" if _half(report) == "prose" else "reading.prose_elsewhere"
    if rule in settings.off:
        return processed
    (finding,) = (
        finding
        for finding in check(report, (Remark(rule=rule, params={"other": display_name(other)}),), settings=settings)[0]
        if finding.rule == rule
    )
    checks = report.checks.model_copy(update={"failed": report.checks.failed + 1})
    findings = (*report.findings, finding)
    return Result(report.model_copy(update={"findings": findings, "checks": checks}), processed.document)
