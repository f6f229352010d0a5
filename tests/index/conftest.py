import pytest

from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.storage import open_store


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    for name in ("NIANBAO_EMBEDDINGS_MODEL", "NIANBAO_CHROMA_URL", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'nianbao.db'}") as opened:
        yield opened


@pytest.fixture
def index(store, tmp_path):
    with open_index(store, tmp_path, IndexSettings()) as opened:
        yield opened
