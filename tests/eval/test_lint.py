"""The checker of gold: each thing that can be wrong with a gold file, and the project's own gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.gold import find_cases
from eval.lint import ERROR, lint
from extractor.cli.app import app

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"
TEXT = "云溪县林业局2022年政府信息公开工作年度报告\n全年主动公开政府信息3,000条,培训两次。\n一是栏目更新不够及时。\n"
RIGHT = {
    "file": "a.txt",
    "issuer": "云溪县林业局",
    "year": 2022,
    "form": "2021",
    "tables": {"review_litigation": {"reconsideration": {"upheld": 0, "total": 0}}},
    "facts": {"disclosure.total": 3000, "supervision.trainings": 2},
    "quantities": [{"value": 3000, "unit": "条"}],
    "problems": ["栏目更新不够及时"],
    "evidence": {"disclosure.total": "主动公开政府信息3,000条"},
}
FULL = {"upheld": 1, "corrected": 0, "other": 0, "pending": 0}


def written(home: Path, name: str = "a", text: str = TEXT, **changes: object) -> Path:
    (home / "gold").mkdir(parents=True, exist_ok=True)
    (home / f"{name}.txt").write_text(text, encoding="utf-8")
    gold = RIGHT | {"file": f"{name}.txt"} | changes
    (home / "gold" / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return home


def complaints(place: Path) -> list[tuple[str, str]]:
    return [(found.severity, found.message_id) for found in lint(find_cases([place]))]


def test_right_gold_has_nothing_said_of_it(tmp_path):
    assert complaints(written(tmp_path)) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"facts": {"disclosure.totals": 3000}, "evidence": {}}, "field"),
        ({"optional": ["nothing.here"]}, "field"),
        ({"form": "2020"}, "form"),
        ({"published_on": "2023-02-30"}, "date"),
        ({"tables": {"table2": {}}}, "table"),
        ({"tables": {"applications": {"granted_all": None}}}, "row"),
        ({"tables": {"applications": {"granted": {"town": 0}}}}, "column"),
        ({"tables": {"review_litigation": {"reconsideration": FULL | {"total": 0}}}, "year": None}, "sum"),
        ({"evidence": {"disclosure.total": "公开4000条"}}, "quote"),
        ({"evidence": {"disclosure.website": "3,000条"}}, "evidence"),
        ({"problems": ["队伍建设有待加强"]}, "quote"),
        ({"file": "b.txt"}, "document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_mistake_of_gold_is_an_error(tmp_path, changes, message):
    home = written(tmp_path, text=TEXT + "维持1件。", **changes)
    assert complaints(home) == [(ERROR, f"eval.lint.{message}")]


def test_sum_that_fails_is_right_where_gold_says_why(tmp_path):
    tables = {"review_litigation": {"reconsideration": FULL | {"total": 0}}}
    home = written(tmp_path, text=TEXT + "维持1件。", tables=tables, expect_findings=["the total is 0"])
    assert complaints(home) == []


def test_columns_of_table_3_have_to_balance(tmp_path):
    rows = {row: {"company": value} for row, value in (("new_received", 2), ("carried_over", 0))}
    rows |= {row: {"company": value} for row, value in (("total_processed", 1), ("carried_forward", 0))}
    home = written(tmp_path, text=TEXT + "2 1", tables={"applications": rows})
    assert complaints(home) == [(ERROR, "eval.lint.sum")]


@pytest.mark.parametrize(("value", "printed"), [(30_000, "3万"), (12, "十二"), (2, "两"), (0.5, "0.5")])
def test_number_may_be_printed_in_other_ways(tmp_path, value, printed):
    home = written(tmp_path, text=f"云溪县林业局,栏目更新不够及时,公开{printed}条", facts={"disclosure.total": value})
    (home / "gold" / "a.json").write_text(
        json.dumps(RIGHT | {"facts": {"disclosure.total": value}, "quantities": [], "evidence": {}}), encoding="utf-8"
    )
    assert complaints(home) == []


def test_number_and_issuer_that_are_not_printed_are_warnings(tmp_path):
    home = written(tmp_path, issuer="澄江市教育局", quantities=[{"value": 77, "unit": "件"}])
    assert complaints(home) == [("warning", "eval.lint.issuer"), ("warning", "eval.lint.number")]


def test_issuer_in_both_halves_is_an_error(tmp_path):
    for split in ("dev", "test"):
        written(tmp_path / split, name=split)
    assert complaints(tmp_path) == [(ERROR, "eval.lint.split")]


def test_gold_in_no_format_is_an_error_and_the_others_are_still_checked(tmp_path):
    written(tmp_path, name="a", issue=1)
    written(tmp_path, name="b", form="1999")
    assert complaints(tmp_path) == [(ERROR, "eval.error.gold"), (ERROR, "eval.lint.form")]


def test_gold_of_the_project_is_right():
    assert [found for found in lint(find_cases(["samples", "prose", "handwritten"])) if found.severity == ERROR] == []


def test_gold_of_a_generator_run_is_found_with_its_reports(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "gold").mkdir()
    name = "柳坪县商务局-2023"
    (tmp_path / "gold" / f"{name}.json").write_bytes((SAMPLES / "gold" / f"{name}.json").read_bytes())
    (tmp_path / "reports" / f"{name}.txt").write_bytes((SAMPLES / f"{name}.txt").read_bytes())
    assert [case.document.parent.name for case in find_cases([tmp_path])] == ["reports"]
    assert complaints(tmp_path) == []


def test_command_prints_what_is_wrong_and_exits_with_1(tmp_path):
    home = written(tmp_path, form="1999")
    result = CliRunner().invoke(app, ["eval", "lint", str(home), "--lang", "en"])
    assert result.exit_code == 1
    assert "a: error: there is no form 1999" in result.output


def test_command_is_content_with_right_gold(tmp_path):
    assert CliRunner().invoke(app, ["eval", "lint", str(written(tmp_path))]).exit_code == 0
