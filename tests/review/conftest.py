import pytest

from extractor.review import ReviewService
from extractor.storage import open_store
from tests.postgres import url  # noqa: F401
from tests.review.made_up import entry


@pytest.fixture
def store(url):  # noqa: F811
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def service(store):
    return ReviewService(store)


@pytest.fixture
def report_id(store):
    return store.save(entry()).report_id
