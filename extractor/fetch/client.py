"""Asking for one address: checked at every redirect, limited in time and size, never faster than is polite."""

from __future__ import annotations

import asyncio
import time
import zlib
from dataclasses import dataclass, field
from types import TracebackType

import httpx

from extractor.errors import FetchError
from extractor.fetch.address import Target, host_of, is_written_out, parse, resolve
from extractor.fetch.robots import Rules, Standing, parse_robots
from extractor.version import __version__

AGENT = f"nianbao/{__version__}"
_ROBOTS_BYTES = 512 * 1024
_LONGEST_DELAY = 60.0
_GZIP_OR_ZLIB = 47
"""Window bits with which zlib tells the two kinds apart by itself."""


@dataclass(frozen=True)
class FetchLimits:
    """How far fetching goes.

    Attributes:
        connect: Seconds until a connection must stand.
        read: Seconds between two pieces of an answer.
        total: Seconds for one address with all its redirects.
        max_bytes: Largest answer, after decompression.
        redirects: How many in a row.
        pages: How many pages of a list.
        attachments: How many files of one report page.
        delay: Seconds between two requests to one host; a site's robots.txt may ask for more.
    """

    connect: float = 10
    read: float = 30
    total: float = 120
    max_bytes: int = 60 * 1024 * 1024
    redirects: int = 5
    pages: int = 10
    attachments: int = 20
    delay: float = 1.0


@dataclass(frozen=True)
class Fetched:
    """An answer with status 200.

    Attributes:
        url: Where it came from in the end, after redirects.
    """

    url: httpx.URL
    content_type: str
    data: bytes


@dataclass
class Client:
    """One run of requests; use as an asynchronous context manager."""

    limits: FetchLimits
    allow_private: bool = False
    environment_proxy: bool = False
    _http: httpx.AsyncClient = field(init=False)
    _next: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Rules] = field(default_factory=dict)

    async def __aenter__(self) -> Client:
        """Open the client."""
        limits = self.limits
        self._http = httpx.AsyncClient(
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"},
            timeout=httpx.Timeout(limits.read, connect=limits.connect),
            # A kept connection belongs to a machine, not to a name: the next name there needs its own certificate.
            limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False,
            trust_env=self.environment_proxy,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the client."""
        await self._http.aclose()

    async def get(self, url: str) -> Fetched:
        """Return what stands at an address, where robots.txt allows it.

        Raises:
            FetchError: Refused, unreachable, too slow, too large, or any status but 200.
        """
        try:
            async with asyncio.timeout(self.limits.total):
                return await self._follow(parse(url), self.limits.max_bytes, obey=True)
        except TimeoutError as error:
            raise FetchError(url=url, reason="fetch_timeout") from error

    async def _follow(self, url: httpx.URL, max_bytes: int, *, obey: bool) -> Fetched:
        for _ in range(self.limits.redirects + 1):
            target = await self._check(url)
            if obey:
                await self._obey_robots(url)
            answer = await self._ask(target, max_bytes)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise FetchError(url=str(url), reason="fetch_redirects")

    async def _check(self, url: httpx.URL) -> Target:
        """Return the machine to ask; behind a proxy names are its business, but written-out addresses are not."""
        if self.environment_proxy and not is_written_out(url):
            return Target(url, None)
        return await resolve(url, allow_private=self.allow_private)

    async def _obey_robots(self, url: httpx.URL) -> None:
        """Return when a site's robots.txt allows an address; it is read once a run."""
        origin = f"{url.scheme}://{url.netloc.decode()}"
        if origin not in self._robots:
            self._robots[origin] = await self._read_robots(origin)
        rules = self._robots[origin]
        if not rules.allows(AGENT, str(url)):
            unknown = rules.standing is Standing.UNKNOWN
            raise FetchError(url=str(url), reason="fetch_robots_unknown" if unknown else "fetch_robots")

    async def _read_robots(self, origin: str) -> Rules:
        try:
            found = await self._follow(httpx.URL(f"{origin}/robots.txt"), _ROBOTS_BYTES, obey=False)
        except FetchError as error:
            status = error.params.get("status")
            absent = isinstance(status, int) and 400 <= status < 500
            return Rules(Standing.ABSENT if absent else Standing.UNKNOWN)
        return parse_robots(found.data)

    async def _ask(self, target: Target, max_bytes: int) -> Fetched | httpx.URL:
        """Return the answer, or where it sends on to."""
        await self._wait(target.url)
        url = target.url
        at = url if target.address is None else url.copy_with(host=target.address)
        headers = {"Host": url.netloc.decode()}
        try:
            request = self._http.build_request("GET", at, headers=headers, extensions={"sni_hostname": host_of(url)})
            response = await self._http.send(request, stream=True)
            try:
                if response.has_redirect_location:
                    return parse(str(url.join(response.headers["location"])))
                if response.status_code != 200:
                    raise FetchError("error.fetch_status", url=str(url), status=response.status_code)
                data = await _read(response, url, max_bytes)
            finally:
                await response.aclose()
        except httpx.TimeoutException as error:
            raise FetchError(url=str(url), reason="fetch_timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(url=str(url), reason=str(error) or type(error).__name__) from error
        return Fetched(url, response.headers.get("content-type", ""), data)

    async def _wait(self, url: httpx.URL) -> None:
        """Return when the host may be asked again."""
        rules = self._robots.get(f"{url.scheme}://{url.netloc.decode()}")
        wanted = rules.delay(AGENT) if rules else 0.0
        delay = max(self.limits.delay, min(wanted, _LONGEST_DELAY))
        now = time.monotonic()
        turn = max(now, self._next.get(url.host, 0.0))
        self._next[url.host] = turn + delay
        await asyncio.sleep(turn - now)


async def _read(response: httpx.Response, url: httpx.URL, max_bytes: int) -> bytes:
    """Return the body; it is unpacked here, so that a small answer can't become a large one in memory.

    Raises:
        FetchError: Over the limit, packed in an unknown way, or damaged.
    """
    packing = response.headers.get("content-encoding", "identity").lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise FetchError(url=str(url), reason="fetch_packing")
    unpack = zlib.decompressobj(_GZIP_OR_ZLIB) if packing not in ("identity", "") else None
    data = bytearray()
    try:
        async for piece in response.aiter_raw():
            data += unpack.decompress(piece, max_bytes + 1 - len(data)) if unpack else piece
            if len(data) > max_bytes:
                raise FetchError("error.fetch_too_large", url=str(url), limit=max_bytes)
    except zlib.error as error:
        raise FetchError(url=str(url), reason="fetch_packing") from error
    if unpack is not None and not unpack.eof:
        raise FetchError(url=str(url), reason="fetch_cut_short")
    return bytes(data)
