"""What `extract` does with a model: files read and asked about, and what that took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from extractor.pipeline import Reading
from extractor.pipeline import read as read_all_but_prose

if TYPE_CHECKING:
    from extractor.batch import Found
    from extractor.cli.model import ModelChoice
    from extractor.config import Settings
    from extractor.isolation import Isolated, Process
    from extractor.llm.connect import Connection
    from extractor.llm.cost import Totals
    from extractor.messages import Language
    from extractor.outcome import Outcome
    from extractor.validation.settings import CheckSettings


@dataclass(frozen=True)
class PartReader:
    """The reading of all but the prose, with the password of protected PDFs; runs in the process that reads files.

    Attributes:
        password: None where none was given. It is never shown, logged or stored.
    """

    password: str | None = field(default=None, repr=False)

    def __call__(self, data: bytes, name: str, engine: str = "llm") -> Reading:
        """Return what a file holds.

        Raises:
            DocumentError: The file can't become a report; a protected PDF without the right password is one.
        """
        return read_all_but_prose(data, name, self.password or None)


@dataclass(frozen=True)
class Asking:
    """A run with a model: who is asked, what reads the files, and how far the run may go."""

    connection: Connection
    isolated: Isolated
    concurrency: int
    max_bytes: int

    def read(self, data: bytes, name: str) -> Reading:
        """Return what a file holds, read with the limits of time and memory."""
        return cast(Reading, self.isolated(data, name, "llm"))

    def outcomes(self, found: Found, engine: str, checks: CheckSettings) -> Iterator[Outcome]:
        """Return the results of the files."""
        from extractor.model_batch import run_with_model

        return run_with_model(
            found.files,
            self.read,
            self.connection.model,
            self.connection.loop,
            engine=engine,
            concurrency=self.concurrency,
            max_bytes=self.max_bytes,
            settings=checks,
        )

    def count(self, found: Found, lang: Language) -> int:
        """Print what the files would take; return how many can't be read."""
        from extractor.batch import Outcome
        from extractor.cli.progress import print_unreadable
        from extractor.model_batch import ask_about

        failed = 0
        connection = self.connection
        for step in ask_about(
            found.files,
            self.read,
            connection.model,
            connection.loop,
            concurrency=self.concurrency,
            max_bytes=self.max_bytes,
        ):
            if step.error is not None:
                failed += 1
                print_unreadable(Outcome(step.item, error=step.error), lang)
        print_estimate(connection.totals, lang)
        return failed


def open_asking(stack: ExitStack, settings: Settings, password: str | None, choice: ModelChoice) -> Asking:
    """Return a run with the model of the environment; the stack closes it.

    Raises:
        ConfigError: No model is set, or the options can't be kept.
        StorageError: The ledger can't be opened.
    """
    from extractor.isolation import Isolated, Limits
    from extractor.llm.connect import ModelOptions, connect
    from extractor.llm.settings import load_model_settings

    options = ModelOptions(choice.concurrency, choice.max_cost, choice.dry_run, choice.record, choice.replay)
    limits = Limits(settings.max_seconds, settings.max_memory)
    isolated = stack.enter_context(Isolated(cast("Process", PartReader(password)), limits, aside=True))
    connection = stack.enter_context(connect(load_model_settings(), settings.data_dir, options))
    if not choice.dry_run:
        stack.callback(print_totals, connection, settings.lang)
    return Asking(connection, isolated, choice.concurrency, settings.max_bytes)


def print_totals(connection: Connection, lang: Language) -> None:
    """Print what a run took; to stderr, since results may go on to another program."""
    from extractor.cli.terminal import errors
    from extractor.messages import render

    totals = connection.totals
    params = {"model": connection.model.name, **vars(totals), "cost": _cost(totals, lang)}
    errors().print(render("model.summary", params, lang), markup=False, soft_wrap=True)
    if totals.uncounted:
        errors().print(render("model.summary.unknown", {"uncounted": totals.uncounted}, lang), soft_wrap=True)


def print_estimate(totals: Totals, lang: Language) -> None:
    """Print what a run would take."""
    from extractor.cli.terminal import output
    from extractor.messages import render

    params = {**vars(totals), "cost": _cost(totals, lang)}
    output().print(render("model.dry_run", params, lang), markup=False, soft_wrap=True)


def _cost(totals: Totals, lang: Language) -> str:
    from extractor.messages import render

    return render("model.cost.unknown", lang=lang) if totals.cost is None else f"{totals.cost:.4f}"
