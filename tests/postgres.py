"""A PostgreSQL server of the test session, and a database of its own for each test; where no server can be had, why."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_DEBIAN = Path("/usr/lib/postgresql")
_SETTINGS = ("listen_addresses=''", "fsync=off", "full_page_writes=off", "max_connections=200")


class Server:
    """A running server. Databases are copied from one that has the schema already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count(1)
        self._template: str | None = None

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://nianbao@/{database}?host={self.folder}"

    @contextmanager
    def database(self, *, empty: bool = False) -> Iterator[str]:
        """Give the URL of a new database with the newest schema, or an empty one."""
        name = f"t{next(self._numbers)}"
        template = "template0" if empty else self._with_schema()
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def start(self, how: str = "start") -> None:
        options = " ".join(f"-c {setting}" for setting in _SETTINGS)
        given = ["-o", f"-k {self.folder} {options}", "-l", self.folder / "log"] if how == "start" else []
        _as_user("pg_ctl", "-D", self.folder / "data", *given, "-w", how)

    def kill(self) -> None:
        """End the server as a crash would."""
        _as_user("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def _with_schema(self) -> str:
        if self._template is None:
            from extractor.storage import open_store

            self._run("CREATE DATABASE schema_of_tests TEMPLATE template0")
            open_store(self.url("schema_of_tests")).close()
            self._template = "schema_of_tests"
        return self._template

    def _run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(f"user=nianbao dbname=postgres host={self.folder}", autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running() -> Iterator[Server]:
    """Give a new server.

    Raises:
        pytest.skip.Exception: PostgreSQL or its driver is not installed.
    """
    pytest.importorskip("psycopg", reason="needs psycopg")
    if _program("initdb") is None or _program("pg_ctl") is None:
        pytest.skip("needs PostgreSQL's initdb and pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="nianbao-pg-", dir="/tmp"))
    folder.chmod(0o777)
    server = Server(folder)
    _as_user("initdb", "-D", folder / "data", "-U", "nianbao", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
    server.start()
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty store's URL, on either database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    with request.getfixturevalue("postgres").database() as given:
        yield given


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found:
        return found
    return next((str(path) for path in sorted(_DEBIAN.glob(f"*/bin/{name}"), reverse=True)), None)


def _as_user(name: str, *arguments: object) -> None:
    """Run a program of PostgreSQL, which refuses to run as root."""
    lead = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*lead, str(_program(name)), *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, cwd="/tmp")
