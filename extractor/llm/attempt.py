"""One attempt on its way to an endpoint: it waits for its place, and what comes of it is noted at once."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from extractor.errors import ModelError
from extractor.llm.faults import stops_everything
from extractor.llm.ledger import Ledger
from extractor.llm.pace import Breaker, Pace
from extractor.llm.secrecy import Redactor

_MAY_BE_THE_MODE = 404


class Attempt:
    """An attempt that stands in the ledger; its methods belong to the loop that requests are sent from.

    Attributes:
        number: In the ledger.
        since: When it went out, monotonic; None as long as it has not.
    """

    def __init__(self, number: int, pace: Pace, breaker: Breaker, ledger: Ledger, redact: Redactor) -> None:
        self.number = number
        self.since: float | None = None
        self._pace, self._breaker, self._ledger, self._redact = pace, breaker, ledger, redact

    @property
    def seconds(self) -> float:
        """Return how long it has been under way."""
        return 0.0 if self.since is None else time.monotonic() - self.since

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place and hold it for the block, in which the request goes out and all of its answer comes.

        Raises:
            ModelStoppedError: The endpoint was given up meanwhile.
        """
        async with self._pace.turn():
            self._breaker.check()
            self.since = time.monotonic()
            self._ledger.sent(self.number)
            yield

    def arrived(self, body: bytes | None) -> None:
        """Keep the body of an answer before anything else is done with it; None for a stream of events."""
        if body is not None:
            self._ledger.arrived(self.number, self._redact(body.decode("utf-8", "replace")).encode())
        self._pace.speed_up()

    def refused(self, error: ModelError) -> None:
        """Let what the endpoint said instead of an answer hold for all others, before the next one gets its turn."""
        if self.since is not None and error.params.get("status") == 429:
            self._pace.slow_down(self.since, error.retry_after)
        if stops_everything(error) and error.params.get("status") != _MAY_BE_THE_MODE:
            self._breaker.give_up(error)
