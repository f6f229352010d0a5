import threading

import pytest

from extractor.config import load_settings
from extractor.jobs import JobFile, JobQueue
from extractor.jobs.claims import Claims
from extractor.jobs.worker import Worker
from extractor.storage import open_store
from tests.jobs.made_up import report_text
from tests.postgres import url  # noqa: F401


@pytest.fixture
def store(url):  # noqa: F811
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def queue(store):
    return JobQueue(store)


@pytest.fixture
def claims(store):
    return Claims(store)


@pytest.fixture
def config(url, tmp_path):  # noqa: F811
    return load_settings(data_dir=tmp_path, database_url=url)


@pytest.fixture
def work(store, config):
    """Works off all jobs that wait."""
    return lambda: Worker(store, config).run(threading.Event(), once=True)


@pytest.fixture
def submit(queue):
    """Hands in some reports."""
    return lambda *numbers: queue.submit("anna", [JobFile(f"{n}.txt", report_text(n)) for n in numbers])
