"""Commands that run beside the pages: index, evaluation. They go on when a page is left or loaded again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import IO

import streamlit as st

from ui.plain import plain
from ui.session import t

_LONGEST = 2000
"""Characters of what a failed command said that are shown."""


class Child:
    """A command of nianbao in a process of its own."""

    def __init__(self, arguments: Sequence[str], lang: str, total: int, done: Callable[[], int]) -> None:
        """Start it.

        Args:
            arguments: Of `nianbao`.
            lang: In which it says what went wrong.
            total: What it has to do, in whatever its page counts.
            done: Tells how much of that is done.
        """
        self.total = total
        self._done = done
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

    def progress(self) -> tuple[int, float | None]:
        """Return how much is done, and the seconds that are left by that; None before anything is."""
        done = min(max(self._done(), 0), self.total)
        return done, (time.monotonic() - self._began) / done * (self.total - done) if done else None

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


def start(name: str, arguments: Sequence[str], lang: str, total: int, done: Callable[[], int]) -> None:
    """Start a command, unless one of that name works already; see `Child`."""
    known = find(name)
    if known is None or not known.running:
        _children()[name] = Child(arguments, lang, total, done)


def find(name: str) -> Child | None:
    """Return the last command of a name; None where there was none."""
    return _children().get(name)


def show(name: str, text: str) -> bool:
    """Draw how far a command is, with a button that stops it, or why it failed; return whether it works.

    Args:
        name: Of the command.
        text: Id of the message that says what is `done` of the `total`; one ending in `_failed` gives the `reason`.
    """
    work = find(name)
    if work is None:
        return False
    if work.running:
        _show_progress(name, text)
        return True
    problem = work.problem()
    if problem:
        st.error(plain(t(f"{text}_failed", reason=problem)))
    return False


@st.fragment(run_every=1.0)
def _show_progress(name: str, text: str) -> None:
    work = find(name)
    if work is None or not work.running:
        st.rerun()
        return
    done, left = work.progress()
    said = t(text, done=done, total=work.total)
    said += t("ui.child.left", seconds=round(left)) if left is not None else ""
    st.progress(done / work.total if work.total else 0.0, text=said)
    if st.button(t("ui.child.stop"), key=f"stop {name}", icon=":material/stop:"):
        work.cancel()
        st.rerun()


@cache
def _children() -> dict[str, Child]:
    return {}
