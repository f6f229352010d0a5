"""The processes of an office on this machine: service, worker, Chroma server; each can be killed and begun again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_CHROMA = Path(sys.executable).with_name("chroma")


@dataclass
class Part:
    """A process that is to run; its words go to a file."""

    command: Sequence[str | Path]
    environment: Mapping[str, str]
    log: Path
    begun: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def runs(self) -> bool:
        """Return whether the process is there."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Return the number of the process; 0 before it was begun."""
        return self._process.pid if self._process else 0

    def ensure(self) -> None:
        """Begin the process where it isn't there, as a supervisor would."""
        if not self.runs:
            self.begun += 1
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(
                    self.command,
                    env={**os.environ, **self.environment},
                    cwd=self.log.parent,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )

    def kill(self) -> None:
        """Kill the process (SIGKILL); nothing happens where it isn't there."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def end(self) -> None:
        """Let the process end (SIGTERM), and kill it where it doesn't."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


def service(environment: Mapping[str, str], port: int, log: Path) -> Part:
    """Return the service on a port, in one process."""
    return Part([sys.executable, "-m", "extractor", "serve", "--port", str(port)], environment, log)


def worker(environment: Mapping[str, str], log: Path) -> Part:
    """Return a worker."""
    return Part([sys.executable, "-m", "extractor", "worker"], environment, log)


def has_chroma() -> bool:
    """Return whether the command that starts a Chroma server is installed."""
    return _CHROMA.exists()


def chroma(folder: Path, port: int, log: Path) -> Part:
    """Return a Chroma server on a port that keeps its collections in a folder."""
    command: list[str | Path] = [_CHROMA, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    return Part(command, {"ANONYMIZED_TELEMETRY": "False"}, log)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def answers(address: str) -> bool:
    """Return whether somebody listens at an address `http://host:port`."""
    host, _, port = address.rpartition("/")[2].partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


@contextmanager
def ended_with(parts: Sequence[Part]) -> Iterator[None]:
    """Begin processes and end them with the block."""
    try:
        for part in parts:
            part.ensure()
        yield
    finally:
        for part in parts:
            part.end()


def wait_until(done: Callable[[], bool], seconds: float, meanwhile: Callable[[], object] = bool) -> bool:
    """Wait until something is so, for so many seconds at most, and return whether it is."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        meanwhile()
        time.sleep(0.2)
    return True
