"""Where text goes: results to stdout, progress and errors to stderr; and how an error becomes one message."""

from __future__ import annotations

import functools
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

from extractor.cli.options import LANGUAGE
from extractor.errors import DocumentError, NianbaoError
from extractor.messages import Language, render
from extractor.problems import describe

FINDINGS, USAGE, FILES_FAILED, UNUSABLE, INTERNAL, INTERRUPTED = 1, 2, 3, 4, 5, 130
_BROKEN_PIPE = 141
_PIPE_WIDTH = 10_000
"""Wider than any line: what goes into a file or another program is neither wrapped nor padded."""

P = ParamSpec("P")
R = TypeVar("R")


class Terminal(Console):
    """A console that ends quietly when its reader has gone, as in `nianbao list | head`."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print; in a file or another program no line ends with the spaces that fill a terminal."""
        if self.is_terminal:
            super().print(*objects, **options)
            return
        with self.capture() as caught:
            super().print(*objects, **options)
        try:
            self.file.write("\n".join(line.rstrip() for line in caught.get().split("\n")))
            self.file.flush()
        except BrokenPipeError:
            self.on_broken_pipe()

    def on_broken_pipe(self) -> NoReturn:
        """End without a message; what can't be flushed goes nowhere."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(_BROKEN_PIPE)


def output() -> Terminal:
    """Return the console of results; in a pipe or file no line is wrapped."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH
    return Terminal(highlight=False, width=width)


def errors() -> Terminal:
    """Return the console of progress and errors."""
    return Terminal(stderr=True, highlight=False, soft_wrap=True)


def print_error(message: str, lang: Language) -> None:
    """Print one message to stderr."""
    errors().print(f"[red]{escape(render('cli.error', {'message': message}, lang))}[/red]")


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Make every failure of a command one message and a documented exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        lang: Language = "en" if (kwargs.get("lang") or LANGUAGE) == "en" else "zh"
        try:
            return command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except KeyboardInterrupt:
            errors().print(render("cli.interrupted", lang=lang))
            raise typer.Exit(INTERRUPTED) from None
        except NianbaoError as error:
            print_error(describe(error, lang), lang)
            raise typer.Exit(FILES_FAILED if isinstance(error, DocumentError) else UNUSABLE) from error
        except Exception as error:  # the last line before the user: one message, the traceback to the log
            if os.environ.get("NIANBAO_DEBUG"):
                traceback.print_exc()
            print_error(describe(error, lang), lang)
            raise typer.Exit(INTERNAL) from error

    return run
