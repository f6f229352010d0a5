"""Reports per second, and whether time and memory grow with their number."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from eval.bench.row import Row, command
from eval.synth import generate

FIRST_SEED = 6_000_000
_PER_SECOND = 100
_MORE = 1.2
"""How much more a report may take at the largest number than at the smallest, time or memory; a machine is noisy."""


def speed_rows(*, quick: bool) -> list[Row]:
    """Return the rows for speed, linearity and memory; writing the reports is not counted."""
    small, middle, large = (50, 100, 200) if quick else (500, 1000, 2000)
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(FIRST_SEED, FIRST_SEED + large):
            report = generate(seed)
            (Path(folder) / report.name).write_bytes(report.data)
        runs = [run_batch(Path(folder), count) for count in (small, middle, large)]
    return rows_of(runs, command("speed", quick=quick))


def run_batch(folder: Path, count: int) -> dict[str, float]:
    """Return what `eval.bench.batch` measures in a process of its own.

    Raises:
        RuntimeError: Not every report came into the store.
    """
    arguments = [sys.executable, "-m", "eval.bench.batch", str(folder), str(count)]
    result: dict[str, float] = json.loads(subprocess.run(arguments, capture_output=True, check=True).stdout)
    if result["reports"] != count:
        raise RuntimeError(f"{result['reports']:.0f} of {count} reports stored")
    return result


def rows_of(runs: list[dict[str, float]], again: str) -> list[Row]:
    """Return the rows of the runs, smallest number first."""
    first, last = runs[0], runs[-1]
    on = f"{last['reports']:.0f} generated reports"
    rate = last["reports"] / last["seconds"]
    each = [1000 * run["cpu"] / run["reports"] for run in runs]
    numbers = " / ".join(f"{run['reports']:.0f}" for run in runs)
    calibration = last["calibration"]
    growth, memory = each[-1] / each[0], last["peak_mb"] / first["peak_mb"]
    return [
        Row(
            "reports per second, one process, with checks and a fresh SQLite store",
            on,
            f"{rate:.1f}/s, {1000 / each[-1]:.1f} per second of processor time (calibration {calibration:.1f} ms)",
            again,
            f"≥ {_PER_SECOND}/s",
            rate >= _PER_SECOND,
        ),
        Row(
            "processor time a report",
            f"{numbers} reports",
            " / ".join(f"{value:.1f}" for value in each) + f" ms: × {growth:.2f}",
            again,
            f"linear: ≤ × {_MORE}",
            growth <= _MORE,
        ),
        Row(
            "peak memory",
            f"{first['reports']:.0f} / {last['reports']:.0f} reports",
            f"{first['peak_mb']:.0f} / {last['peak_mb']:.0f} MB: × {memory:.2f}",
            again,
            f"flat: ≤ × {_MORE}",
            memory <= _MORE,
        ),
    ]
