"""`nianbao backup`, `restore` and `audit` as an operator calls them."""

import json

import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.review import Role
from extractor.review.accounts import Accounts
from extractor.schema.life import State
from extractor.storage import open_store
from tests.storage.fictional import entry


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    with open_store(f"sqlite:///{folder / 'nianbao.db'}") as store:
        report = store.save(entry(1)).report_id
        store.decide(report, store.findings_of(report)[0].key, State.CONFIRMED, by="anna")
    return folder


def nianbao(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments), "--lang", "en"], env={"COLUMNS": "200"})


def test_backup_and_restore(data, tmp_path):
    assert nianbao("backup", tmp_path / "b.zip", "--data", data).exit_code == 0
    back = nianbao("restore", tmp_path / "b.zip", "--data", tmp_path / "again", "--by", "rita")
    assert back.exit_code == 0
    assert "1 reports" in back.output
    assert nianbao("restore", tmp_path / "b.zip", "--data", tmp_path / "again").exit_code == 4


def test_backup_of_no_store_is_refused(tmp_path):
    assert nianbao("backup", tmp_path / "b.zip", "--data", tmp_path / "none").exit_code == 4
    assert not (tmp_path / "b.zip").exists()


def test_audit_log_is_listed(data):
    assert "decided on a finding" in nianbao("audit", "list", "--data", data).output
    lines = nianbao("audit", "list", "--data", data, "--json", "--by", "anna").output.splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["decide"]
    assert nianbao("audit", "list", "--data", data, "--by", "bo", "--json").output == ""
    assert nianbao("audit", "list", "--data", data, "--action", "fly").exit_code == 2


def test_audit_log_is_verified_with_what_was_noted(data):
    said = nianbao("audit", "verify", "--data", data)
    assert said.exit_code == 0
    noted = said.output.splitlines()[-1]
    assert nianbao("audit", "verify", "--data", data, "--head", noted).exit_code == 0
    other = nianbao("audit", "verify", "--data", data, "--head", f"1:{'0' * 64}")
    assert other.exit_code == 1
    assert nianbao("audit", "verify", "--data", data, "--head", "1:short").exit_code == 2


def test_first_account_is_made_without_a_browser(tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_PASSWORD", "long enough 1")
    assert nianbao("account", "add", "anna", "--role", "reader", "--data", tmp_path).exit_code == 4
    assert nianbao("account", "add", "anna", "--name", "Anna", "--data", tmp_path).exit_code == 0
    monkeypatch.setenv("NIANBAO_PASSWORD", "long enough 2")
    assert nianbao("account", "password", "anna", "--data", tmp_path).exit_code == 0
    with open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as store:
        assert Accounts(store).sign_in("anna", "long enough 2").role is Role.ADMINISTRATOR


def test_password_is_read_from_the_input_and_a_short_one_refused(tmp_path):
    given = ["account", "add", "anna", "--data", str(tmp_path)]
    assert CliRunner().invoke(app, given, input="short\n").exit_code == 4
    assert CliRunner().invoke(app, given, input="long enough 1\n").exit_code == 0
