"""The worker that reads in the background, started with the workbench where none is running elsewhere."""

from __future__ import annotations

import subprocess
import threading

import streamlit as st

from extractor.jobs.inside import start_worker
from extractor.jobs.queue import JobQueue
from ui.session import settings, store


class _Own:
    """The worker of this server, if it has one; it ends with the server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ensure(self, queue: JobQueue) -> None:
        with self._lock:
            alive = self._process is not None and self._process.poll() is None
            if not alive and not queue.workers():
                self._process = start_worker(settings())


@st.cache_resource(show_spinner=False)
def _own() -> _Own:
    return _Own()


def ensure_worker() -> None:
    """See to it that somebody reads what is handed in.

    Raises:
        StorageError: The store can't be used.
    """
    _own().ensure(JobQueue(store()))
