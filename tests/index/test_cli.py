import json

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.storage import open_store
from extractor.storage.indexing import changing
from tests.index.fictional import indexed_entry


@pytest.fixture
def data(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as store:
        store.save(indexed_entry())
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["index", *map(str, arguments)])


def test_index_is_made_checked_and_up_to_date(data):
    assert "已索引 1 份报告" in run("--data", data).output
    assert "一致:1 份报告" in run("--data", data, "--check").output
    assert "索引已是最新" in run("--data", data).output


def test_reports_that_wait_are_no_disagreement_but_said(data):
    result = run("--data", data, "--check")
    assert result.exit_code == 0 and "1 份等待索引" in result.output


def test_disagreement_ends_with_one_and_names_the_report(data):
    run("--data", data)
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store, changing(store) as connection:
        report = store.list()[0].id
        connection.execute(text("DELETE FROM index_chunks"))
    result = run("--data", data, "--check", "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["stale"] == [report]
    assert run("--data", data, "--rebuild", "--json").exit_code == 0
    assert run("--data", data, "--check").exit_code == 0


def test_no_store_is_one_message(tmp_path):
    result = run("--data", tmp_path)
    assert result.exit_code == 4 and not (tmp_path / "index").exists()
