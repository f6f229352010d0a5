"""The same on PostgreSQL, where its driver and a server are installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.storage import open_store
from tests.index.fictional import indexed_entry


def as_user(*command):
    """PostgreSQL refuses to run as root."""
    lead = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*lead, *map(str, command)], check=True, capture_output=True)


@pytest.fixture
def url():
    pytest.importorskip("psycopg", reason="needs psycopg")
    if not shutil.which("initdb") or not shutil.which("pg_ctl"):
        pytest.skip("needs PostgreSQL's initdb and pg_ctl")
    folder = Path(
        subprocess.run(["mktemp", "-d", "/tmp/nianbao-pg-XXXXXX"], capture_output=True, text=True).stdout[:-1]
    )
    folder.chmod(0o777)
    as_user("initdb", "-D", folder / "data", "-U", "nianbao", "--auth=trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    as_user("pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start")
    yield f"postgresql+psycopg://nianbao@/postgres?host={folder}"
    as_user("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def test_passages_are_found_by_words_and_meaning(url, tmp_path):
    with open_store(url) as store, open_index(store, tmp_path, IndexSettings()) as index:
        store.save_many(indexed_entry(year=year) for year in (2021, 2022, 2023))
        assert index.sync().indexed == 3
        first = index.search("业务培训", issuers=["云溪县财政局"], years=[2022])[0]
        assert (first.chunk.year, first.chunk.part) == (2022, 1)
        assert first.lexical_rank and first.dense_rank
        assert index.search("业务培训", parts=[6]) == [] or index.search("业务培训", parts=[6])[0].chunk.part == 6
        assert index.find("'; DROP TABLE reports; --").problems == ()
        assert index.check().agrees
        assert index.rebuild().indexed == 3 and index.check().agrees
