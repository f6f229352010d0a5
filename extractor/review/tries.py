"""Wrong passwords, counted for each login, and how long the next try has to wait.

Counted in this process and for names that nobody has, too: whether there is such an account does not show. A try counts
before its password is looked at, so that many at once gain nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from weakref import WeakKeyDictionary

from extractor.review.errors import SignInWaitError
from extractor.storage import ReportStore

FREE = 5
"""Wrong passwords in a row that nobody waits for."""
_FIRST, _LONGEST = 10.0, 300.0
"""Seconds; each further wrong password doubles the wait. The longest keeps others from locking somebody out."""
_FORGOTTEN = 3600.0
"""Seconds without a try after which all is as before."""
_MOST = 10_000
"""Logins that are kept; the one that was tried longest ago goes first."""


class Tries:
    """The tries of a store's logins; may be asked by many threads at once."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._lock = now, Lock()
        self._wrong: dict[str, tuple[int, float]] = {}

    def begin(self, login: str) -> float:
        """Count a try as a wrong one, until `forget`; return how many seconds the next one then has to wait.

        Raises:
            SignInWaitError: It comes too early; it is not counted.
        """
        with self._lock:
            now = self._now()
            count, last = self._wrong.pop(login, (0, now))
            if now - last > _FORGOTTEN:
                count = 0
            early = last + _wait(count) - now
            self._wrong[login] = (count, last) if early > 0 else (count + 1, now)
            if len(self._wrong) > _MOST:
                del self._wrong[next(iter(self._wrong))]
        if early > 0:
            raise SignInWaitError(early)
        return _wait(count + 1)

    def forget(self, login: str) -> None:
        """Forget the wrong passwords of a login: the right one was given, or it has a new one."""
        with self._lock:
            self._wrong.pop(login, None)


def _wait(count: int) -> float:
    return 0.0 if count < FREE else float(min(_FIRST * 2 ** (count - FREE), _LONGEST))


_TRIES: WeakKeyDictionary[ReportStore, Tries] = WeakKeyDictionary()
_MAKING = Lock()


def tries_of(store: ReportStore) -> Tries:
    """Return the tries of a store, the same for everybody who has it open in this process."""
    with _MAKING:
        return _TRIES.setdefault(store, Tries())
