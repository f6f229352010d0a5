"""A chat completions endpoint on loopback that does what a script says: right answers and every fault there is.

    with Server(script) as server:   # in a thread
    python -m tests.llm.server steady --seconds 1.0   # in a process of its own; prints its address, GET /stats counts

A script is a function `Call → Action`. An answer counts as paid when it was written to a client that was still there.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import re
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ALL = frozenset({"json_schema", "tools", "json_object", "text"})


@dataclass
class Call:
    """A request as it came: `seen` is 1 for the first with this text."""

    body: dict[str, Any]
    headers: dict[str, str]
    path: str
    number: int
    seen: int

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def mode(self) -> str:
        kind = self.body.get("response_format", {}).get("type")
        return "tools" if "tools" in self.body else kind or "text"


@dataclass
class Action:
    """What the server does: waits, then answers with a status, headers and a body, or breaks the connection."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    cut: int | None = None
    reset: bool = False
    good: bool = False


def right(call: Call) -> dict[str, Any]:
    """Return the answer that is asked for: how long a text is and its first words; every quantity of a report named."""
    if "<report>" in call.user:
        named = [{"id": name, "field": "other"} for name in re.findall(r"«(q\d+)", call.user)]
        return {"quantities": named, "others": [], "problems": [], "improvements": [], "missed": []}
    return {"length": len(call.user), "words": call.user[:10]}


def completion(
    call: Call,
    content: str | None,
    *,
    finish_reason: str = "stop",
    usage: bool = True,
    refusal: str | None = None,
    choices: bool = True,
    **action: Any,
) -> Action:
    """Return a chat completion with a content; as a tool call or a stream where the request asks for it."""
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": refusal}
    if call.mode == "tools" and content:
        function = {"name": call.body["tools"][0]["function"]["name"], "arguments": content}
        calls = [{"index": 0, "id": "call_1", "type": "function", "function": function}]
        message = {"role": "assistant", "content": None, "tool_calls": calls}
    counts = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120} if usage else None
    choice = {"index": 0, "finish_reason": finish_reason, "message": message}
    whole = {"id": "c1", "object": "chat.completion", "created": 1, "model": call.body["model"]}
    if call.body.get("stream"):
        return Action(headers={"content-type": "text/event-stream"}, body=_events(whole, choice, counts), **action)
    whole |= {"choices": [choice] if choices else [], "usage": counts}
    return Action(headers={"content-type": "application/json"}, body=json.dumps(whole), **action)


def _events(whole: dict[str, Any], choice: dict[str, Any], usage: dict[str, int] | None) -> str:
    content = choice["message"].pop("content") or ""
    head = {**whole, "object": "chat.completion.chunk"}
    deltas = [choice["message"], *({"content": content[place : place + 7]} for place in range(0, len(content), 7))]
    chunks = [{**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    chunks.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]})
    if usage:
        chunks.append({**head, "choices": [], "usage": usage})
    return "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"


def good(call: Call, **more: Any) -> Action:
    """Return the right answer."""
    return completion(call, json.dumps(right(call), ensure_ascii=False), good=True, **more)


