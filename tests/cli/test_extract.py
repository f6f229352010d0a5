"""`nianbao extract`: what it stores and writes, what it says of files that fail, and how it is stopped."""

import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

from extractor import pipeline
from extractor.extraction import engines
from extractor.schema import Report
from tests.cli.running import ROOT, RUN, fake_process, nianbao, stored

pytestmark = pytest.mark.usefixtures("faked")


def test_extract_stores_and_writes_every_report(reports, tmp_path):
    result = nianbao("extract", reports, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert [item.names for item in stored(tmp_path)] == [("r1.txt",), ("r2.txt",), ("r3.txt",)]
    written = Report.model_validate_json((tmp_path / "out" / "r2.json").read_bytes())
    assert written == fake_process(b"2", "r2.txt").report


def test_extract_again_adds_nothing(reports, tmp_path):
    nianbao("extract", reports)
    result = nianbao("extract", reports)
    assert [item.revision for item in stored(tmp_path)] == [1, 1, 1]
    assert "内容未变" in result.output


def test_failing_files_are_named_and_the_rest_go_on(reports, tmp_path):
    (reports / "r0.txt").write_text("bad")
    (reports / "r4.txt").write_text("bug")
    result = nianbao("extract", reports)
    assert result.exit_code == 3
    assert "r0.txt" in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.output
    assert "ZeroDivisionError" in (tmp_path / "data" / "nianbao.log").read_text()
    assert len(stored(tmp_path)) == 3


def test_missing_path_is_reported_and_the_rest_go_on(reports, tmp_path):
    result = nianbao("extract", tmp_path / "nowhere.txt", reports)
    assert result.exit_code == 3
    assert "nowhere.txt" in result.stderr
    assert "没有这个文件" in result.stderr
    assert len(stored(tmp_path)) == 3


def test_no_store_leaves_no_trace(reports, tmp_path):
    assert nianbao("extract", reports, "--no-store").exit_code == 0
    assert not (tmp_path / "data").exists()


def test_folder_without_reports_is_a_usage_error(tmp_path):
    assert nianbao("extract", tmp_path).exit_code == 2
    assert nianbao("check", tmp_path).exit_code == 2


def test_other_engine_adds_a_revision(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "ENGINES", ("rules", "other"))
    nianbao("extract", reports / "r1.txt")
    nianbao("extract", reports / "r1.txt", "--engine", "other")
    assert stored(tmp_path)[0].revision == 2


def test_data_folder_that_cannot_be_made_is_one_message(reports, tmp_path):
    (tmp_path / "file").write_text("")
    result = nianbao("extract", reports, "--data", tmp_path / "file" / "data")
    assert result.exit_code == 4
    assert "--data" in result.stderr
    assert "Traceback" not in result.output


def test_results_folder_that_cannot_be_made_is_one_message(reports, tmp_path):
    (tmp_path / "file").write_text("")
    result = nianbao("extract", reports, "--out", tmp_path / "file")
    assert result.exit_code == 4
    assert "file" in result.stderr


def test_full_disk_in_the_middle_is_one_message(reports, tmp_path, monkeypatch):
    from extractor.errors import StorageError
    from extractor.storage import ReportStore

    def full(self, entries):
        raise StorageError("error.storage_full", store=self.place, reason="full")

    monkeypatch.setattr(ReportStore, "save_many", full)
    result = nianbao("extract", reports)
    assert result.exit_code == 4
    assert "磁盘已满" in result.stderr
    assert stored(tmp_path) == ()


def test_interrupt_keeps_what_is_done_and_exits_with_130(reports, tmp_path, monkeypatch):
    def interrupted(raw, name, engine="rules", settings=None, password=None):
        if raw == b"3":
            raise KeyboardInterrupt
        return fake_process(raw, name, engine)

    monkeypatch.setattr(pipeline, "process", interrupted)
    result = nianbao("extract", reports)
    assert result.exit_code == 130
    assert "已中断" in result.stderr
    assert len(stored(tmp_path)) == 2


def holds_reports(database):
    with closing(sqlite3.connect(database)) as connection:
        made = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'reports'").fetchone()[0]
        return bool(made and connection.execute("SELECT count(*) FROM reports").fetchone()[0])


@pytest.mark.slow
def test_ctrl_c_ends_a_real_run_with_130_and_a_whole_store(tmp_path):
    samples = sorted((ROOT / "eval" / "samples").glob("*.txt"))
    if not samples:
        pytest.skip("needs eval/samples")
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.txt").write_bytes(samples[0].read_bytes() + b"\n" * number)
    process = subprocess.Popen([*RUN, "extract", str(folder)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    database = tmp_path / "data" / "nianbao.db"
    deadline = time.monotonic() + 30
    while not (database.exists() and holds_reports(database)) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert 0 < len(stored(tmp_path)) < 3000
