"""A PostgreSQL server of the test session, and a database of its own for each test; where no server can be had, why."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from eval.bench import server


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="needs psycopg")
    if not server.has_postgres():
        pytest.skip("needs PostgreSQL's initdb and pg_ctl")
    with server.postgres() as folder:
        yield Server(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty store's URL, on either database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    with request.getfixturevalue("postgres").database() as given:
        yield given
