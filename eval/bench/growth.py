"""What a report costs in a large store against a small one: reading, checking and storing it, on both databases."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from eval.bench.row import Row, command
from eval.bench.server import postgres_url
from eval.questions.crowd import crowd
from eval.synth import SyntheticReport, generate
from extractor.pipeline import process
from extractor.storage import Entry, ReportStore, open_store

FIRST_SEED = 8_700_000
SMALL, LARGE, MORE = 1_000, 10_000, 100
_PORTION = 5
"""Reports that are stored in the one store, then in the other."""
_MOST = 1.1


def growth_rows(*, quick: bool) -> list[Row]:
    """Return the rows; with `quick` the stores hold a tenth."""
    small, large = (SMALL // 10, LARGE // 10) if quick else (SMALL, LARGE)
    return list(_rows(small, large, command("growth", quick=quick)))


def _rows(small: int, large: int, again: str) -> Iterator[Row]:
    more = [generate(seed) for seed in range(FIRST_SEED, FIRST_SEED + MORE)]
    with tempfile.TemporaryDirectory(prefix="nianbao-growth-") as folder:
        urls = [f"sqlite:///{Path(folder) / f'{size}.db'}" for size in (small, large)]
        yield _row("SQLite", urls, (small, large), more, again)
    with postgres_url() as one, postgres_url() as other:
        if one and other:
            yield _row("PostgreSQL", [one, other], (small, large), more, again)


def _row(name: str, urls: Sequence[str], sizes: tuple[int, int], more: Sequence[SyntheticReport], again: str) -> Row:
    for url, size in zip(urls, sizes, strict=True):
        crowd(url, size)
    with ExitStack() as stack:
        stores = [stack.enter_context(open_store(url)) for url in urls]
        first, last = (median(costs) for costs in zip(*_costs(stores, more), strict=True))
    return Row(
        f"processor time to read, check and store one more report, {name}",
        f"{sizes[0]:,} / {sizes[1]:,} reports in the store, {len(more)} more",
        f"{first:.1f} / {last:.1f} ms: × {last / first:.3f}",
        again,
        f"≤ × {_MOST}",
        last / first <= _MOST,
    )


def _costs(stores: Sequence[ReportStore], more: Sequence[SyntheticReport]) -> Iterator[tuple[float, ...]]:
    """Yield the milliseconds that a report of each portion took in each store; the stores take turns in being first."""
    for start in range(0, len(more), _PORTION):
        portion = more[start : start + _PORTION]
        turns = list(enumerate(stores))
        took = dict.fromkeys(range(len(stores)), 0.0)
        for number, store in turns if start // _PORTION % 2 else reversed(turns):
            took[number] = _timed(store, portion)
        yield tuple(1000 * seconds / len(portion) for seconds in took.values())


def _timed(store: ReportStore, reports: Sequence[SyntheticReport]) -> float:
    """Return the seconds of processor time that reading, checking and storing takes, those of the database included."""
    database = _database_process(store)
    begun = time.process_time() + _seconds_of(database)
    read = [(process(report.data, report.name), report.data) for report in reports]
    store.save_many([Entry(made.report, made.document, data) for made, data in read])
    return time.process_time() + _seconds_of(database) - begun


def _database_process(store: ReportStore) -> int | None:
    """Return the process of PostgreSQL that serves this store's connection; None for SQLite, which has none."""
    from sqlalchemy import text

    from extractor.storage.access import reading

    with reading(store) as connection:
        if connection.dialect.name != "postgresql":
            return None
        number: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        return number


def _seconds_of(process_id: int | None) -> float:
    """Return the seconds of processor time that a process of this machine has taken; 0 for none."""
    if process_id is None:
        return 0.0
    return int(Path(f"/proc/{process_id}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
