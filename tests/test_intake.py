"""What comes in: addresses, folders, what a model would cost, protected PDFs."""

import shutil

import pytest

from extractor.config import load_settings
from extractor.errors import ConfigError
from extractor.intake import MOST_ADDRESSES, Handed, addresses, estimate, folder_on_disk, read_protected, submit
from extractor.jobs.errors import JobError
from extractor.jobs.model import ItemState, JobFile
from extractor.jobs.queue import JobQueue
from extractor.review import LOCAL, NotAllowedError
from extractor.storage import open_store
from tests.review.made_up import READER, SAMPLES, WRONG_TOTAL, ZHOU
from tests.test_passwords import PASSWORD, locked

LIMIT = 60 * 2**20


@pytest.fixture
def config(tmp_path):
    return load_settings(data_dir=tmp_path / "data")


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    """A folder with a report, one below it, a picture format that is no document, and a hidden file."""
    place = tmp_path / "年报"
    (place / "下级").mkdir(parents=True)
    shutil.copy(SAMPLES / WRONG_TOTAL, place)
    shutil.copy(SAMPLES / "柳坪县商务局-2022.txt", place / "下级")
    (place / "表格.css").write_text("x")
    (place / ".隐藏.txt").write_text("x")
    return place


def test_addresses_come_once_each_and_wrong_ones_are_told():
    found, wrong = addresses(
        "https://a.example/1.html\n https://a.example/1.html  ftp://a.example/2\nhttps://b.example/"
    )
    assert [file.address for file in found] == ["https://a.example/1.html", "https://b.example/"]
    assert [error.params["url"] for error in wrong] == ["ftp://a.example/2"]


def test_too_many_addresses_are_refused_as_a_whole():
    found, wrong = addresses("\n".join(f"https://a.example/{number}" for number in range(MOST_ADDRESSES + 1)))
    assert (found, wrong[0].message_id) == ([], "imports.too_many_addresses")


def test_folder_gives_its_documents_with_their_way_and_counts_the_others(folder):
    held = folder_on_disk(LOCAL, f" {folder} ", LIMIT, is_loopback=True)
    names = [file.name for file in held.files]
    assert names == ["年报/下级/柳坪县商务局-2022.txt", f"年报/{WRONG_TOTAL}"] or names == [
        f"年报/{WRONG_TOTAL}",
        "年报/下级/柳坪县商务局-2022.txt",
    ]
    assert (held.count, held.skipped) == (2, {".css": 1})


def test_folder_is_for_administrators_at_the_machine(folder):
    with pytest.raises(NotAllowedError):
        folder_on_disk(ZHOU, str(folder), LIMIT, is_loopback=True)
    with pytest.raises(JobError) as caught:
        folder_on_disk(LOCAL, str(folder), LIMIT, is_loopback=False)
    assert caught.value.message_id == "imports.not_loopback"


@pytest.mark.parametrize("path", ["", "/no/such/folder"])
def test_folder_that_is_not_there_is_told(path):
    with pytest.raises(JobError) as caught:
        folder_on_disk(LOCAL, path, LIMIT, is_loopback=True)
    assert caught.value.message_id == "imports.no_folder"


def test_readers_hand_nothing_in(store):
    with pytest.raises(NotAllowedError):
        submit(store, READER, [JobFile("a.txt", b"a")])
    assert JobQueue(store).list() == ()


def test_job_knows_engine_and_limit(store):
    job = submit(store, ZHOU, [JobFile("a.txt", b"a")], "both", 1.5)
    assert (job.by, job.payload) == ("zhou", {"engine": "both", "max_cost": 1.5})
    assert job.counts == {ItemState.WAITING: 1}


def test_estimate_counts_requests_and_cost_and_sends_nothing(config, monkeypatch, folder):
    monkeypatch.setenv("NIANBAO_MODEL", "paper")
    monkeypatch.setenv("NIANBAO_MODEL_PRICES", '{"paper": {"input": 2.0, "output": 8.0}}')
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    told = []
    handed = [Handed(WRONG_TOTAL, (SAMPLES / WRONG_TOTAL).read_bytes()), Handed("坏.pdf", b"%PDF-1.4 nothing")]
    made = estimate(handed, config, lambda done, total: told.append((done, total)))
    assert (made.files, made.unreadable) == (2, 1)
    assert made.requests >= 1
    assert made.cost > 0
    assert told[-1] == (2, 2)


def test_estimate_without_a_model_says_what_is_missing(config, monkeypatch):
    monkeypatch.delenv("NIANBAO_MODEL", raising=False)
    with pytest.raises(ConfigError):
        estimate([Handed("a.txt", b"a")], config, lambda done, total: None)


def test_protected_report_is_stored_and_the_password_stands_nowhere(tmp_path, store, config):
    (done,) = read_protected(store, ZHOU, [Handed("locked.pdf", locked().data)], PASSWORD, config)
    assert store.get(done.report_id).source.name == "locked.pdf"
    store.close()
    assert not any(PASSWORD.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_wrong_password_fails_one_file_and_says_why(store, config):
    (done,) = read_protected(store, ZHOU, [Handed("locked.pdf", locked().data)], "falsch", config)
    assert done.report_id is None
    assert done.error is not None
