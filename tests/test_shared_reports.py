"""The real reports, which only the project's developers have: what the issue promises of them."""

from __future__ import annotations

import json
from functools import cache

import pytest

from eval.scoring import Score, score, total
from extractor.pipeline import Processed, process
from tests.conftest import SHARED
from tests.promises import broken_promises

pytestmark = pytest.mark.shared

NAMES = sorted(path.stem for path in SHARED.glob("gold/*.json")) or ["none"]
CUT_OFF = {
    f"applications.{row}.total" for row in ("granted", "partially_granted", "denied_state_secret", "denied_law_forbids")
}
"""Cells that the conversion of report 001 cut off: gold says 0, which the file doesn't."""

EXPECTED = [
    ("000", "reading.number_in_header"),
    ("003", "reading.doubled"),
    ("004", "text.damaged_date"),
    ("004", "text.damaged_document_number"),
    ("hongze-2023", "review_litigation.row_total"),
    ("hongze-2023", "structure.other_handling"),
    ("hongze-2023", "reading.label_damaged"),
    ("pingtan-2021", "reading.split_ambiguous"),
    ("pingtan-finance", "structure.published_late"),
    ("pingtan-police", "reading.cell_missing"),
    ("pingtan-police", "reading.split_ambiguous"),
    ("shanghai-office", "reading.heading_missing"),
    ("shanghai-office", "reading.cell_by_inference"),
    ("shanghai-office", "reading.row_by_position"),
]
"""What `expect_findings` of the gold says in words, as far as a rule can find it."""


@cache
def processed(name: str) -> tuple[Processed, dict]:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    path = next(path for folder in ("seeds", "reports") if (path := SHARED / folder / gold["file"]).is_file())
    return process(path.read_bytes(), path.name), gold


def named(start: str) -> str:
    return next(name for name in NAMES if name.startswith(start))


@cache
def totals() -> Score:
    return total(score(result.report, gold) for result, gold in map(processed, NAMES))


def wrong_cells(name: str) -> set[str]:
    result, gold = processed(name)
    return set(score(result.report, gold).cells.wrong)


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_as_in_gold_where_the_file_has_them(shared, name):
    assert wrong_cells(name) == (CUT_OFF if name.startswith("001") else set())


def test_cells_that_were_cut_off_are_null_and_named(shared):
    report = processed(named("001"))[0].report
    finding = {cell for item in report.findings if item.rule == "reading.cell_missing" for cell in item.cells}
    assert finding == CUT_OFF
    rows = report.tables.applications
    cells = [rows[name.split(".")[1]]["total"] for name in CUT_OFF]
    assert all(cell is None or cell.value is None for cell in cells)


def test_no_wrong_cell_is_silent(shared):
    assert totals().cells.silent == ()


def test_prose_is_read_as_well_as_promised(shared):
    result = totals()
    assert result.facts.f1 >= 0.92
    assert result.quantities.recall >= 0.98
    assert result.quantities.precision >= 0.95
    assert result.lists.f1 >= 0.90
    assert result.head.f1 == 1


@pytest.mark.parametrize(("start", "rule"), EXPECTED)
def test_what_gold_expects_is_found(shared, start, rule):
    assert rule in {finding.rule for finding in processed(named(start))[0].report.findings}


def test_wrong_totals_of_table_4_are_found_row_by_row(shared):
    findings = processed(named("hongze-2023"))[0].report.findings
    sums = [(item.left, item.right) for item in findings if item.rule == "review_litigation.row_total"]
    assert sums == [(11, 0), (5, 0)]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_stands_where_it_says(shared, name):
    result, _ = processed(name)
    assert broken_promises(result.report, result.document) == []
