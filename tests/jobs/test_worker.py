import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from extractor.errors import StorageError
from extractor.jobs import ItemState, JobFile, JobState
from extractor.jobs.claims import Claims
from extractor.jobs.inside import start_worker
from extractor.jobs.worker import Worker
from extractor.storage.access import reading
from extractor.storage.job_tables import job_items
from tests.jobs.made_up import report_text

ROOT = Path(__file__).parents[2]


def states(queue, job):
    return [item.state for item in queue.items(job.id)]


def test_files_become_reports_with_their_ids(submit, queue, work, store):
    job = submit(1, 2)
    work()
    items = queue.items(job.id)
    assert [store.get(item.report_id).source.name for item in items] == ["1.txt", "2.txt"]
    assert [(item.revision, item.created) for item in items] == [(1, True), (1, True)]
    assert queue.get(job.id).state is JobState.DONE


def test_file_that_is_no_report_says_why_and_the_others_go_on(queue, work):
    job = queue.submit("anna", [JobFile("a.txt", b"nothing"), JobFile("b.txt", report_text())])
    work()
    failed, done = queue.items(job.id)
    assert failed.error.message_id == "error.not_a_report"
    assert "a.txt" in failed.error.text("en")
    assert done.state is ItemState.DONE


def test_job_of_nothing_but_failures_has_failed_and_is_tried_again(queue, work):
    job = queue.submit("anna", [JobFile("a.txt", b"nothing")])
    work()
    assert queue.get(job.id).state is JobState.FAILED
    assert queue.retry(job.id).counts == {ItemState.WAITING: 1}
    work()
    assert queue.get(job.id).state is JobState.FAILED


def test_text_that_takes_too_long_fails_by_itself(queue, store, config):
    job = queue.submit("anna", [JobFile("a.txt", report_text())])
    hasty = config.model_copy(update={"max_seconds": 0.001})
    Worker(store, hasty).run(threading.Event(), once=True)
    (item,) = queue.items(job.id)
    assert (item.state, item.error.message_id) == (ItemState.FAILED, "error.time_limit")


def test_same_file_twice_is_one_report(queue, work, store):
    job = queue.submit("anna", [JobFile("a.txt", report_text()), JobFile("b.txt", report_text())])
    work()
    assert [item.same_as for item in queue.items(job.id)] == [None, "a.txt"]
    assert store.count() == 1


def test_two_files_of_one_name_are_two_reports(queue, work, store):
    queue.submit("anna", [JobFile("a.txt", report_text(1)), JobFile("a.txt", report_text(2))])
    work()
    assert store.count() == 2


def test_archive_with_the_longest_name_is_unpacked(queue, work, store):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("甲.txt", report_text(1))
    job = queue.submit("anna", [JobFile("长" * 300 + ".zip", packed.getvalue())])
    work()
    assert queue.get(job.id).state is JobState.DONE
    assert store.count() == 1


def test_archive_that_breaks_the_unpacking_fails_by_itself(queue, work, monkeypatch):
    def breaks(*_, **__):
        raise IndexError("string index out of range")

    monkeypatch.setattr("extractor.jobs.expand.find_files", breaks)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("甲.txt", report_text(1))
    job = queue.submit("anna", [JobFile("a.zip", packed.getvalue()), JobFile("b.txt", report_text(2))])
    work()
    broken, read = queue.items(job.id)
    assert (broken.state, broken.error.message_id) == (ItemState.FAILED, "jobs.broken")
    assert read.state is ItemState.DONE
    assert queue.get(job.id).state is JobState.DONE


def test_member_deep_in_an_archive_keeps_the_name_of_what_was_handed_in(queue, work):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("一/二/三/四/甲.txt", report_text(1))
    job = queue.submit("anna", [JobFile("年报.zip", packed.getvalue())])
    work()
    assert queue.items(job.id)[-1].name == "年报.zip/三/四/甲.txt"


def test_archive_is_unpacked_and_what_it_leaves_out_is_said(queue, work, store):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("夹/甲.txt", report_text(1))
        made.writestr("夹/乙.pdf", b"%PDF-1.4 broken")
        made.writestr("夹/丙.exe", b"MZ")
    job = queue.submit("anna", [JobFile("年报.zip", packed.getvalue())])
    work()
    archive, *members = queue.items(job.id)
    assert (archive.state, archive.error.params["kinds"]) == (ItemState.UNPACKED, ".exe × 1")
    assert {item.name: item.state for item in members} == {
        "年报.zip/夹/甲.txt": ItemState.DONE,
        "年报.zip/夹/乙.pdf": ItemState.FAILED,
    }
    assert queue.get(job.id).total == 2
    assert store.get(members[0].report_id or members[1].report_id).source.name == "年报.zip/夹/甲.txt"


