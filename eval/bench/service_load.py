"""What clients of the service do for a while: `python -m eval.bench.service_load URL SECONDS CLIENTS TOKEN PAUSE`.

Prints one line of JSON: the time of each request by what it was, what went wrong, which saved values don't hold.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json

from eval.bench.http_line import Line, LineError

CELLS = tuple(f"applications.{row}.natural_person" for row in ("new_received", "granted", "denied_process_information"))
QUESTION = "2023年新收政府信息公开申请最多的是哪些单位?"


@dataclass
class Load:
    """What the clients of one run met.

    Attributes:
        seconds: Of each request, by what it was.
        wrong: Answers that were none.
        saved: The last value that was saved, by report and path.
    """

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    saved: dict[str, int] = field(default_factory=dict)


class Client:
    """One person: mostly reads, sometimes corrects a cell of their own column, sometimes asks, all over one connection.

    Between two requests `pause` seconds go by on average, as a person takes them; with 0 none.
    """

    def __init__(self, number: int, line: Line, reports: list[str], load: Load, pause: float) -> None:
        self._number, self._line, self._reports, self._load, self._pause = number, line, reports, load, pause
        self._random = random.Random(number)

    async def work(self, until: float) -> None:
        """Work until a time of the clock."""
        await asyncio.sleep(self._random.uniform(0, 1))
        while time.monotonic() < until:
            await self._random.choices((self._read, self._correct, self._ask), (7, 2, 1))[0]()
            if self._pause:
                await asyncio.sleep(self._random.uniform(0.5, 1.5) * self._pause)

    async def _read(self) -> None:
        report = self._random.choice(self._reports)
        address = self._random.choice(("", "/findings", "/values", "/review"))
        await self._send("read", "GET", f"/v1/reports/{report}{address}")

    async def _ask(self) -> None:
        await self._send("ask", "POST", "/v1/questions", {"question": QUESTION})

    async def _correct(self) -> None:
        """Correct a cell that only this client corrects, so that the value that must stand is known."""
        report, path = self._reports[self._number % len(self._reports)], CELLS[self._number % len(CELLS)]
        review = await self._send("read", "GET", f"/v1/reports/{report}/review")
        value = self._random.randrange(10_000)
        edit = {"op": "set", "path": path, "value": value, "reason": "load"}
        saved = await self._send(
            "correct", "POST", f"/v1/reports/{report}/corrections", {"base": review["version"], "edits": [edit]}
        )
        if "made" in saved:
            self._load.saved[f"{report} {path}"] = value

    async def _send(self, kind: str, method: str, address: str, body: Any = None) -> Any:
        started = time.perf_counter()
        try:
            status, answer = await self._line.request(method, address, body)
        except LineError as error:
            self._load.wrong.append(f"{method} {address}: {error}")
            return {"version": 0}
        self._load.seconds[kind].append(time.perf_counter() - started)
        if status != 200:
            self._load.wrong.append(f"{method} {address}: {status} {answer[:300].decode(errors='replace')[:100]}")
            return {"version": 0}
        return from_json(answer)


async def load(url: str, seconds: float, clients: int, token: str, pause: float) -> dict[str, Any]:
    """Return what so many clients met."""
    found = Load()
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(Line(url, token)) for _ in range(clients)]
        _, page = await lines[0].request("GET", "/v1/reports?limit=200")
        reports = [report["id"] for report in from_json(page)["items"]]
        until = time.monotonic() + seconds
        everybody = (Client(number, line, reports, found, pause) for number, line in enumerate(lines))
        await asyncio.gather(*(client.work(until) for client in everybody))
        lost = [place for place, value in found.saved.items() if await _value(lines[0], place) != value]
    return {"seconds": found.seconds, "wrong": found.wrong, "saved": len(found.saved), "lost": lost}


async def _value(line: Line, place: str) -> float | None:
    """Return the value that holds at a place."""
    report, path = place.split()
    _, page = await line.request("GET", f"/v1/reports/{report}/values?path={path}")
    held: float | None = from_json(page)["items"][0]["holding"]
    return held


if __name__ == "__main__":
    address, lasting, how_many, secret, wait = sys.argv[1:]
    print(json.dumps(asyncio.run(load(address, float(lasting), int(how_many), secret, float(wait)))))
