"""Two runs side by side: tests computed by hand, flips, and the exit code a fork's CI can gate on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from eval.compare import compare, find_flips, holm, mcnemar, paired_bootstrap
from eval.runs.folder import RunFolder
from eval.runs.model import Result, RunSettings
from eval.runs.summary import summed
from eval.scorers import Judged, Verdict
from extractor.cli.app import app
from extractor.errors import ConfigError

RIGHT, WRONG, OMITTED, ABSENT, INVENTED = (
    Verdict.RIGHT,
    Verdict.WRONG,
    Verdict.OMITTED,
    Verdict.ABSENT,
    Verdict.INVENTED,
)
FIELD = "disclosure.total"


def cell(at: int, verdict: Verdict = RIGHT) -> Judged:
    return Judged("cells", f"applications.row{at}.total", verdict, 1.0, 1.0 if verdict == RIGHT else 2.0)


def fact(verdict: Verdict = RIGHT, found: float | None = 1.0, name: str = FIELD) -> Judged:
    return Judged("facts", name, verdict, 1.0, found)


def result(name: str, *judged: Judged, repeat: int = 0) -> Result:
    return Result(name, repeat, "complete", judged)


def kept(path: Path, *results: Result, **more: object) -> RunFolder:
    gold = {one.report: "same" for one in results}
    repeat = 1 + max(one.repeat for one in results)
    folder = RunFolder(path)
    folder.open(RunSettings.model_validate({"engine": "rules", "code": "c", "gold": gold, "repeat": repeat} | more))
    for one in results:
        folder.add(one)
    folder.write_summary(summed(results).figures())
    return folder


def cells_of(report: str, wrong: int) -> Result:
    return result(report, *(cell(at, WRONG if at < wrong else RIGHT) for at in range(10)))


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (0, 1, 1.0), (1, 5, 0.21875), (0, 6, 0.03125)],
)
def test_mcnemar_is_the_exact_test(better, worse, p):
    assert mcnemar(better, worse) == pytest.approx(p)


def test_bootstrap_counts_the_drawings_that_deny_a_difference():
    assert paired_bootstrap(np.array([-1.0] * 98 + [1.0])) == pytest.approx(2 * 2 / 100)
    assert paired_bootstrap(np.zeros(99)) == 1.0


def test_holm_corrects_for_the_number_of_tests():
    assert holm([0.01, None, 0.04, 0.03]) == pytest.approx([0.03, None, 0.06, 0.06], nan_ok=True)


def test_value_that_became_wrong_is_a_flip_and_one_that_stayed_is_not():
    flips = find_flips([result("r", cell(1), cell(2), cell(3, WRONG))], [result("r", cell(1, WRONG), cell(2), cell(3))])
    assert [(flip.name, flip.worse, flip.better) for flip in flips] == [
        ("applications.row1.total", True, False),
        ("applications.row3.total", False, True),
    ]


def test_other_wrong_value_is_a_flip_that_is_neither_better_nor_worse():
    flips = find_flips([result("r", fact(WRONG, 2.0))], [result("r", fact(WRONG, 3.0))])
    assert [(flip.better, flip.worse) for flip in flips] == [(False, False)]


def test_invention_in_one_run_alone_is_a_flip():
    flips = find_flips([result("r")], [result("r", Judged("problems", "problems[+0]", INVENTED, None, "x"))])
    assert [(flip.a, flip.worse) for flip in flips] == [(None, True)]


def test_same_runs_differ_in_nothing(tmp_path):
    runs = [kept(tmp_path / name, result("r", cell(1), fact())) for name in "ab"]
    found = compare(*runs)
    assert (found.flips, found.regressions) == ((), ())
    assert {change.p for change in found.measures} == {1.0}


def test_many_cells_that_became_wrong_are_a_regression(tmp_path):
    a = kept(tmp_path / "a", *(cells_of(f"r{at}", 0) for at in range(4)))
    b = kept(tmp_path / "b", *(cells_of(f"r{at}", 3) for at in range(4)))
    found = compare(a, b)
    change = next(change for change in found.measures if change.name == "cells.right")
    assert (change.a, change.b, change.better, change.worse) == (1.0, 0.7, 0, 12)
    assert change.p < 0.001
    assert "cells.right" in [change.name for change in found.regressions]
    assert [change.name for change in compare(b, a).regressions] == []


def test_one_cell_that_became_wrong_is_no_significant_regression(tmp_path):
    a = kept(tmp_path / "a", *(cells_of(f"r{at}", 0) for at in range(4)))
    b = kept(tmp_path / "b", cells_of("r0", 1), *(cells_of(f"r{at}", 0) for at in range(1, 4)))
    found = compare(a, b)
    assert [flip.worse for flip in found.flips] == [True]
    assert found.regressions == ()


def test_field_that_is_lost_everywhere_is_a_regression_of_that_field(tmp_path):
    other = fact(name="supervision.staff")
    a = kept(tmp_path / "a", *(result(f"r{at}", fact(), other) for at in range(12)))
    b = kept(tmp_path / "b", *(result(f"r{at}", fact(OMITTED, None), other) for at in range(12)))
    found = compare(a, b)
    assert {change.name: change.difference for change in found.fields} == {FIELD: -1.0, "supervision.staff": 0.0}
    assert {change.name for change in found.regressions} == {"facts.f1", "reports.right", FIELD}


def test_only_common_reports_and_repeats_are_compared_and_the_rest_is_named(tmp_path):
    a = kept(tmp_path / "a", result("r1", fact()), result("r2", fact()), result("r1", fact(), repeat=1))
    b = kept(tmp_path / "b", result("r1", fact()), result("r3", fact(OMITTED, None)), gold={"r1": "new", "r3": "same"})
    found = compare(a, b)
    assert (found.reports, found.only_a, found.only_b) == (("r1",), ("r2",), ("r3",))
    assert (found.gold_changed, found.repeats, found.flips) == (("r1",), (2, 1), ())


def test_runs_without_a_common_report_are_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"eval\.error\.nothing_common"):
        compare(kept(tmp_path / "a", result("r1", fact())), kept(tmp_path / "b", result("r2", fact())))


def test_unfinished_run_is_refused(tmp_path):
    a, b = (kept(tmp_path / name, result("r", fact())) for name in "ab")
    (b.path / "summary.json").unlink()
    with pytest.raises(ConfigError, match=r"eval\.error\.unfinished"):
        compare(a, b)


def test_command_exits_with_1_on_a_regression_and_0_without(tmp_path):
    a = kept(tmp_path / "a", *(cells_of(f"r{at}", 0) for at in range(4)))
    b = kept(tmp_path / "b", *(cells_of(f"r{at}", 5) for at in range(4)))
    worse, better = (
        CliRunner().invoke(app, ["eval", "compare", str(x), str(y), "--lang", "en"], env={"COLUMNS": "160"})
        for x, y in ((a.path, b.path), (b.path, a.path))
    )
    assert (worse.exit_code, better.exit_code) == (1, 0)
    assert "Significantly worse: cells.right" in worse.output
    assert "20 values changed (0 became right, 20 wrong)" in worse.output


def test_command_prints_json(tmp_path):
    runs = [kept(tmp_path / name, result("r", fact())) for name in "ab"]
    printed = CliRunner().invoke(app, ["eval", "compare", *(str(one.path) for one in runs), "--json"]).output
    assert json.loads(printed)["regressions"] == []
