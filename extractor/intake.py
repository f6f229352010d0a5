"""What comes in through the workbench: files, folders, addresses, what a model would cost, and protected PDFs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from extractor.archive import display_name
from extractor.batch import find_files, read_file
from extractor.errors import DocumentError, FetchError, NianbaoError
from extractor.extraction.engines import RULES
from extractor.jobs.errors import JobError
from extractor.jobs.model import JobFile, problem_of
from extractor.jobs.queue import JobQueue
from extractor.review import Person, Role
from extractor.review.people import require
from extractor.storage import Entry, ReportStore
from extractor.validation.settings import DECLARED, CheckSettings

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.isolation import Process
    from extractor.jobs.model import Job
    from extractor.pipeline import Reading

MOST_ADDRESSES = 500
"""Addresses taken at a time; they are fetched one after the other, politely."""


@dataclass(frozen=True)
class Handed:
    """A file as a person handed it in; `name` may have folders before it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Folder:
    """What a folder on this machine's disk holds.

    Attributes:
        files: Read only when the job is made.
        count: How many they are, with those that can't be read.
        skipped: Files of other kinds, by suffix.
    """

    files: Iterator[JobFile]
    paths: tuple[Path, ...]
    count: int
    skipped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Estimate:
    """What the files would take with a model.

    Attributes:
        known: Requests answered before, which cost nothing.
        cost: The most it may cost; None where the price of the model is not set.
        unreadable: Files that can't be read; they cost nothing either.
    """

    files: int
    requests: int
    known: int
    input_tokens: int
    output_tokens: int
    cost: float | None
    unreadable: int


@dataclass(frozen=True)
class ReadNow:
    """What became of a file that was read at once."""

    name: str
    report_id: str | None = None
    error: NianbaoError | None = None


def submit(
    store: ReportStore, person: Person, files: Iterable[JobFile], engine: str = RULES, max_cost: float | None = None
) -> Job:
    """Hand files in to be read in the background, and return the job.

    Raises:
        NotAllowedError: The person only reads.
        JobError: There is no file.
    """
    require(person, Role.REVIEWER)
    payload = {"engine": engine} | ({} if max_cost is None else {"max_cost": max_cost})
    return JobQueue(store).submit(person.login, files, payload=payload)


def addresses(text: str) -> tuple[list[JobFile], list[FetchError]]:
    """Return the web addresses in some lines, each once, and what is wrong with the others."""
    from extractor.fetch.address import parse

    found: dict[str, JobFile] = {}
    wrong: list[FetchError] = []
    for line in text.split():
        try:
            address = str(parse(line))
        except FetchError as error:
            wrong.append(error)
        else:
            found.setdefault(address, JobFile(None, address=address))
    if len(found) > MOST_ADDRESSES:
        wrong.append(FetchError("imports.too_many_addresses", count=len(found), most=MOST_ADDRESSES))
        return [], wrong
    return list(found.values()), wrong


def folder_on_disk(person: Person, path: str, max_bytes: int, *, is_loopback: bool) -> Folder:
    """Return what a folder of the machine that runs the workbench holds; for administrators who sit at it.

    Raises:
        NotAllowedError: The person is no administrator.
        JobError: The workbench can be reached from other machines, or there is no such folder.
    """
    require(person, Role.ADMINISTRATOR)
    if not is_loopback:
        raise JobError("imports.not_loopback")
    place = Path(path.strip()).expanduser()
    if not path.strip() or not place.is_dir():
        raise JobError("imports.no_folder", path=path.strip() or "—")
    found = find_files([place], max_bytes=max_bytes)
    failed = [JobFile(display_name(one.path), error=problem_of(one.error)) for one in found.failures if one.error]
    files = (_from_disk(file, place, max_bytes) for file in found.files)
    paths = tuple(found.files)
    return Folder(_both(failed, files), paths, len(paths) + len(failed), dict(found.skipped))


def estimate(files: Sequence[Handed | Path], config: Settings, told: Callable[[int, int], None]) -> Estimate:
    """Return what a model would take for some files; nothing is sent.

    Args:
        files: As they were handed in, or paths from `folder_on_disk`.
        config: Settings.
        told: Called with how many files of how many are counted.

    Raises:
        ConfigError: No model is set.
    """
    from extractor.isolation import Isolated, Limits
    from extractor.jobs.models import read_parts
    from extractor.llm.connect import ModelOptions, connect
    from extractor.llm.settings import load_model_settings
    from extractor.model_batch import ask_about

    with ExitStack() as stack:
        connection = stack.enter_context(connect(load_model_settings(), config.data_dir, ModelOptions(dry_run=True)))
        paths = list(_on_disk(stack, files))
        found = find_files(paths, max_bytes=config.max_bytes)
        limits = Limits(config.max_seconds, config.max_memory)
        isolated = stack.enter_context(Isolated(cast("Process", read_parts), limits))
        unreadable = len(found.failures)
        steps = ask_about(
            found.files,
            lambda data, name: cast("Reading", isolated(data, name, "llm")),
            connection.model,
            connection.loop,
            concurrency=8,
            max_bytes=config.max_bytes,
        )
        for done, step in enumerate(steps, 1):
            unreadable += step.error is not None
            told(done, len(found.files))
        totals = connection.totals
    return Estimate(
        files=len(found.files) + len(found.failures),
        requests=totals.requests,
        known=totals.cached,
        input_tokens=totals.input_tokens,
        output_tokens=totals.output_tokens,
        cost=totals.cost,
        unreadable=unreadable,
    )


def read_protected(
    store: ReportStore,
    person: Person,
    files: Iterable[Handed],
    password: str,
    config: Settings,
    settings: CheckSettings = DECLARED,
) -> Iterator[ReadNow]:
    """Read PDFs that need a password at once and yield what became of each; the password is kept nowhere.

    Raises:
        NotAllowedError: The person only reads.
    """
    from extractor.reader import isolated_reader

    require(person, Role.REVIEWER)
    with isolated_reader(config, password, settings) as read:
        for file in files:
            name = PurePosixPath(file.name).name
            try:
                processed = read(file.data, name, RULES)
            except DocumentError as error:
                yield ReadNow(name, error=error)
            else:
                saved = store.save(Entry(processed.report, processed.document, file.data))
                yield ReadNow(name, saved.report_id)


def _from_disk(path: Path, place: Path, max_bytes: int) -> JobFile:
    name = path.relative_to(place.parent).as_posix()
    try:
        return JobFile(name, read_file(path, max_bytes))
    except DocumentError as error:
        return JobFile(name, error=problem_of(error))


def _both(first: Iterable[JobFile], then: Iterable[JobFile]) -> Iterator[JobFile]:
    yield from first
    yield from then


def _on_disk(stack: ExitStack, files: Sequence[Handed | Path]) -> Iterator[Path]:
    """Yield paths of files; those handed in are written to a folder that the stack removes."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nianbao-estimate-")))
    for number, file in enumerate(files):
        if isinstance(file, Path):
            yield file
            continue
        place = folder / str(number)
        place.mkdir()
        path = place / (PurePosixPath(file.name.replace("\\", "/")).name or "file")
        path.write_bytes(file.data)
        yield path
