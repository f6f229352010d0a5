"""Telling whoever watches the clock that another page is being recognised, since each takes seconds, and that clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

MAX_PAGES = 200
"""Pictures of a file that are recognised; a scan of more pages is no yearly report."""
PAGE_SECONDS = 15.0
"""What a picture of a page may take; three times what it takes on a common office machine."""

_LISTENER: ContextVar[Callable[[], None] | None] = ContextVar("listener", default=None)


def listen(listener: Callable[[], None]) -> None:
    """Let a function be called before every page that is recognised from now on."""
    _LISTENER.set(listener)


def page_begins() -> None:
    """Tell the listener, if there is one, that a page is about to be recognised."""
    listener = _LISTENER.get()
    if listener is not None:
        listener()


@dataclass(frozen=True)
class PageBegins:
    """What a process says before it recognises a page.

    Attributes:
        had: Processor time it has had so far, in seconds.
    """

    had: float


class Allowance:
    """How long another process may take for one file.

    Attributes:
        seconds: From the beginning; more with every page.
        pages: That were begun.
    """

    def __init__(self, seconds: float, page_seconds: float, most_pages: int) -> None:
        """Begin.

        Args:
            seconds: For the file without its pages.
            page_seconds: For every page that is recognised.
            most_pages: For which time is added.
        """
        self.seconds = seconds
        self.pages = 0
        self._page_seconds, self._most_pages = page_seconds, most_pages
        self._start = time.monotonic()
        self._last: tuple[float, float] | None = None

    @property
    def left(self) -> float:
        """Return the seconds until the process is to be ended, at least 0."""
        return max(self._start + self.seconds - time.monotonic(), 0)

    def add(self, page: PageBegins) -> None:
        """Add what a page may take, and what a busy machine kept the process waiting since the page before."""
        now = time.monotonic()
        self.pages += 1
        if self.pages <= self._most_pages:
            self.seconds += self._page_seconds
            if self._last is not None:
                self.seconds += max(now - self._last[0] - (page.had - self._last[1]), 0)
        self._last = (now, page.had)
