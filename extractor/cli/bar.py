"""The progress bar of commands that read many files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text

from extractor.cli.terminal import errors
from extractor.messages import Language, render


class Bar:
    """A progress bar with rate and time left."""

    def __init__(self, progress: Progress, task: TaskID, lang: Language) -> None:
        self.console: Console = progress.console
        self._progress, self._task, self._lang = progress, task, lang

    def advance(self) -> None:
        """Count one file."""
        self._progress.update(self._task, advance=1, description=render("cli.progress", lang=self._lang))

    def page(self, _name: str, number: int) -> None:
        """Show which picture of a file is recognised: each takes seconds."""
        self._progress.update(self._task, description=render("cli.progress_page", {"page": number}, self._lang))


class _Computed(ProgressColumn):
    """A column whose text is computed from the task."""

    def __init__(self, compute: Callable[[Task], str]) -> None:
        super().__init__()
        self._compute = compute

    def render(self, task: Task) -> Text:
        """Return the text."""
        return Text(self._compute(task))


@contextmanager
def progress_bar(total: int, lang: Language) -> Iterator[Bar]:
    """Show a bar on stderr; nothing where that is no terminal."""
    console = errors()

    def rate(task: Task) -> str:
        return render("cli.rate", {"rate": task.speed or 0}, lang)

    def left(task: Task) -> str:
        seconds = task.time_remaining
        return render("cli.left", {"time": "…" if seconds is None else timedelta(seconds=int(seconds))}, lang)

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Computed(rate), _Computed(left))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress, progress.add_task(render("cli.progress", lang=lang), total=total), lang)
