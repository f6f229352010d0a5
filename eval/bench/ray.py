"""What a second worker is worth in a distributed batch, and how much room a stored report takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from eval.bench.machine import second_core
from eval.bench.row import Row, command
from eval.synth import generate

FIRST_SEED = 6_500_000
_TIMES = 1.7
_ROUNDS = 2
_STORED = 500
Run = dict[str, float]


def ray_rows(*, quick: bool, reports: int | None = None) -> list[Row]:
    """Return the rows; one worker and two take turns, and the better run of each counts: others use the machine too.

    Args:
        quick: 200 reports instead of 5,000, one round.
        reports: How many instead.
    """
    count = reports or (200 if quick else 5000)
    again = command("ray", quick=quick) + (f" --reports {reports}" if reports else "")
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(FIRST_SEED, FIRST_SEED + count):
            (Path(folder) / f"{seed}.txt").write_bytes(generate(seed).data)
        free = [second_core()]
        turns = [(_run(folder, count, 1), _run(folder, count, 2)) for _ in range(1 if quick else _ROUNDS)]
        free.append(second_core())
        room = _room(sorted(Path(folder).iterdir())[:_STORED])
    one, two = (min(runs, key=lambda run: run["seconds"]) for runs in zip(*turns, strict=True))
    return [_speed(one, two, again), _ceiling(free, again), room_row(room, min(count, _STORED), again)]


def _speed(one: Run, two: Run, again: str) -> Row:
    times, count = one["seconds"] / two["seconds"], two["reports"]
    rates = " / ".join(f"{run['reports'] / run['seconds']:.1f}" for run in (one, two))
    collecting = 1000 * two["cpu"] / count
    return Row(
        "Ray: 2 workers against 1, reading and checking",
        f"{count:.0f} generated reports, {os.cpu_count()} cores",
        f"× {times:.2f} ({rates} reports/s; collecting takes {collecting:.1f} ms a report; "
        f"calibration {one['calibration']:.1f} / {two['calibration']:.1f} ms)",
        again,
        f"≥ × {_TIMES}",
        times >= _TIMES,
    )


def _ceiling(free: Sequence[float], again: str) -> Row:
    before, after = free
    return Row(
        "two processes of plain Python loops against one, before and after",
        f"{os.cpu_count()} cores",
        f"× {before:.2f} and × {after:.2f}: what a second core gave here at that time",
        again,
    )


def room_row(room: float, count: int, again: str) -> Row:
    """Return the row for the room of a stored report, in KB."""
    return Row(
        "room in the store", f"{count} generated reports, SQLite, without index", f"{room:.0f} KB a report", again
    )


def _run(folder: str, count: int, workers: int) -> Run:
    """Return what `eval.bench.ray_run` measures.

    Raises:
        RuntimeError: Not every report came back.
    """
    arguments = [sys.executable, "-m", "eval.bench.ray_run", folder, str(count), str(workers)]
    result: Run = json.loads(subprocess.run(arguments, capture_output=True, check=True).stdout.splitlines()[-1])
    if result["reports"] != count:
        raise RuntimeError(f"{result['reports']:.0f} of {count} reports came back")
    return result


def _room(files: Sequence[Path]) -> float:
    """Return how many KB of the store a report takes."""
    from extractor.batch import run, store_in_portions
    from extractor.pipeline import process
    from extractor.storage import open_store

    with tempfile.TemporaryDirectory() as data:
        path = Path(data) / "store.db"
        with open_store(f"sqlite:///{path}") as store:
            outcomes = run(files, process, "rules", 2**26)
            with closing(store_in_portions(outcomes, store.save_many, lambda _: None)) as stored:
                for _ in stored:
                    pass
            stored_reports = store.count()
        return sum(file.stat().st_size for file in Path(data).iterdir()) / 1024 / stored_reports
