"""Several processes and one folder: whoever comes first owns it, the others ask that one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from extractor.index.errors import EmbedderMismatchError, VectorsHeldError, VectorsMissingError
from extractor.index.folder import FolderVectors
from extractor.index.local import RemoteVectors
from extractor.index.vectors import Place

ROOT = Path(__file__).parents[2]
PLACE = Place("a1", "test")

OWN = """
import sys, time
from pathlib import Path
import numpy as np
from extractor.index.folder import FolderVectors
from extractor.index.vectors import Place
shared = FolderVectors(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    shared.put(Place("a1", "test"), "2023", [number], np.eye(8, dtype=np.float32)[number % 8 : number % 8 + 1])
    print(number, flush=True)
time.sleep(float(sys.argv[3]))
shared.close()
"""


def start(folder, count, seconds=60.0):
    command = [sys.executable, "-c", OWN, folder, str(count), str(seconds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def vector(number):
    return np.eye(8, dtype=np.float32)[number]


@pytest.fixture
def owner(tmp_path):
    process = start(tmp_path, 2)
    process.stdout.readline(), process.stdout.readline()
    yield process
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.communicate()


@pytest.fixture
def shared(tmp_path):
    opened = FolderVectors(tmp_path)
    yield opened
    opened.close()


def test_other_process_reads_and_writes_through_the_owner(owner, shared):
    shared.put(PLACE, "2023", [7], vector(7)[None])
    assert isinstance(shared._reached, RemoteVectors)
    assert shared.nearest(PLACE, "2023", vector(7), 1, None) == [(7, pytest.approx(1))]
    assert shared.nearest(PLACE, "2023", vector(7), 5, [0, 1])[0][0] in (0, 1)
    assert sorted(shared.ids(PLACE, "2023")) == [0, 1, 7]
    shared.remove(PLACE, "2023", [7, 8])
    assert sorted(shared.ids(PLACE, "2023")) == [0, 1] and shared.shelves(PLACE) == ["2023"]


def test_errors_of_the_owner_reach_the_other_process(owner, shared):
    with pytest.raises(VectorsMissingError):
        shared.nearest(PLACE, "1999", vector(0), 1, None)
    with pytest.raises(EmbedderMismatchError):
        shared.ids(Place("a1", "other"), "2023")


def test_killed_owner_is_followed_by_the_other_process(owner, shared):
    shared.put(PLACE, "2023", [7], vector(7)[None])
    os.kill(owner.pid, signal.SIGKILL)
    owner.wait()
    assert sorted(shared.ids(PLACE, "2023")) == [0, 1, 7]
    assert not isinstance(shared._reached, RemoteVectors)


def test_owner_that_closes_is_followed_too(tmp_path):
    first, second = FolderVectors(tmp_path), FolderVectors(tmp_path)
    first.put(PLACE, "2023", [1], vector(1)[None])
    assert second.ids(PLACE, "2023") == [1]
    first.close()
    assert second.ids(PLACE, "2023") == [1]
    second.close()


def test_owner_that_does_not_answer_is_named(owner, tmp_path):
    os.kill(owner.pid, signal.SIGSTOP)
    with pytest.raises(VectorsHeldError) as caught:
        FolderVectors(tmp_path, patience=0.5).shelves(PLACE)
    assert caught.value.params["pid"] == owner.pid


def test_who_does_not_know_the_key_gets_nothing(tmp_path, shared):
    import httpx

    shared.put(PLACE, "2023", [1], vector(1)[None])
    port = shared._reached._server.port
    assert httpx.post(f"http://127.0.0.1:{port}/", content=b"{}", headers={"X-Key": "0" * 64}).status_code == 403
    assert (tmp_path / "owner.json").stat().st_mode & 0o077 == 0


def test_writers_at_once_lose_nothing(tmp_path):
    workers = [start(tmp_path, 30, 0) for _ in range(3)]
    shared = FolderVectors(tmp_path)
    deadline = time.monotonic() + 90
    while any(worker.poll() is None for worker in workers) and time.monotonic() < deadline:
        shared.shelves(PLACE)
        time.sleep(0.02)
    assert [worker.wait(5) for worker in workers] == [0, 0, 0]
    assert sorted(shared.ids(PLACE, "2023")) == list(range(30))
    shared.close()
