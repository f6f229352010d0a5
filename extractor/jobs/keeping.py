"""What a worker keeps in order beside its jobs: the index in step with the store, the queue free of old files."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from extractor.errors import NianbaoError
from extractor.index.opening import open_index
from extractor.jobs.queue import JobQueue

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.index.store_index import StoreIndex
    from extractor.storage import ReportStore

KEPT_DAYS = 90
"""Days for which the bytes of a file that could not be read are kept for another try."""
_POLL = 2.0
"""Seconds between two looks at what the index lacks."""
_AGAIN = 10.0
"""Seconds after which it is tried again to bring the index in step, where that failed."""
_DAY = 24 * 3600.0
_PATIENCE = 10.0
"""Seconds that the batch in hand is waited for at the end; what it leaves is done by the next worker."""

_log = logging.getLogger("nianbao.worker")


class _StopError(Exception):
    """The worker is to end."""


class Keeper:
    """Keeps index and queue of a store in order, in a thread of its own. What fails is logged and tried again."""

    def __init__(self, store: ReportStore, config: Settings) -> None:
        self._store, self._config = store, config
        self._ended = threading.Event()
        self._index: StoreIndex | None = None

    @contextmanager
    def beside(self, *, once: bool = False) -> Iterator[None]:
        """Keep all in order while the block runs; with `once` when it has ended."""
        if once:
            yield
            self.tidy()
            return
        thread = threading.Thread(target=self._run, name="nianbao-keeper", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join(_PATIENCE)

    def tidy(self) -> bool:
        """Put old files away and bring the index in step; return whether all of it could be done."""
        done = [_logged("forget", self._forget), _logged("index", self._sync)]
        self._close()
        return all(done)

    def _run(self) -> None:
        tidied = -_DAY
        while not self._ended.is_set():
            if time.monotonic() - tidied >= _DAY and _logged("forget", self._forget):
                tidied = time.monotonic()
            if _logged("index", self._sync):
                self._ended.wait(_POLL)
            else:
                self._close()
                self._ended.wait(_AGAIN)
        self._close()

    def _forget(self) -> None:
        before = datetime.now(UTC) - timedelta(days=KEPT_DAYS)
        files = JobQueue(self._store).forget(before.isoformat(timespec="seconds"))
        if files:
            _log.info("forgot", extra={"files": files})

    def _sync(self) -> None:
        """Bring the index in step; whoever finds it in step already opens no vectors."""
        self._index = self._index or open_index(self._store, self._config.data_dir)
        if not self._index.pending():
            return
        with suppress(_StopError):
            done = self._index.sync(self._go_on)
            _log.info("indexed", extra={"reports": done.indexed, "passages": done.chunks})

    def _close(self) -> None:
        """Let go of the vectors, so that another process may have their folder."""
        index, self._index = self._index, None
        if index is not None:
            _logged("index", index.close)

    def _go_on(self, _reports: int) -> None:
        if self._ended.is_set():
            raise _StopError


def _logged(what: str, act: Callable[[], None]) -> bool:
    """Do something and return whether it could be done; why not is logged, without words that may be of a report."""
    try:
        act()
    except Exception as error:  # whatever breaks it must not end the worker
        message_id = error.message_id if isinstance(error, NianbaoError) else type(error).__name__
        _log.warning(what, extra={"error": message_id})
        return False
    return True
