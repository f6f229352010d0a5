"""The page imports: files become a job, the job's files become reports; what fails says why."""

import io
import threading
import zipfile

import pytest

from extractor.config import load_settings
from extractor.jobs.model import JobFile, JobState
from extractor.jobs.queue import JobQueue
from extractor.jobs.worker import Worker
from extractor.review import Person, Role
from extractor.storage import open_store
from tests.review.made_up import SAMPLES
from ui import session
from ui.plain import plain
from ui.views.imports.sources import Source

NAME = "芷川市统计局-2019.txt"


@pytest.fixture(autouse=True)
def no_worker(monkeypatch):
    """Nothing is started beside the test; `work` reads."""
    monkeypatch.setattr("ui.worker.start_worker", lambda config: None)


@pytest.fixture
def store(data):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as opened:
        yield opened


@pytest.fixture
def work(data, store):
    return lambda: Worker(store, load_settings(data_dir=data)).run(threading.Event(), once=True)


def drop(page, *files):
    page.file_uploader[0].set_value([(name, raw, "text/plain") for name, raw in files]).run()
    return page


def start(page):
    next(button for button in page.button if "开始导入" in button.label).click().run()
    return page


def test_empty_page_says_what_to_do(app):
    page = app("imports")
    assert "还没有导入过" in page.info[0].value
    assert next(button for button in page.button if "开始导入" in button.label).disabled


def test_dropped_files_become_a_job_and_then_reports(app, store, work):
    page = start(drop(app("imports"), (NAME, (SAMPLES / NAME).read_bytes() + b"\n"), ("空.txt", b"")))
    (job,) = JobQueue(store).list()
    assert (job.state, job.total, job.payload) == (JobState.QUEUED, 2, {"engine": "rules"})
    work()
    page.run()
    rows = page.dataframe[0].value
    assert list(rows["结果"]) == ["已入库", "未能读取"]
    assert rows["说明"][1]
    assert any("新入库 1,已有 0,未能读取 1" in caption.value for caption in page.caption)


def test_known_file_is_said_to_be_there_already(app, store, work):
    page = start(drop(app("imports"), (NAME, (SAMPLES / NAME).read_bytes())))
    work()
    page.run()
    assert list(page.dataframe[0].value["结果"]) == ["库中已有"]
    assert any("新入库 0,已有 1" in caption.value for caption in page.caption)


def test_queue_of_an_import_lists_its_reports_alone(app, store, work):
    start(drop(app("imports"), (NAME, (SAMPLES / NAME).read_bytes())))
    work()
    page = app("review", job=JobQueue(store).list()[0].id, state="all")
    assert list(page.dataframe[0].value["file"]) == [NAME]
    page.button(key="queue.not_of_job").click().run()
    assert len(page.dataframe[0].value) == 18


def test_reason_of_a_failed_file_is_written_out(app, store, work):
    page = start(drop(app("imports"), ("空.txt", b"")))
    work()
    page.run()
    reason = page.dataframe[0].value["说明"][0]
    assert any(plain("空.txt") in text.value and plain(reason) in text.value for text in page.markdown)


def test_sample_store_warns_before_own_files_are_mixed_in(app, monkeypatch):
    assert not app("imports").warning
    monkeypatch.setenv("NIANBAO_UI_SAMPLES", "1")
    assert "nianbao ui --data" in app("imports").warning[0].value


def test_archive_says_which_files_were_left_out(app, store, work):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(NAME, (SAMPLES / NAME).read_bytes() + b"\n\n\n")
        archive.writestr("表格.css", "x")
    page = start(drop(app("imports"), ("年报.zip", packed.getvalue())))
    work()
    page.run()
    rows = page.dataframe[0].value
    assert dict(zip(rows["文件"], rows["结果"], strict=True)) == {"年报.zip": "已解开", f"年报.zip/{NAME}": "已入库"}
    assert ".css" in "".join(rows["说明"])


def test_waiting_job_is_still_there_after_a_reload_and_can_be_cancelled(app, store):
    start(drop(app("imports"), (NAME, (SAMPLES / NAME).read_bytes())))
    page = app("imports")
    next(button for button in page.button if button.label == "取消").click().run()
    (job,) = JobQueue(store).list()
    assert job.state is JobState.CANCELLED


def test_cancelled_files_can_be_tried_again(app, store, work):
    queue = JobQueue(store)
    job = queue.submit("local", [JobFile(NAME, (SAMPLES / NAME).read_bytes() + b"\n\n")])
    queue.cancel(job.id)
    page = app("imports")
    next(button for button in page.button if "重试" in button.label).click().run()
    work()
    assert queue.get(job.id).state is JobState.DONE


def test_addresses_become_files_of_a_job(app, store):
    page = app("imports")
    page.segmented_control(key="imports.source").set_value(Source.WEB).run()
    page.text_area[0].set_value("https://a.example/1.html\nkein Netz").run()
    assert len(page.warning) == 2
    start(page)
    (item,) = JobQueue(store).items(JobQueue(store).list()[0].id)
    assert item.address == "https://a.example/1.html"


def test_folder_of_the_machine_is_offered_on_loopback_alone(app, store, tmp_path, monkeypatch):
    sources = app("imports").segmented_control(key="imports.source").options
    assert "本机目录" not in sources
    monkeypatch.setattr("ui.views.imports.sources.is_loopback", lambda: True)
    page = app("imports")
    page.segmented_control(key="imports.source").set_value(Source.DISK).run()
    page.text_input[0].set_value(str(SAMPLES)).run()
    start(page)
    assert JobQueue(store).list()[0].total == 18


def test_without_a_model_only_the_rules_read(app, monkeypatch):
    monkeypatch.delenv("NIANBAO_MODEL", raising=False)
    page = app("imports")
    assert not page.radio
    assert "没有设置语言模型" in page.caption[0].value


def test_model_begins_only_after_the_estimate(app, store, monkeypatch):
    monkeypatch.setenv("NIANBAO_MODEL", "paper")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("NIANBAO_MODEL_PRICES", '{"paper": {"input": 2.0, "output": 8.0}}')
    page = drop(app("imports"), (NAME, (SAMPLES / NAME).read_bytes()))
    page.radio(key="imports.engine").set_value("both").run()
    assert next(button for button in page.button if "开始导入" in button.label).disabled
    next(button for button in page.button if "估算" in button.label).click().run()
    assert "费用至多" in page.info[0].value
    page.number_input[0].set_value(0.5).run()
    start(page)
    assert JobQueue(store).list()[0].payload == {"engine": "both", "max_cost": 0.5}


def test_readers_see_jobs_but_hand_nothing_in(app, monkeypatch):
    reader = Person(login="he", name="何枝", role=Role.READER)
    monkeypatch.setattr("ui.views.imports.page.person", lambda: reader)
    monkeypatch.setattr("ui.views.imports.jobs.person", lambda: reader)
    page = app("imports")
    assert not page.button
    assert "只能查看" in page.info[0].value


def test_worker_is_started_once_and_not_where_one_is_running(app, store, monkeypatch):
    started = []

    class Running:
        def poll(self):
            return None

    def start_worker(config):
        started.append(config.data_dir)
        return Running()

    monkeypatch.setattr("ui.worker.start_worker", start_worker)
    session.store.clear()
    page = start(drop(app("imports"), (NAME, (SAMPLES / NAME).read_bytes())))
    page.run()
    assert len(started) == 1
