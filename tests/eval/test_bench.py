"""The benchmark: what it counts, how it tells a miss, and that its page shows nothing of the machine but its kind."""

from __future__ import annotations

import platform
from functools import partial
from pathlib import Path

import pytest

from eval.bench import __main__ as bench
from eval.bench import formats, silent
from eval.bench.misses import misses
from eval.bench.quality import sample_rows, shared_rows
from eval.bench.ratio import Ratio, compare, html_ratio
from eval.bench.row import Row, as_list, as_table, percent
from eval.bench.scans import Scanned
from eval.bench.silent import measure
from eval.bench.speed import rows_of, run_batch
from eval.bench.start import seconds_of
from eval.bench.traceable import traceable
from eval.scoring import CellScore, Score
from eval.synth import generate
from eval.synth.__main__ import write_report
from eval.synth.formats.html import write_html
from extractor.pipeline import process

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
    assert "1 of 2 targets reached" in page
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


def test_a_wrong_cell_is_listed_with_what_was_wanted_and_read():
    page = write_html(7, form="2021", noise=0, damage=0)
    tables = {"applications": {"new_received": page.gold["tables"]["applications"]["new_received"] | {"company": 987}}}
    cells, lines = misses(process(page.data, page.name).report, tables, "7")
    assert cells.wrong == ("applications.new_received.company",)
    (line,) = lines
    assert line.startswith("7 applications.new_received.company: wanted 987, got ")
    assert "(printed '" in line and line.endswith("no finding names it")


def test_a_row_that_gold_lacks_is_listed_with_its_figures():
    page = write_html(7, form="2021", noise=0, damage=0)
    _, (line,) = misses(process(page.data, page.name).report, {"applications": {"new_received": None}}, "7")
    assert "wanted no such row, got {'natural_person'" in line


@pytest.mark.parametrize("name", ["HTML", "XLSX"])
def test_formats_are_compared_with_gold(name):
    row = formats._generated(name, formats.WRITERS[name], 2, "again")
    assert (row.reached, row.figure[:8], row.details) == (True, "100.00 %", ())


def test_a_refused_file_is_a_miss_with_all_its_cells():
    def empty(seed):
        return type(write_html(seed))("a.html", b" ", {"tables": {"disclosure": {"fees": {"amount": 1}}}}, *[None] * 3)

    row = formats._generated("HTML", empty, 1, "again")
    assert (row.reached, row.figure) == (False, "0.00 % (0 of 1)")
    assert "refused, error.empty" in row.details[0]


def test_scans_are_judged_by_share_and_by_silent_errors(monkeypatch):
    cells = CellScore(100, ("a.b.c",), ("a.b.c",))
    monkeypatch.setattr(formats, "_can_scan", lambda: True)
    monkeypatch.setattr(
        formats, "read_scans", lambda seeds, dpi: [Scanned(1, 1, 1.0, Score(cells), ("1 a.b.c: wanted 1, got null",))]
    )
    share, silent_errors = formats._scanned(150, 0.98, 1, "again")
    assert (share.reached, silent_errors.reached) == (True, False)
    assert share.details == ("1 a.b.c: wanted 1, got null",)


def test_scans_that_cannot_be_made_here_are_not_counted(monkeypatch):
    monkeypatch.setattr(formats, "_can_scan", lambda: False)
    assert {(entry.figure, entry.reached) for entry in formats._scanned(200, 0.995, 3, "")} == {
        ("not available here", None)
    }


def test_times_are_judged_by_the_slowest_file():
    def ratio(name, data):
        return Ratio(name, 1.0, len(data))

    fast = formats._timed("PDF", "raw text", [("a", b"1"), ("b", b"22")], ratio, "")
    slow = formats._timed("PDF", "raw text", [("a", b"1"), ("b", b"333")], ratio, "")
    assert (fast.reached, fast.details) == (True, ())
    assert (slow.reached, len(slow.details), "× 3.00 at most" in slow.figure) == (False, 2, True)


def test_ratio_takes_both_in_turns():
    calls = []
    compare("x", lambda: calls.append("raw"), lambda: calls.append("read"), rounds=3)
    assert calls == ["raw", "read"] * 5
    assert html_ratio("page", write_html(3).data, rounds=1).value > 0.5


def test_what_was_wrong_is_listed_under_the_table(monkeypatch, capsys):
    told = Row("HTML", "2 files", "99 %", "make it", "100 %", False, ("7 a.b.c: wanted 1, got 2",))
    monkeypatch.setitem(bench.SECTIONS, "formats", lambda quick, count, scans: [told])
    bench.main(["--only", "formats", "--count", "1"])
    assert "- HTML: 7 a.b.c: wanted 1, got 2" in capsys.readouterr().out
    assert as_list([row(True)]) == ""


def test_an_edit_that_fails_is_explained():
    failures = formats._failures(formats.Result("wrong-total", wrong=["6000000 html applications.new_received.total"]))
    (line,) = failures
    assert line.startswith("wrong-total 6000000 html applications.new_received.total: wanted ")


def test_real_formats_are_not_available_without_them(tmp_path):
    assert formats._real(tmp_path, "").figure == "not available here"


def test_real_formats_are_called_by_number(shared):
    row = formats._real(shared, "")
    assert row.on == "10 real reports"
    assert all(line.startswith("real report ") for line in row.details)


def test_a_section_is_written_beside_the_others(monkeypatch, tmp_path):
    page = tmp_path / "page.md"
    monkeypatch.setattr(bench, "SECTIONS", {name: partial(_one_row, name) for name in ("first", "second")})
    bench.main(["--write", str(page)])
    monkeypatch.setattr(bench, "SECTIONS", {name: partial(_one_row, f"new {name}") for name in ("first", "second")})
    bench.main(["--only", "second", "--write", str(page)])
    text = page.read_text("utf-8")
    assert text.index("| first |") < text.index("| new second |")
    assert "| second |" not in text
    assert text.count("# Benchmarks") == 1


def _one_row(name, *, quick):
    return [Row(name, "on", "1", "command")]
