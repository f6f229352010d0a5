"""How processes of one machine share the folder of vectors: the owner answers on a local port, to who knows its key."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Sequence
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from extractor.errors import NianbaoError
from extractor.index.errors import KINDS, IndexFault, VectorsHeldError
from extractor.index.vectors import Place, Vectors, VectorStore

_LONGEST = 256 * 1024 * 1024
_TIMEOUT = 120.0
"""Seconds an operation may take at its owner."""


class OwnerGoneError(Exception):
    """The process that owned the folder has ended."""


class Server:
    """Answers other processes from a store of this one, in threads of its own."""

    def __init__(self, store: VectorStore, key: str) -> None:
        """Begin to answer."""
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, store, key))
        self._http.daemon_threads = True
        self._http.block_on_close = False
        self.port: int = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        """Answer no more."""
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection. A request is a line of JSON, behind it the bytes of vectors, if there are any."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def __init__(self, store: VectorStore, key: str, *args: Any) -> None:
        self._store, self._key = store, key
        super().__init__(*args)

    def do_POST(self) -> None:
        """Answer one request."""
        length = int(self.headers.get("Content-Length") or 0)
        known = secrets.compare_digest(self.headers.get("X-Key") or "", self._key)
        if not known or length > _LONGEST:
            self.close_connection = True
            self._answer(403, {})
            return
        head, _, raw = self.rfile.read(length).partition(b"\n")
        try:
            self._answer(200, {"result": _run(self._store, json.loads(head), raw)})
        except NianbaoError as error:
            params = {name: str(value) for name, value in error.params.items()}
            self._answer(200, {"error": error.message_id, "params": params})
        except Exception as error:  # the thread has nobody else to tell it
            self._answer(
                200, {"error": IndexFault.message_id, "params": {"reason": f"{type(error).__name__}: {error}"}}
            )

    def log_message(self, *_: object) -> None:
        """Write nothing: the owner's terminal is its user's."""

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _run(store: VectorStore, asked: dict[str, Any], raw: bytes) -> Any:
    """Return what an operation brings; only those of `VectorStore` can be asked for."""
    place = Place(asked["index"], asked["embedder"])
    match asked["operation"]:
        case "put":
            return store.put(place, asked["shelf"], asked["ids"], _vectors(raw, asked["dimensions"]))
        case "remove":
            return store.remove(place, asked["shelf"], asked["ids"])
        case "nearest":
            vector = _vectors(raw, asked["dimensions"])[0]
            return store.nearest(place, asked["shelf"], vector, asked["count"], asked["ids"])
        case "ids":
            return store.ids(place, asked["shelf"])
        case "shelves":
            return store.shelves(place)
        case "drop":
            return store.drop(place.index)
        case _:
            return None


def _vectors(raw: bytes, dimensions: int) -> Vectors:
    return np.frombuffer(raw, dtype=np.float32).reshape(-1, dimensions)


class RemoteVectors:
    """Vectors in a folder that another process owns."""

    def __init__(self, port: int, key: str, pid: int, folder: str) -> None:
        """Connect with the first request."""
        import httpx

        self._pid, self._folder = pid, folder
        self._http = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"X-Key": key}, timeout=_TIMEOUT, trust_env=False
        )

    def answers(self, patience: float) -> bool:
        """Return whether the owner is there and is the one that wrote the key."""
        import httpx

        try:
            return self._http.post("/", content=_request("hello"), timeout=patience).status_code == 200
        except httpx.HTTPError:
            return False

    def put(self, place: Place, shelf: str, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, or replace those with the same ids."""
        values = {"shelf": shelf, "ids": list(ids), "dimensions": vectors.shape[1]}
        self._ask(_request("put", place, vectors, **values))

    def remove(self, place: Place, shelf: str, ids: Sequence[int]) -> None:
        """Remove vectors; those that are not there are none too many."""
        self._ask(_request("remove", place, shelf=shelf, ids=list(ids)))

    def nearest(
        self, place: Place, shelf: str, vector: Vectors, count: int, among: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """Return the ids nearest to a vector, with their cosine, the nearest first; only those `among`, if given."""
        ids = None if among is None else list(among)
        values = {"shelf": shelf, "count": count, "ids": ids, "dimensions": vector.shape[-1]}
        return [(id_, cosine) for id_, cosine in self._ask(_request("nearest", place, vector, **values))]

    def ids(self, place: Place, shelf: str) -> list[int]:
        """Return every id of a shelf."""
        return list(self._ask(_request("ids", place, shelf=shelf)))

    def shelves(self, place: Place) -> list[str]:
        """Return the shelves that are there."""
        return list(self._ask(_request("shelves", place)))

    def drop(self, index: str) -> None:
        """Remove every vector of an index."""
        self._ask(_request("drop", Place(index, "")))

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def _ask(self, content: bytes) -> Any:
        """Return what the owner answers; its errors are raised here.

        Raises:
            OwnerGoneError: The owner has ended.
            VectorsHeldError: It doesn't answer.
        """
        import httpx

        try:
            response = self._http.post("/", content=content)
        except httpx.TimeoutException as error:
            raise VectorsHeldError(folder=self._folder, pid=self._pid) from error
        except httpx.HTTPError as error:
            raise OwnerGoneError from error
        if response.status_code != 200:
            raise OwnerGoneError
        answer = response.json()
        if "error" in answer:
            kind = KINDS.get(answer["error"], IndexFault)
            raise kind(answer["error"], **answer["params"])
        return answer["result"]


def _request(operation: str, place: Place | None = None, vectors: Vectors | None = None, **values: Any) -> bytes:
    """Return a request as it goes over the line."""
    place = place or Place("", "")
    head = {"operation": operation, "index": place.index, "embedder": place.embedder, **values}
    raw = b"" if vectors is None else np.ascontiguousarray(vectors, dtype=np.float32).tobytes()
    return json.dumps(head).encode() + b"\n" + raw
