"""Reports in an object store, over the real protocol of S3 (moto's server on loopback)."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.batch import find_files, read_file
from extractor.cli.app import app
from extractor.errors import ConfigError, DocumentLoadError, DocumentTooLargeError
from extractor.remote import is_remote
from extractor.storage import open_store

s3fs = pytest.importorskip("s3fs", reason="needs nianbao[s3]")
moto = pytest.importorskip("moto.server", reason="needs moto")

SAMPLES = sorted((Path(__file__).parents[1] / "eval" / "samples").glob("*.txt"))[:3]
ENDED, FAILED, USAGE = 0, 3, 2


@pytest.fixture(scope="module")
def server():
    started = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


@pytest.fixture
def s3(server, monkeypatch):
    """An empty bucket `nianbao` with the samples below `2023`, and the environment an operator sets."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "reader")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-a-secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem(skip_instance_cache=True)
    store.mkdir("nianbao")
    for path in SAMPLES:
        store.pipe_file(f"nianbao/2023/{path.name}", path.read_bytes())
    store.pipe_file("nianbao/2023/notes.log", b"x")
    store.pipe_file("nianbao/2023/.hidden/a.txt", b"x")
    yield store
    store.rm("nianbao", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


def nianbao(*arguments):
    result = CliRunner().invoke(app, [*map(str, arguments), "--lang", "en"], env={"COLUMNS": "300"})
    return result.exit_code, " ".join(result.output.split())


def stored(data):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        reports = [store.get(summary.id) for summary in store.list()]
    return {report.source.name: report.model_dump(exclude={"runs"}) for report in reports}


@pytest.mark.parametrize(
    ("path", "remote"),
    [("s3://a/b", True), ("oss://a", True), ("s3", False), ("/s3:/a", False), ("C:/a", False), ("", False)],
)
def test_what_leads_into_a_store(path, remote):
    assert is_remote(Path(path)) == remote


def test_folder_called_like_a_store_is_read_from_the_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:").mkdir()
    (tmp_path / "s3:" / "a.txt").write_bytes(b"x")
    assert find_files([Path()]).files == [Path("s3:/a.txt")]
    assert read_file(Path("s3:/a.txt"), 10) == b"x"


def test_reports_below_a_path_are_those_of_a_folder(s3, tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    for path in SAMPLES:
        (here / path.name).write_bytes(path.read_bytes())
    assert nianbao("extract", here, "--data", tmp_path / "local")[0] == ENDED
    code, said = nianbao("extract", "s3://nianbao/2023", "--data", tmp_path / "remote", "--out", tmp_path / "out")
    assert (code, "Traceback" in said) == (ENDED, False)
    assert ".log" in said
    assert stored(tmp_path / "remote") == stored(tmp_path / "local")
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_one_object_is_taken_whatever_its_kind(s3):
    assert find_files([Path("s3://nianbao/2023/notes.log")]).files == [Path("s3://nianbao/2023/notes.log")]
    assert read_file(Path("s3://nianbao/2023/notes.log"), 10) == b"x"


def test_check_reads_them_too(s3):
    code, said = nianbao("check", f"s3://nianbao/2023/{SAMPLES[0].name}")
    assert code in (0, 1)
    assert SAMPLES[0].name in said


def test_nothing_there_is_said_and_the_rest_goes_on(s3, tmp_path):
    code, said = nianbao("extract", "s3://nianbao/2019", "s3://nianbao/2023", "--data", tmp_path)
    assert code == FAILED
    assert "s3://nianbao/2019" in said
    assert "the store has no such file, and none below it" in said
    assert len(stored(tmp_path)) == 3


def test_archive_in_a_store_is_said_and_not_passed_over(s3, tmp_path):
    s3.pipe_file("nianbao/2023/more.zip", b"PK\x03\x04")
    code, said = nianbao("extract", "s3://nianbao/2023", "--data", tmp_path)
    assert code == FAILED
    assert "more.zip" in said
    assert "unpack it there" in said
    assert len(stored(tmp_path)) == 3


def test_object_over_the_limit_is_not_read(s3):
    with pytest.raises(DocumentTooLargeError):
        read_file(Path(f"s3://nianbao/2023/{SAMPLES[0].name}"), 100)


def test_object_that_goes_away_after_it_was_listed_is_said(s3):
    with pytest.raises(DocumentLoadError) as error:
        read_file(Path("s3://nianbao/2023/gone.txt"), 100)
    assert error.value.params["reason"] == "no_such_object"


def test_store_that_cannot_be_reached_is_said(s3, monkeypatch, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free.getsockname()[1]}")
        s3fs.S3FileSystem.clear_instance_cache()
        code, said = nianbao("extract", "s3://nianbao/2023", "--data", tmp_path)
    assert code == FAILED
    assert "s3://nianbao/2023" in said
    assert "Traceback" not in said
    assert "not-a-secret" not in said


def test_kind_of_store_that_needs_more_is_said(tmp_path):
    code, said = nianbao("extract", "hdfs://nianbao/2023", "--data", tmp_path)
    assert code in (USAGE, FAILED)
    assert "hdfs://nianbao/2023" in said
    with pytest.raises(ConfigError):
        read_file(Path("gs://nianbao/2023/a.txt"), 100)


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.xdist_group("ray")
def test_workers_of_a_cluster_read_from_the_store(s3, tmp_path):
    pytest.importorskip("ray", reason="needs nianbao[ray]")
    code, said = nianbao("extract", "s3://nianbao/2023", "--on", "ray", "--data", tmp_path)
    assert (code, said.count("Traceback")) == (ENDED, 0), said
    assert set(stored(tmp_path)) == {path.name for path in SAMPLES}
