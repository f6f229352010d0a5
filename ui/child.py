"""Commands that run beside the pages: index, evaluation. They go on when a page is left or loaded again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from typing import IO

_LONGEST = 2000
"""Characters of what a failed command said that are shown."""


class Child:
    """A command of nianbao in a process of its own."""

    def __init__(self, arguments: Sequence[str], total: int, lang: str) -> None:
        """Start it.

        Args:
            arguments: Of `nianbao`.
            total: What it has to do, in whatever its page counts.
            lang: In which it says what went wrong.
        """
        self.total = total
        self.cancelled = False
        self._began = time.monotonic()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the command is looked at
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extractor", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            env={**os.environ, "NIANBAO_LANG": lang, "NO_COLOR": "1"},
        )

    @property
    def running(self) -> bool:
        """Return whether it still works."""
        return self._process.poll() is None

    def left(self, done: int) -> float | None:
        """Return the seconds that are left, by what is done so far; None before anything is."""
        return (time.monotonic() - self._began) / done * (self.total - done) if done else None

    def cancel(self) -> None:
        """End it; what it did is kept, and the next start goes on from there."""
        self.cancelled = True
        self._process.terminate()
        self._process.wait(10)

    def problem(self) -> str | None:
        """Return what a command that failed said; None for one that works, is done, or was cancelled."""
        if self.running or self.cancelled or self._process.returncode == 0:
            return None
        self._said.seek(0)
        return self._said.read().decode(errors="replace").strip()[-_LONGEST:] or f"exit {self._process.returncode}"


def start(name: str, arguments: Sequence[str], total: int, lang: str) -> Child:
    """Return a command that was started, or the one of that name that works already."""
    known = find(name)
    if known is not None and known.running:
        return known
    _children()[name] = Child(arguments, total, lang)
    return _children()[name]


def find(name: str) -> Child | None:
    """Return the last command of a name; None where there was none."""
    return _children().get(name)


def forget(name: str) -> None:
    """Forget a command that is done, so that its failure is said no more."""
    _children().pop(name, None)


@cache
def _children() -> dict[str, Child]:
    return {}
