import pytest

from extractor.ask.asker import Asker
from extractor.storage import open_store
from tests.ask.fictional import entry

NEW = "applications.new_received.total"
PROCESS = "applications.denied_process_information.total"
SECRET = "applications.denied_state_secret.total"
PROCESSED = "applications.total_processed.total"
IN_FORCE = "disclosure.normative_documents.in_force"


def reports():
    """Three departments and two districts of an invented city over three years, each with its flaw."""
    yield entry("荻坪市财政局", 2020, {NEW: 11})
    yield entry("荻坪市财政局", 2021, {NEW: 20, PROCESS: 2, SECRET: 1, PROCESSED: 20})
    yield entry("荻坪市财政局", 2022, {NEW: 30, PROCESS: 3, SECRET: 0, PROCESSED: 30, IN_FORCE: 7})
    yield entry("荻坪市教育局", 2022, {NEW: 12, PROCESSED: 12}, {"applications.received": 15, "disclosure.total": 300})
    yield entry("荻坪市水务局", 2022, {NEW: None}, {"disclosure.total": 80, "disclosure.website": 60})
    yield entry("荻坪市人民政府", 2022, {NEW: 500}, wrong=(NEW,))
    yield entry("荻坪市芷溪区人民政府", 2022, {NEW: 40})
    yield entry("荻坪市苇湖区人民政府", 2022, {NEW: 60})
    yield entry("芷溪区财政局", 2022, {NEW: 4})
    yield entry("芷溪区财政金融局", 2022, {NEW: 5})
    yield entry("苇湖区财政局", 2022, {NEW: 6})
    yield entry("苇湖县财政局", 2022, {NEW: 8})
    yield entry("苇湖区棠桥镇人民政府", 2022, {NEW: 0})
    yield entry("芷溪区棠桥镇人民政府", 2022, {NEW: 1})


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('ask') / 'store.db'}") as opened:
        opened.save_many(reports())
        yield opened


@pytest.fixture
def asker(store):
    return Asker(store)


@pytest.fixture
def ask(asker):
    """Ask one question after another; each follows the one before."""

    def asking(*questions):
        last = None
        for question in questions:
            last = asker.ask(question, last)
        return last

    return asking
