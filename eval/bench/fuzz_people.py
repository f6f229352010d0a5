"""People who hand damaged files in to a running service, wait, and look at what they can see of each other's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from eval.bench import parts
from eval.bench.mutants import mutant
from extractor.review.accounts import Accounts
from extractor.review.people import LOCAL, Role
from extractor.service.tokens import Scope, Tokens
from extractor.storage import open_store

SECONDS = 20
"""Most seconds of a file here; the usual limit is higher."""
HANDING_IN = ("anna", "bo", "lee")
_UPLOAD = 25
_PATIENCE = 600
_ROLES = {"anna": Role.REVIEWER, "bo": Role.REVIEWER, "lee": Role.LEAD, "rita": Role.READER}
_BUGS = frozenset({"jobs.broken", "jobs.gave_up"})


@dataclass
class Fuzzed:
    """What became of the damaged files.

    Attributes:
        uploaded: How many were handed in and worked off.
        outcomes: How many were stored, or failed with which message.
        crashes: Answers that are bugs of the service, and processes that ended.
        hangs: Jobs that were not over in time.
        leaks: What somebody saw of another one's.
        bugs: Files over which the reading broke unforeseen, or ended the worker again and again.
    """

    uploaded: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)


@contextmanager
def running(url: str, folder: Path, found: Fuzzed) -> Iterator[People]:
    """Give people with their accounts, a service and a worker that are begun for them and end with the block."""
    with open_store(url) as store:
        accounts, tokens = Accounts(store), Tokens(store)
        accounts.add(LOCAL, "root", "root", Role.ADMINISTRATOR)
        for login, role in _ROLES.items():
            accounts.add(LOCAL, login, login, role)
        texts = {login: tokens.add(login, tuple(Scope), "fuzz")[1] for login in _ROLES}
    port = parts.free_port()
    environment = {"NIANBAO_DATABASE_URL": url, "NIANBAO_DATA_DIR": str(folder), "NIANBAO_MAX_SECONDS": str(SECONDS)}
    environment["NIANBAO_SERVICE_RATE"] = "1000000"
    begun = [
        parts.service(environment, port, folder / "service.log"),
        parts.worker(environment, folder / "worker.log"),
    ]
    with parts.ended_with(begun):
        parts.wait_until(lambda: parts.answers(f"http://127.0.0.1:{port}"), _PATIENCE)
        yield People(f"http://127.0.0.1:{port}", texts, begun, found)


class People:
    """Who uses the service, each with a token; what they meet is noted."""

    def __init__(self, address: str, tokens: Mapping[str, str], running: Sequence[parts.Part], found: Fuzzed) -> None:
        self._clients = {
            login: httpx.Client(
                base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=120, trust_env=False
            )
            for login, token in tokens.items()
        }
        self._parts, self._found = running, found
        self._jobs: dict[str, list[str]] = {login: [] for login in tokens}

    def slice(self, numbers: Sequence[int]) -> None:
        """Hand some files in, wait until they are worked off, then look at what everybody can see."""
        handed = [self._hand_in(numbers[first : first + _UPLOAD]) for first in range(0, len(numbers), _UPLOAD)]
        for login, job in filter(None, handed):
            if not parts.wait_until(lambda login=login, job=job: self._is_over(login, job), _PATIENCE):  # type: ignore[misc]
                self._found.hangs.append(f"job {job} from number {numbers[0]} on")
            self._count(login, job)
        self._look()
        for part in self._parts:
            if not part.runs:
                self._found.crashes.append(f"{part.command[3]} ended before number {numbers[-1]}")
            part.ensure()
        self._found.uploaded += len(numbers)

    def _hand_in(self, numbers: Sequence[int]) -> tuple[str, str] | None:
        """Return who handed files in, and the job; None where the service did not take them."""
        login = HANDING_IN[numbers[0] // _UPLOAD % len(HANDING_IN)]
        made = [mutant(number, f"{_mark(login)}{number}") for number in numbers]
        files = [("files", (one.name, one.data)) for one in made]
        answer = self._ask(login, "POST", "/v1/jobs", files=files)
        if answer is None or answer.status_code != 202:
            self._found.crashes.append(
                f"numbers {numbers[0]} to {numbers[-1]}: {answer.status_code if answer else 'none'}"
            )
            return None
        job: str = answer.json()["id"]
        self._jobs[login].append(job)
        return login, job

    def _is_over(self, login: str, job: str) -> bool:
        answer = self._ask(login, "GET", f"/v1/jobs/{job}")
        return answer is not None and answer.json().get("state") not in ("queued", "running")

    def _count(self, login: str, job: str) -> None:
        """Count what became of the files of a job, each of which has to have its owner's mark."""
        for item in self._pages(login, f"/v1/jobs/{job}/files"):
            why = item["error"]["message_id"] if item["error"] else ""
            self._found.outcomes[why or item["state"]] += 1
            if item["state"] == "waiting":
                self._found.hangs.append(f"{item['name'][:80]}: not read when its job was over")
            if why in _BUGS:
                self._found.bugs.append(f"{item['name'][:80]}: {item['error']['params']}"[:200])
            if _mark(login) not in item["name"]:
                self._found.leaks.append(f"{login} has {item['name'][:80]}")

    def _look(self) -> None:
        """See that everybody sees the jobs that their role lets them see, and no more."""
        every = {job for jobs in self._jobs.values() for job in jobs}
        for login, role in _ROLES.items():
            may = every if role.rank >= Role.LEAD.rank else set(self._jobs[login])
            seen = {job["id"] for job in self._pages(login, "/v1/jobs")}
            if seen != may:
                self._found.leaks.append(f"{login} sees {len(seen)} jobs and not {len(may)}")
            for job in sorted(every - may)[-3:]:
                self._try(login, job)
        refused = self._ask("rita", "POST", "/v1/jobs", files=[("files", ("a.txt", b"a"))])
        if refused is None or refused.status_code != 403:
            self._found.leaks.append("rita, who only reads, hands in")

    def _try(self, login: str, job: str) -> None:
        """See that a job of somebody else is not there for a person."""
        ways = (("GET", ""), ("GET", "/files"), ("POST", "/cancel"), ("POST", "/retry"))
        for method, way in ways:
            answer = self._ask(login, method, f"/v1/jobs/{job}{way}")
            if answer is None or answer.status_code not in (403, 404):
                self._found.leaks.append(f"{login} {method} {way or 'job'}: {answer.status_code if answer else 'none'}")
            elif any(_mark(other) in answer.text for other in HANDING_IN if other != login):
                self._found.leaks.append(f"{login} {method} {way or 'job'} names files of others")

    def _pages(self, login: str, address: str) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            given = {"limit": "200"} | ({"cursor": cursor} if cursor else {})
            answer = self._ask(login, "GET", address, params=given)
            if answer is None or answer.status_code != 200:
                self._found.crashes.append(f"{address}: {answer.status_code if answer else 'none'}")
                return
            page = answer.json()
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def _ask(self, login: str, method: str, address: str, **more: Any) -> httpx.Response | None:
        """Return the answer to a request; None where there was none, which is a crash as is an answer from 500 on."""
        try:
            answer = self._clients[login].request(method, address, **more)
        except httpx.HTTPError as error:
            self._found.crashes.append(f"{method} {address}: {type(error).__name__}")
            return None
        if answer.status_code >= 500:
            self._found.crashes.append(f"{method} {address}: {answer.status_code} {answer.text[:150]}")
        return answer


def _mark(login: str) -> str:
    """Return what stands in the name of every file of a person."""
    return f"zz{login}"
