"""The index of passages: how fast it is made, whether time and memory grow with it, and how fast it is searched."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.bench.row import Row, command
from eval.questions.crowd import crowd
from extractor.config import DATABASE_FILE

REPORTS = 4_000
PROMISED = 100_000
"""Reports at which the time of a search is promised."""
_PER_SECOND, _GROWTH, _FLAT, _SEARCH_MS = 60, 11, 1.2, 250


def index_rows(*, quick: bool, reports: int | None = None) -> list[Row]:
    """Return the rows about the index, over so many reports and a tenth of them."""
    large = reports or (REPORTS // 5 if quick else REPORTS)
    runs = [_run(number) for number in (large // 10, large)]
    again = f"{command('index', quick=quick)} --reports {large}"
    return [*_making(runs[0], runs[1], again), *_searching(runs[1], again)]


def _run(number: int) -> dict[str, Any]:
    """Return what `eval.bench.index_run` measures over a new store of so many reports.

    Raises:
        RuntimeError: Store and index don't agree afterwards, or not every report is in.
    """
    with tempfile.TemporaryDirectory() as folder:
        crowd(f"sqlite:///{Path(folder) / DATABASE_FILE}", number)
        arguments = [sys.executable, "-m", "eval.bench.index_run", folder]
        result: dict[str, Any] = json.loads(subprocess.run(arguments, capture_output=True, check=True).stdout)
    if result["reports"] != number or not result["agree"]:
        raise RuntimeError(f"{result['reports']} of {number} reports indexed, agree: {result['agree']}")
    return result


def _making(small: dict[str, Any], large: dict[str, Any], again: str) -> Iterator[Row]:
    on = f"{large['reports']:,} generated reports, {large['chunks']:,} passages"
    rate, by_processor = large["reports"] / large["seconds"], large["reports"] / large["cpu"]
    yield Row(
        "reports indexed per second, embedded Chroma, offline embedder",
        on,
        f"{rate:.1f}/s, {by_processor:.1f} per second of processor time (calibration {large['calibration']:.1f} ms)",
        again,
        f"≥ {_PER_SECOND}/s",
        rate >= _PER_SECOND,
    )
    numbers = f"{small['reports']:,} / {large['reports']:,} reports"
    growth, memory = large["cpu"] / small["cpu"], large["peak_mb"] / small["peak_mb"]
    yield Row(
        "processor time of ten times the reports",
        numbers,
        f"{small['cpu']:.1f} / {large['cpu']:.1f} s: × {growth:.1f}",
        again,
        f"≤ × {_GROWTH}",
        growth <= _GROWTH,
    )
    yield Row(
        "peak memory while indexing",
        numbers,
        f"{small['peak_mb']:.0f} / {large['peak_mb']:.0f} MB: × {memory:.2f}",
        again,
        f"flat: ≤ × {_FLAT}",
        memory <= _FLAT,
    )


def _searching(run: dict[str, Any], again: str) -> Iterator[Row]:
    for kind, took in run["searches"].items():
        slowest = max(took)
        reached = slowest <= _SEARCH_MS if run["reports"] >= PROMISED or slowest > _SEARCH_MS else None
        yield Row(
            f"search for passages: {kind}",
            f"{run['reports']:,} generated reports",
            f"median {sorted(took)[len(took) // 2]:.0f} ms, slowest {slowest:.0f} ms of processor time",
            again,
            f"≤ {_SEARCH_MS} ms at {PROMISED:,}",
            reached,
        )
