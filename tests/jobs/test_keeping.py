"""What a worker keeps in order: the index in step with the store, the queue free of old files."""

import shutil
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extractor.config import load_settings
from extractor.errors import StorageError
from extractor.index import open_index
from extractor.jobs import JobFile, JobQueue, JobState
from extractor.jobs.inside import start_worker
from extractor.jobs.keeping import KEPT_DAYS, Keeper
from extractor.storage import open_store
from extractor.storage.access import changing
from extractor.storage.job_tables import jobs
from tests.jobs.made_up import report_text
from tests.service.conftest import running

CHROMA = Path(sys.executable).with_name("chroma")
QUESTION = "存在哪些主要问题"


def wait(done, seconds=240):
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.2)


@pytest.fixture
def age(queue, store):
    """Makes a job that is over so many days old."""

    def aged(job, days):
        ended = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        with changing(store) as connection:
            connection.execute(jobs.update().where(jobs.c.key == job.id).values(finished_at=ended))

    return aged


@pytest.mark.parametrize(("days", "why"), [(1, "error.not_a_report"), (-1, "jobs.bytes_gone")])
def test_files_that_failed_are_put_away_after_a_while(queue, work, store, config, age, days, why):
    job = queue.submit("anna", [JobFile("a.txt", b"no report")])
    work()
    age(job, KEPT_DAYS - days)
    assert Keeper(store, config).tidy()
    queue.retry(job.id)
    work()
    assert queue.items(job.id)[0].error.message_id == why


def test_index_follows_what_was_read(submit, work, store, config):
    submit(1)
    work()
    assert Keeper(store, config).tidy()
    with open_index(store, config.data_dir) as index:
        assert index.check().agrees
        assert index.search(QUESTION)


def test_index_that_breaks_is_logged_and_ends_nothing(store, config, monkeypatch, caplog):
    def broken(*_):
        raise StorageError("error.storage_full", store="s", reason="r")

    monkeypatch.setattr("extractor.jobs.keeping.open_index", broken)
    with Keeper(store, config).beside():
        wait(lambda: caplog.records)
    assert next((record.msg, record.error) for record in caplog.records) == ("index", "error.storage_full")


@pytest.mark.slow
def test_upload_is_found_by_a_question_about_words(tmp_path):
    with running(f"sqlite:///{tmp_path / 'store.db'}", tmp_path) as service, service.client("local") as client:
        worker = start_worker(service.config)
        try:
            client.post("/v1/jobs", files={"files": ("甲.txt", report_text())})
            asked = lambda: client.post("/v1/questions", json={"question": "柳坪县商务局2021年" + QUESTION}).json()  # noqa: E731
            wait(lambda: asked()["kind"] == "words")
        finally:
            worker.terminate()
            worker.wait()
        assert "信息检索不够便捷" in asked()["text"]
        assert "nianbao_index_pending 0.0" in client.get("/metrics").text


class Chroma:
    """A Chroma server that can be killed and started again in the same place."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url, self._folder, self._process = f"http://127.0.0.1:{self._port}", folder, None

    def start(self):
        command = [CHROMA, "run", "--path", self._folder / "chroma", "--host", "127.0.0.1", "--port", str(self._port)]
        silent = subprocess.DEVNULL
        self._process = subprocess.Popen(command, cwd=self._folder, stdout=silent, stderr=silent)
        wait(lambda: self._process.poll() is not None or self._listens())
        return self._process.poll() is None

    def kill(self):
        self._process.kill()
        self._process.wait()

    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0


@pytest.fixture
def chroma(tmp_path):
    if not CHROMA.exists() and not shutil.which("chroma"):
        pytest.skip("needs the command chroma")
    server = Chroma(tmp_path)
    if not server.start():
        pytest.skip("the Chroma server can't start here")
    yield server
    server.kill()


@pytest.mark.slow
def test_chroma_server_that_is_killed_and_back_is_brought_in_step(chroma, tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_CHROMA_URL", chroma.url)
    config = load_settings(data_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'store.db'}")
    with open_store(config.store_url) as store, open_index(store, tmp_path) as index:
        queue, worker = JobQueue(store), start_worker(config)
        try:
            queue.submit("anna", [JobFile("1.txt", report_text(1))])
            wait(lambda: store.count() == 1 and index.pending() == 0)
            assert index.search(QUESTION)[0].dense_rank
            chroma.kill()
            job = queue.submit("anna", [JobFile("2.txt", report_text(2))])
            wait(lambda: queue.get(job.id).state is JobState.DONE)
            assert index.find(QUESTION).problems[0][0] == "error.index_unreachable"
            assert chroma.start()
            wait(lambda: index.pending() == 0)
        finally:
            worker.terminate()
            worker.wait()
        assert index.check().agrees
        assert index.search(QUESTION)[0].dense_rank
