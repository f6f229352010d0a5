"""`extract` with a model, from the command line to the store, over HTTP."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from eval.synth import generate
from extractor.cli.app import app
from extractor.storage import open_store
from tests.llm.asking import KEY, rows
from tests.llm.server import Server, completion, good, hang, refused, steady

ENDED, LEFT = 0, 3


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for seed in range(8_000_000, 8_000_004):
        report = generate(seed)
        (folder / report.name).write_bytes(report.data)
    return folder


@pytest.fixture
def nianbao(configured, monkeypatch, reports):
    def run(server, *options):
        if server is not None:
            monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        result = CliRunner().invoke(app, ["extract", str(reports), *options, "--lang", "en"])
        return result.exit_code, " ".join(result.output.split())

    return run


def stored(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'data' / 'nianbao.db'}") as store:
        return [store.get(summary.id) for summary in store.list()]


def test_reports_are_read_by_the_model_and_stored_with_what_it_took(nianbao, tmp_path):
    with Server(steady(0.01)) as server:
        code, said = nianbao(server, "--engine", "llm", "--concurrency", "2")
    runs = [report.runs[-1] for report in stored(tmp_path)]
    assert code == ENDED
    assert {(run.engine, run.model, run.mode, run.input_tokens) for run in runs} == {
        ("llm", "qingchuan-1", "json_schema", 100)
    }
    assert "4 requests (4 sent, 0 answered before), 400 tokens in, 80 out" in said


def test_second_run_pays_nothing(nianbao):
    with Server(good) as server:
        nianbao(server, "--engine", "llm")
        code, said = nianbao(server, "--engine", "both")
    assert (code, len(server.calls)) == (ENDED, 4)
    assert "(0 sent, 4 answered before)" in said


def test_dry_run_sends_and_stores_nothing(nianbao, tmp_path):
    with Server(good) as server:
        code, said = nianbao(server, "--engine", "llm", "--dry-run", "--out", str(tmp_path / "out"))
    assert (code, server.calls) == (ENDED, [])
    assert "It would take 4 requests" in said
    assert not (tmp_path / "data" / "nianbao.db").exists()
    assert not (tmp_path / "out").exists()


def test_recorded_run_is_replayed_without_model_key_or_network(nianbao, tmp_path, monkeypatch):
    tape = str(tmp_path / "tape")
    with Server(good) as server:
        nianbao(server, "--engine", "llm", "--record", tape)
    for name in ("NIANBAO_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name)
    code, said = nianbao(None, "--engine", "llm", "--replay", tape, "--no-store")
    assert (code, len(server.calls)) == (ENDED, 4)
    assert "4 requests (0 sent, 4 answered before)" in said


def test_refused_key_is_said_once_and_the_reports_are_left_as_they_are(nianbao, tmp_path):
    with Server(lambda call: refused(401)) as server:
        code, said = nianbao(server, "--engine", "llm", "--concurrency", "1")
        left = len(stored(tmp_path))
        server.script = good
        again, _ = nianbao(server, "--engine", "llm")
    assert (code, again) == (LEFT, ENDED)
    assert said.count("does not accept the key") == 1
    assert "3 reports were not sent and are as they were" in said
    assert left == 1
    assert {report.status.value for report in stored(tmp_path)} == {"complete"}


def test_cost_limit_leaves_the_rest_for_another_run(nianbao, monkeypatch, tmp_path):
    monkeypatch.setenv("NIANBAO_MODEL_PRICES", json.dumps({"qingchuan-1": {"input": 0, "output": 10_000}}))
    monkeypatch.setenv("NIANBAO_MODEL_MAX_TOKENS", "100")
    with Server(good) as server:
        code, said = nianbao(server, "--engine", "llm", "--max-cost", "1.3", "--concurrency", "1")
    assert code == LEFT
    assert "and the limit is 1.3" in said
    assert len(server.calls) == 2
    assert len(stored(tmp_path)) == len(server.calls)


@pytest.mark.parametrize("bad", [{"content": "嗯"}, {"content": "", "finish_reason": "length"}], ids=["words", "cut"])
def test_report_whose_answer_was_no_good_says_so(bad, nianbao, tmp_path):
    bad = dict(bad)
    content = bad.pop("content")
    with Server(lambda call: completion(call, content, **bad)) as server:
        code, _ = nianbao(server, "--engine", "llm")
    assert code == ENDED
    for report in stored(tmp_path):
        assert report.facts == ()
        assert "narrative.no_answer" in {finding.rule for finding in report.findings}


def test_report_without_an_answer_is_partial_and_says_why(nianbao, monkeypatch, tmp_path):
    monkeypatch.setenv("NIANBAO_MODEL_TIMEOUT", "0.5")
    monkeypatch.setenv("NIANBAO_MODEL_ATTEMPTS", "1")
    with Server(lambda call: hang()) as server:
        nianbao(server, "--engine", "llm")
    for report in stored(tmp_path):
        assert report.status.value == "partial"
        assert [error.message_id for error in report.errors] == ["error.model_timeout"]


def test_key_is_in_no_file_and_no_message(nianbao, tmp_path):
    with Server(lambda call: refused(500, f"your key {KEY}")) as server:
        _, said = nianbao(server, "--engine", "llm", "--out", str(tmp_path / "out"), "--record", str(tmp_path / "tape"))
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY.encode() not in files
    assert KEY not in said
    assert rows(tmp_path / "data", "SELECT DISTINCT status FROM attempts") == [(500,)]


@pytest.mark.parametrize("options", [("--dry-run",), ("--max-cost", "1"), ("--record", "x"), ("--replay", "x")])
def test_option_for_a_model_is_refused_with_the_rules(options, nianbao):
    code, said = nianbao(None, *options)
    assert code == 2
    assert "--engine llm" in said


def test_unknown_engine_names_those_there_are(nianbao):
    code, said = nianbao(None, "--engine", "guess")
    assert code == 4
    assert "rules, llm, both" in said


def test_interrupt_stores_what_is_done_and_ends_with_130(nianbao, reports, tmp_path):
    done = [path.stem.split("_")[1].partition("-")[0] for path in sorted(reports.iterdir())[:2]]

    def script(call):
        return good(call) if any(issuer in call.user for issuer in done) else hang()

    with Server(script) as server:
        environment = {**os.environ, "OPENAI_BASE_URL": server.base_url}
        command = [sys.executable, "-c", "from extractor.cli import main; main()", "extract", str(reports)]
        process = subprocess.Popen([*command, "--engine", "llm", "--concurrency", "4"], env=environment)
        while len(server.calls) < 4:
            time.sleep(0.02)
        time.sleep(3)  # for the two that are answered to be checked, on a busy machine too
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert len(stored(tmp_path)) == 2
        ended = rows(tmp_path / "data", "SELECT outcome, count(*) FROM attempts GROUP BY 1")
        assert ended == [("answer", 2), ("cancelled", 2)]
        server.script = good
        nianbao(server, "--engine", "llm")
    assert len(stored(tmp_path)) == 4
    assert len(server.calls) == 6


def test_a_recording_that_does_not_fit_leaves_the_files_as_they_are(nianbao, tmp_path):
    tape = tmp_path / "tape"
    tape.mkdir()
    code, said = nianbao(None, "--engine", "llm", "--replay", str(tape))
    assert (code, stored(tmp_path)) == (LEFT, [])
    assert "has no answers about" in said
