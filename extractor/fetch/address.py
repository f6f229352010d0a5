"""Which addresses may be asked at all, and which machine stands behind a name."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from dataclasses import dataclass

import httpx

from extractor.errors import FetchError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NUMERIC_END = re.compile(r"(?:^|\.)(?:\d+|0[xX][0-9a-fA-F]*)\.?$")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000


@dataclass(frozen=True)
class Target:
    """An address that was checked.

    Attributes:
        url: As asked for, without its fragment.
        address: The machine that is connected to; None where a proxy resolves the name.
    """

    url: httpx.URL
    address: str | None


def parse(url: str) -> httpx.URL:
    """Return a web address; only http and https, no user name, no number written as a host in an unusual way.

    Raises:
        FetchError: With the reason.
    """
    try:
        parsed = httpx.URL(url.strip()) if len(url) <= _LONGEST else None
    except (httpx.InvalidURL, ValueError, TypeError):
        parsed = None
    if parsed is None or parsed.scheme not in _DEFAULT_PORTS or not parsed.host or not _usable(parsed.port):
        raise FetchError(url=url[:_LONGEST], reason="fetch_address")
    if parsed.userinfo:
        raise FetchError(url=str(parsed.copy_with(userinfo=b"")), reason="fetch_credentials")
    if not is_written_out(parsed) and _NUMERIC_END.search(parsed.host):
        raise FetchError(url=url, reason="fetch_numeric_host")
    return parsed.copy_with(fragment=None)


def host_of(url: httpx.URL) -> str:
    """Return the host in ASCII, as it is looked up."""
    return url.raw_host.decode("ascii")


def is_written_out(url: httpx.URL) -> bool:
    """Return whether the host is an IP address instead of a name."""
    try:
        ipaddress.ip_address(host_of(url))
    except ValueError:
        return False
    return True


def port_of(url: httpx.URL) -> int:
    """Return the port that an address stands for."""
    return url.port or _DEFAULT_PORTS[url.scheme]


def same_site(one: httpx.URL, other: httpx.URL) -> bool:
    """Return whether two addresses are of one site: host without `www.`, and port unless both are the usual ones."""
    usual = all(port_of(url) == _DEFAULT_PORTS[url.scheme] for url in (one, other))
    return _site(one) == _site(other) and (usual or port_of(one) == port_of(other))


async def resolve(url: httpx.URL, *, allow_private: bool) -> Target:
    """Return an address with the machine to connect to: the name is looked up once, so that it can't change after.

    A name with one forbidden machine among several is refused as a whole.

    Raises:
        FetchError: The name is unknown, or leads to a private, loopback or otherwise special machine.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host_of(url), port_of(url), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(url=str(url), reason="fetch_unknown_host") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses:
        raise FetchError(url=str(url), reason="fetch_unknown_host")
    if not allow_private and not all(is_public(address) for address in addresses):
        raise FetchError(url=str(url), reason="fetch_private")
    return Target(url, str(addresses[0]))


def is_public(address: IPAddress) -> bool:
    """Return whether an address belongs to the public internet, also where it wraps another one."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: IPAddress) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64); None where there is none."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64 or (int(address) >> 32 == 0 and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _usable(port: int | None) -> bool:
    return port is None or 0 < port < 65536


def _site(url: httpx.URL) -> str:
    return url.host.rstrip(".").removeprefix("www.")
