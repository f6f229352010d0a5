"""Answers as they arrive, before anything else is done with them: what a killed process had received is not lost.

Between the last byte of an answer and its place in the ledger lie milliseconds, in a busy run more. So its bytes go to
a file of the run first, in one system call. Whoever takes over the request finds them there.
"""

from __future__ import annotations

import base64
import contextlib
import os
import time
from pathlib import Path

_DAY = 24 * 3600


class Spool:
    """The file of one run; made with its first answer, gone once the run has ended well."""

    def __init__(self, folder: Path, run: str) -> None:
        self._path = _path(folder, run)
        self._file: int | None = None

    def keep(self, attempt: int, body: bytes) -> None:
        """Keep the body of an answer; where that is not possible, the ledger alone has to do."""
        line = b"%d %s\n" % (attempt, base64.b64encode(body))
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(self._file, line)

    def remove(self) -> None:
        """Remove the file: all it held is in the ledger."""
        if self._file is not None:
            os.close(self._file)
            self._path.unlink(missing_ok=True)


def find(folder: Path, run: str, attempt: int) -> bytes | None:
    """Return the body that a run had received for an attempt; None where it had none, or not whole."""
    with contextlib.suppress(OSError, ValueError):
        for line in _path(folder, run).read_bytes().splitlines(keepends=True):
            number, _, body = line.partition(b" ")
            if int(number) == attempt and body.endswith(b"\n"):
                return base64.b64decode(body, validate=False)
    return None


def remove_old(folder: Path) -> None:
    """Remove the files of killed runs that nobody took up within 30 days."""
    with contextlib.suppress(OSError):
        for path in folder.glob("model.*.spool"):
            if time.time() - path.stat().st_mtime > 30 * _DAY:
                path.unlink(missing_ok=True)


def _path(folder: Path, run: str) -> Path:
    return folder / f"model.{run}.spool"