def test_address_of_a_private_network_fails_by_itself(queue, work):
    job = queue.submit("anna", [JobFile(None, address="http://127.0.0.1/report.html")])
    work()
    (item,) = queue.items(job.id)
    assert (item.name, item.state) == ("report.html", ItemState.FAILED)


def test_engine_without_a_model_breaks_the_job_and_keeps_the_file(queue, store, config, monkeypatch):
    monkeypatch.delenv("NIANBAO_MODEL", raising=False)
    job = queue.submit("anna", [JobFile("a.txt", report_text())], payload={"engine": "llm"})
    stop = threading.Event()
    threading.Timer(1.5, stop.set).start()
    Worker(store, config).run(stop)
    broken = queue.get(job.id)
    assert (broken.state, broken.counts) == (JobState.QUEUED, {ItemState.WAITING: 1})
    assert broken.error is not None


def test_store_that_goes_away_is_not_counted_against_the_file_in_hand(submit, store, config, queue, monkeypatch):
    job, away = submit(1), [Claims.record, Claims.release]

    def gone(act):
        def asked(*given):
            if act in away:
                away.remove(act)
                raise StorageError("error.storage_unreachable", store="", reason="")
            return act(*given)

        return asked

    monkeypatch.setattr(Claims, "record", gone(Claims.record))
    monkeypatch.setattr(Claims, "release", gone(Claims.release))
    Worker(store, config).run(threading.Event(), once=True)
    with reading(store) as connection:
        assert connection.execute(select(job_items.c.state, job_items.c.attempts)).all() == [("done", 0)]
    assert (queue.get(job.id).state, away) == (JobState.DONE, [])


def test_stopped_worker_gives_its_job_back(submit, store, config, queue, monkeypatch):
    stop = threading.Event()
    job = submit(1, 2, 3)
    record = Worker(store, config)
    monkeypatch.setattr(record._claims.__class__, "begin", _stop_after(record._claims.__class__.begin, stop))
    record.run(stop)
    assert queue.get(job.id).state is JobState.QUEUED
    assert ItemState.DONE in states(queue, job)
    assert ItemState.WAITING in states(queue, job)


def _stop_after(begin, stop):
    """Stop the worker while it reads its second file."""

    def counted(self, claim, position):
        if position == 1:
            stop.set()
        return begin(self, claim, position)

    return counted


def test_worker_beside_a_process_reads_and_is_known(config, submit, queue):
    job = submit(1)
    beside = start_worker(config)
    try:
        assert _wait(lambda: queue.get(job.id).state is JobState.DONE)
        assert len(queue.workers()) == 1
    finally:
        beside.terminate()
        beside.wait()
    assert queue.workers() == ()


_KILLED = """
import sys, threading
from pathlib import Path
from extractor.config import load_settings
from extractor.jobs.worker import Worker
from extractor.storage import open_store
config = load_settings(data_dir=Path(sys.argv[2]), database_url=sys.argv[1])
print("ready", flush=True)
Worker(open_store(sys.argv[1]), config, lease=0.5).run(threading.Event())
"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_workers_killed_at_random_lose_and_double_nothing(url, tmp_path, queue, store):
    numbers = range(40)
    job = queue.submit("anna", [JobFile(f"{n}.txt", report_text(n)) for n in numbers])
    chance = random.Random(7)
    for _ in range(5):
        worker = subprocess.Popen([sys.executable, "-c", _KILLED, url, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
        worker.stdout.readline()
        before = _ended(queue, job)
        assert _wait(lambda before=before: _ended(queue, job) > before or queue.get(job.id).state.is_over)
        time.sleep(chance.uniform(0, 0.3))  # while it reads, not while it starts
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        if queue.get(job.id).state.is_over:
            break
    last = subprocess.Popen([sys.executable, "-c", _KILLED, url, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert _wait(lambda: queue.get(job.id).state is JobState.DONE)
    finally:
        last.kill()
        last.wait()
    items = queue.items(job.id)
    assert {item.state for item in items} == {ItemState.DONE}
    assert len({item.report_id for item in items}) == store.count() == len(numbers)
    assert {summary.revision for summary in store.list()} == {1}


def _ended(queue, job):
    return sum(item.state is ItemState.DONE for item in queue.items(job.id))


def _wait(done, seconds=200):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if done():
            return True
        time.sleep(0.2)
    return False
