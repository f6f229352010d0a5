"""A kept connection to a service: HTTP/1.1 spoken without a client library, which would take more of the machine."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any, Self
from urllib.parse import urlsplit

_SECONDS = 30
"""After which an answer is given up."""
_LARGEST = 64 * 1024
"""Bytes that the head of an answer may have."""
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+) *\r\n", re.IGNORECASE)
_CLOSED = re.compile(rb"\r\nconnection: *close *\r\n", re.IGNORECASE)


class LineError(Exception):
    """There is no whole answer: no connection, none in time, or one that is no HTTP with a length."""


class Line:
    """One connection of one client, kept open between its requests, and opened again where it was lost."""

    def __init__(self, url: str, token: str) -> None:
        """Keep where to call and with which token; the first request opens the connection."""
        place = urlsplit(url)
        self._host, self._port = place.hostname or "", place.port or 80
        self._shared = f"Host: {place.netloc}\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n"
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hang_up()

    async def request(self, method: str, address: str, body: Any = None) -> tuple[int, bytes]:
        """Return status and body of an answer, read to its last byte.

        Raises:
            LineError: There is none.
        """
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._exchange(self._written(method, address, body))
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError) as error:
            self._hang_up()
            raise LineError(type(error).__name__) from error
        except LineError:
            self._hang_up()
            raise

    def _written(self, method: str, address: str, body: Any) -> bytes:
        head = f"{method} {address} HTTP/1.1\r\n{self._shared}"
        if body is None:
            return f"{head}\r\n".encode()
        packed = json.dumps(body, ensure_ascii=False).encode()
        return f"{head}Content-Type: application/json\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed

    async def _exchange(self, request: bytes) -> tuple[int, bytes]:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port, limit=_LARGEST)
        self._writer.write(request)
        await self._writer.drain()
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not head.startswith(b"HTTP/1.1 ") or length is None:
            raise LineError(head[:80].decode("latin-1"))
        body = await self._reader.readexactly(int(length[1]))
        if _CLOSED.search(head):
            self._hang_up()
        return int(head[9:12]), body

    def _hang_up(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None
