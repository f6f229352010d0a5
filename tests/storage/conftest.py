from pathlib import Path

import pytest

from extractor.storage import open_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def store(url):
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def open_folder(tmp_path_factory):
    """A folder that also other users reach."""
    from tests.rights import folder_for_all

    with folder_for_all() as folder:
        yield folder
