"""Findings as SARIF 2.1.0, the exchange format of checking tools (OASIS, 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from extractor.messages import Language, render
from extractor.schema import Finding, Outcome, Report, Severity
from extractor.schema.report import Place
from extractor.validation.between import SERIES_RULES
from extractor.validation.catalogue import meaning
from extractor.validation.identity import fingerprint, identities_of
from extractor.validation.rule import RULES
from extractor.version import __version__

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class SarifLog:
    """One run of `nianbao check`, file by file.

    Offsets count characters of the text that was read, which for formats other than plain text is not the file's own.
    The first location is the likeliest, the others are related. A finding of a check that could not be done has the
    kind `open`; its level is then `none`, as the format demands, and its severity stands in its properties.
    """

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._results: list[dict[str, Any]] = []
        self._rules: dict[str, dict[str, Any]] = {}
        self._failures: list[dict[str, Any]] = []

    def add(self, path: str, report: Report) -> None:
        """Take in the findings of a file."""
        uri = _uri(path)
        for finding, identity in zip(report.findings, identities_of(report.findings), strict=True):
            self._results.append(self._result(uri, report, finding, identity.key))

    def add_failure(self, path: str, message: str) -> None:
        """Take in that a file could not be read."""
        place = {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}
        self._failures.append({"level": "error", "message": {"text": message}, "locations": [place]})

    def dump(self) -> str:
        """Return the log as JSON."""
        driver = {
            "name": "nianbao",
            "version": __version__,
            "semanticVersion": __version__,
            "language": "zh-CN" if self._lang == "zh" else "en",
            "rules": list(self._rules.values()),
        }
        invocation = {
            "executionSuccessful": not self._failures,
            "toolExecutionNotifications": self._failures,
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": self._results,
        }
        log = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
        return json.dumps(log, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode()

    def _result(self, uri: str, report: Report, finding: Finding, key: str) -> dict[str, Any]:
        failed = finding.outcome is Outcome.FAIL
        message = finding.message if self._lang == "zh" else render(finding.message_id, finding.params, self._lang)
        properties: dict[str, Any] = {
            "report": report.id,
            "severity": finding.severity.value,
            "outcome": finding.outcome.value,
            "cause": finding.cause.value,
        }
        if finding.setting:
            properties["setting"] = finding.setting
        if finding.suggestion:
            properties["suggestion"] = finding.suggestion.model_dump(mode="json")
        first, *others = _locations(uri, report, finding)
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._rule_index(finding),
            "kind": "fail" if failed else "open",
            "level": _LEVELS[finding.severity] if failed else "none",
            "message": {"text": message},
            "locations": [first],
            "relatedLocations": others,
            "partialFingerprints": {"findingKey/v1": key, "values/v1": fingerprint(finding, report)},
            "properties": properties,
        }

    def _rule_index(self, finding: Finding) -> int:
        """Return where the rule stands in the list of rules; a new one is added."""
        if finding.rule not in self._rules:
            rule: dict[str, Any] = {"id": finding.rule}
            if finding.rule in RULES or finding.rule in SERIES_RULES:
                rule["shortDescription"] = {"text": meaning(finding.rule)[0 if self._lang == "zh" else 1]}
            self._rules[finding.rule] = rule
        return list(self._rules).index(finding.rule)


def places_of(report: Report, finding: Finding) -> Iterator[tuple[Place, str | None]]:
    """Yield the places of a finding, with the paths of cells: the cell to change, its words, its other cells."""
    wrong = finding.suggestion.cell if finding.suggestion else None
    first = [wrong] if wrong else []
    rest = [path for path in finding.cells if path != wrong]
    for paths, words in ((first, finding.evidence), (rest, ())):
        yield from ((cell, path) for path in paths if (cell := report.tables.cell(path)) is not None)
        yield from ((item, None) for item in words)


def _locations(uri: str, report: Report, finding: Finding) -> Iterator[dict[str, Any]]:
    """Yield a location for each place; the whole file where a finding has none, or only cells that are not there."""
    physical = {"artifactLocation": {"uri": uri}}
    shown = set()
    for place, path in places_of(report, finding):
        shown.add(path)
        region = {"charOffset": place.span[0], "charLength": place.span[1] - place.span[0]} if place.span else None
        location: dict[str, Any] = {"physicalLocation": physical | ({"region": region} if region else {})}
        if path:
            location["logicalLocations"] = [_logical(path)]
        if place.page is not None:
            location["properties"] = {"page": place.page}
        yield location
    absent = [_logical(path) for path in finding.cells if path not in shown]
    if absent or not shown:
        yield {"physicalLocation": physical} | ({"logicalLocations": absent} if absent else {})


def _logical(path: str) -> dict[str, str]:
    return {"fullyQualifiedName": path, "kind": "member"}


def _uri(path: str) -> str:
    """Return a path as a relative or absolute URI reference."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogateescape")
