"""What `extract --on` does: the files of a run read by the machines of a cluster, those that are stored left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extractor.cli.model import ModelChoice
from extractor.cli.options import LANGUAGE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.config import Settings
    from extractor.distributed.items import Plan
    from extractor.distributed.run import Asked
    from extractor.outcome import Outcome
    from extractor.schema import Report
    from extractor.storage import ReportStore
    from extractor.validation.settings import CheckSettings

Write = Callable[[Path, "Report"], Any]
"""Writes the JSON file of a source file."""


def require_spreadable(on: str, choice: ModelChoice, password: str | None) -> None:
    """Refuse what can't be kept over several machines: a cost, a recording; and a password that would travel.

    Raises:
        BadParameter: An option can't be used with `--on`.
        ConfigError: The place can't be used, or Ray is not installed.
    """
    from extractor.distributed.cluster import require_place
    from extractor.distributed.stages import PASSWORD
    from extractor.messages import render

    require_place(on)
    given = {"--max-cost": choice.max_cost is not None, "--dry-run": choice.dry_run, "--record": bool(choice.record)}
    refused = ", ".join(name for name, is_given in given.items() if is_given)
    if refused:
        raise typer.BadParameter(render("distributed.not_there", {"options": refused}, LANGUAGE))
    if password and password != os.environ.get(PASSWORD):
        raise typer.BadParameter(render("distributed.password", lang=LANGUAGE))


@dataclass(frozen=True)
class Spread:
    """A run over a cluster."""

    on: str
    engine: str
    config: Settings
    checks: CheckSettings
    choice: ModelChoice
    store: bool

    def outcomes(self, stack: ExitStack, files: Sequence[Path], write: Write | None) -> Iterator[Outcome]:
        """Return the results of the files that are not stored yet; the stack closes what is open, then tells the rest.

        Args:
            stack: Of the run.
            files: All of them.
            write: For files that are stored already; None where no JSON files are wanted.
        """
        from extractor.distributed.cluster import joined
        from extractor.distributed.run import outcomes
        from extractor.storage import open_store

        opened = stack.enter_context(open_store(self.config.store_url)) if self.store else None
        skipped = _Skipped(opened, write)
        stack.callback(skipped.tell, self.config)
        known = self._known(opened)
        stack.enter_context(joined(self.on))
        found = outcomes(files, self._plan(), known, skipped, self._asked())
        return map(self.choice.left_unrecorded, found)

    def _plan(self) -> Plan:
        from extractor.distributed.items import Plan
        from extractor.version import __version__

        config = self.config
        limits = (config.max_bytes, config.max_seconds, config.max_memory)
        return Plan(self.engine, self.checks, *limits, __version__)

    def _known(self, store: ReportStore | None) -> NDArray[Any]:
        """Return the marks of what is stored; of nothing where answers are replayed, which costs nothing."""
        from extractor.distributed.known import known_files, no_files
        from extractor.extraction.engines import RULES
        from extractor.llm.settings import load_model_settings

        if store is None or self.choice.replay is not None:
            return no_files()
        model = None if self.engine == RULES else load_model_settings().model
        return known_files(store, self.engine, self.checks, model)

    def _asked(self) -> Asked | None:
        from extractor.distributed.run import Asked
        from extractor.errors import ConfigError
        from extractor.extraction.engines import RULES
        from extractor.llm.settings import load_model_settings

        if self.engine == RULES:
            return None
        replay = self.choice.replay.absolute() if self.choice.replay else None
        if replay is None and not load_model_settings().model:
            raise ConfigError("error.model_missing")
        return Asked(self.choice.concurrency, self.config.data_dir.expanduser().absolute(), replay)


class _Skipped:
    """Counts the files that are left out, and writes the JSON files of those too."""

    def __init__(self, store: ReportStore | None, write: Write | None) -> None:
        self._store, self._write, self._number = store, write, 0

    def __call__(self, path: Path, report_id: str) -> None:
        self._number += 1
        if self._write is not None and self._store is not None:
            self._write(path, self._store.get(report_id))

    def tell(self, config: Settings) -> None:
        """Print how many there were; nothing where there were none."""
        from extractor.cli.terminal import errors
        from extractor.messages import render

        if self._number:
            errors().print(render("distributed.skipped", {"number": self._number}, config.lang), markup=False)
