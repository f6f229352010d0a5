"""What can go wrong with the disk and with other processes: one clear error each, and a store that stays whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from extractor.errors import StorageError
from extractor.storage import open_store
from tests.rights import without_rights
from tests.storage.fictional import entry

ROOT = Path(__file__).parents[2]

SAVE = """
import sys
from extractor.storage import open_store
from tests.rights import without_rights
from tests.storage.fictional import entry
url, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open_store(url) as store:
    for start in range(first, last, 20):
        store.save_many(entry(number) for number in range(start, min(start + 20, last)))
        print(start, flush=True)
"""


def start(url, first, last):
    command = [sys.executable, "-c", SAVE, url, str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_whole(store):
    """Every report has a current revision, its document and its flat rows; a file is sound itself."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    for summary in store.list():
        assert summary.revision >= 1
        assert store.get(summary.id).source.sha256 == store.document(summary.id).sha256


def test_two_processes_lose_and_double_nothing(url):
    workers = [start(url, 0, 200), start(url, 100, 300), start(url, 0, 300)]
    outputs = [worker.communicate(timeout=60) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0], outputs
    with open_store(url) as store:
        assert store.count() == 300
        assert all(summary.revision == 1 for summary in store.list())
        check_whole(store)


def test_killed_in_the_middle_leaves_whole_batches(url):
    worker = start(url, 0, 100_000)
    for _ in range(3):
        worker.stdout.readline()
    time.sleep(0.03)
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()
    with open_store(url) as store:
        assert store.count() >= 60
        assert store.count() % 20 == 0
        check_whole(store)
        assert store.save(entry(200_000)).created


def test_full_database_is_one_error_and_keeps_what_it_held(sqlite_store):
    sqlite_store.save_many(entry(number) for number in range(20))
    with sqlite_store.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError) as caught:
        sqlite_store.save_many(entry(number) for number in range(20, 300))
    assert caught.value.message_id == "error.storage_full"
    assert sqlite_store.count() == 20
    check_whole(sqlite_store)


@pytest.fixture
def tiny_disk(tmp_path):
    """A file system of 512 KB; skips where none can be mounted."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", tmp_path], capture_output=True)
    if mounted.returncode:
        pytest.skip("needs the right to mount a file system")
    yield tmp_path
    subprocess.run(["umount", "-l", tmp_path], check=True)


def test_full_disk_is_one_error_and_keeps_what_it_held(tiny_disk):
    with open_store(f"sqlite:///{tiny_disk / 'store.db'}") as store:
        store.save_many(entry(number) for number in range(5))
        with pytest.raises(StorageError) as caught:
            for first in range(5, 5000, 50):
                store.save_many(entry(number) for number in range(first, first + 50))
        assert caught.value.message_id == "error.storage_full"
        assert store.count() % 50 == 5
        check_whole(store)


def test_read_only_database_is_one_error(tmp_path, sqlite_store):
    sqlite_store.save(entry(1))
    path = Path(sqlite_store.place)
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as reader, pytest.raises(StorageError) as caught:
        reader.save(entry(2))
    assert caught.value.message_id == "error.storage_readonly"
    assert sqlite_store.count() == 1


def test_folder_that_cannot_be_made_is_one_error(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{tmp_path / 'file' / 'deep' / 'store.db'}")
    assert caught.value.message_id == "error.storage_readonly"


def test_folder_without_rights_is_one_error(open_folder):
    open_folder.chmod(0o555)
    with without_rights(), pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{open_folder / 'store.db'}")
    assert caught.value.message_id == "error.storage_readonly"


def test_store_in_a_read_only_folder_is_one_error_and_unchanged(open_folder):
    url = f"sqlite:///{open_folder / 'store.db'}"
    with open_store(url) as store:
        store.save(entry(1))
    (open_folder / "store.db").chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights(), pytest.raises(StorageError) as caught, open_store(url) as store:
        store.save(entry(2))
    assert caught.value.message_id == "error.storage_readonly"
    open_folder.chmod(0o777)
    with open_store(url) as store:
        assert store.count() == 1


@pytest.mark.parametrize("content", [b"\x89PNG no database" * 500, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_file_that_is_no_database_is_one_error_and_untouched(tmp_path, content):
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert caught.value.message_id == "error.storage_corrupt"
    assert path.read_bytes() == content


def test_damaged_pages_are_one_error(sqlite_url):
    with open_store(sqlite_url) as store:
        store.save_many(entry(number) for number in range(100))
        path = Path(store.place)
    data = bytearray(path.read_bytes())
    data[4096 * 20 :] = b"\x5a" * (len(data) - 4096 * 20)
    path.write_bytes(bytes(data))
    with pytest.raises(StorageError) as caught, open_store(sqlite_url) as store:
        list(store.iterate())
    assert caught.value.message_id == "error.storage_corrupt"


def test_store_locked_for_too_long_is_one_error(sqlite_store, sqlite_url, monkeypatch):
    monkeypatch.setattr("extractor.storage.engine.BUSY_SECONDS", 0)
    with (
        open_store(sqlite_url) as other,
        sqlite_store.engine.execution_options(writes=True).begin(),
        pytest.raises(StorageError) as caught,
    ):
        other.save(entry(1))
    assert caught.value.message_id == "error.storage_busy"
