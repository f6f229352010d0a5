"""A backup brings everything back, byte for byte, or refuses and changes nothing."""

import sqlite3
import threading
import zipfile

import pytest

from extractor.backup import make, restore
from extractor.backup.manifest import MANIFEST, STORE, is_known
from extractor.config import load_settings
from extractor.errors import StorageError
from extractor.export.formats import Format
from extractor.export.sheets import SHEETS
from extractor.export.tables import export
from extractor.jobs import JobFile, JobQueue
from extractor.review.exporting import reviewed_exports
from extractor.schema.life import State
from extractor.storage import open_store
from extractor.storage.audit import records
from extractor.storage.audit_check import verify
from tests.postgres import url  # noqa: F401
from tests.storage.fictional import entry

SHEET = SHEETS["cells"]


@pytest.fixture
def office(url, tmp_path):  # noqa: F811
    """An office's data folder with all that may be in it."""
    config = load_settings(data_dir=tmp_path / "data", database_url=url)
    (config.data_dir / "runs" / "r1").mkdir(parents=True)
    (config.data_dir / "runs" / "r1" / "run.json").write_text("{}")
    (config.data_dir / "nianbao.toml").write_text("[office]\nname = '柘汐市'\n")
    ledger = sqlite3.connect(config.data_dir / "model.db")
    ledger.execute("CREATE TABLE answers (text)")
    ledger.execute("INSERT INTO answers VALUES ('paid for')")
    ledger.commit()
    with open_store(url) as store:
        saved = store.save_many(entry(number) for number in range(12))[3]
        store.decide(saved.report_id, store.findings_of(saved.report_id)[0].key, State.CONFIRMED, by="anna")
        JobQueue(store).submit("anna", [JobFile("a.txt", b"abc")])
    return config


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """Another machine, with nothing yet."""
    if request.param == "sqlite":
        yield load_settings(data_dir=tmp_path / "again")
        return
    with request.getfixturevalue("postgres").database(empty=True) as given:
        yield load_settings(data_dir=tmp_path / "again", database_url=given)


@pytest.fixture
def small(tmp_path):
    config = load_settings(data_dir=tmp_path / "small")
    with open_store(config.store_url) as store:
        store.save(entry(1))
    return config


@pytest.fixture
def backup(small, tmp_path):
    make(small, tmp_path / "b.zip", "root")
    return tmp_path / "b.zip"


def exported(config, path, kind=Format.CSV):
    with open_store(config.store_url) as store:
        ids = [summary.id for summary in store.list()]
        export(reviewed_exports(store, ids), kind, path, SHEET, "zh")
    return path.read_bytes()


@pytest.mark.parametrize("kind", [Format.CSV, Format.JSONL])
def test_export_after_wipe_and_restore_is_byte_equal(office, empty, tmp_path, kind):
    before = exported(office, tmp_path / f"before.{kind.value}", kind)
    make(office, tmp_path / "b.zip", "root")
    restore(empty, tmp_path / "b.zip", "root")
    assert exported(empty, tmp_path / f"after.{kind.value}", kind) == before
    assert len(before) > 1000


def test_files_decisions_jobs_and_the_audit_log_come_back(office, empty, tmp_path):
    made = make(office, tmp_path / "b.zip", "root")
    restore(empty, tmp_path / "b.zip", "rita")
    for name in ("nianbao.toml", "runs/r1/run.json"):
        assert (empty.data_dir / name).read_bytes() == (office.data_dir / name).read_bytes()
    assert sqlite3.connect(empty.data_dir / "model.db").execute("SELECT text FROM answers").fetchall() == [
        ("paid for",)
    ]
    with open_store(empty.store_url) as store:
        assert [job.total for job in JobQueue(store).list()] == [1]
        assert [item.action for item in records(store)] == ["restore", "backup", "decide"]
        assert verify(store).broken is None
        with open_store(office.store_url) as before:
            ids = [summary.id for summary in before.list()]
            assert [store.raw(report) for report in ids] == [before.raw(report) for report in ids]
    assert made.rows["finding_events"] == 1


