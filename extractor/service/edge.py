"""What every request passes: an id, a limit of size, security headers, a line in the log, a count in the metrics."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.service.metrics import Metrics

SMALL = 1024 * 1024
"""Bytes of a request without files."""

_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_log = logging.getLogger("nianbao.service")


class TooLargeError(Exception):
    """A request has more bytes than it may."""


class Edge:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, max_request: int) -> None:
        self._app, self._metrics, self._max = app, metrics, max_request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, receive, send, self._max)
        started = time.perf_counter()
        try:
            if exchange.is_too_large:
                await exchange.refuse()
            else:
                await self._app(scope, exchange.receive, exchange.send)
        finally:
            self._told(scope, exchange, time.perf_counter() - started)

    def _told(self, scope: Scope, exchange: _Exchange, seconds: float) -> None:
        """Log and count a request by its route: addresses may hold names, and routes are few."""
        route = getattr(scope.get("route"), "path", "other")
        self._metrics.request(scope["method"], route, exchange.status, seconds)
        caller = scope.get("caller")
        extra = {
            "request": exchange.id,
            "method": scope["method"],
            "route": route,
            "status": exchange.status,
            "ms": round(seconds * 1000, 1),
            "login": caller.person.login if caller else None,
            "token": caller.token if caller else None,
        }
        _log.info("request", extra=extra)


class _Exchange:
    """One request and its answer."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, max_request: int) -> None:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        self.id = given.decode() if _ID.fullmatch(given) else secrets.token_hex(8)
        scope["request_id"] = self.id
        self._scope, self._receive, self._send = scope, receive, send
        with_files = headers.get(b"content-type", b"").startswith(b"multipart/")
        self._limit = max_request if with_files else SMALL
        length = headers.get(b"content-length", b"0")
        self.is_too_large = length.isdigit() and int(length) > self._limit
        self._received = 0
        self._refused = False
        self.status = 0

    async def receive(self) -> Message:
        """Pass the request on as far as it may be long; what reads it is told that it is longer."""
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._received > self._limit:
            await self.refuse()
            raise TooLargeError
        return message

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Pass an answer on with the headers that all have; nothing more once the request was refused."""
        if not self._refused:
            await self._pass(message)

    async def _pass(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = {name for name, _ in message.get("headers", ())}
            page = self._scope["path"] in ("/docs", "/openapi.json")
            added = [*_HEADERS, (b"x-request-id", self.id.encode()), *(() if page else (_POLICY,))]
            kept = [pair for pair in added if pair[0] not in own]
            message = {**message, "headers": [*message.get("headers", ()), *kept]}
        await self._send(message)

    async def refuse(self) -> None:
        """Answer that the request is too large, without reading it."""
        body = {
            "type": "urn:nianbao:service.too_large",
            "title": f"请求超过 {self._limit // 1024} KB。",
            "status": 413,
            "message_id": "service.too_large",
            "params": {"limit": self._limit},
            "request_id": self.id,
        }
        data = json.dumps(body, ensure_ascii=False).encode()
        headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
        self._refused = True
        await self._pass({"type": "http.response.start", "status": 413, "headers": headers})
        await self._pass({"type": "http.response.body", "body": data})
