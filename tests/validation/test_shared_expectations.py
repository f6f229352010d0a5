"""What the gold of the real reports, which only developers have, expects: every entry is found by a rule."""

from __future__ import annotations

import json

import pytest

from extractor.pipeline import process

pytestmark = pytest.mark.shared

FOUND_BY = {
    "000": [{"reading.number_in_header"}],
    "003": [{"reading.doubled"}],
    "004": [{"text.damaged_date"}, {"text.damaged_document_number"}],
    "hongze-2023": [
        {"review_litigation.row_total"},
        {"review_litigation.row_total"},
        {"structure.other_handling"},
        {"reading.label_damaged"},
        {"text.lost_characters"},
    ],
    "pingtan-2021-glued": [{"reading.split_ambiguous"}],
    "pingtan-finance-2009": [{"structure.foreign_issuer"}, {"structure.published_late"}],
    "pingtan-police-2019-glued": [
        {"reading.cell_missing"},
        {"reading.split_ambiguous"},
        {"structure.attachment_missing", "structure.parts_announced", "structure.period_missing"},
    ],
    "shanghai-office-2025": [
        {"reading.heading_missing"},
        {"reading.cell_by_inference"},
        {"reading.row_by_position", "reading.label_damaged"},
    ],
}
"""For each report, the rules that find each entry of its `expect_findings`, in its order."""


def golds(shared):
    return [json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold").glob("*.json"))]


def rules_of(gold, shared):
    path = next(path for folder in ("seeds", "reports") if (path := shared / folder / gold["file"]).is_file())
    return {finding.rule for finding in process(path.read_bytes(), path.name).report.findings}


def test_every_expected_finding_is_found(shared):
    for gold in golds(shared):
        expected = next((rules for stem, rules in FOUND_BY.items() if gold["file"].startswith(stem)), [])
        assert len(expected) == len(gold["expect_findings"]), gold["file"]
        found = rules_of(gold, shared)
        assert [rules - found for rules in expected] == [set()] * len(expected), gold["file"]
