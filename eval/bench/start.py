"""How long a person waits for the command itself."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from eval.bench.machine import calibrate
from eval.bench.row import Row, command

SAMPLE = "eval/samples/柳坪县商务局-2023.txt"
_ROOT = Path(__file__).parents[2]
_RUNS = 5
_TARGETS = (("nianbao --help", ("--help",), 0.4), (f"nianbao check {SAMPLE}", ("check", SAMPLE), 1.0))


def start_rows(*, quick: bool) -> list[Row]:
    """Return the median of five cold starts of each command, after one that warms the disk up and compiles the code."""
    again = command("start", quick=quick)
    return [_row(name, arguments, most, again, runs=1 if quick else _RUNS) for name, arguments, most in _TARGETS]


def _row(name: str, arguments: tuple[str, ...], most: float, again: str, runs: int) -> Row:
    seconds = seconds_of(arguments, runs)
    figure = f"{seconds:.2f} s (calibration {calibrate():.1f} ms)"
    return Row(f"`{name}`", f"cold start, median of {runs}", figure, again, f"≤ {most} s", seconds <= most)


def seconds_of(arguments: tuple[str, ...], runs: int) -> float:
    """Return the median duration of the installed command."""
    program = Path(sys.executable).parent / "nianbao"
    return statistics.median([_timed([str(program), *arguments]) for _ in range(runs + 1)][1:])


def _timed(arguments: list[str]) -> float:
    """Return the seconds a command takes.

    Raises:
        RuntimeError: It failed; finding errors in the report (1) is no failure.
    """
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    code = subprocess.run(arguments, cwd=_ROOT, env=compiled, capture_output=True, check=False).returncode
    if code not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)} exited with {code}")
    return time.perf_counter() - start
