"""The settings of a model, as an operator sets them, for commands run in this process."""

import pytest

from tests.llm.asking import KEY


@pytest.fixture
def configured(monkeypatch, tmp_path):
    """A data folder of one's own, a model and a key; the address of the endpoint is the test's to set."""
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NIANBAO_MODEL_BACKOFF", "0.01")
    monkeypatch.setenv("NIANBAO_MODEL_ATTEMPTS", "2")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("NIANBAO_MODEL", "qingchuan-1")
