"""A pipeline that is faked, three files it reads, and a data folder of one's own."""

import pytest

from extractor import pipeline
from tests.cli.running import fake_process


@pytest.fixture
def faked(monkeypatch, tmp_path):
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("NIANBAO_LANG", raising=False)
    monkeypatch.delenv("NIANBAO_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(pipeline, "process", fake_process)


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"r{number}.txt").write_text(str(number))
    return folder
