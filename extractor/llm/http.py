"""The HTTP client below the vendors' libraries: it keeps what came, bounds it, and reaches this machine directly."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

import httpx

CONNECT_SECONDS = 15.0
_KEPT_BYTES = 64 * 1024


@dataclass
class Wire:
    """What came over the wire for one attempt.

    Attributes:
        status: None where no answer began.
        headers: Names in lower case.
        body: The first 64 KB of an answer that was not streamed.
        may_go: Awaited when the request is ready, before anything of it goes out.
        arrived: Called with the whole of a good answer before anything else is done with it.
    """

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    may_go: Callable[[], Awaitable[None]] | None = None
    arrived: Callable[[bytes], None] | None = None


class AnswerTooLongError(Exception):
    """The answer has more bytes than are read."""


wire: ContextVar[Wire] = ContextVar("wire")
"""Where the client puts what comes; set for each attempt."""


class BoundedClient(httpx.AsyncClient):
    """A client that reads answers up to a limit, and notes them in `wire`."""

    def __init__(self, base_url: str, timeout: float, max_bytes: int) -> None:
        super().__init__(
            timeout=httpx.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout), pool=None),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=30),
            headers={"accept-encoding": "identity"},
            verify=_certificates(),
            trust_env=not _is_local(base_url),
        )
        self._max_bytes = max_bytes

    async def send(self, request: httpx.Request, *, stream: bool = False, **options: object) -> httpx.Response:
        """Return the answer, read whole unless it is to be streamed.

        Raises:
            AnswerTooLongError: It has more bytes than are read.
        """
        seen = wire.get()
        if seen.may_go is not None:
            await seen.may_go()
        response = await super().send(request, stream=True, **options)  # type: ignore[arg-type]
        seen.status, seen.headers = (
            response.status_code,
            {name.lower(): text for name, text in response.headers.items()},
        )
        if stream and response.is_success:
            return response
        data = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                data += chunk
                if len(data) > self._max_bytes:
                    raise AnswerTooLongError
        finally:
            seen.body = data[:_KEPT_BYTES].decode("utf-8", "replace")
            await response.aclose()
        if seen.arrived is not None and response.is_success:
            seen.arrived(bytes(data))
        kept = [(name, text) for name, text in response.headers.multi_items() if name.lower() not in _OF_THE_WIRE]
        return httpx.Response(response.status_code, headers=kept, content=bytes(data), request=request)


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
