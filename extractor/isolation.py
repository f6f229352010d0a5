"""A time and memory limit for each file: what can hang or burst is read in a process of its own.

Plain text stays in this process, where it is read in milliseconds, unless this process has its hands full; every other
format goes to one reusable worker. A worker that overruns is killed and replaced, so that a bad file costs one message
and no other file's result. Character recognition takes seconds a page: each page that is recognised adds to the time of
its file, and so does the time for which a busy machine kept the worker waiting meanwhile.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extractor.errors import DocumentLimitError, DocumentLoadError
from extractor.parsing.load import kind_of
from extractor.parsing.readers.ocr.pace import MAX_PAGES, PAGE_SECONDS, Allowance, PageBegins, listen

if TYPE_CHECKING:
    from extractor.pipeline import Processed

Process = Callable[[bytes, str, str], "Processed"]
Watch = Callable[[str, int], None]
"""Told a file's name and the number of the picture in it that is recognised next, 1 for the first."""

_START_SECONDS = 120
_END_SECONDS = 5
_GRACE_SECONDS = 2
"""For what a worker has begun itself: a program that converts a file must not outlive it."""


@dataclass(frozen=True)
class Limits:
    """What one file may take.

    Attributes:
        seconds: Until its worker is killed.
        memory: Bytes on top of what the software itself takes; not enforced where the system can't.
        page_seconds: Added for every picture of a page that is recognised.
        pages: Of so many pages at most.
    """

    seconds: float
    memory: int
    page_seconds: float = PAGE_SECONDS
    pages: int = MAX_PAGES


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False

    def wait(self) -> None:
        """Wait until it has started."""
        try:
            self.ready = self.ready or bool(self.pipe.poll(_START_SECONDS) and self.pipe.recv())
        except EOFError:
            self.ready = False
        if not self.ready:
            self.process.kill()
            raise RuntimeError("the process that reads files could not be started")


class Isolated:
    """A process function that reads everything but plain text in a worker; use as a context manager.

    With `aside` plain text goes there too, and the worker starts at once. The function must be importable by name. Its
    results and errors come back as they are; an error that can't be sent comes back as a RuntimeError with its text.
    `watch` is told of every page that is recognised.
    """

    def __init__(self, process: Process, limits: Limits, *, aside: bool = False, watch: Watch | None = None) -> None:
        self._process, self._limits, self._aside, self._watch = process, limits, aside, watch
        self._worker: _Worker | None = None

    def __enter__(self) -> Isolated:
        """Return itself; the worker is ready soon if everything goes there, else with the first file that needs it."""
        if self._aside:
            self._worker = _begin(self._process, self._limits.memory)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self._discard()

    def wait(self) -> None:
        """Wait until a worker that starts at once is ready; whoever counts how often a file ends workers waits first.

        Raises:
            RuntimeError: It could not be started.
        """
        if self._worker is not None:
            self._worker.wait()

    def __call__(self, data: bytes, name: str, engine: str) -> Processed:
        """Return what the function makes of a file.

        Raises:
            DocumentLimitError: It took too long or too much memory.
            DocumentLoadError: The worker died over it.
        """
        if not self._aside and kind_of(data) == "text/plain":
            return self._process(data, name, engine)
        try:
            done, result = self._ask((data, name, engine))
        except BaseException:
            self._discard()
            raise
        if isinstance(result, MemoryError):
            self._discard()
            raise DocumentLimitError("error.memory_limit", name=name, limit=self._limits.memory // 2**20)
        if not done:
            raise result
        processed: Processed = result
        return processed

    def _ask(self, job: tuple[bytes, str, str]) -> tuple[bool, Any]:
        """Return whether the worker could do a job, and its result or error."""
        name = job[1]
        worker = self._worker = self._worker or _begin(self._process, self._limits.memory)
        try:
            worker.wait()
            worker.pipe.send(job)
            return self._answer(worker.pipe, name)
        except (EOFError, OSError) as error:
            raise DocumentLoadError("error.reader_died", name=name) from error

    def _answer(self, pipe: Connection, name: str) -> tuple[bool, Any]:
        """Return what a worker answers in the time for its file."""
        allowance = Allowance(self._limits.seconds, self._limits.page_seconds, self._limits.pages)
        while pipe.poll(allowance.left):
            answer = pipe.recv()
            if not isinstance(answer, PageBegins):
                done, result = answer
                return done, result
            allowance.add(answer)
            if self._watch is not None:
                self._watch(name, allowance.pages)
        params = {"name": name, "limit": f"{round(allowance.seconds, 1):g}"}
        if allowance.pages:
            raise DocumentLimitError("error.time_limit_page", **params, page=allowance.pages)
        raise DocumentLimitError("error.time_limit", **params)

    def _discard(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join(_GRACE_SECONDS)
            worker.process.kill()
            worker.process.join(_END_SECONDS)


def _begin(process: Process, memory: int) -> _Worker:
    """Return a worker that is starting; afresh, so that it shares no state with this process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(theirs, process, memory), daemon=True)
    child.start()
    theirs.close()
    return _Worker(child, ours)


def _serve(pipe: Connection, process: Process, memory: int) -> None:
    """Work off jobs until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(memory)
    listen(lambda: pipe.send(PageBegins(time.process_time())))
    pipe.send(True)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        except MemoryError as error:
            pipe.send((False, error))
            continue
        _send(pipe, *_do(process, job))


def _do(process: Process, job: tuple[bytes, str, str]) -> tuple[bool, Any]:
    try:
        return True, process(*job)
    except MemoryError:
        return False, MemoryError()
    except Exception as error:  # handed on to the batch loop, which records it
        error.add_note(traceback.format_exc())
        return False, error.with_traceback(None)


def _send(pipe: Connection, done: bool, result: Any) -> None:
    try:
        if not done:
            pickle.loads(pickle.dumps(result))  # noqa: S301 (its own words, to see that they arrive)
        pipe.send((done, result))
    except MemoryError:
        pipe.send((False, MemoryError()))
    except Exception as error:  # a result or an error that can't be sent
        text = str(error) if done else f"{type(result).__name__}: {result}"
        pipe.send((False, RuntimeError(text)))


def _end(_signal: int, _frame: object) -> None:
    """End this process as an error would: what it has begun is ended on the way out."""
    raise SystemExit(1)


def _end_with_parent() -> None:
    """End this process when the one that started it has gone, whatever this one is busy with."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE_SECONDS)
        os._exit(1)


def _limit_memory(memory: int) -> None:
    """Let this process take so many bytes more; nothing happens where the system knows no such limit."""
    try:
        import resource
    except ImportError:
        return
    taken = 0
    with contextlib.suppress(OSError, ValueError):
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = taken + memory
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
