"""Every part of an office killed while it reads, damaged files handed in to it: small versions of the benchmarks."""

import pytest

from eval.bench import fuzz, kills
from eval.bench.fuzz_people import Fuzzed
from eval.bench.parts import has_chroma
from eval.bench.server import has_postgres


@pytest.mark.slow
@pytest.mark.skipif(not has_postgres(), reason="needs PostgreSQL's initdb and pg_ctl")
@pytest.mark.skipif(not has_chroma(), reason="needs the command chroma")
def test_killed_parts_lose_and_double_nothing_and_the_index_agrees():
    found = kills.kill_at_random(reports=20, kills=2)
    assert found.killed == {"Chroma": 2, "PostgreSQL": 2, "service": 2, "worker": 2}
    assert (found.lost, found.doubled, found.differs, found.refused) == ([], [], [], [])


@pytest.mark.slow
def test_damaged_files_break_nothing_and_are_seen_by_their_owners_alone(tmp_path):
    found = Fuzzed()
    fuzz.fuzz(f"sqlite:///{tmp_path / 'nianbao.db'}", tmp_path, range(200), found)
    assert found.uploaded == 200
    assert found.outcomes["done"] > 0
    assert (found.crashes, found.hangs, found.leaks, found.bugs) == ([], [], [], [])
