"""The report of a run: the same figures in every form, nothing fetched, nothing of the source taken for markup."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.gold import Gold
from eval.report.content import content_of
from eval.report.write import NAMES, write_report
from eval.runs.folder import RunFolder
from eval.runs.model import Result, RunSettings, Usage, used
from eval.runs.summary import summed
from eval.scorers import Judged, Sample, Verdict, judge
from extractor.cli.app import app
from extractor.errors import ConfigError
from tests.builders import report

INJECTED = "<script>alert(1)</script>|x"


def fact(name: str, verdict: Verdict, found: float | None = 2.0, **more: object) -> Judged:
    return Judged("facts", name, verdict, 1.0, found, **more)


@pytest.fixture
def run(tmp_path):
    folder = RunFolder(tmp_path / "run")
    folder.open(RunSettings(engine="rules", code="c0de", gold={"a": "1", "b": "2"}))
    judged = (
        Judged("cells", "applications.granted.total", Verdict.RIGHT, 1.0, 1.0),
        fact("disclosure.website", Verdict.OMITTED, None),
        fact("disclosure.wechat", Verdict.WRONG, flagged=True),
        fact("disclosure.total", Verdict.WRONG, source=INJECTED),
        fact("disclosure.weibo", Verdict.INVENTED),
    )
    results = [Result("a", 0, "complete", judged), Result("b", 0, "failed", (fact("x", Verdict.LOST),), ("broken",))]
    for result in results:
        folder.add(result)
    folder.write_summary(summed(results).figures())
    return folder


class Page(HTMLParser):
    """Collects tags, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.seen.add(tag)


def test_worst_values_are_the_unflagged_wrong_ones(run):
    names = [bad.value.name for bad in content_of(run).bad]
    assert names == ["disclosure.total", "disclosure.weibo", "disclosure.website", "disclosure.wechat"]


def test_seconds_tokens_and_cost_are_added_up():
    usages = Usage(1.5, 100, 10, 1, 0.25), Usage(0.5, 50, 5, 1, None), Usage(1.0, 0, 0, 0, 0.5)
    results = [Result(str(at), 0, "complete", (), (), usage) for at, usage in enumerate(usages)]
    assert used(results) == Usage(3.0, 150, 15, 2, 0.75)
    assert used(results[1:2]).cost is None


def test_failed_report_is_named_with_its_reason(run):
    assert content_of(run).failed == (("b", "broken"),)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_is_whole_and_needs_nothing_else(run, tmp_path, lang):
    write_report(run.path, tmp_path / "out", lang)
    text = (tmp_path / "out" / "report.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    assert page.open == []
    assert {"svg", "circle", "rect", "table"} <= page.seen
    assert not page.seen & {"script", "link", "img"}
    assert "&lt;script&gt;" in text
    assert not re.search(r"https?://|url\(|@import", text)


def test_every_form_has_the_same_figures(run, tmp_path):
    assert write_report(run.path, tmp_path / "out", "en") == NAMES
    whole = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    rows = {row["name"]: row for row in csv.DictReader((tmp_path / "out" / "report.csv").open(encoding="utf-8-sig"))}
    assert float(rows["facts.f1"]["value"]) == whole["metrics"]["facts.f1"]["value"]
    assert rows["lists.f1"]["value"] == ""
    assert f"| facts omitted | {whole['metrics']['facts.omitted']['value']:.0f} |" in (
        tmp_path / "out" / "report.md"
    ).read_text("utf-8")
    assert whole["not_right"][0]["name"] == "disclosure.total"


def test_markdown_rows_keep_their_columns(run, tmp_path):
    write_report(run.path, tmp_path / "out", "en")
    row = next(line for line in (tmp_path / "out" / "report.md").read_text("utf-8").splitlines() if "alert" in line)
    assert row.count("|") - row.count("\\|") == 8


def test_source_of_a_value_that_is_not_right_is_its_line():
    text = "第一行\n全年公开3000条。\n第三行"
    gold = Gold(file="", facts={"disclosure.total": 3000})
    omitted = next(value for value in judge(Sample(gold, report(), text)) if value.name == "disclosure.total")
    assert (omitted.verdict, omitted.source) == (Verdict.OMITTED, "全年公开3000条。")


def test_unfinished_run_has_no_report(run, tmp_path):
    (run.path / "summary.json").unlink()
    with pytest.raises(ConfigError, match=r"eval\.error\.unfinished"):
        write_report(run.path, tmp_path, "zh")


def test_command_writes_beside_the_run(run):
    result = CliRunner().invoke(app, ["eval", "report", str(run.path)])
    assert result.exit_code == 0
    assert sorted(path.name for path in (run.path / "report").iterdir()) == sorted(NAMES)
    assert Path(run.path / "report" / "report.html").stat().st_size > 1000
