import asyncio
import ipaddress
import socket

import pytest

from extractor.errors import FetchError
from extractor.fetch.address import is_public, parse, resolve, same_site


def reason(call):
    with pytest.raises(FetchError) as caught:
        call()
    return caught.value.params["reason"]


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "file:///etc/passwd", "gopher://a.example", "a.example", "http://", "http://[::1", ""]
)
def test_only_whole_web_addresses_are_taken(url):
    assert reason(lambda: parse(url)) == "fetch_address"


def test_address_with_password_is_refused_without_repeating_it():
    with pytest.raises(FetchError) as caught:
        parse("http://me:secret@a.example/")
    assert caught.value.params == {"url": "http://a.example/", "reason": "fetch_credentials"}


@pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0x7f000001", "1.2.3.08"])
def test_host_in_an_unusual_number_form_is_refused(host):
    assert reason(lambda: parse(f"http://{host}/")) in ("fetch_numeric_host", "fetch_address")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
    ],
)
def test_special_addresses_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_internet_addresses_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/"]
)
def test_this_machine_is_refused_unless_allowed(url):
    assert reason(lambda: asyncio.run(resolve(parse(url), allow_private=False))) == "fetch_private"


def test_name_with_one_private_machine_among_several_is_refused(monkeypatch):
    def known(*args, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, 80)) for at in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", known)
    assert reason(lambda: asyncio.run(resolve(parse("http://a.example/"), allow_private=False))) == "fetch_private"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.a.example/x", "https://a.example/y", True),
        ("http://a.example:8080/", "http://a.example/", False),
        ("http://a.example/", "http://b.example/", False),
    ],
)
def test_site_is_the_host_without_www_and_the_port(one, other, same):
    assert same_site(parse(one), parse(other)) is same
