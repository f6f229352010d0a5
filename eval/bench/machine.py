"""The machine a benchmark ran on, and how fast it was at that moment; no names, no paths."""

from __future__ import annotations

import os
import platform
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

_LOOPS = 200_000
_REPEATS = 5
_TURNS, _TURN_SECONDS = 3, 3.0


def describe() -> str:
    """Return processor, cores, system and Python in one line."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def load() -> str:
    """Return how many processes wanted a core during the last minute; empty where the system doesn't say."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def calibrate() -> float:
    """Return the milliseconds a fixed loop of plain Python takes, the median of five.

    Two runs on differently fast or busy machines compare by this.
    """
    times = sorted(_timed_loop() for _ in range(_REPEATS))
    return times[_REPEATS // 2] * 1000


def second_core() -> float:
    """Return how many times as much plain Python two processes do as one: what a second worker can be worth here.

    The median of three turns; 2.0 where a second core is wholly free, less where the host gives it to others.
    """
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_loops_in, (0.1, 0.1)))
        turns = sorted(_second_core(pool) for _ in range(_TURNS))
    return turns[_TURNS // 2]


def _second_core(pool: ProcessPoolExecutor) -> float:
    (one,) = pool.map(_loops_in, (_TURN_SECONDS,))
    return sum(pool.map(_loops_in, (_TURN_SECONDS,) * 2)) / one


def _loops_in(seconds: float) -> int:
    """Return how many loops are done in so many seconds on the clock."""
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        _timed_loop(_LOOPS // 20)
        count += 1
    return count


def _timed_loop(loops: int = _LOOPS) -> float:
    start = time.perf_counter()
    value = 0
    for number in range(loops):
        value = (value + number * number) % 65537
    return time.perf_counter() - start


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, "") or platform.machine()
