import asyncio
import gzip
import socket
import time

import pytest

from extractor.errors import FetchError
from extractor.fetch.client import Client, FetchLimits

QUICK = FetchLimits(connect=2, read=2, total=5, delay=0)


def get(*urls, limits=QUICK, allow_private=True):
    async def work():
        async with Client(limits, allow_private) as client:
            return [await client.get(url) for url in urls]

    return asyncio.run(work())


def refused(url, **options):
    with pytest.raises(FetchError) as caught:
        get(url, **options)
    return caught.value.params.get("reason") or caught.value.message_id


def test_page_comes_with_its_kind(site):
    site.pages["/a"] = "报告".encode()
    (fetched,) = get(f"{site.url}/a#top")
    assert (fetched.data.decode(), fetched.content_type, str(fetched.url)) == ("报告", "text/html", f"{site.url}/a")


def test_nothing_is_asked_of_this_machine_by_itself(site):
    assert refused(f"{site.url}/a", allow_private=False) == "fetch_private"
    assert site.asked == []


def test_redirect_into_the_private_network_is_refused(site, monkeypatch):
    site.pages["/a"] = (302, {"Location": "http://10.0.0.1/secret"}, b"")
    checked = []

    async def resolve(url, *, allow_private):
        from extractor.fetch import address

        checked.append(url.host)
        return await address.resolve(url, allow_private=url.host == "127.0.0.1")

    monkeypatch.setattr("extractor.fetch.client.resolve", resolve)
    assert refused(f"{site.url}/a") == "fetch_private"
    assert checked[-1] == "10.0.0.1"


def test_connection_goes_to_the_machine_that_was_checked(site, monkeypatch):
    """A name that leads elsewhere at the second look-up (DNS rebinding) is looked up once a request."""
    site.pages["/a"] = b"x"
    port = site.server.server_port
    real, answers = socket.getaddrinfo, iter(["127.0.0.1"] * 2)

    def once(host, *args, **kwargs):
        if host == "a.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    (fetched,) = get(f"http://a.example:{port}/a")
    assert fetched.data == b"x"
    assert next(answers, None) is None


def test_redirects_are_followed_so_many_times(site):
    site.pages["/0"] = (302, {"Location": "/1"}, b"")
    site.pages["/1"] = b"x"
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    assert str(get(f"{site.url}/0")[0].url) == f"{site.url}/1"
    assert refused(f"{site.url}/round") == "fetch_redirects"
    assert site.asked.count("/round") == QUICK.redirects + 1


def test_redirect_to_a_file_is_refused(site):
    site.pages["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert refused(f"{site.url}/a") == "fetch_address"


@pytest.mark.parametrize("status", [301, 404, 500])
def test_status_other_than_200_is_named(site, status):
    site.pages["/a"] = (status, {}, b"")
    assert refused(f"{site.url}/a") == "error.fetch_status"


def test_large_answer_is_left_while_it_comes(site):
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(10_000):
                handler.wfile.write(b"x" * 100_000)
                sent.append(1)
        except OSError:
            pass

    site.pages["/a"] = endless
    assert refused(f"{site.url}/a", limits=FetchLimits(delay=0, max_bytes=1_000_000)) == "error.fetch_too_large"
    assert len(sent) < 1000


def test_small_packed_answer_does_not_become_a_large_one(site):
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(20_000_000)))
    assert refused(f"{site.url}/a", limits=FetchLimits(delay=0, max_bytes=1_000_000)) == "error.fetch_too_large"


def test_packed_answer_is_unpacked(site):
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x"))
    assert get(f"{site.url}/a")[0].data == b"x"


@pytest.mark.parametrize(
    ("packing", "body", "reason"),
    [
        ("br", b"x", "fetch_packing"),
        ("gzip", b"not packed", "fetch_packing"),
        ("gzip", gzip.compress(b"x" * 999)[:-9], "fetch_cut_short"),
    ],
    ids=["unknown packing", "not packed", "cut short"],
)
def test_answer_that_cannot_be_unpacked_is_refused(site, packing, body, reason):
    site.pages["/a"] = (200, {"Content-Encoding": packing}, body)
    assert refused(f"{site.url}/a") == reason


def test_answer_shorter_than_announced_is_refused(site):
    site.pages["/a"] = (200, {"Content-Length": "100"}, b"x")
    assert "Content-Length" in refused(f"{site.url}/a") or "peer closed" in refused(f"{site.url}/a")


def test_whole_time_is_limited_though_every_piece_is_quick(site):
    def dripping(handler):
        try:
            for piece in b"HTTP/1.0 200 OK\r\n" + b"X: y\r\n" * 100:
                handler.wfile.write(bytes([piece]))
                time.sleep(0.02)
        except OSError:
            pass

    site.pages["/a"] = dripping
    started = time.monotonic()
    assert refused(f"{site.url}/a", limits=FetchLimits(delay=0, read=0.5, total=1)) == "fetch_timeout"
    assert time.monotonic() - started < 3


def test_unreachable_machine_is_named():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/") == "fetch_robots_unknown"


def test_robots_are_obeyed_and_read_once(site):
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /no/\n", "/no/a": b"x", "/b": b"x"}
    assert refused(f"{site.url}/no/a") == "fetch_robots"
    assert len(get(f"{site.url}/b", f"{site.url}/b")) == 2
    assert site.asked == ["/robots.txt", "/robots.txt", "/b", "/b"]


def test_redirect_into_a_forbidden_folder_is_refused(site):
    site.pages |= {"/robots.txt": b"User-agent: nianbao\nDisallow: /no/\n"}
    site.pages |= {"/a": (302, {"Location": "/no/a"}, b""), "/no/a": b"x"}
    assert refused(f"{site.url}/a") == "fetch_robots"
    assert "/no/a" not in site.asked


def test_site_that_cannot_say_its_rules_is_not_asked(site):
    site.pages |= {"/robots.txt": (503, {}, b""), "/a": b"x"}
    assert refused(f"{site.url}/a") == "fetch_robots_unknown"


def test_requests_to_one_host_keep_their_distance(site):
    site.pages["/a"] = b"x"
    started = time.monotonic()
    get(f"{site.url}/a", f"{site.url}/a", limits=FetchLimits(delay=0.2))
    assert time.monotonic() - started >= 0.4


def test_distance_a_site_asks_for_is_kept(site):
    site.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 1\n", "/a": b"x"}
    started = time.monotonic()
    get(f"{site.url}/a", f"{site.url}/a")
    assert time.monotonic() - started >= 1


def test_proxy_of_the_environment_is_ignored(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.pages["/a"] = b"x"
    assert get(f"{site.url}/a")[0].data == b"x"
