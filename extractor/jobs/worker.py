"""A worker: takes one job after the other until it is stopped, and says all the while that it is there."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from extractor.errors import NianbaoError, StorageError
from extractor.jobs.claims import LEASE, Claim, Claims
from extractor.jobs.desk import Desk
from extractor.jobs.errors import LeaseLostError
from extractor.jobs.model import JobState
from extractor.jobs.queue import JobQueue
from extractor.jobs.work import work_off
from extractor.reader import isolated_reader, office_settings
from extractor.storage import ReportStore
from extractor.validation.settings import CheckSettings

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.isolation import Isolated

POLL = 0.5
"""Seconds between two looks at the queue where it was empty."""
_BEATS = 3
"""Signs of life in the time of a lease."""
_DOWN = 3.0
"""Seconds until a store that can't be reached is tried again."""

_log = logging.getLogger("nianbao.worker")


class Worker:
    """Reads the jobs of a store."""

    def __init__(self, store: ReportStore, config: Settings, lease: float = LEASE) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
        self._store, self._config = store, config
        self._claims = Claims(store, lease)
        self._claim: Claim | None = None
        self._owed: list[tuple[Claim, Exception]] = []
        self._lost = False

    def run(self, stop: threading.Event, *, once: bool = False) -> int:
        """Work until stopped, or with `once` until no job waits; return how many jobs ended.

        Raises:
            StorageError: With `once`: the store can't be used. Otherwise it is tried again.
        """
        ended = 0
        with self._signs_of_life(stop), _Readers(self._config) as readers:
            while not stop.is_set():
                try:
                    self._give_back_owed()
                    claim = self._claims.claim()
                    if claim is None and once and not self._waits():
                        break
                except StorageError as error:
                    if once:
                        raise
                    _log.warning("store", extra={"error": error.message_id})
                    stop.wait(_DOWN)
                    continue
                if claim is None:
                    stop.wait(POLL)
                    continue
                ended += self._work(claim, readers, stop)
        return ended

    def _waits(self) -> bool:
        """Return whether a job is still to be begun, though not yet."""
        return bool(JobQueue(self._store).depths().get(JobState.QUEUED))

    def _work(self, claim: Claim, readers: _Readers, stop: threading.Event) -> bool:
        """Work on a job; return whether it is over. What breaks it sends it back to the queue."""
        self._claim, self._lost = claim, False
        _log.info("begun", extra={"job": claim.job_id})
        try:
            checks = office_settings(self._config)
            desk = Desk(self._claims, self._config, checks, readers.reader(checks), lambda: stop.is_set() or self._lost)
            over = work_off(desk, claim)
        except LeaseLostError:
            _log.warning("lost", extra={"job": claim.job_id})
            return False
        except Exception as error:  # whatever breaks a job must not end the worker
            self._give_back(claim, error)
            return False
        finally:
            self._claim = None
        _log.info("ended", extra={"job": claim.job_id})
        return over

    def _give_back(self, claim: Claim, error: Exception) -> None:
        message_id = error.message_id if isinstance(error, NianbaoError) else type(error).__name__
        _log.warning("broke", extra={"job": claim.job_id, "error": message_id})
        self._owed.append((claim, error))
        with contextlib.suppress(StorageError):
            self._give_back_owed()

    def _give_back_owed(self) -> None:
        """Give jobs back; those whose store does not answer now later, so that no file is blamed for its silence."""
        while self._owed:
            with contextlib.suppress(LeaseLostError):
                self._claims.release(*self._owed[-1])
            self._owed.pop()

    @contextlib.contextmanager
    def _signs_of_life(self, stop: threading.Event) -> Iterator[None]:
        ended = threading.Event()
        thread = threading.Thread(target=self._beat, args=(ended,), name="nianbao-beat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            with contextlib.suppress(StorageError):
                self._claims.leave(self.name)

    def _beat(self, ended: threading.Event) -> None:
        """Say that the worker is there; what the store can't take now is said again with the next beat."""
        while True:
            claim = self._claim
            with contextlib.suppress(StorageError):
                self._claims.show(self.name, claim)
                try:
                    if claim is not None:
                        self._claims.extend(claim)
                except LeaseLostError:
                    self._lost = claim is self._claim
            if ended.wait(min(self._claims.lease / _BEATS, 5)):
                return


class _Readers:
    """The process that reads files, plain text too: a worker must outlive whatever is handed in.

    Another one begins when the office's settings change.
    """

    def __init__(self, config: Settings) -> None:
        self._config = config
        self._stack = ExitStack()
        self._reader: tuple[CheckSettings, Isolated] | None = None

    def __enter__(self) -> _Readers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def reader(self, checks: CheckSettings) -> Isolated:
        """Return what reads files under these settings, ready to: no file is in hand while it starts."""
        if self._reader is None or self._reader[0] != checks:
            self._stack.close()
            reader = isolated_reader(self._config, None, checks, aside=True)
            self._reader = (checks, self._stack.enter_context(reader))
        self._reader[1].wait()
        return self._reader[1]
