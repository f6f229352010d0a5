"""`check` with a model: its findings, nothing stored, and what it says of files it had to leave."""

import json

import pytest
from typer.testing import CliRunner

from eval.synth import generate
from extractor.cli.app import app
from tests.llm.server import Server, good

CHECKED, ERRORS, USAGE, LEFT = 0, 1, 2, 3


@pytest.fixture
def report(tmp_path):
    made = generate(8_000_000)
    path = tmp_path / made.name
    path.write_bytes(made.data)
    return path


@pytest.fixture
def check(configured, monkeypatch, report):
    def run(server, *options):
        if server is not None:
            monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        return CliRunner().invoke(app, ["check", str(report), *options, "--lang", "en"])

    return run


@pytest.mark.parametrize("engine", ["llm", "both"])
def test_model_is_asked_and_its_report_checked_with_nothing_stored(check, tmp_path, engine):
    with Server(good) as server:
        result = check(server, "--engine", engine, "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, len(server.calls)) == (CHECKED, 1)
    assert said["error"] is None
    assert said["checks"]["passed"] > 100
    assert "1 sent" in result.stderr, "what it took does not stand among the results"
    assert not (tmp_path / "data" / "nianbao.db").exists()


def test_extract_pays_nothing_for_what_check_has_asked(check, report):
    with Server(good) as server:
        check(server, "--engine", "llm")
        CliRunner().invoke(app, ["extract", str(report), "--engine", "llm"])
    assert len(server.calls) == 1


def test_recorded_check_is_repeated_without_a_model(check, tmp_path):
    with Server(good) as server:
        asked = check(server, "--engine", "llm", "--json", "--record", str(tmp_path / "tape"))
    again = check(None, "--engine", "llm", "--json", "--replay", str(tmp_path / "tape"))
    assert (again.exit_code, again.stdout) == (CHECKED, asked.stdout)


def test_file_that_no_recording_answers_is_named_and_left(check, tmp_path):
    (tmp_path / "tape").mkdir()
    result = check(None, "--engine", "llm", "--json", "--replay", str(tmp_path / "tape"))
    assert result.exit_code == LEFT
    assert json.loads(result.stdout)["error"]
    assert "1 " in result.stderr


def test_options_of_a_model_are_refused_with_the_rules(check):
    result = check(None, "--max-cost", "1")
    assert result.exit_code == USAGE
    assert "--max-cost" in result.output
