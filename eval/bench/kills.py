"""Killing every part of an office at random while it reads a batch: what is lost, what is doubled, what disagrees."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from eval.bench import parts
from eval.bench.handing_in import Batch, HandingIn
from eval.bench.row import Row, command
from eval.bench.server import has_postgres, kill_and_start, postgres, url_of
from extractor.errors import NianbaoError
from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.jobs import ItemState, JobItem, JobQueue, JobState
from extractor.service.tokens import Scope, Tokens
from extractor.storage import ReportStore, open_store

REPORTS, KILLS = 500, 20
_PAUSE = (0.0, 2.0)
"""Least and most seconds that a part is let work before it is killed."""
_START_SECONDS = 120
_PATIENCE = 900
"""Seconds in which everything has to be worked off once nothing is killed any more."""


@dataclass
class Tally:
    """What became of a batch.

    Attributes:
        killed: How often which part was killed.
        lost: Files handed in that are not in the store, and why.
        doubled: What is there more than once.
        differs: Where store and index differ.
        refused: Answers of the service that were neither yes nor "not now".
        seconds: On the clock, from the first file to the last check.
    """

    killed: dict[str, int]
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0.0


def kill_rows(*, quick: bool) -> list[Row]:
    """Return the rows; without PostgreSQL or Chroma they only say so."""
    again = command("kills", quick=quick)
    reports, kills = (REPORTS // 5, KILLS // 5) if quick else (REPORTS, KILLS)
    if not (has_postgres() and parts.has_chroma()):
        return [Row("kill -9 of every part at random", "not available here", "not measured", again)]
    return list(_rows(kill_at_random(reports, kills), reports, again))


def kill_at_random(reports: int, kills: int, seed: int = 1) -> Tally:
    """Return what became of so many reports while worker, service, PostgreSQL and Chroma were killed so often each."""
    started = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nianbao-kills-")))
        office = _Office(folder, stack.enter_context(postgres()))
        with open_store(office.url) as store:
            _, token = Tokens(store).add("local", tuple(Scope), "kills")
        stack.enter_context(parts.ended_with(list(office.parts.values())))
        batch = Batch.generated(reports)
        with HandingIn(batch, office.address, token) as handing:
            killed = office.killed_at_random(kills, handing, random.Random(seed))
            found = Tally(killed)
            _finish(office, handing, found)
    found.refused = handing.refused
    found.seconds = time.monotonic() - started
    return found


class _Office:
    """The parts of an office, with PostgreSQL and a Chroma server of their own."""

    def __init__(self, folder: Path, database: Path) -> None:
        self._database = database
        self.url, self.folder = url_of(database), folder
        port, index_port = parts.free_port(), parts.free_port()
        self.address, self.index = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{index_port}"
        environment = {
            "NIANBAO_DATABASE_URL": self.url,
            "NIANBAO_DATA_DIR": str(folder),
            "NIANBAO_CHROMA_URL": self.index,
            "NIANBAO_SERVICE_RATE": "1000000",
        }
        self.parts = {
            "Chroma": parts.chroma(folder / "chroma", index_port, folder / "chroma.log"),
            "service": parts.service(environment, port, folder / "service.log"),
            "worker": parts.worker(environment, folder / "worker.log"),
        }

    def ensure(self) -> None:
        """Begin again what has ended."""
        for part in self.parts.values():
            part.ensure()

    def killed_at_random(self, kills: int, handing: HandingIn, chance: random.Random) -> dict[str, int]:
        """Kill every part so often, in any order, each once it works; return how often which was killed."""
        order = [name for name in (*self.parts, "PostgreSQL") for _ in range(kills)]
        chance.shuffle(order)
        with open_store(self.url) as store:
            for number, name in enumerate(order, 1):
                parts.wait_until(lambda name=name: self._works(name, store), _START_SECONDS, self.ensure)  # type: ignore[misc]
                time.sleep(chance.uniform(*_PAUSE))
                if name == "PostgreSQL":
                    kill_and_start(self._database)
                else:
                    self.parts[name].kill()
                handing.allow(number / len(order))
        return dict(Counter(order))

    def _works(self, name: str, store: ReportStore) -> bool:
        """Return whether a part has begun to do what it is there for."""
        if name == "worker":
            return _is_there(store, self.parts["worker"].pid)
        return name == "PostgreSQL" or parts.answers(self.address if name == "service" else self.index)


def _is_there(store: ReportStore, pid: int) -> bool:
    """Return whether the worker of a process has said that it works."""
    try:
        return any(f":{pid}:" in name for name in JobQueue(store).workers())
    except NianbaoError:
        return False


def _finish(office: _Office, handing: HandingIn, found: Tally) -> None:
    """Let everything be worked off, then look at what is there."""
    handing.allow(1.0)
    parts.wait_until(lambda: handing.is_over, _PATIENCE, office.ensure)
    with (
        open_store(office.url) as store,
        open_index(store, office.folder, IndexSettings(chroma_url=office.index)) as index,
    ):
        parts.wait_until(lambda: _is_worked_off(store), _PATIENCE, office.ensure)
        parts.wait_until(lambda: index.pending() == 0, _PATIENCE, office.ensure)
        _compare(store, handing.batch, found)
        check = index.check()
        if not check.agrees or index.pending():
            found.differs.append(f"pending {index.pending()}, {check.model_dump_json()[:300]}")


def _is_worked_off(store: ReportStore) -> bool:
    try:
        return not {JobState.QUEUED, JobState.RUNNING} & JobQueue(store).depths().keys()
    except NianbaoError:
        return False


def _compare(store: ReportStore, batch: Batch, found: Tally) -> None:
    queue = JobQueue(store)
    jobs = queue.list()
    items = [item for job in jobs for item in queue.items(job.id)]
    found.lost += _lost(items, batch.names, {summary.id for summary in store.list()})
    found.lost += [f"job {job.id}: {job.state}" for job in jobs if job.state is not JobState.DONE]
    found.doubled += [f"{len(jobs)} jobs of {batch.portions}"] if len(jobs) > batch.portions else []
    found.doubled += [f"{len(items)} files of {len(batch.names)}"] if len(items) > len(batch.names) else []
    found.doubled += [f"{one.id}: revision {one.revision}" for one in store.list() if one.revision != 1]
    surplus = store.count() - len(batch.names)
    found.doubled += [f"{surplus} reports too many"] if surplus > 0 else []


def _lost(items: Sequence[JobItem], names: Sequence[str], stored: set[str]) -> Iterator[str]:
    by_name = {item.name: item for item in items}
    for name in names:
        item = by_name.get(name)
        if item is None:
            yield f"{name}: in no job"
        elif item.state is not ItemState.DONE or item.report_id not in stored:
            yield f"{name}: {item.state}, {item.error.message_id if item.error else 'no error'}"


def _rows(found: Tally, reports: int, again: str) -> Iterator[Row]:
    killed = ", ".join(f"{name} {number}" for name, number in found.killed.items())
    on = f"{reports} generated reports, service, worker, PostgreSQL, Chroma server; kill -9: {killed}"
    figures = {"files lost": found.lost, "jobs, files, reports or revisions doubled": found.doubled}
    figures["differences of store and index afterwards"] = found.differs
    figures["uploads refused"] = found.refused
    for what, wrong in figures.items():
        yield Row(what, on, str(len(wrong)), again, "0", not wrong, tuple(wrong[:20]))
