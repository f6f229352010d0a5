"""Twenty sessions at once, in two processes: nothing lost, nothing doubled."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.review.log import entries_of
from extractor.review.model import MAIN, Logged
from extractor.storage import open_store
from extractor.storage.access import reading
from tests.storage.fictional import entry as small

ROOT = Path(__file__).parents[2]

SESSIONS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from extractor.review import ConflictError, Person, ReviewService, Role, SetValue
from extractor.storage import open_store

SHARED = "disclosure.fees.amount"

def review(service, session, reports):
    person = Person(login=f"s{session}", name=f"s{session}", role=Role.REVIEWER)
    own = f"disclosure.{('licensing', 'penalties')[session % 2]}.decisions"
    done = []
    for report in reports:
        version = service.open(person, report).version
        edits = [SetValue(path, 1000 + session) for path in (own, SHARED)]
        while True:
            try:
                service.save(person, report, version, edits)
                break
            except ConflictError as conflict:
                version = conflict.version
        done += [(report, edit.path, edit.value) for edit in edits]
    return done

url, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open_store(url) as store:
    service = ReviewService(store)
    ids = [item.id for item in store.list()]
    with ThreadPoolExecutor(last - first) as pool:
        # Sessions 2n and 2n + 1 have the same twenty reports, side by side.
        jobs = [pool.submit(review, service, n, ids[n // 2 * 20 : n // 2 * 20 + 20]) for n in range(first, last)]
        for job in jobs:
            for line in job.result():
                print(*line)
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_20_sessions_in_two_processes_lose_and_double_nothing(url):
    with open_store(url) as store:
        store.save_many(small(number) for number in range(200))
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", SESSIONS, url, str(first), str(first + 10)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in (0, 10)
    ]
    outputs = [worker.communicate(timeout=500) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], outputs
    done = sorted(line for output, _ in outputs for line in output.splitlines())
    assert done == sorted(_logged(url))


def _logged(url):
    """Every correction in the store, checked to follow the one before it on its path."""
    with open_store(url) as store, reading(store) as connection:
        for number, summary in enumerate(store.list(), 1):
            held = {}
            for entry in entries_of(connection, number, MAIN):
                if entry.kind is Logged.CORRECTION:
                    assert entry.old == held.get(entry.path)
                    held[entry.path] = entry.new
                    yield f"{summary.id} {entry.path} {entry.new['value']}"
