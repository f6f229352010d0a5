"""The way to a model: how close to the ideal, what faults cost, and what a kill leaves; all over real HTTP."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eval.bench.machine import calibrate
from eval.bench.model_run import CONCURRENCY
from eval.bench.row import Row, command, percent
from eval.synth import generate

FIRST_SEED = 7_000_000
_ROOT = Path(__file__).parents[2]
_KILLS = 3
_MOST = 1.10


def model_rows(*, quick: bool) -> list[Row]:
    """Return the rows of the transport; the server is the one of the tests, in a process of its own."""
    again = command("model", quick=quick)
    if not (_ROOT / "tests" / "llm" / "server.py").is_file():
        return [Row("model: throughput, faults, kill", "the server of the tests", "not available here", again)]
    steady, faulty = (40, 100) if quick else (200, 500)
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(FIRST_SEED, FIRST_SEED + faulty):
            report = generate(seed)
            (Path(folder) / report.name).write_bytes(report.data)
        reports = Path(folder)
        return [_speed(reports, steady, again), _faults(reports, faulty, again), _kills(reports, steady, again)]


def _speed(reports: Path, count: int, again: str) -> Row:
    with _server("steady", 1.0) as url, tempfile.TemporaryDirectory() as data:
        took = _run(url, data, reports, count)
    ideal = count / CONCURRENCY
    ratio = took["seconds"] / ideal
    return Row(
        f"model: time against the ideal, 1.0 s an answer, {CONCURRENCY} at a time, with reading and checking",
        f"{count} generated reports",
        f"{took['seconds']:.1f} s of {ideal:.0f} s = × {ratio:.2f}, {1000 * took['cpu'] / count:.0f} ms of processor "
        f"time each (calibration {calibrate():.1f} ms)",
        again,
        f"≤ × {_MOST:.2f}",
        ratio <= _MOST,
    )


def _faults(reports: Path, count: int, again: str) -> Row:
    with _server("mixed", 0.1) as url, tempfile.TemporaryDirectory() as data:
        took = _run(url, data, reports, count)
    ended = took["complete"] + took["said"]
    return Row(
        "model: reports that end complete or say why, 30 % of them with faulty answers",
        f"{count} generated reports",
        f"{percent(ended / count)}: {took['complete']:.0f} complete, {took['said']:.0f} say why, "
        f"{count - ended:.0f} lost; {took['attempts']:.0f} attempts",
        again,
        "100 %, 0 lost",
        ended == count,
    )


def _kills(reports: Path, count: int, again: str) -> Row:
    """Kill runs at moments of chance, then let one go to the end; the server counts what it was paid for."""
    dice = random.Random(4)
    dying: list[tuple[float, float]] = []
    with _server("steady", 1.0) as url, tempfile.TemporaryDirectory() as data:
        for part in range(_KILLS):
            process = subprocess.Popen(_arguments(url, data, reports, count), stdout=subprocess.DEVNULL)
            _wait_for(url, count * (part + 1) // (_KILLS + 2), process)
            time.sleep(dice.random())
            killed = time.monotonic()
            process.kill()
            process.wait()
            dying.append((killed, time.monotonic()))
        took = _run(url, data, reports, count)
        stats = _stats(url)
    lost = count - took["complete"]
    unread = [sum(start <= at <= end for at in times for start, end in dying) for times in stats["again"]]
    twice = sum(len(times) - vain > 1 for times, vain in zip(stats["again"], unread, strict=True))
    cut = stats["calls"] - stats["answered"] - sum(unread) - twice
    return Row(
        f"model: paid twice, lost, after {_KILLS} kills (kill -9) in the middle",
        f"{count} generated reports",
        f"{twice} paid twice, {lost:.0f} lost; sent again: {cut} that had no answer, {sum(unread)} whose answer came "
        f"after the kill, while the process was ending",
        again,
        "0, 0",
        twice == 0 and lost == 0,
    )


@contextmanager
def _server(script: str, seconds: float) -> Iterator[str]:
    """Give the address of a server that follows a script."""
    arguments = [sys.executable, "-m", "tests.llm.server", script, "--seconds", str(seconds)]
    with subprocess.Popen(arguments, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("the server has no pipes")
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def _arguments(url: str, data: str, reports: Path, count: int) -> list[str]:
    return [sys.executable, "-m", "eval.bench.model_run", url, data, str(reports), str(count)]


def _run(url: str, data: str, reports: Path, count: int) -> dict[str, float]:
    """Return what a run in a process of its own measured."""
    done = subprocess.run(_arguments(url, data, reports, count), cwd=_ROOT, stdout=subprocess.PIPE, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _wait_for(url: str, answered: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server has answered so many requests."""
    while process.poll() is None and _stats(url)["answered"] < answered:
        time.sleep(0.05)


def _stats(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{url}/stats") as answer:  # noqa: S310 (our own server, on loopback)
        stats: dict[str, Any] = json.loads(answer.read())
    return stats
