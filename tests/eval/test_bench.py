"""The benchmark: what it counts, how it tells a miss, and that its page shows nothing of the machine but its kind."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from eval.bench import __main__ as bench
from eval.bench import silent
from eval.bench.quality import sample_rows, shared_rows
from eval.bench.row import Row, as_table, percent
from eval.bench.silent import measure
from eval.bench.speed import rows_of, run_batch
from eval.bench.start import seconds_of
from eval.bench.traceable import traceable
from eval.synth import generate
from eval.synth.__main__ import write_report

REVIEW = {"reconsideration": {"upheld": 2, "corrected": 1, "other": 0, "pending": 0, "total": 3}}
CELL = "review_litigation.reconsideration.upheld"


def row(reached):
    return Row("speed", "10 reports", "7/s", "make it", "≥ 9/s", reached)


def review(**changes):
    return {"review_litigation": {"reconsideration": REVIEW["reconsideration"] | changes}}


@pytest.mark.parametrize(
    ("changes", "found"),
    [({}, False), ({"upheld": 1, "corrected": 2}, False), ({"upheld": 3}, True), ({"pending": None}, True)],
    ids=["true", "parts swapped", "sum broken", "blank"],
)
def test_error_is_traceable_when_a_sum_breaks(changes, found):
    assert traceable(review(**changes), CELL) is found


@pytest.mark.parametrize("cell", ["new_received.company", "granted.company", "carried_forward.total"])
def test_error_in_table_3_is_traceable(cell):
    gold = generate(5, form="2021", size=2, noise=0, damage=0).gold["tables"]
    assert not traceable(gold, f"applications.{cell}")
    name, column = cell.split(".")
    gold["applications"][name][column] += 1
    assert traceable(gold, f"applications.{cell}")


def test_table_2_has_no_sums():
    assert not traceable({"disclosure": {"fees": {"amount": 7}}}, "disclosure.fees.amount")


def test_planted_errors_are_counted_and_those_that_break_a_sum_are_named():
    tally = measure(6, first=9_000_000)
    assert (tally.reports, tally.refused, tally.silent) == (6, 0, 0)
    assert tally.planted.total() >= 18
    assert tally.named["a sum is broken"] == tally.planted["a sum is broken"] > 0


def test_errors_that_no_sum_shows_are_judged_with_the_others(monkeypatch):
    tally = silent.Tally(reports=1, cells=9)
    tally.planted.update({"a sum is broken": 90, "every sum is whole": 10})
    tally.named.update({"a sum is broken": 90, "every sum is whole": 2})
    monkeypatch.setattr(silent, "measure", lambda count: tally)
    (judged,) = [entry for entry in silent.silent_rows(quick=True) if "tables 3 and 4" in entry.what]
    assert (judged.figure, judged.reached) == ("8.00 % (8 of 100)", False)


@pytest.mark.parametrize(("share", "text"), [(1.0, "100.00 %"), (0.99999, "99.99 %"), (None, "nothing to count")])
def test_only_a_whole_is_a_hundred_percent(share, text):
    assert percent(share) == text


def test_miss_is_said_to_be_one():
    assert "**no: missed**" in as_table([row(False)])
    assert "missed" not in as_table([row(True), row(None)])


@pytest.mark.parametrize(("reached", "strict", "code"), [(False, True, 1), (False, False, 0), (True, True, 0)])
def test_strict_run_fails_on_a_miss(monkeypatch, reached, strict, code):
    monkeypatch.setitem(bench.SECTIONS, "start", lambda quick: [row(reached)])
    assert bench.main(["--only", "start", *(["--strict"] if strict else [])]) == code


def test_page_says_machine_and_misses_but_no_host_and_no_path(monkeypatch, tmp_path):
    monkeypatch.setitem(bench.SECTIONS, "start", lambda quick: [row(False), row(True)])
    bench.main(["--only", "start", "--write", str(tmp_path / "page.md")])
    page = (tmp_path / "page.md").read_text("utf-8")
    assert "1 of 2 targets reached, 1 missed" in page
    assert platform.python_version() in page
    assert platform.node() not in page
    assert str(Path.home()) not in page


def test_batch_stores_every_report_and_measures(tmp_path):
    for name in ("reports", "gold"):
        (tmp_path / name).mkdir()
    for seed in range(3):
        write_report(generate(seed), tmp_path / "reports", tmp_path / "gold")
    result = run_batch(tmp_path / "reports", 2)
    assert result["reports"] == 2
    assert result["peak_mb"] > 20
    assert 0 < result["cpu"] <= result["seconds"] * 2


def test_growth_of_time_and_memory_is_a_miss():
    small = {"reports": 10, "seconds": 0.1, "cpu": 0.1, "peak_mb": 50, "calibration": 9}
    large = {"reports": 40, "seconds": 0.8, "cpu": 0.8, "peak_mb": 100, "calibration": 9}
    assert [entry.reached for entry in rows_of([small, large], "")] == [False, False, False]
    assert [entry.reached for entry in rows_of([small, small | {"reports": 20, "seconds": 0.2, "cpu": 0.2}], "")] == [
        True
    ] * 3


def test_command_that_breaks_is_no_figure():
    with pytest.raises(RuntimeError):
        seconds_of(("check", "no such file"), 1)


def test_samples_are_scored_row_by_row():
    rows = sample_rows(quick=True)
    assert rows[0].on == "eval/samples, 18 reports"
    assert all(entry.reached for entry in rows), rows


def test_real_reports_are_not_available_without_them(tmp_path):
    rows = shared_rows(quick=True, shared=tmp_path)
    assert {(entry.figure, entry.reached) for entry in rows} == {("not available here", None)}


def test_real_reports_are_measured_by_the_shared_tool(shared):
    rows = shared_rows(quick=True, shared=shared)
    assert rows[1].figure == "0"
    assert rows[0].figure.startswith("99.")
