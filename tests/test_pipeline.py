"""The whole way of a report, on the samples: gold cells, places that hold, findings, and steps that break."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from eval.scoring import score
from extractor import pipeline
from extractor.errors import ConfigError
from extractor.pipeline import Processed, process
from extractor.schema import Outcome, Report, Status
from tests.promises import broken_promises

FOLDER = Path(__file__).parents[1] / "eval" / "samples"
CASES = FOLDER.parent / "prose_cases"
GOLD = sorted(FOLDER.glob("gold/*.json"))
EVERY = [*GOLD, *sorted(CASES.glob("*/gold/*.json"))]
SAMPLE = FOLDER / "柳坪县商务局-2023.txt"

FINDINGS = [
    ("柳坪县商务局-2022", "prose.applications.received", "applications.new_received.total"),
    ("柳坪县商务局-2023", "applications.row_total", "applications.new_received.total"),
    ("柳坪县商务局-2023", "applications.balance", "applications.new_received.total"),
    ("荻原县民政局-2020", "applications.row_total", "applications.carried_forward.natural_person"),
    ("荻原县民政局-2020", "applications.balance", "applications.carried_forward.natural_person"),
    ("芷川市司法局-2019", "cell.blank", "applications.granted.total"),
    ("芷川市财政局-2020", "reading.row_missing", "applications.not_processed_publication.total"),
    ("芷川市统计局-2019", "reading.split_ambiguous", "disclosure.penalties.decisions"),
    ("荻原县人民政府-2021", "reading.split_ambiguous", "disclosure.normative_documents.issued"),
    ("青泽市教育局-2022", "cell.placeholder", "applications.granted.other_organization"),
]
REMARKS = [
    ("荻原县笙桥镇人民政府-2023", "reading.doubled"),
    ("荻原县人民政府-2022", "text.damaged_date"),
]


@cache
def processed(path: Path) -> tuple[Processed, dict]:
    gold = json.loads(path.read_text("utf-8"))
    return process((path.parents[1] / gold["file"]).read_bytes(), gold["file"]), gold


def sample(stem: str) -> Report:
    return processed(FOLDER / "gold" / f"{stem}.json")[0].report


def broken(*_arguments, **_options):
    raise ZeroDivisionError("a bug")


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_sample_is_read_as_in_gold(path):
    result, gold = processed(path)
    measured = score(result.report, gold)
    assert measured.cells.wrong == ()
    assert (measured.facts.f1, measured.quantities.f1, measured.head.f1) == (1, 1, 1)


@pytest.mark.parametrize("path", EVERY, ids=lambda p: p.stem)
def test_every_value_stands_where_it_says(path):
    result, _ = processed(path)
    assert broken_promises(result.report, result.document) == []


@pytest.mark.parametrize("path", EVERY, ids=lambda p: p.stem)
def test_every_report_is_complete(path):
    assert processed(path)[0].report.status is Status.COMPLETE


@pytest.mark.parametrize("path", EVERY, ids=lambda p: p.stem)
def test_same_bytes_give_the_same_report(path):
    first, gold = processed(path)
    again = process((path.parents[1] / gold["file"]).read_bytes(), gold["file"])
    assert again.report.model_copy(update={"runs": ()}) == first.report.model_copy(update={"runs": ()})


@pytest.mark.parametrize(("stem", "rule", "cell"), FINDINGS)
def test_mistake_is_found_with_its_cell(stem, rule, cell):
    cells = {name for finding in sample(stem).findings if finding.rule == rule for name in finding.cells}
    assert cell in cells


@pytest.mark.parametrize(("stem", "rule"), REMARKS)
def test_damage_is_found(stem, rule):
    assert rule in {finding.rule for finding in sample(stem).findings}


def test_clean_report_has_no_failed_check():
    report = sample("青泽市水务局-2023")
    assert [finding for finding in report.findings if finding.outcome is Outcome.FAIL] == []


def test_ambiguous_row_lists_its_readings_and_gives_none():
    (finding,) = [f for f in sample("荻原县人民政府-2021").findings if f.rule == "reading.split_ambiguous"]
    assert len(finding.candidates) == 3
    row = sample("荻原县人民政府-2021").tables.disclosure["normative_documents"]
    assert [cell.value for cell in row.values()] == [None] * 3


@pytest.mark.parametrize(
    ("step", "function", "lost"),
    [
        ("tables", "read_tables", "form"),
        ("head", "extract_head", "issuer"),
        ("quantities", "scan", "quantities"),
        ("facts", "read_facts", "facts"),
        ("items", "extract_items", "problems"),
    ],
)
def test_report_with_a_broken_step_is_partial_and_says_which(monkeypatch, step, function, lost):
    monkeypatch.setattr(pipeline, function, broken)
    report = process(SAMPLE.read_bytes(), SAMPLE.name).report
    assert report.status is Status.PARTIAL
    assert [error.step for error in report.errors] == [step]
    assert "ZeroDivisionError" in report.errors[0].message
    assert not getattr(report, lost)


def test_broken_prose_step_leaves_the_tables(monkeypatch):
    whole = process(SAMPLE.read_bytes(), SAMPLE.name).report
    monkeypatch.setattr(pipeline, "read_facts", broken)
    assert process(SAMPLE.read_bytes(), SAMPLE.name).report.tables == whole.tables


def test_unknown_engine_is_refused_and_named():
    with pytest.raises(ConfigError) as caught:
        process(SAMPLE.read_bytes(), SAMPLE.name, engine="crystal ball")
    assert caught.value.params == {"engine": "crystal ball", "known": "rules"}


def test_report_is_named_by_its_bytes_and_not_by_its_file():
    one, other = (process(SAMPLE.read_bytes(), name).report for name in ("a.txt", "folder/b.txt"))
    assert one.id == other.id == one.source.sha256[:16]
    assert other.source.name == "b.txt"


@pytest.mark.parametrize("change", [{"value": 9}, {"span": (0, 1)}, {"span": (0, 10**9)}, {"span": None}])
def test_the_promises_can_be_broken(change):
    result, _ = processed(FOLDER / "gold" / "柳坪县商务局-2023.json")
    rows = result.report.tables.applications
    row = rows["new_received"] | {"total": rows["new_received"]["total"].model_copy(update=change)}
    tables = result.report.tables.model_copy(update={"applications": rows | {"new_received": row}})
    assert len(broken_promises(result.report.model_copy(update={"tables": tables}), result.document)) == 1
