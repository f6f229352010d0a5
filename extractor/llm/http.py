"""The HTTP client below the vendors' libraries: it keeps what came, bounds it, and reaches this machine directly.

What it sends, it sends from a loop of its own, in which nothing else goes on: an answer that came is on the disk, and
the next request under way, within milliseconds, whatever the vendors' libraries are busy with meanwhile.
"""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

import httpx

from extractor.errors import ModelError
from extractor.llm.attempt import Attempt
from extractor.llm.loop import LoopThread

CONNECT_SECONDS = 15.0
_KEPT_BYTES = 64 * 1024
_EVENTS = 32
"""How many times longer than the text it carries a stream of events may be."""


@dataclass
class Wire:
    """What came over the wire for one attempt.

    Attributes:
        attempt: Who is told of it.
        failure: Makes the error of an answer that is not good from status, headers and body.
        status: None where no answer began.
        headers: Names in lower case.
        body: The first 64 KB of the answer.
    """

    attempt: Attempt
    failure: Callable[[int, dict[str, str], str], ModelError]
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


class AnswerTooLongError(Exception):
    """The answer has more bytes than are read."""


wire: ContextVar[Wire] = ContextVar("wire")
"""Where the client puts what comes; set for each attempt."""


class BoundedClient(httpx.AsyncClient):
    """A client that waits for its turn, reads answers up to a limit, and notes them in `wire`."""

    def __init__(self, base_url: str, timeout: float, max_bytes: int, line: LoopThread) -> None:
        super().__init__(
            timeout=httpx.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout), pool=None),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=30),
            headers={"accept-encoding": "identity"},
            verify=_certificates(),
            trust_env=not _is_local(base_url),
        )
        self._seconds, self._max_bytes, self._line = timeout, max_bytes, line

    async def send(self, request: httpx.Request, *, stream: bool = False, **options: object) -> httpx.Response:
        """Return the answer, read whole.

        Raises:
            ModelStoppedError: The endpoint was given up before it was the request's turn.
            TimeoutError: It took too long.
            AnswerTooLongError: It has more bytes than are read.
        """
        return await self._line.reach(self._in_turn(request, wire.get(), stream, options))

    async def _in_turn(
        self, request: httpx.Request, seen: Wire, stream: bool, options: dict[str, object]
    ) -> httpx.Response:
        async with seen.attempt.turn(), asyncio.timeout(self._seconds):
            response = await super().send(request, stream=True, **options)  # type: ignore[arg-type]
            seen.status = response.status_code
            seen.headers = {name.lower(): text for name, text in response.headers.items()}
            data = await self._body(response, seen, self._max_bytes * (_EVENTS if stream else 1))
            if response.is_success:
                seen.attempt.arrived(None if stream else data)
            else:
                seen.attempt.refused(seen.failure(response.status_code, seen.headers, seen.body))
        kept = [(name, text) for name, text in response.headers.multi_items() if name.lower() not in _OF_THE_WIRE]
        return httpx.Response(response.status_code, headers=kept, content=data, request=request)

    async def _body(self, response: httpx.Response, seen: Wire, most: int) -> bytes:
        data = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                data += chunk
                if len(data) > most:
                    raise AnswerTooLongError
        finally:
            seen.body = data[:_KEPT_BYTES].decode("utf-8", "replace")
            await response.aclose()
        return bytes(data)


_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Return who is trusted, read once a process."""
    return httpx.create_ssl_context()


def _is_local(url: str) -> bool:
    """Return whether an address is this machine, which no proxy can reach."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
