"""A PostgreSQL server of one's own, for tests and measurements: in a temporary folder, on a socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_SETTINGS = ("listen_addresses=''", "fsync=off", "full_page_writes=off", "max_connections=200")
_START_SECONDS = 60


def has_postgres() -> bool:
    """Return whether the server's programs are installed."""
    return _program("initdb") is not None and _program("pg_ctl") is not None


@contextmanager
def postgres() -> Iterator[Path]:
    """Give the folder whose socket a new server listens on; its user is `nianbao`, who needs no password."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-pg-"))
    folder.chmod(0o777)
    data = folder / "data"
    _as_user("initdb", "-D", data, "-U", "nianbao", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
    _start(folder)
    try:
        yield folder
    finally:
        _as_user("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres_url() -> Iterator[str | None]:
    """Give the URL of an empty database on a new server; None where PostgreSQL is not installed."""
    if not has_postgres():
        yield None
        return
    with postgres() as folder:
        yield url_of(folder)


def url_of(folder: Path) -> str:
    """Return the URL of the database that a new server has."""
    return f"postgresql+psycopg://nianbao@/postgres?host={folder}"


def kill_and_start(folder: Path) -> None:
    """Kill a server (SIGKILL) and start it again, once the system has cleared away what the old one left."""
    os.kill(int((folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0]), signal.SIGKILL)
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            _start(folder)
        except subprocess.CalledProcessError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _start(folder: Path) -> None:
    options = f"-k {folder} {' '.join(f'-c {setting}' for setting in _SETTINGS)}"
    _as_user("pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start")


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found:
        return found
    return next((str(path) for path in sorted(_DEBIAN.glob(f"*/bin/{name}"), reverse=True)), None)


def _as_user(name: str, *arguments: object) -> None:
    """Run a program of PostgreSQL, which refuses to run as root."""
    lead = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*lead, str(_program(name)), *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir())
