"""The command line: arguments in, text out, nothing else."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command `nianbao` and exit with one of the documented codes."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Else pydantic looks through every installed package for plugins, a twentieth of the start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from extractor.cli.app import app

        app()
    except KeyboardInterrupt:
        sys.exit(130)
