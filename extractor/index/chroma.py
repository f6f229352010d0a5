"""Vectors in Chroma, embedded in a folder or on a server. Vectors are always passed: Chroma never embeds a text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np

from extractor.errors import ConfigError, NianbaoError
from extractor.index.errors import (
    EmbedderMismatchError,
    IndexFault,
    VectorsMissingError,
    VectorsUnreachableError,
    VectorsUnreadableError,
)
from extractor.index.vectors import Passing, Place, Vectors, VectorStore

T = TypeVar("T")

_BATCH = 5000
_PAGE = 20_000
_DIRECT = 300
"""Up to so many vectors are fetched and compared here."""
_REASON = 200
_HNSW = {"space": "ip", "max_neighbors": 8, "ef_construction": 40, "ef_search": 100, "sync_threshold": 5000}
"""Half of Chroma's defaults: inserting takes a third of the time; what it finds is checked by the benchmark."""


class ChromaVectors:
    """Vectors of one Chroma client; safe for several threads."""

    def __init__(self, client: Any, where: str) -> None:
        """Use `open_folder` or `open_server`."""
        self._client, self._where = client, where
        self._collections: dict[str, Any] = {}

    def put(self, place: Place, shelf: str, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, or replace those with the same ids."""
        with _translated(self._where):
            collection = self._collection(place, shelf, vectors.shape[1])
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                collection.upsert(ids=list(map(str, ids[part])), embeddings=vectors[part])

    def remove(self, place: Place, shelf: str, ids: Sequence[int]) -> None:
        """Remove vectors; those that are not there are none too many."""
        with _translated(self._where):
            collection = self._known(place, shelf)
            for start in range(0, len(ids) if collection is not None else 0, _BATCH):
                collection.delete(ids=list(map(str, ids[start : start + _BATCH])))

    def nearest(
        self, place: Place, shelf: str, vector: Vectors, count: int, among: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """Return the ids nearest to a vector, with their cosine, the nearest first; only those `among`, if given."""
        with _translated(self._where):
            collection = self._known(place, shelf)
            if collection is None:
                raise VectorsMissingError(where=self._where, shelf=shelf)
            if among is not None and len(among) <= _DIRECT:
                return _compared(collection.get(ids=list(map(str, among)), include=["embeddings"]), vector, count)
            result = collection.query(
                query_embeddings=vector.reshape(1, -1),
                ids=None if among is None else list(map(str, among)),
                n_results=count if among is None else min(count, len(among)),
                include=["distances"],
            )
        found = zip(result["ids"][0], result["distances"][0], strict=True)
        return [(int(id_), 1.0 - float(distance)) for id_, distance in found]

    def ids(self, place: Place, shelf: str) -> list[int]:
        """Return every id of a shelf."""
        found: list[int] = []
        with _translated(self._where):
            collection = self._known(place, shelf)
            while collection is not None:
                page = collection.get(limit=_PAGE, offset=len(found), include=[])["ids"]
                found += map(int, page)
                if len(page) < _PAGE:
                    break
        return found

    def shelves(self, place: Place) -> list[str]:
        """Return the shelves that are there."""
        prefix = _name(place.index, "")
        with _translated(self._where):
            names = [collection.name for collection in self._client.list_collections()]
        return sorted(name.removeprefix(prefix) for name in names if name.startswith(prefix))

    def drop(self, index: str) -> None:
        """Remove every vector of an index."""
        self._collections.clear()
        for shelf in self.shelves(Place(index, "")):
            with _translated(self._where):
                self._client.delete_collection(_name(index, shelf))

    def close(self) -> None:
        """Let go of the client."""
        self._collections.clear()
        self._client.close()

    def _collection(self, place: Place, shelf: str, dimensions: int) -> Any:
        """Return a shelf; it is made where it isn't there."""
        known = self._known(place, shelf)
        if known is not None:
            return known
        self._client.get_or_create_collection(
            _name(place.index, shelf),
            embedding_function=None,
            configuration={"hnsw": _HNSW},
            metadata={"embedder": place.embedder, "dimensions": dimensions},
        )
        return self._known(place, shelf)

    def _known(self, place: Place, shelf: str) -> Any:
        """Return a shelf; None where it isn't there."""
        from chromadb.errors import NotFoundError

        name = _name(place.index, shelf)
        if name not in self._collections:
            try:
                self._collections[name] = self._client.get_collection(name, embedding_function=None)
            except NotFoundError:
                return None
        made_by = (self._collections[name].metadata or {}).get("embedder", "?")
        if made_by != place.embedder:
            raise EmbedderMismatchError(found=made_by, wanted=place.embedder)
        return self._collections[name]


def open_folder(folder: Path) -> ChromaVectors:
    """Return the vectors in a folder that no other process uses; it is made where it isn't there."""
    chromadb, settings = _library()
    with _translated(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        return ChromaVectors(chromadb.PersistentClient(folder, settings=settings), str(folder))


def _compared(got: Any, vector: Vectors, count: int) -> list[tuple[int, float]]:
    """Return the nearest of some vectors that were fetched; a filter of Chroma's goes through the whole collection."""
    if not got["ids"]:
        return []
    cosines = np.asarray(got["embeddings"], dtype=np.float32) @ vector.reshape(-1)
    found = [(int(id_), float(cosine)) for id_, cosine in zip(got["ids"], cosines, strict=True)]
    return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:count]


class ServerVectors(Passing):
    """The vectors on a Chroma server; connects with the first operation, again after a failure."""

    def __init__(self, url: str, token: str | None) -> None:
        """Connect to nobody yet."""
        self._url, self._token = url, token
        self._opened: ChromaVectors | None = None

    def close(self) -> None:
        """Let go of the connection."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _ask(self, _index: str, operation: Callable[[VectorStore], T]) -> T:
        self._opened = self._opened or open_server(self._url, self._token)
        return operation(self._opened)


def open_server(url: str, token: str | None) -> ChromaVectors:
    """Return the vectors on a Chroma server.

    Raises:
        ConfigError: The address can't be used.
        IndexFault: Nobody answers there.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(setting="NIANBAO_CHROMA_URL", value=url, reason="http://… / https://…")
    chromadb, settings = _library()
    ssl = parts.scheme == "https"
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    port = parts.port or (443 if ssl else 80)
    with _translated(where, VectorsUnreachableError):
        client = chromadb.HttpClient(parts.hostname, port, ssl=ssl, headers=headers, settings=settings)
    return ChromaVectors(client, where)


def _library() -> tuple[Any, Any]:
    """Return Chroma and settings that send nothing anywhere."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import chromadb

    return chromadb, chromadb.config.Settings(anonymized_telemetry=False)


def _name(index: str, shelf: str) -> str:
    return f"nianbao-{index}-{shelf}"


@contextmanager
def _translated(where: str, otherwise: Callable[..., IndexFault] = VectorsUnreadableError) -> Iterator[None]:
    """Turn what Chroma raises into our errors; its core panics with what is no Exception."""
    import httpx

    try:
        yield
    except (NianbaoError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except (httpx.HTTPError, ConnectionError) as error:
        raise VectorsUnreachableError(where=where, reason=_short(error)) from error
    except BaseException as error:
        raise otherwise(where=where, reason=_short(error)) from error


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:_REASON] or type(error).__name__
