import json

import pytest

from extractor.errors import StorageError
from extractor.jobs import JobFile, JobQueue
from extractor.schema.life import State
from extractor.storage import copying, open_store
from extractor.storage.indexing import pending, reading
from tests.storage.fictional import entry


@pytest.fixture
def source(url):
    with open_store(url) as store:
        store.save_many(entry(number) for number in range(12))
        saved = store.save(entry(3, received=13))
        store.decide(saved.report_id, store.findings_of(saved.report_id)[0].key, State.CONFIRMED, by="anna")
        JobQueue(store).submit("anna", [JobFile("a.txt", b"abc")])
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'copy.db'}"
        return
    with request.getfixturevalue("postgres").database(empty=True) as given:
        yield given


def whole(url):
    with open_store(url) as store:
        reports = [json.loads(report.model_dump_json()) for report in store.iterate()]
        return reports, [store.findings_of(report["id"]) for report in reports], store.list()


def test_copy_holds_the_same(source, target):
    copied = copying.copy(source, target)
    assert whole(target) == whole(source)
    assert copied.rows["reports"] == 12
    assert copying.info(target).rows == copying.info(source).rows


def test_copy_goes_on_with_new_reports_and_is_to_be_indexed(source, target):
    copying.copy(source, target)
    with open_store(target) as store:
        assert store.save(entry(100)).created
        with reading(store) as connection:
            assert pending(connection) == 13
        assert JobQueue(store).submit("anna", [JobFile("b.txt", b"b")]).total == 1


def test_place_that_holds_something_is_refused_and_unchanged(source, target):
    with open_store(target) as store:
        store.save(entry(200))
    with pytest.raises(StorageError) as caught:
        copying.copy(source, target)
    assert caught.value.message_id == "db.not_empty"
    assert len(whole(target)[0]) == 1


def test_copy_that_differs_is_refused_and_gone(source, target, monkeypatch):
    portions = copying._portions
    monkeypatch.setattr(copying, "_copy_table", lambda *_: 0)
    with pytest.raises(StorageError) as caught:
        copying.copy(source, target)
    assert caught.value.message_id == "db.differs"
    monkeypatch.setattr(copying, "_portions", portions)
    assert whole(target) == ([], [], ())
