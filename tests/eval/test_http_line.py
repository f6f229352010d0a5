import asyncio
import json

import pytest

from eval.bench.http_line import Line, LineError

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: %s\r\n\r\n%s"


async def talk(answers, requests):
    """Send requests to a server that gives each the next answer; return what came, what it saw, and its connections."""
    seen, calls = [], 0

    async def serve(reader, writer):
        nonlocal calls
        calls += 1
        while answers:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = int(head.lower().partition("content-length: ")[2].partition("\r\n")[0] or 0)
            seen.append((head, await reader.readexactly(length)))
            sent = answers.pop(0)
            writer.write(sent)
            if not answers or b"close" in sent:
                break
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, Line(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "nb_1_2") as line:
        got = [await line.request(*request) for request in requests]
    return got, seen, calls


def answer(body, connection=b"keep-alive"):
    return ANSWER % (len(body), connection, body)


def test_requests_go_over_one_connection_with_token_and_body():
    requests = [("GET", "/v1/reports"), ("POST", "/v1/questions", {"question": "几件"})]
    got, seen, calls = asyncio.run(talk([answer(b"[]"), answer(b"{}")], requests))
    assert got == [(200, b"[]"), (200, b"{}")]
    assert calls == 1
    assert all("Authorization: Bearer nb_1_2" in head for head, _ in seen)
    assert json.loads(seen[1][1]) == {"question": "几件"}


def test_a_connection_that_the_service_closes_is_opened_again():
    answers = [answer(b"[]", b"close"), answer(b"{}")]
    got, _, calls = asyncio.run(talk(answers, [("GET", "/a"), ("GET", "/b")]))
    assert ([body for _, body in got], calls) == ([b"[]", b"{}"], 2)


@pytest.mark.parametrize(
    "given",
    [answer(b"[]")[:-1], b"HTTP/1.1 200 OK\r\n\r\n", b"\r\n\r\n", b""],
    ids=["cut", "no length", "no HTTP", "none"],
)
def test_what_is_no_whole_answer_is_an_error(given):
    with pytest.raises(LineError):
        asyncio.run(talk([given], [("GET", "/")]))
