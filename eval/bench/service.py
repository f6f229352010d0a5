"""The service under load: clients that read, correct and ask; on PostgreSQL where that is installed, else SQLite."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx

from eval.bench.row import Row, command
from eval.bench.server import postgres_url
from eval.questions.crowd import crowd
from extractor.service.tokens import Scope, Tokens
from extractor.storage import open_store

CLIENTS, SECONDS, REPORTS = 50, 60.0, 200
PAUSES = (0.0, 1.0)
"""Seconds that clients wait between two requests; the target is that of those who never do."""
_SLOWEST_MS = 300
_START_SECONDS = 60


def service_rows(*, quick: bool) -> list[Row]:
    """Return the rows about the service, its clients beside it on the same machine."""
    seconds = SECONDS / 6 if quick else SECONDS
    with tempfile.TemporaryDirectory() as folder, postgres_url() as url:
        store = url or f"sqlite:///{Path(folder) / 'nianbao.db'}"
        crowd(store, REPORTS)
        measured = [_measured(store, Path(folder), seconds, pause) for pause in PAUSES]
    on = f"{seconds:.0f} s, {REPORTS} generated reports, {'PostgreSQL' if url else 'SQLite'}"
    again = command("service", quick=quick)
    return [row for found, pause in zip(measured, PAUSES, strict=True) for row in _rows(found, pause, on, again)]


def _measured(url: str, folder: Path, seconds: float, pause: float) -> dict[str, Any]:
    with open_store(url) as store:
        _, token = Tokens(store).add("local", tuple(Scope), "load")
    with _serving(url, folder) as (address, process):
        arguments = [address, str(seconds), str(CLIENTS), token, str(pause)]
        before = processor_seconds(process)
        done = subprocess.run(
            [sys.executable, "-m", "eval.bench.service_load", *arguments], capture_output=True, check=True
        )
        used = processor_seconds(process) - before
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "used": used}


@contextmanager
def _serving(url: str, folder: Path) -> Iterator[tuple[str, int]]:
    """Give the address of a service in two processes, and the process that began them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "NIANBAO_DATABASE_URL": url, "NIANBAO_DATA_DIR": str(folder)}
    environment["NIANBAO_SERVICE_RATE"] = "1000000"
    served = [sys.executable, "-m", "extractor", "serve", "--port", str(port), "--processes", "2"]
    process = subprocess.Popen(served, env=environment, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/ready")
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            if httpx.get(address, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.2)


def processor_seconds(process: int) -> float:
    """Return the seconds of processor time that a process and those it began have taken; 0 where nothing tells."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            if process in (int(stat.parent.name), int(fields[1])):
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def _rows(found: dict[str, Any], pause: float, on: str, again: str) -> Iterator[Row]:
    on = f"{CLIENTS} clients that {f'wait {pause:g} s between requests' if pause else 'never pause'}, {on}"
    every = [second * 1000 for seconds in found["seconds"].values() for second in seconds]
    slow = quantiles(every, n=20)[-1]
    parts = ", ".join(
        f"{kind} {quantiles(s, n=20)[-1] * 1000:.0f}" for kind, s in found["seconds"].items() if len(s) > 1
    )
    yield Row(
        "time of a request, 95th percentile",
        on,
        f"{slow:.0f} ms of {len(every):,} requests ({parts})",
        again,
        "" if pause else f"≤ {_SLOWEST_MS} ms",
        None if pause else slow <= _SLOWEST_MS,
    )
    each = 1000 * found["used"] / max(len(every), 1)
    yield Row("processor time of a request, in the service", on, f"{each:.1f} ms on average", again)
    wrong, lost = found["wrong"], found["lost"]
    yield Row("answers that are errors", on, str(len(wrong)), again, "0", not wrong, tuple(wrong[:20]))
    yield Row("saved values that don't hold", on, f"{len(lost)} of {found['saved']}", again, "0", not lost, tuple(lost))
