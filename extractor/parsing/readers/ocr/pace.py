"""Telling whoever watches the clock that another page is being recognised: each takes seconds."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

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
