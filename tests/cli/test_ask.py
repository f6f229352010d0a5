"""`nianbao ask`: what a reader sees of an answer's sources."""

import pytest

from tests.cli.running import ROOT, nianbao

QUESTION = "柳坪县商务局2023年新收多少件申请?"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A store with one sample; nothing of the environment counts."""
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("NIANBAO_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    sample = ROOT / "eval" / "samples" / "柳坪县商务局-2023.txt"
    assert nianbao("extract", sample, "--out", tmp_path / "out").exit_code == 0
    return tmp_path


def test_a_source_is_called_as_on_the_form(data):
    answer = nianbao("ask", QUESTION, "--lang", "zh").output

    assert "[1] 柳坪县商务局 2023 表三·一、本年新收政府信息公开申请数量·总计 “3”" in answer


def test_in_english_a_source_keeps_the_name_of_its_field(data):
    answer = nianbao("ask", QUESTION, "--lang", "en").output

    assert "applications.new_received.total" in answer
