from pathlib import Path

import pytest

from extractor.storage import open_store
from tests.postgres import url  # noqa: F401


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def sqlite_store(sqlite_url):
    with open_store(sqlite_url) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, sqlite_url):
    """A place without tables."""
    if request.param == "sqlite":
        yield sqlite_url
        return
    with request.getfixturevalue("postgres").database(empty=True) as given:
        yield given


@pytest.fixture
def store(url):  # noqa: F811
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def open_folder(tmp_path_factory):
    """A folder that also other users reach."""
    from tests.rights import folder_for_all

    with folder_for_all() as folder:
        yield folder
