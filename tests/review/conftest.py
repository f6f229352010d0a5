from pathlib import Path

import pytest

from extractor.review import ReviewService
from extractor.storage import open_store
from tests.review.made_up import entry


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def store(url):
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def service(store):
    return ReviewService(store)


@pytest.fixture
def report_id(store):
    return store.save(entry()).report_id
