"""Finding passages by their words: full text of the database the store is in. The one place that tells them apart."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, text

from extractor.index.chunks import PLACES
from extractor.index.errors import VectorsHeldError
from extractor.index.words import words_of
from extractor.storage.engine import place_of, translated

_FEW_REPORTS = 200
"""Up to so many reports are named in the query itself, so that only their entries are read."""
_PATIENCE = 600
"""Seconds to wait for another process that brings the same index in step."""
_LOCK = 0x6E69616E62616F
"""Number of the lock of PostgreSQL."""


@dataclass(frozen=True)
class Scope:
    """Which passages may be found; None is no limit, by database id, report year and part."""

    reports: Collection[int] | None = None
    years: Collection[int] | None = None
    parts: Collection[int] | None = None


@dataclass(frozen=True)
class WordRecord:
    """The words of a passage, and what it is chosen by."""

    id: int
    year: int | None
    part: int | None
    words: Sequence[str]


class Words(Protocol):
    """The full text of one kind of database."""

    def put(self, connection: Connection, records: Sequence[WordRecord]) -> None:
        """Add the words of passages that are not there."""
        ...

    def remove(self, connection: Connection, report_ids: Sequence[int]) -> None:
        """Remove the words of every passage of some reports."""
        ...

    def find(self, connection: Connection, words: Sequence[str], scope: Scope, limit: int) -> list[tuple[int, float]]:
        """Return the passages that have any of the words, the best first, with their scores; higher is better."""
        ...

    def ids(self, connection: Connection) -> list[int]:
        """Return every passage whose words are there."""
        ...

    def clear(self, connection: Connection) -> None:
        """Remove all words."""
        ...

    def alone(self, engine: Engine, folder: Path) -> Any:
        """Return a context in which no other process brings this index in step."""
        ...


def words_for(engine: Engine) -> Words:
    """Return the full text of a store's database."""
    return SqliteWords() if engine.dialect.name == "sqlite" else PostgresWords()


