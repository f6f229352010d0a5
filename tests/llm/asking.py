"""Asking the scripted server with the real client, quickly, and looking at the ledger afterwards."""

import sqlite3
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, SecretStr

from extractor.errors import NianbaoError
from extractor.llm import ChatRequest
from extractor.llm.connect import ModelOptions, connect
from extractor.llm.settings import ModelSettings
from tests.llm.server import Server

KEY = "sk-test-4f9d8c7b6a5e"


class Words(BaseModel):
    """The answer that the scripted server gives when all is right."""

    length: int
    words: str


def request(text="青川县第一份报告", **more):
    return ChatRequest(**{"prompt": "words.v1", "system": "数一数字数。", "user": text, "answer": Words, **more})


def quick(server, **more):
    """Return settings with waits scaled down."""
    base_url = server.base_url if isinstance(server, Server) else server
    usual = {"timeout": 5, "backoff": 0.01, "attempts": 3, "max_bytes": 1_000_000, "max_tokens": 100}
    given = {"model": "qingchuan-1", "base_url": base_url, "api_key": SecretStr(KEY), **usual, **more}
    return ModelSettings(**given)


@contextmanager
def asking(server, folder: Path, options: ModelOptions | None = None, **settings):
    """Give a connection to a server."""
    with connect(quick(server, **settings), folder, options or ModelOptions()) as connection:
        yield connection


def ask(connection, *requests):
    """Return the answers, or errors, of requests that are sent together."""
    futures = [connection.loop.submit(connection.model.ask(one)) for one in requests or (request(),)]
    return [future.exception() or future.result() for future in futures]


def ask_one(server, folder, **settings):
    """Return what becomes of one request in a run of its own."""
    with asking(server, folder, **settings) as connection:
        return ask(connection)[0]


def said(answer) -> str | None:
    """Return the message id of what the user sees; None where all is right."""
    return answer.message_id if isinstance(answer, NianbaoError) else answer.problem


def rows(folder: Path, query: str):
    with sqlite3.connect(folder / "model.db") as ledger:
        return ledger.execute(query).fetchall()


def outcomes(folder: Path) -> list[str]:
    """Return how the attempts ended, in the order they were sent."""
    return [row[0] for row in rows(folder, "SELECT outcome FROM attempts ORDER BY id")]