def test_backup_while_others_write_is_of_one_moment(office, empty, tmp_path):
    stop = threading.Event()

    def write():
        with open_store(office.store_url) as store:
            number = 100
            while not stop.is_set():
                saved = store.save(entry(number))
                store.decide(saved.report_id, store.findings_of(saved.report_id)[0].key, State.CONFIRMED, by="bo")
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make(office, tmp_path / f"{number}.zip", "root") for number in range(2)]
    finally:
        stop.set()
        writer.join()
    restore(empty, tmp_path / "1.zip", "root")
    with open_store(empty.store_url) as store:
        assert verify(store).broken is None
        assert len([*store.iterate()]) == made[1].rows["reports"] == made[1].rows["revisions"]
    assert made[1].rows["reports"] > 12


def test_place_that_holds_something_is_refused_and_unchanged(backup, small, tmp_path):
    before = exported(small, tmp_path / "a.csv")
    with pytest.raises(StorageError) as caught:
        restore(small, backup, "root")
    assert caught.value.message_id == "db.not_empty"
    assert exported(small, tmp_path / "b.csv") == before


def test_settings_that_are_there_are_not_replaced(office, tmp_path):
    make(office, tmp_path / "b.zip", "root")
    config = load_settings(data_dir=tmp_path / "other")
    config.data_dir.mkdir()
    (config.data_dir / "nianbao.toml").write_text("own")
    with pytest.raises(StorageError) as caught:
        restore(config, tmp_path / "b.zip", "root")
    assert caught.value.message_id == "backup.in_the_way"
    assert [path.name for path in config.data_dir.iterdir()] == ["nianbao.toml"]


def test_file_that_is_there_is_not_replaced(small, tmp_path):
    (tmp_path / "b.zip").write_bytes(b"another")
    with pytest.raises(StorageError) as caught:
        make(small, tmp_path / "b.zip", "root")
    assert caught.value.message_id == "backup.exists"
    assert (tmp_path / "b.zip").read_bytes() == b"another"


def test_backup_is_readable_by_its_owner_alone(backup, tmp_path):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert not [*tmp_path.glob(".nianbao-backup-*")]


def rewritten(backup, path, change):
    """A backup with one file changed by a function of name and bytes; None leaves it out."""
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                target.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda name, data: data[:-1] + b"x" if name == STORE else data, "backup.damaged"),
        (lambda name, data: None if name == STORE else data, "backup.damaged"),
        (lambda name, data: None if name == MANIFEST else data, "backup.read"),
        (lambda name, data: b"{}" if name == MANIFEST else data, "backup.read"),
        (lambda name, data: data.replace(b'"m0', b'"m9') if name == MANIFEST else data, "backup.newer"),
        (lambda name, data: data.replace(b"store.db", b"../x.db") if name == MANIFEST else data, "backup.read"),
        (lambda name, data: data.replace(b"store.db", b"/tmp/x") if name == MANIFEST else data, "backup.read"),
    ],
    ids=["changed", "missing", "no manifest", "empty manifest", "newer", "outside", "absolute"],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_written(backup, tmp_path, change, message):
    config = load_settings(data_dir=tmp_path / "again")
    with pytest.raises(StorageError) as caught:
        restore(config, rewritten(backup, tmp_path / "c.zip", change), "root")
    assert caught.value.message_id == message
    assert not config.data_dir.exists() or not [*config.data_dir.iterdir()]


@pytest.mark.parametrize("size", [0, 100, -100])
def test_backup_cut_short_is_refused(backup, tmp_path, size):
    (tmp_path / "c.zip").write_bytes(backup.read_bytes()[:size])
    with pytest.raises(StorageError) as caught:
        restore(load_settings(data_dir=tmp_path / "again"), tmp_path / "c.zip", "root")
    assert caught.value.message_id == "backup.read"


@pytest.mark.parametrize("name", ["runs/../x", "/etc/x", "runs", "other", "runs\\..\\x", "../store.db", "runs/c:x", ""])
def test_names_outside_the_data_folder_are_unknown(name):
    assert not is_known(name)
