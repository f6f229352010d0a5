"""Many requests at a time: one thread reads ahead, a loop in another sends and waits, the caller takes what is done."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from extractor.errors import ModelBudgetError, ModelStoppedError, StorageError
from extractor.llm.loop import LoopThread

AHEAD = 3
"""How many items are under way for each request at a time: what waits for its turn is read and ready."""

_STOPPING = (ModelStoppedError, ModelBudgetError, StorageError)

I = TypeVar("I")  # noqa: E741 (an item)
M = TypeVar("M")
A = TypeVar("A")


@dataclass(frozen=True)
class Step(Generic[I, M, A]):
    """What became of one item.

    Attributes:
        item: The item.
        material: What was read; None where reading failed, or was not begun.
        answer: None where nothing was asked or nothing came.
        error: Why; None where the answer came.
    """

    item: I
    material: M | None = None
    answer: A | None = None
    error: Exception | None = None

    @property
    def untouched(self) -> bool:
        """Return whether nothing was sent for the item, since the run had to stop."""
        return isinstance(self.error, _STOPPING)


def run(
    items: Iterable[I],
    read: Callable[[I], M],
    ask: Callable[[M], Coroutine[Any, Any, A]],
    loop: LoopThread,
    window: int,
) -> Iterator[Step[I, M, A]]:
    """Yield what becomes of each item, in their order, whatever order the answers come in.

    A closed or interrupted iteration sends nothing more. Once the run has to stop (endpoint given up, budget used up,
    ledger not writable), what is left comes back unread and untouched.

    Args:
        items: Whatever is worked on.
        read: Item → material, called in one thread of its own, item after item, ahead of the requests.
        ask: Material → answer, run in the loop.
        loop: Where requests are sent from.
        window: How many items are under way at most; how many are sent at a time is the model's own matter.
    """
    waiting: deque[_UnderWay[I, M, A]] = deque()
    stopped: Exception | None = None
    reader = ThreadPoolExecutor(1, thread_name_prefix="nianbao-read")
    try:
        for item in items:
            waiting.append(_UnderWay(item, error=stopped) if stopped else _start(item, reader, read, ask, loop))
            while waiting and (len(waiting) >= window or waiting[0].is_done):
                step = _finish(waiting.popleft())
                stopped = stopped or (step.error if step.untouched else None)
                yield step
        while waiting:
            yield _finish(waiting.popleft())
    finally:
        reader.shutdown(wait=False, cancel_futures=True)
        for left in waiting:
            if left.answer is not None:
                left.answer.cancel()


@dataclass(frozen=True)
class _UnderWay(Generic[I, M, A]):
    """An item with its material and answer to come; without them it was not begun, for the error's sake."""

    item: I
    material: Future[M] | None = None
    answer: Future[A] | None = None
    error: Exception | None = None

    @property
    def is_done(self) -> bool:
        return self.answer is None or self.answer.done()


def _start(
    item: I,
    reader: ThreadPoolExecutor,
    read: Callable[[I], M],
    ask: Callable[[M], Coroutine[Any, Any, A]],
    loop: LoopThread,
) -> _UnderWay[I, M, A]:
    """Return an item that is being read, and asked about as soon as it is."""
    material = reader.submit(read, item)

    async def ask_when_read() -> A:
        return await ask(await asyncio.wrap_future(material))

    return _UnderWay(item, material, loop.submit(ask_when_read()))


def _finish(begun: _UnderWay[I, M, A]) -> Step[I, M, A]:
    """Return a step with its answer, waiting for it."""
    if begun.material is None or begun.answer is None:
        return Step(begun.item, error=begun.error)
    try:
        material = begun.material.result()
    except (Exception, CancelledError) as error:  # handed on to whoever takes the step
        return Step(begun.item, error=error if isinstance(error, Exception) else None)
    try:
        return Step(begun.item, material, begun.answer.result())
    except (Exception, CancelledError) as error:
        return Step(begun.item, material, error=error if isinstance(error, Exception) else None)
