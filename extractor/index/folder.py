"""The vectors in a folder of this machine: one process owns it, the others ask that one.

Whoever first needs the folder locks it and answers the others on a local port. The lock dies with its process; the
next one who needs the folder then takes it over. So the workbench and the command line can run at the same time.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from extractor.index.chroma import ChromaVectors, open_folder
from extractor.index.errors import VectorsHeldError, VectorsUnreadableError
from extractor.index.local import OwnerGoneError, RemoteVectors, Server
from extractor.index.vectors import Passing, Place, VectorStore

LOCK_FILE, OWNER_FILE = "owner.lock", "owner.json"
_PATIENCE = 15.0
"""Seconds in which either the lock is free or its owner answers."""
_PAUSE = 0.05

T = TypeVar("T")


class FolderVectors(Passing):
    """Vectors in a folder, whoever owns it. Safe for several threads and for several processes."""

    def __init__(self, root: Path, patience: float = _PATIENCE) -> None:
        """Nothing is opened before it is needed.

        Args:
            root: Folder of the index.
            patience: Seconds to wait for an owner who doesn't answer.
        """
        self._root, self._patience = root, patience
        self._lock = threading.Lock()
        self._reached: VectorStore | None = None

    def close(self) -> None:
        """Let go of the folder, if it is ours; another process may take it over."""
        with self._lock:
            if self._reached is not None:
                self._reached.close()
                self._reached = None

    def _ask(self, _index: str, operation: Callable[[VectorStore], T]) -> T:
        """Return what an operation brings; when the owner has gone, it is done again with the next one, maybe us."""
        deadline = time.monotonic() + self._patience
        while True:
            store = self._reach(deadline)
            try:
                return operation(store)
            except OwnerGoneError as error:
                with self._lock:
                    if self._reached is store:
                        self._reached = None
                if time.monotonic() > deadline:
                    raise VectorsHeldError(folder=self._root, pid=_read(self._root).get("pid", "?")) from error

    def _reach(self, deadline: float) -> VectorStore:
        """Return the folder itself, where it is free, or a way to its owner.

        Raises:
            VectorsHeldError: It is locked, and its owner doesn't answer.
        """
        with self._lock:
            while self._reached is None:
                self._reached = self._owned() or self._owner()
                if self._reached is None:
                    if time.monotonic() > deadline:
                        raise VectorsHeldError(folder=self._root, pid=_read(self._root).get("pid", "?"))
                    time.sleep(_PAUSE)
            return self._reached

    def _owned(self) -> VectorStore | None:
        """Return the folder as ours; None where another process owns it."""
        from filelock import FileLock, Timeout

        try:
            self._root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._root / LOCK_FILE, timeout=0, thread_local=False)
            lock.acquire()
        except Timeout:
            return None
        except OSError as error:
            raise VectorsUnreadableError(where=self._root, reason=error.strerror or str(error)) from error
        return _Owned(self._root, lock)

    def _owner(self) -> VectorStore | None:
        """Return a way to the process that owns the folder; None where it doesn't answer (yet)."""
        owner = _read(self._root)
        if not {"port", "key", "pid"} <= owner.keys():
            return None
        remote = RemoteVectors(owner["port"], owner["key"], owner["pid"], str(self._root))
        return remote if remote.answers(self._patience) else None


class _Owned(Passing):
    """The folder in the process that owns it: an own folder of Chroma for each index id, and the server for others."""

    def __init__(self, root: Path, lock: Any) -> None:
        self._root, self._lock = root, lock
        self._opening = threading.Lock()
        self._opened: dict[str, ChromaVectors] = {}
        key = secrets.token_hex(32)
        self._server = Server(self, key)
        _write(root, {"pid": os.getpid(), "port": self._server.port, "key": key})

    def shelves(self, place: Place) -> list[str]:
        """Return the shelves that are there; no folder is made to look."""
        return super().shelves(place) if (self._root / place.index).is_dir() else []

    def drop(self, index: str) -> None:
        """Remove the folder of an index, whatever state it is in."""
        with self._opening:
            opened = self._opened.pop(index, None)
        if opened is not None:
            opened.close()
        shutil.rmtree(self._root / index, ignore_errors=True)

    def close(self) -> None:
        self._server.close()
        for opened in self._opened.values():
            opened.close()
        self._opened.clear()
        (self._root / OWNER_FILE).unlink(missing_ok=True)
        self._lock.release()

    def _ask(self, index: str, operation: Callable[[VectorStore], T]) -> T:
        with self._opening:
            if index not in self._opened:
                self._opened[index] = open_folder(self._root / index)
            opened = self._opened[index]
        return operation(opened)


def _read(root: Path) -> dict[str, Any]:
    """Return who says to own a folder; empty where nobody does, or not whole."""
    try:
        owner = json.loads((root / OWNER_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return owner if isinstance(owner, dict) else {}


def _write(root: Path, owner: dict[str, Any]) -> None:
    """Say who owns a folder, to its user alone."""
    draft = root / f"{OWNER_FILE}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        json.dump(owner, stream)
    draft.replace(root / OWNER_FILE)