class SqliteWords:
    """FTS5: BM25 over words that are split already."""

    def put(self, connection: Connection, records: Sequence[WordRecord]) -> None:
        """Add the words of passages that are not there."""
        rows = [
            {"id": one.id, "scope": " ".join(_tags(one.id // PLACES, one.year, one.part)), "words": " ".join(one.words)}
            for one in records
        ]
        if rows:
            insert = "INSERT INTO index_words (rowid, scope, words) VALUES (:id, :scope, :words)"
            connection.execute(text(insert), rows)

    def remove(self, connection: Connection, report_ids: Sequence[int]) -> None:
        """Remove the words of every passage of some reports."""
        delete = text("DELETE FROM index_words WHERE rowid BETWEEN :first AND :last")
        for report_id in report_ids:
            connection.execute(delete, {"first": report_id * PLACES, "last": report_id * PLACES + PLACES - 1})

    def find(self, connection: Connection, words: Sequence[str], scope: Scope, limit: int) -> list[tuple[int, float]]:
        """Return the passages that have any of the words, the best first, with their scores; higher is better."""
        many = scope.reports is not None and len(scope.reports) > _FEW_REPORTS
        chosen = "AND rowid / :places IN (SELECT value FROM json_each(:reports))" if many else ""
        query = text(
            "SELECT rowid, -bm25(index_words, 0.0, 1.0) AS score FROM index_words "  # noqa: S608  no value in it
            f"WHERE index_words MATCH :match {chosen} ORDER BY score DESC, rowid LIMIT :limit"
        )
        values: dict[str, Any] = {"match": _match(words, scope, named=not many), "limit": limit}
        if many:
            values |= {"places": PLACES, "reports": json.dumps(sorted(scope.reports or ()))}
        return [(row[0], row[1]) for row in connection.execute(query, values)]

    def ids(self, connection: Connection) -> list[int]:
        """Return every passage whose words are there."""
        return list(connection.scalars(text("SELECT rowid FROM index_words")))

    def clear(self, connection: Connection) -> None:
        """Remove all words."""
        connection.execute(text("DELETE FROM index_words"))

    @contextmanager
    def alone(self, engine: Engine, folder: Path) -> Iterator[None]:
        """Give a context in which no other process brings this index in step."""
        from filelock import FileLock, Timeout

        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / "sync.lock", timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise VectorsHeldError("error.index_syncing", folder=folder, seconds=_PATIENCE) from error


class PostgresWords:
    """Full text with the configuration `simple`, over words that are split already."""

    def put(self, connection: Connection, records: Sequence[WordRecord]) -> None:
        """Add the words of passages that are not there."""
        rows = [
            {"id": one.id, "words": " ".join([*_tags(one.id // PLACES, one.year, one.part), *one.words])}
            for one in records
        ]
        if rows:
            insert = "INSERT INTO index_words (id, words) VALUES (:id, to_tsvector('simple', :words))"
            connection.execute(text(insert), rows)

    def remove(self, connection: Connection, report_ids: Sequence[int]) -> None:
        """Remove the words of every passage of some reports."""
        delete = text("DELETE FROM index_words WHERE id / :places = ANY(:reports)")
        if report_ids:
            connection.execute(delete, {"places": PLACES, "reports": list(report_ids)})

    def find(self, connection: Connection, words: Sequence[str], scope: Scope, limit: int) -> list[tuple[int, float]]:
        """Return the passages that have any of the words, the best first, with their scores; higher is better."""
        groups = [
            [_lexeme(word) for word in words],
            *([f"'{tag}'" for tag in group] for group in _groups(scope, named=False)),
        ]
        chosen = "AND id / :places = ANY(:reports)" if scope.reports is not None else ""
        query = text(
            "SELECT id, ts_rank_cd(words, to_tsquery('simple', :asked), 1) AS score FROM index_words "  # noqa: S608
            f"WHERE words @@ to_tsquery('simple', :match) {chosen} ORDER BY score DESC, id LIMIT :limit"
        )
        values: dict[str, Any] = {
            "asked": " | ".join(groups[0]),
            "match": " & ".join(f"({' | '.join(group)})" for group in groups),
            "limit": limit,
        }
        if scope.reports is not None:
            values |= {"places": PLACES, "reports": list(scope.reports)}
        return [(row[0], row[1]) for row in connection.execute(query, values)]

    def ids(self, connection: Connection) -> list[int]:
        """Return every passage whose words are there."""
        return list(connection.scalars(text("SELECT id FROM index_words")))

    def clear(self, connection: Connection) -> None:
        """Remove all words."""
        connection.execute(text("DELETE FROM index_words"))

    @contextmanager
    def alone(self, engine: Engine, folder: Path) -> Iterator[None]:
        """Give a context in which no other process, on any machine, brings this index in step."""
        place = place_of(engine)
        with ExitStack() as stack:
            with translated(place):
                connection = stack.enter_context(engine.connect())
                connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
                connection.commit()
            try:
                yield
            finally:
                with translated(place):
                    connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
                    connection.commit()


def _tags(report_id: int, year: int | None, part: int | None) -> tuple[str, str, str]:
    """Return the words that a passage is chosen by; no text splits into words like these."""
    return f"zzr{report_id}zz", f"zzy{year or 0}zz", f"zzp{part or 0}zz"


def _groups(scope: Scope, *, named: bool) -> Iterator[list[str]]:
    """Yield the tags of which a passage must have one, group by group; the reports only where they are `named`."""
    if scope.years is not None:
        yield [_tags(0, year, None)[1] for year in sorted(scope.years)]
    if scope.parts is not None:
        yield [_tags(0, None, part)[2] for part in sorted(scope.parts)]
    if named and scope.reports is not None:
        yield [_tags(report, None, None)[0] for report in sorted(scope.reports)]


def _match(words: Sequence[str], scope: Scope, *, named: bool) -> str:
    """Return the query in the language of FTS5."""
    asked = f"words : ({' OR '.join(map(_form, words))})"
    return " AND ".join([asked, *(f"scope : ({_any(tags)})" for tags in _groups(scope, named=named))])


def _any(words: Sequence[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def _form(word: str) -> str:
    """Return a word as FTS5 looks for it; what begins with a Chinese one is found with it."""
    whole = " ".join(words_of(word)) or word
    return f'"{whole}"' if word.isascii() or len(word) == 1 else f'"{whole}"*'


def _lexeme(word: str) -> str:
    """Return the same for PostgreSQL."""
    parts = [f"'{part}'" for part in words_of(word) or [word]]
    return f"({' <-> '.join(parts)})" if word.isascii() or len(word) == 1 else f"({' <-> '.join(parts)}:*)"
