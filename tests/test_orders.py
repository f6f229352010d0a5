"""Orders for exports: what each makes of the same reports."""

import json
import zipfile

import pytest

from eval.gold import find_cases
from extractor.errors import ExportError
from extractor.export.formats import Format
from extractor.orders import Order, What, chosen_ids, work_off
from extractor.review import NotAllowedError, ReviewService, ReviewState, SetValue
from extractor.review.queue import QueueFilter
from extractor.schema import Cause
from extractor.storage import open_store
from tests.review.made_up import READER, TOTAL, ZHOU, entry


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


@pytest.fixture
def report_id(store):
    """A report with a corrected total, signed off."""
    report_id = store.save(entry()).report_id
    service = ReviewService(store)
    version = service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, cause=Cause.SOURCE)]).version
    service.sign_off(ZHOU, report_id, version, reason="已核对")
    return report_id


def ordered(order, store, ids, path, told=lambda done: None, who=ZHOU):
    return work_off(order, store, who, ids, path, told)


def test_gold_is_a_folder_that_the_evaluation_takes(tmp_path, store, report_id):
    other = store.save(entry(1, "柳坪县商务局-2022.txt")).report_id
    done = ordered(Order(What.GOLD), store, [report_id, other], tmp_path / "gold.zip")
    with zipfile.ZipFile(tmp_path / "gold.zip") as archive:
        archive.extractall(tmp_path / "out")
    (case,) = find_cases([tmp_path / "out"])
    assert (done.reports, done.left_out) == (1, 1)
    assert case.document.is_file()
    assert case.read().tables["applications"]["new_received"]["total"] == 3


def test_gold_without_anything_signed_off_says_so_and_leaves_no_file(tmp_path, store):
    waiting = store.save(entry()).report_id
    with pytest.raises(ExportError) as caught:
        ordered(Order(What.GOLD), store, [waiting], tmp_path / "gold.zip")
    assert caught.value.message_id == "orders.nothing_signed_off"
    assert not list(tmp_path.glob("*gold*"))


def test_notice_tells_the_corrected_error_of_the_source(tmp_path, store, report_id):
    done = ordered(Order(What.NOTICE), store, [report_id], tmp_path / "notice.docx")
    assert done.reports == 1
    assert done.entries >= 1


def test_notice_without_anything_confirmed_says_how_to_go_on(tmp_path, store):
    waiting = store.save(entry()).report_id
    with pytest.raises(ExportError) as caught:
        ordered(Order(What.NOTICE), store, [waiting], tmp_path / "notice.docx")
    assert caught.value.params["open"] > 0


def test_progress_counts_up_to_all(tmp_path, store, report_id):
    told = []
    ordered(Order(data=Format.JSONL), store, [report_id], tmp_path / "a.jsonl", told.append)
    assert told == [0, 1]
    assert json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))["review"]["state"] == "signed_off"


def test_an_order_that_is_broken_off_leaves_no_file(tmp_path, store, report_id):
    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ordered(Order(data=Format.CSV), store, [report_id], tmp_path / "a.csv", stop)
    assert not list(tmp_path.glob("*a.csv*"))


def test_only_what_fits_is_chosen(store, report_id):
    store.save(entry(1, "柳坪县商务局-2022.txt"))
    assert len(chosen_ids(store, READER, QueueFilter())) == 2
    assert chosen_ids(store, READER, QueueFilter(states=(ReviewState.SIGNED_OFF,))) == (report_id,)


def test_a_role_below_reader_gets_nothing(tmp_path, store, report_id, monkeypatch):
    monkeypatch.setattr("extractor.orders.require", lambda person, role: (_ for _ in ()).throw(NotAllowedError()))
    with pytest.raises(NotAllowedError):
        ordered(Order(), store, [report_id], tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
