"""The machine a benchmark ran on, and how fast it was at that moment; no names, no paths."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

_LOOPS = 200_000
_REPEATS = 5


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


def _timed_loop() -> float:
    start = time.perf_counter()
    value = 0
    for number in range(_LOOPS):
        value = (value + number * number) % 65537
    return time.perf_counter() - start


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, "") or platform.machine()
