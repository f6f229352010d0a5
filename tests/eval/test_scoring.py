"""The measures, with examples counted by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eval.scoring import Matches, score, score_cells, score_facts, score_head, score_items, score_quantities, total
from extractor.pipeline import process
from extractor.schema import Finding, Item, Outcome, Severity
from tests.builders import applications, cell, evidence, fact, quantity, report, review, stated, tables

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"
GOLD_REVIEW = {"reconsideration": {"upheld": 2, "corrected": 0, "other": None, "pending": 1, "total": 3}}
REPORT = report(
    tables=tables(
        review_litigation=review(
            reconsideration__upheld=2,
            reconsideration__other=None,
            reconsideration__pending=1,
            reconsideration__total=3,
        )
    ),
    facts=[fact("disclosure.total", 40), fact("applications.received", 12)],
    quantities=[quantity("q1", 40), quantity("q2", 12), quantity("q3", 12)],
    problems=[Item(text="栏目更新不够及时", evidence=evidence("栏目更新不够及时"))],
    published_on=stated("2023-01-20"),
)
GOLD = {
    "issuer": "云溪县林业局",
    "year": 2022,
    "form": "2021",
    "published_on": "2023-01-20",
    "tables": {"review_litigation": GOLD_REVIEW},
    "facts": {"disclosure.total": 40, "applications.received": 12},
    "quantities": [{"value": 12}, {"value": 40}, {"value": 12}],
    "problems": ["栏目更新不够及时。"],
    "improvements": [],
    "optional": [],
}


def finding(*cells: str) -> Finding:
    return Finding(
        rule="a.b", outcome=Outcome.FAIL, severity=Severity.ERROR, message="", message_id="a.b", cells=tuple(cells)
    )


def with_table_4(**cells: float | None):
    return report(tables=tables(review_litigation=review(**cells)))


def test_report_as_in_gold_is_perfect():
    result = score(REPORT, GOLD)
    assert (result.cells.total, result.cells.share) == (5, 1.0)
    assert [getattr(result, name).f1 for name in ("facts", "quantities", "lists", "head")] == [1.0] * 4


def test_report_with_nothing_in_it_finds_nothing():
    empty = report(issuer=None, year=None, form=None, tables={})
    result = score(empty, GOLD)
    assert result.cells.wrong == tuple(
        f"review_litigation.reconsideration.{c}" for c in ("upheld", "corrected", "pending", "total")
    )
    assert [getattr(result, name).f1 for name in ("facts", "quantities", "lists", "head")] == [0.0] * 4


@pytest.mark.parametrize(("printed", "meant"), [(None, 0), (0, None), (1, 0)], ids=["blank", "invented", "other"])
def test_null_and_zero_are_different_values(printed, meant):
    gold = {"review_litigation": {"reconsideration": {"other": meant}}}
    result = score_cells(with_table_4(reconsideration__other=printed), gold)
    assert result.wrong == result.silent == ("review_litigation.reconsideration.other",)


def test_wrong_cell_that_a_finding_names_is_not_silent():
    wrong = with_table_4(reconsideration__total=4).model_copy(
        update={"findings": (finding("review_litigation.reconsideration.total"),)}
    )
    gold = {"review_litigation": {"reconsideration": {"upheld": 1, "total": 3}}}
    result = score_cells(wrong, gold)
    assert (result.total, len(result.wrong)) == (2, 2)
    assert result.silent == ("review_litigation.reconsideration.upheld",)
    assert result.share == 0.0


@pytest.mark.parametrize(("value", "wrong"), [(None, 0), (0, 1)], ids=["all blank", "a zero"])
def test_row_that_gold_calls_missing_has_no_value(value, wrong):
    rows = applications()
    rows["granted"] = None if value is None else {"total": cell(value)}
    result = score_cells(report(tables=tables(applications=rows)), {"applications": {"granted": None}})
    assert (result.total, len(result.wrong)) == (1, wrong)


def test_table_that_gold_leaves_out_is_not_scored():
    assert score_cells(REPORT, {}).share is None


def test_table_that_the_document_lacks_must_not_be_there():
    assert score_cells(REPORT, {"disclosure": None}).wrong == ("disclosure",)


def test_fact_with_another_value_is_missed_and_extra():
    facts = score_facts(REPORT, {"disclosure.total": 41, "applications.received": 12})
    assert facts == Matches(right=1, missed=1, extra=1)
    assert (facts.precision, facts.recall, facts.f1) == (0.5, 0.5, 0.5)


def test_optional_fact_counts_neither_way():
    assert score_facts(REPORT, {"disclosure.total": 40}, ["applications.received"]) == Matches(right=1)


def test_quantities_are_a_bag_without_order_sign_and_zeros():
    gold = [{"value": 12}, {"value": -40}, {"value": 0}, {"value": 7}]
    assert score_quantities(REPORT, gold) == Matches(right=2, missed=1, extra=1)


def test_each_item_is_matched_once_with_the_likest():
    texts = ["更新不够及时", "人员培训偏少，业务不熟"]
    gold = ["人员培训偏少", "栏目更新不够及时", "渠道单一"]
    assert score_items(texts, gold) == score_items(texts[::-1], gold[::-1]) == Matches(right=2, missed=1)


def test_issuer_may_be_the_shorter_name_but_a_year_may_not():
    gold = {"issuer": "明山市云溪县林业局", "year": 2021, "form": None, "published_on": "2023-01-20"}
    assert score_head(REPORT, gold) == Matches(right=3, missed=1)


def test_scores_add_up():
    both = total([score(REPORT, GOLD), score(report(), GOLD)])
    assert both.cells.total == 10
    assert both.facts == Matches(right=2, missed=2)


def test_measures_are_those_of_the_shared_tool(shared, tmp_path):
    scores = []
    for path in sorted((SAMPLES / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        made = process((SAMPLES / gold["file"]).read_bytes(), gold["file"]).report
        (tmp_path / path.name).write_text(made.model_dump_json(), "utf-8")
        scores.append(score(made, gold))
    tool = [sys.executable, shared / "tools" / "score.py", SAMPLES / "gold", tmp_path]
    printed = subprocess.run(tool, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    ours = total(scores)
    assert f"cells {ours.cells.share:.4f}, silent {len(ours.cells.silent)}, facts {ours.facts.f1:.4f}" in printed
    assert f"quantities_recall {ours.quantities.recall:.4f}" in printed
    assert f"quantities_precision {ours.quantities.precision:.4f}, lists {ours.lists.f1:.4f}" in printed
