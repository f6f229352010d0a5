"""The vectors on a Chroma server of their own."""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.index import open_index
from extractor.index.settings import IndexSettings
from tests.index.fictional import indexed_entry

CHROMA = Path(sys.executable).with_name("chroma")


@pytest.fixture
def server(tmp_path):
    if not CHROMA.exists() and not shutil.which("chroma"):
        pytest.skip("needs the command chroma")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [CHROMA, "run", "--path", tmp_path / "server", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def test_vectors_on_a_server_are_found_checked_and_made_anew(server, store, tmp_path):
    store.save_many([indexed_entry(year=2022), indexed_entry(year=2023)])
    with open_index(store, tmp_path, IndexSettings(chroma_url=server)) as index:
        index.sync()
        assert index.search("业务培训", years=[2022])[0].dense_rank
        assert index.check().agrees
        index.rebuild()
        assert index.check().agrees
        assert not (tmp_path / "index" / "owner.json").exists()
