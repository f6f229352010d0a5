"""The workbench as a person meets it, measured in a real browser over a real server."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eval.bench.machine import calibrate
from eval.bench.row import Row, command
from eval.bench.workbench_desk import actions_row, edit_row, open_row
from eval.in_browser import browser, chromium, workbench
from eval.questions.crowd import crowd
from extractor.config import DATABASE_FILE

REPORTS = 10_000
QUEUE_SECONDS = 2.0
_SAMPLES = Path(__file__).parents[1] / "samples"
_TIMES = 5
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def workbench_rows(*, quick: bool, reports: int | None = None) -> list[Row]:
    """Return the rows about the workbench; a single one that says so where there is no browser."""
    again = command("workbench", quick=quick)
    if chromium() is None:
        return [Row("workbench in a browser", "–", "no Chromium on this machine", again)]
    number = reports or (REPORTS // 5 if quick else REPORTS)
    with tempfile.TemporaryDirectory() as folder:
        crowd(f"sqlite:///{Path(folder) / DATABASE_FILE}", number)
        with workbench(Path(folder)) as address, _window() as page:
            rows = [_queue_row(page, address, number, again), _overview_row(page, address, number, again)]
    with tempfile.TemporaryDirectory() as folder:
        read = [sys.executable, "-m", "extractor", "extract", str(_SAMPLES), "--data", folder]
        subprocess.run(read, check=True, capture_output=True)
        with workbench(Path(folder)) as address, _window() as page:
            return [*rows, *_desk_rows(page, address)]


def _queue_row(page: Any, address: str, number: int, again: str) -> Row:
    times = [_until_usable(page, f"{address}/review", '[data-testid="stDataFrame"] canvas') for _ in range(_TIMES + 1)]
    return _row("queue page, from the address to a list that can be used", number, times, again, QUEUE_SECONDS)


def _overview_row(page: Any, address: str, number: int, again: str) -> Row:
    charts = '[data-testid="stVegaLiteChart"] svg, [data-testid="stVegaLiteChart"] canvas'
    times = [_until_usable(page, f"{address}/overview", charts) for _ in range(_TIMES + 1)]
    return _row("overview with its charts", number, times, again, None)


def _row(what: str, number: int, times: list[float], again: str, most: float | None) -> Row:
    """Return a row about the times after the first one, which loads and counts what later ones know."""
    middle = statistics.median(times[1:])
    return Row(
        what=what,
        on=f"{number:,} generated reports, median of {len(times) - 1} page loads, in Chromium",
        figure=f"{middle:.2f} s (the first {times[0]:.2f}; calibration {calibrate():.1f} ms)",
        command=f"{again} --reports {number}",
        target="" if most is None else f"≤ {most} s",
        reached=None if most is None else middle <= most,
    )


def _until_usable(page: Any, address: str, wanted: str) -> float:
    """Return the seconds from asking for an address until something is drawn and the server has nothing more to do."""
    page.goto("about:blank")
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(wanted).first.wait_for()
    page.locator(_IDLE).wait_for()
    return time.perf_counter() - started


def _desk_rows(page: Any, address: str) -> list[Row]:
    """Return the rows of one report, each taken from the queue with its key."""
    return [
        actions_row(_on_the_desk(page, address)),
        edit_row(_on_the_desk(page, address)),
        open_row(_on_the_desk(page, address)),
    ]


def _on_the_desk(page: Any, address: str) -> Any:
    """Take the next report of the queue and return the page with it on the desk."""
    _until_usable(page, f"{address}/review", '[data-testid="stDataFrame"] canvas')
    page.keyboard.press("n")
    page.wait_for_selector('.desk[data-busy=""]')
    return page


@contextmanager
def _window() -> Iterator[Any]:
    with browser() as opened:
        page = opened.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
        page.set_default_timeout(60_000)
        yield page
