"""Damaged files handed in to a running service by several people: does it stand, and does each see only their own."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.bench.fuzz_people import HANDING_IN, SECONDS, Fuzzed, running
from eval.bench.row import Row, command
from eval.bench.server import postgres_url

COUNT = 10_000
_SLICE = 100
"""Files that are handed in before all of them are looked at."""


def fuzz_rows(*, quick: bool, count: int | None = None) -> list[Row]:
    """Return the rows; interrupted (Ctrl-C) those of the files that were handed in till then.

    Args:
        quick: 200 files.
        count: How many instead.
    """
    wanted = count or (200 if quick else COUNT)
    found = Fuzzed()
    with tempfile.TemporaryDirectory(prefix="nianbao-fuzz-") as folder, postgres_url() as url:
        fuzz(url or f"sqlite:///{Path(folder) / 'nianbao.db'}", Path(folder), range(wanted), found)
    on = f"{found.uploaded:,} damaged files, {len(HANDING_IN)} people, {'PostgreSQL' if url else 'SQLite'}"
    again = command("fuzz", quick=quick) + (f" --count {count}" if count else "")
    return list(_rows(found, wanted, on, again))


def fuzz(url: str, folder: Path, numbers: Sequence[int], found: Fuzzed) -> None:
    """Hand damaged files in to a service and a worker that are begun for it, and note what becomes of them."""
    with running(url, folder, found) as people:
        try:
            for start in range(0, len(numbers), _SLICE):
                people.slice(numbers[start : start + _SLICE])
                print(f"{found.uploaded} {dict(found.outcomes.most_common(4))}", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            print("interrupted", file=sys.stderr)


def _rows(found: Fuzzed, wanted: int, on: str, again: str) -> Iterator[Row]:
    stored, failed = found.outcomes["done"], sum(found.outcomes.values()) - found.outcomes["done"]
    yield Row(
        "damaged files handed in",
        on,
        f"{found.uploaded:,} (stored {stored:,}, named as unreadable or unpacked {failed:,})",
        again,
        f"{wanted:,}",
        found.uploaded >= wanted,
    )
    figures = {"crashes of service or worker": found.crashes, "jobs that did not end": found.hangs}
    figures |= {"seen by somebody who may not": found.leaks, "files over which the reading broke": found.bugs}
    for what, wrong in figures.items():
        yield Row(what, on, str(len(wrong)), again, "0", not wrong, tuple(wrong[:20]))
    slow = found.outcomes["error.time_limit"] + found.outcomes["error.memory_limit"]
    yield Row(f"files stopped by their limits ({SECONDS} s, memory)", on, str(slow), again)
