"""Another library in a process of its own, with the Python of `.venv-peers`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

PYTHON = Path(__file__).parents[2] / ".venv-peers" / "bin" / "python"
_WORKER = Path(__file__).with_name("peers_worker.py")
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "AUTO_DOWNLOAD_NLTK": "false",
    "PIP_NO_INDEX": "1",
    "SCARF_NO_ANALYTICS": "true",
    "DO_NOT_TRACK": "true",
}


class PeerError(Exception):
    """A library could not do what it was asked; its own words."""


@dataclass
class Peer:
    """A library that answers.

    Attributes:
        version: Of the library.
        asked: Where its process reads.
        answers: Where its process writes.
    """

    version: str
    asked: TextIO
    answers: TextIO

    def ask(self, **asked: Any) -> tuple[Any, float]:
        """Return the answer and the seconds of processor time it took.

        Raises:
            PeerError: The library failed, or its process ended.
        """
        self.asked.write(json.dumps(asked) + "\n")
        self.asked.flush()
        answer = _next(self.answers)
        return answer["result"], answer["cpu"]


@contextmanager
def peer(name: str, python: Path = PYTHON) -> Iterator[Peer]:
    """Give a library that is ready, without network, and end its process afterwards.

    Raises:
        PeerError: It is not installed or can't be loaded.
    """
    if not python.exists():
        raise PeerError("not installed here: `make bench-peers`")
    process = subprocess.Popen(
        [str(python), "-P", str(_WORKER), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=os.environ | _OFFLINE,
    )
    try:
        asked, answers = cast(TextIO, process.stdin), cast(TextIO, process.stdout)
        yield Peer(_next(answers)["version"], asked, answers)
    finally:
        process.kill()
        process.communicate()


def _next(answers: TextIO) -> dict[str, Any]:
    """Return the next answer."""
    line = answers.readline()
    if not line:
        raise PeerError("its process ended")
    answer: dict[str, Any] = json.loads(line)
    if "error" in answer:
        raise PeerError(answer["error"])
    return answer
