import os
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.batch import run
from extractor.cli.app import app
from extractor.errors import ConfigError, DocumentLimitError, DocumentLoadError, NotAReportError
from extractor.isolation import Isolated, Limits
from extractor.parsing.readers.doc import _run
from extractor.parsing.readers.ocr.pace import Allowance, PageBegins, page_begins
from tests.storage.fictional import entry

PDF = b"%PDF-"
LIMITS = Limits(seconds=1.5, memory=200 * 2**20)


class Stubborn(Exception):  # noqa: N818
    def __init__(self, one, two):
        super().__init__(one)


def _recognised(seconds):
    """Take the time of a page, as the recognition does."""
    page_begins()
    time.sleep(seconds)
    return True


def read(data, name, engine):
    """What the worker runs in these tests: the bytes say what happens."""
    match data.removeprefix(PDF):
        case b"hang":
            while True:
                pass
        case b"pages":
            return sum(1 for _ in range(5) if _recognised(0.4))
        case b"endless":
            while _recognised(0.1):
                pass
        case b"convert":
            _run(["sh", "-c", f"echo $$ > {name}; sleep 300"], Path(name).parent, name)
        case b"burst":
            return bytes(400 * 2**20)
        case b"die":
            os._exit(3)
        case b"refuse":
            raise NotAReportError(name=name, reason="other_text")
        case b"engine":
            raise ConfigError("error.engine", engine=engine)
        case b"bug":
            raise RecursionError("deep")
        case b"stubborn":
            raise Stubborn("a", "b")
        case b"entry":
            return entry(1, name=name)
        case b"unsendable":
            return lambda: None
    return name, os.getpid()


@pytest.fixture(scope="module")
def isolated():
    with Isolated(read, LIMITS) as isolated:
        yield isolated


def test_plain_text_stays_in_this_process(isolated):
    assert isolated(b"text", "a.txt", "rules") == ("a.txt", os.getpid())


def test_other_formats_share_one_worker(isolated):
    first, second = isolated(PDF, "a.pdf", "rules"), isolated(PDF, "b.pdf", "rules")
    assert (first[0], second[0]) == ("a.pdf", "b.pdf")
    assert first[1] == second[1] != os.getpid()


@pytest.mark.parametrize(
    ("what", "kind", "message"),
    [
        (b"hang", DocumentLimitError, "error.time_limit"),
        (b"burst", DocumentLimitError, "error.memory_limit"),
        (b"die", DocumentLoadError, "error.reader_died"),
    ],
)
def test_file_that_overruns_is_named_and_the_next_is_read(isolated, what, kind, message):
    with pytest.raises(kind) as caught:
        isolated(PDF + what, "bad.pdf", "rules")
    assert (caught.value.message_id, caught.value.params["name"]) == (message, "bad.pdf")
    assert isolated(PDF, "good.pdf", "rules")[0] == "good.pdf"


def test_every_recognised_page_adds_to_the_time():
    with Isolated(read, Limits(seconds=1, memory=LIMITS.memory, page_seconds=0.8)) as isolated:
        assert isolated(PDF + b"pages", "scan.pdf", "rules") == 5


def test_time_for_pages_ends_with_the_most_pages():
    limits = Limits(seconds=0.5, memory=LIMITS.memory, page_seconds=0.1, pages=3)
    with Isolated(read, limits) as isolated, pytest.raises(DocumentLimitError) as caught:
        isolated(PDF + b"endless", "scan.pdf", "rules")
    assert caught.value.message_id == "error.time_limit_page"
    assert caught.value.params["page"] > 3


def test_time_a_busy_machine_takes_from_a_worker_is_given_back():
    allowance = Allowance(seconds=100, page_seconds=10, most_pages=200)
    allowance.add(PageBegins(had=5))
    allowance.add(PageBegins(had=1))
    assert allowance.seconds == pytest.approx(124, abs=3)


def test_time_a_worker_computed_is_not_given_back():
    allowance = Allowance(seconds=100, page_seconds=10, most_pages=200)
    allowance.add(PageBegins(had=5))
    allowance.add(PageBegins(had=1000))
    assert allowance.seconds == 120


def test_watch_is_told_of_every_page():
    told = []
    with Isolated(read, Limits(seconds=60, memory=LIMITS.memory), watch=lambda *page: told.append(page)) as isolated:
        isolated(PDF + b"pages", "scan.pdf", "rules")
    assert told == [("scan.pdf", number) for number in range(1, 6)]


def test_program_that_converts_a_file_does_not_outlive_its_time(isolated, tmp_path):
    told = tmp_path / "pid"
    with pytest.raises(DocumentLimitError):
        isolated(PDF + b"convert", str(told), "rules")
    assert not Path(f"/proc/{told.read_text().strip()}").exists()


def test_worker_that_overran_is_gone(isolated):
    _, pid = isolated(PDF, "a.pdf", "rules")
    with pytest.raises(DocumentLimitError):
        isolated(PDF + b"hang", "bad.pdf", "rules")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize(
    ("what", "kind", "text"),
    [
        (b"refuse", NotAReportError, "other_text"),
        (b"engine", ConfigError, "rules"),
        (b"bug", RecursionError, "deep"),
        (b"stubborn", RuntimeError, "Stubborn: a"),
        (b"unsendable", RuntimeError, "pickle"),
    ],
)
def test_errors_come_back_as_they_are(isolated, what, kind, text):
    with pytest.raises(kind, match=text):
        isolated(PDF + what, "a.pdf", "rules")


def test_bug_brings_its_traceback(isolated):
    with pytest.raises(RecursionError) as caught:
        isolated(PDF + b"bug", "a.pdf", "rules")
    assert 'raise RecursionError("deep")' in "".join(caught.value.__notes__)


def test_batch_loses_no_other_files_result(isolated, tmp_path):
    for number, what in enumerate((b"entry", b"hang", b"entry", b"die", b"entry")):
        (tmp_path / f"{number}.pdf").write_bytes(PDF + what)
    outcomes = list(run(sorted(tmp_path.iterdir()), isolated, "rules", 100))
    assert [type(outcome.error) for outcome in outcomes] == [
        type(None),
        DocumentLimitError,
        type(None),
        DocumentLoadError,
        type(None),
    ]


def test_worker_ends_with_the_block():
    with Isolated(read, LIMITS) as isolated:
        _, pid = isolated(PDF, "a.pdf", "rules")
    time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("command", ["extract", "check"])
def test_commands_read_other_formats_in_a_worker(tmp_path, monkeypatch, command):
    monkeypatch.setenv("NIANBAO_MAX_SECONDS", "0.000001")
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path))
    (tmp_path / "a.pdf").write_bytes(PDF)
    done = CliRunner().invoke(app, [command, str(tmp_path / "a.pdf")])
    assert done.exit_code == 3
    assert "a.pdf:读取超过" in done.stderr