def refused(status: int, message: str = "no", **headers: str) -> Action:
    """Return an error as OpenAI words it; `retry_after="3"` becomes a header."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps({"error": {"message": message, "type": "error"}})
    return Action(status=status, body=body, headers={"content-type": "application/json", **named})


def hang() -> Action:
    return Action(seconds=3600)


def reset() -> Action:
    return Action(reset=True)


def half(call: Call) -> Action:
    """Return half of a right answer, then the end of the connection."""
    action = good(call)
    action.cut, action.good = len(action.body) // 2, False
    return action


def only(modes: frozenset[str] | set[str], script: Callable[[Call], Action] = good) -> Callable[[Call], Action]:
    """Return a script of an endpoint that knows some modes only."""

    def answer(call: Call) -> Action:
        if call.mode not in modes:
            return refused(400, f"{call.mode}: response_format or tools not supported")
        return script(call)

    return answer


def in_turn(*actions: Callable[[Call], Action]) -> Callable[[Call], Action]:
    """Return a script that does these to the same text one after the other, the last one for ever."""
    return lambda call: actions[min(call.seen, len(actions)) - 1](call)


def steady(seconds: float) -> Callable[[Call], Action]:
    return lambda call: good(call, seconds=seconds)


def mixed(seconds: float, share: float = 0.3) -> Callable[[Call], Action]:
    """Return a script in which a share of the texts meets one fault or two, each kind alike, before all is right."""
    faults: list[Callable[[Call], Action]] = [
        lambda call: refused(429, retry_after="0.2"),
        lambda call: refused(429),
        lambda call: refused(500),
        lambda call: refused(503),
        lambda call: Action(seconds=6.0),
        lambda call: reset(),
        half,
        lambda call: completion(call, '{"length": '),
        lambda call: completion(call, f"```json\n{json.dumps(right(call))}\n```", good=True),
        lambda call: completion(call, None, refusal="I can't"),
        lambda call: completion(call, '{"length": 1', finish_reason="length"),
        lambda call: completion(call, None, choices=False),
        lambda call: completion(call, '{"length": "no number", "words": 1}'),
        lambda call: completion(call, "x" * 10_000_000),
        lambda call: Action(body="<html>hello</html>", headers={"content-type": "text/html"}),
        lambda call: good(call, usage=False),
    ]

    def answer(call: Call) -> Action:
        dice = hashlib.sha256(call.user.encode()).digest()
        if dice[0] >= 256 * share or call.seen > 1 + dice[2] % 2:
            return good(call, seconds=seconds)
        return faults[dice[1] % len(faults)](call)

    return answer


class Server:
    """The endpoint in a thread; `base_url` is where it is."""

    def __init__(self, script: Callable[[Call], Action] = good) -> None:
        self.script = script
        self.calls: list[Call] = []
        self.paid: defaultdict[str, list[float]] = defaultdict(list)
        self.aborted = self.connections = 0
        self._seen: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.base_url = ""

    def __enter__(self) -> Server:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.start(), self._loop).result()
        return self

    def __exit__(self, *error: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=64 * 1024 * 1024)
        self.base_url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    async def _end(self) -> None:
        self._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection goes on."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in head[1:] if line)}
        data = await reader.readexactly(int(headers.get("content-length", 0)))
        path = head[0].split(" ")[1]
        if path.endswith("/stats"):
            await _write(writer, Action(body=json.dumps(self.stats()), headers={"content-type": "application/json"}))
            return True
        call = self._call(path, headers, json.loads(data))
        action = self.script(call)
        if action.seconds:
            await asyncio.sleep(action.seconds)
        if reader.at_eof() or writer.is_closing():
            self.aborted += 1
            return False
        if action.reset:
            writer.transport.abort()
            return False
        await _write(writer, action)
        if action.good:
            self.paid[call.user].append(time.monotonic())
        return action.cut is None

    def _call(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Call:
        text = str(body["messages"][-1]["content"])
        self._seen[text] += 1
        call = Call(body, headers, path, len(self.calls) + 1, self._seen[text])
        self.calls.append(call)
        return call

    def stats(self) -> dict[str, Any]:
        """Return how many requests came, how many texts have their answer, and when those answered again were answered.

        Times are monotonic, the same for every process of the machine.
        """
        again = [times for times in self.paid.values() if len(times) > 1]
        return {"calls": len(self.calls), "answered": len(self.paid), "again": again, "aborted": self.aborted}


async def _write(writer: asyncio.StreamWriter, action: Action) -> None:
    data = action.body.encode()
    lines = [f"HTTP/1.1 {action.status} X", f"content-length: {len(data)}"]
    lines += [f"{name}: {text}" for name, text in action.headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + data[: action.cut])
    await writer.drain()


async def _forever(script: Callable[[Call], Action]) -> None:
    server = Server(script)
    await server.start()
    print(server.base_url, flush=True)
    await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Serve until the standard input closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("script", choices=["steady", "mixed"])
    parser.add_argument("--seconds", type=float, default=1.0)
    given = parser.parse_args()
    asyncio.run(_forever({"steady": steady, "mixed": mixed}[given.script](given.seconds)))


if __name__ == "__main__":
    main()
