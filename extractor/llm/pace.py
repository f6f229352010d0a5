"""How fast an endpoint is asked, for all requests together: fewer at a time after a 429, none once it is given up."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import deque
from collections.abc import AsyncIterator

from extractor.errors import ModelError, ModelStoppedError

LONGEST_BACKOFF = 60.0
_GIVEN_UP_AFTER = 3


def backoff(attempt: int, base: float, retry_after: float | None) -> float:
    """Return how many seconds to wait after a failed attempt, at random within the upper half of the step.

    Args:
        attempt: 1 after the first.
        base: Seconds of the first step; each further one is twice as long.
        retry_after: What the endpoint asks for, which is never undercut.
    """
    step = min(LONGEST_BACKOFF, base * 2.0 ** (attempt - 1))
    return max(step * random.uniform(0.5, 1.0), (retry_after or 0.0) + random.uniform(0.0, base / 4))


class Pace:
    """Lets so many attempts run at a time; the number follows what the endpoint bears.

    A 429 halves it, once for all that were under way, and holds everything back as long as the endpoint asks; each
    answer raises it by a fraction, up to where it began.
    """

    def __init__(self, most: int) -> None:
        self.limit = float(most)
        self._most, self._running = most, 0
        self._slowed = self._free_at = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._stopped = False

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Hold one of the places for the block; whoever came first gets the next one that is free."""
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        self._admit()
        try:
            await place
            yield
        finally:
            self._running -= place.done() and not place.cancelled()
            self._admit()

    def _admit(self) -> None:
        """Let in who waits, as long as there are places; later where nothing may be sent yet."""
        if self._stopped:
            return
        wait = self._free_at - time.monotonic()
        if wait > 0:
            if self._waiting:
                asyncio.get_running_loop().call_later(wait, self._admit)
            return
        while self._waiting and self._running < max(1, int(self.limit)):
            place = self._waiting.popleft()
            if not place.done():
                self._running += 1
                place.set_result(None)

    def stop(self) -> None:
        """Let in nobody any more; may be called from any thread."""
        self._stopped = True

    def slow_down(self, began: float, retry_after: float | None) -> None:
        """Take note of a 429.

        Args:
            began: When the attempt was sent, monotonic; attempts from before the last slowing count once.
            retry_after: Seconds during which nothing is sent at all.
        """
        now = time.monotonic()
        if began >= self._slowed:
            self.limit, self._slowed = max(1.0, self.limit / 2), now
        self._free_at = max(self._free_at, now + (retry_after or 0.0))

    def speed_up(self) -> None:
        """Take note of an answer."""
        self.limit = min(float(self._most), self.limit + 1.0 / max(1.0, self.limit))


class Breaker:
    """Gives an endpoint up: at once when no request can succeed, else after three in a row that got no answer.

    `check` and `give_up` may be called from any thread.
    """

    def __init__(self, provider: str) -> None:
        self._provider, self._in_a_row = provider, 0
        self._reason: ModelError | None = None
        self._open = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def check(self) -> None:
        """Go on.

        Raises:
            ModelStoppedError: The endpoint is given up.
        """
        if self._reason is not None:
            raise ModelStoppedError(provider=self._provider, cause=self._reason)

    def give_up(self, reason: ModelError) -> None:
        """Send nothing any more."""
        self._reason = self._reason or reason
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._open.set)

    def unanswered(self, reason: ModelError) -> None:
        """Take note of a request all of whose attempts failed."""
        self._in_a_row += 1
        if self._in_a_row >= _GIVEN_UP_AFTER:
            self.give_up(reason)

    def answered(self) -> None:
        """Take note of an answer of any kind."""
        self._in_a_row = 0

    async def sleep(self, seconds: float) -> None:
        """Wait, but no longer than the endpoint is believed in.

        Raises:
            ModelStoppedError: The endpoint was given up meanwhile.
        """
        self._loop = asyncio.get_running_loop()
        self.check()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._open.wait(), seconds)
        self.check()
