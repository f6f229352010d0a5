"""`nianbao ui`: what it refuses, and what it hands to Streamlit."""

import socket

import pytest
from typer.testing import CliRunner

from extractor.cli import ui
from extractor.cli.app import app
from extractor.review import LOCAL, Role
from extractor.review.accounts import Accounts
from extractor.storage import open_store


@pytest.fixture
def started(monkeypatch):
    """What would be started: the command's words and the environment."""
    calls = []
    monkeypatch.setattr(ui, "_run", lambda command, environment: calls.append((command, environment)) or 0)
    return calls


def run(*arguments):
    return CliRunner().invoke(app, ["ui", "--no-browser", *map(str, arguments)])


def test_other_machines_are_refused_without_accounts(tmp_path, started):
    result = run("--data", tmp_path, "--host", "0.0.0.0")
    assert (result.exit_code, started) == (4, [])
    assert "0.0.0.0" in result.output


def test_other_machines_may_come_where_there_are_accounts(tmp_path, started):
    with open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as store:
        Accounts(store).add(LOCAL, "gu", "顾川", Role.ADMINISTRATOR, password="云溪-河边-七座桥-19")
    assert run("--data", tmp_path, "--host", "0.0.0.0").exit_code == 0
    assert "--server.address=0.0.0.0" in started[0][0]


def test_port_that_is_taken_is_refused_where_it_was_asked_for(tmp_path, started):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("--data", tmp_path, "--port", port)
    assert (result.exit_code, started) == (4, [])
    assert str(port) in result.output


def test_samples_are_opened_where_there_is_no_store(tmp_path, started, monkeypatch):
    monkeypatch.delenv("NIANBAO_DATA_DIR", raising=False)
    monkeypatch.setattr("extractor.config.default_data_dir", lambda: tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    read = []
    monkeypatch.setattr(ui, "_read_samples", read.append)
    assert run().exit_code == 0
    assert started[0][1]["NIANBAO_UI_SAMPLES"] == "1"
    assert started[0][1]["NIANBAO_DATA_DIR"] == str(read[0].data_dir)
    assert read[0].data_dir.name == "samples"


def test_own_store_is_opened_as_it_is(tmp_path, started):
    assert run("--data", tmp_path).exit_code == 0
    assert "NIANBAO_UI_SAMPLES" not in started[0][1]
    assert started[0][1]["NIANBAO_DATA_DIR"] == str(tmp_path)
    assert "--browser.gatherUsageStats=false" in started[0][0]
