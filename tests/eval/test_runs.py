"""Runs: kept value by value, resumed after a stop, the same again from a recording, and figures with intervals."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.gold import find_cases
from eval.runs.folder import REPORTS, RUN, SUMMARY, USAGE, VALUES, RunFolder
from eval.runs.model import Result, code_hash, from_json, to_json
from eval.runs.summary import summed
from eval.runs.work import Plan, run
from eval.scorers import Judged, Overlap, Verdict
from extractor.cli.app import app
from extractor.errors import ConfigError

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "eval" / "samples" / "gold"
NAMES = ("柳坪县商务局-2023", "青泽市水务局-2023", "荻原县审计局-2019")
RECORDED = [GOLD / f"{name}.json" for name in NAMES[:2]]
SAME = (RUN, VALUES, REPORTS, SUMMARY)


class StoppedError(Exception):
    """What stops a run in the middle."""


@pytest.fixture(scope="module", autouse=True)
def unchanging_code():
    """Sources that nobody edits while the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("eval.runs.model.code_hash", lambda: "0123456789abcdef")
        yield


@pytest.fixture(scope="module")
def cases():
    return find_cases([GOLD / f"{name}.json" for name in NAMES])


@pytest.fixture(scope="module")
def finished(cases, tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "whole"
    run(Plan(cases, repeat=2), folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in SAME}


def copied_set(tmp_path: Path) -> Path:
    home = tmp_path / "set"
    (home / "gold").mkdir(parents=True)
    for name in NAMES[:2]:
        shutil.copy(GOLD / f"{name}.json", home / "gold")
        shutil.copy(GOLD.parent / f"{name}.txt", home)
    return home


def test_run_keeps_every_value_of_every_report(cases, finished):
    results = RunFolder(finished).results()
    assert [result.key for result in results] == [(repeat, case.name) for repeat in (0, 1) for case in cases]
    cells = [value for value in results[0].judged if value.kind == "cells"]
    assert len(cells) == 200
    assert {value.verdict for value in cells} == {Verdict.RIGHT}


def test_run_names_what_decides_its_results(cases, finished):
    settings = RunFolder(finished).settings()
    assert (settings.engine, settings.model, settings.repeat) == ("rules", None, 2)
    assert set(settings.gold) == {case.name for case in cases}
    assert settings.code == "0123456789abcdef"


def test_hash_of_the_code_changes_with_a_source_file(tmp_path, monkeypatch):
    (tmp_path / "extractor").mkdir()
    source = tmp_path / "extractor" / "a.py"
    monkeypatch.setattr("eval.runs.model._ROOT", tmp_path)
    source.write_text("a = 1\n", encoding="utf-8")
    before = code_hash()
    source.write_text("a = 2\n", encoding="utf-8")
    assert len(before) == 16
    assert code_hash() != before


def test_stopped_run_goes_on_to_the_same_end(cases, finished, tmp_path):
    def stop(result: Result | None) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        run(Plan(cases, repeat=2), tmp_path, stop)
    with (tmp_path / VALUES).open("a", encoding="utf-8") as stream:
        stream.write('{"repeat":0,"report":"青泽市水务局-2023","kind":"cells","na')
    known: list[Result | None] = []
    run(Plan(cases, repeat=2), tmp_path, known.append)
    assert known.count(None) == 1
    assert contents(tmp_path) == contents(finished)


def test_finished_run_extracts_nothing_again(cases, finished):
    before = (finished / USAGE).read_bytes()
    told: list[Result | None] = []
    run(Plan(cases, repeat=2), finished, told.append)
    assert told == [None] * 6
    assert (finished / USAGE).read_bytes() == before


def test_several_processes_give_the_same_values(cases, finished, tmp_path):
    run(Plan(cases, repeat=2, jobs=2), tmp_path)
    assert contents(tmp_path) == contents(finished)


def test_folder_of_another_run_is_refused(cases, finished):
    with pytest.raises(ConfigError) as refused:
        run(Plan(cases[:1]), finished)
    assert refused.value.params["names"] == "repeat, gold"


def test_folder_with_other_files_is_refused(cases, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"eval\.error\.not_a_run"):
        run(Plan(cases), tmp_path)


def test_missing_document_stops_the_run_before_it_begins(tmp_path):
    home = copied_set(tmp_path)
    (home / f"{NAMES[0]}.txt").unlink()
    with pytest.raises(ConfigError, match=r"eval\.error\.no_document"):
        run(Plan(find_cases([home])), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_report_that_fails_scores_nothing_and_is_not_left_out(tmp_path):
    home = copied_set(tmp_path)
    (home / f"{NAMES[0]}.txt").write_bytes(b"%PDF-1.7 nothing")
    figures = run(Plan(find_cases([home])), tmp_path / "out")
    assert (figures["reports"], figures["failed"]) == (2, 1)
    assert figures["metrics"]["cells.right"]["value"] == 0.5
    assert figures["metrics"]["reports.right"]["value"] == 0.5
    failed = RunFolder(tmp_path / "out").results()[0]
    assert failed.status == "failed"
    assert failed.errors


def test_replayed_run_is_identical_to_the_last_digit(tmp_path):
    plan = Plan(find_cases(RECORDED), "both", replay=ROOT / "eval" / "exchanges")
    for name in ("a", "b"):
        run(plan, tmp_path / name)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    settings = RunFolder(tmp_path / "a").settings()
    assert (settings.model, list(settings.prompts), settings.replay) == ("by-hand", ["narrative.v1"], "exchanges")
    assert RunFolder(tmp_path / "a").results()[0].usage.input_tokens > 0


def test_answer_that_was_not_recorded_is_said_and_scored(cases, tmp_path):
    figures = run(Plan(cases[2:], "llm", replay=ROOT / "eval" / "exchanges"), tmp_path)
    assert figures["partial"] == 1
    assert figures["metrics"]["facts.recall"]["value"] == 0


def test_value_is_the_same_after_its_file():
    value = Judged("facts", "disclosure.total", Verdict.WRONG, 3.0, 0.0, Overlap(1, 2, 3, True), True, (4.0,), "exact")
    assert from_json(json.loads(json.dumps(to_json(value)))) == value


def facts(right: int, omitted: int) -> tuple[Judged, ...]:
    verdicts = [Verdict.RIGHT] * right + [Verdict.OMITTED] * omitted
    return tuple(Judged("facts", "disclosure.total", verdict, 1.0) for verdict in verdicts)


def test_interval_comes_from_drawing_reports_again():
    same = summed(Result(f"r{at}", 0, "complete", facts(1, 1)) for at in range(9)).figures()
    mixed = summed(Result(f"r{at}", 0, "complete", facts(at % 2, 1 - at % 2)) for at in range(10)).figures()
    recalls = [figures["metrics"]["facts.recall"] for figures in (same, mixed)]
    assert [recall["value"] for recall in recalls] == [0.5, 0.5]
    assert (recalls[0]["low"], recalls[0]["high"]) == (0.5, 0.5)
    assert recalls[1]["low"] == pytest.approx(0.2, abs=0.001)
    assert recalls[1]["high"] == pytest.approx(0.8, abs=0.001)


def test_nothing_to_measure_is_no_zero():
    figures = summed([Result("r", 0, "complete", facts(1, 0))]).figures()
    assert figures["metrics"]["cells.right"] == {"value": None, "low": None, "high": None, "of": 0}


def test_command_runs_and_prints_the_figures(tmp_path):
    given = ["eval", "run", "--gold", str(RECORDED[0]), "--out", str(tmp_path / "r"), "--jobs", "1", "--lang", "en"]
    result = CliRunner().invoke(app, given, env={"COLUMNS": "160"})
    assert result.exit_code == 0
    assert "table cells right (blank ≠ 0)" in result.output
    assert "1 reports × 1; 0 failed, 0 partial" in result.output


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--gold", "nowhere"], 4),
        (["--split", "half", "--gold", "samples"], 2),
        (["--gold", "samples", "--replay", "x"], 2),
    ],
    ids=["no gold", "no such split", "replay without a model"],
)
def test_command_refuses_what_it_cannot_do(tmp_path, more, code):
    assert CliRunner().invoke(app, ["eval", "run", "--out", str(tmp_path / "r"), *more]).exit_code == code
