"""The command line: arguments in, text out, nothing else."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command `nianbao` and exit with one of the documented codes."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        from extractor.cli.app import app

        app()
    except KeyboardInterrupt:
        sys.exit(130)
