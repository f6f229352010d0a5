"""An event loop in a thread of its own."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from types import TracebackType
from typing import Any, TypeVar

_TURN_SECONDS = 0.0005

T = TypeVar("T")


class LoopThread:
    """An event loop in a thread of its own; use as a context manager.

    Whatever is under way at the end of the block is cancelled and has ended before the block is left.
    """

    def __init__(self, name: str = "nianbao-model") -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)

    def __enter__(self) -> LoopThread:
        """Start it; the threads take turns more often, so that answers don't wait for reading."""
        self._turns = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_SECONDS)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cancel what is under way, and end."""
        self.cancel()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
        sys.setswitchinterval(self._turns)

    def cancel(self) -> None:
        """Cancel what is under way; it has ended when this returns."""
        self.run(_cancel_others())

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Return the future of a coroutine that runs in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def reach(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns, to one of another loop; cancelled with it."""
        return await asyncio.wrap_future(self.submit(work))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns."""
        return self.submit(work).result()


async def _cancel_others() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
