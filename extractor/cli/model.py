"""The options of `extract` for a model, and what it says about files that were left as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import LANGUAGE, text

if TYPE_CHECKING:
    from extractor.messages import Language
    from extractor.outcome import Outcome

ConcurrencyOption = Annotated[int, typer.Option("--concurrency", min=1, max=256, help=text("model.help.concurrency"))]
MaxCostOption = Annotated[
    float | None, typer.Option("--max-cost", min=0, help=text("model.help.max_cost"), show_default=False)
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=text("model.help.dry_run"))]
RecordOption = Annotated[Path | None, typer.Option("--record", help=text("model.help.record"), metavar="DIR")]
ReplayOption = Annotated[Path | None, typer.Option("--replay", help=text("model.help.replay"), metavar="DIR")]


@dataclass(frozen=True)
class ModelChoice:
    """What the command line says about the model, as it was given."""

    concurrency: int
    max_cost: float | None
    dry_run: bool
    record: Path | None
    replay: Path | None

    def require_engine(self, engine: str) -> None:
        """Refuse an engine there is not, and options that would say nothing to the rules.

        Raises:
            ConfigError: There is no such engine.
            BadParameter: An option needs a model.
        """
        from extractor.errors import ConfigError
        from extractor.extraction.engines import ENGINES, RULES
        from extractor.messages import render

        if engine not in ENGINES:
            raise ConfigError("error.engine", engine=engine, known=", ".join(ENGINES))
        given = {"--max-cost": self.max_cost is not None, "--dry-run": self.dry_run}
        given |= {"--record": self.record is not None, "--replay": self.replay is not None}
        needless = [name for name, is_given in given.items() if is_given]
        if engine == RULES and needless:
            raise typer.BadParameter(render("model.needs_engine", {"options": ", ".join(needless)}, LANGUAGE))

    def left_unrecorded(self, outcome: Outcome) -> Outcome:
        """Return an outcome; a file that the recording to replay has no answers for is left as it is."""
        from extractor.errors import ReplayError

        steps = outcome.processed.report.errors if self.replay and outcome.processed else ()
        if not any(step.message_id == ReplayError.message_id for step in steps):
            return outcome
        name = outcome.path.name
        error = ReplayError("error.model_unrecorded", provider="", folder=self.replay, file=name)
        return replace(outcome, processed=None, error=error)


def was_not_sent(outcome: Outcome) -> bool:
    """Return whether a file was left as it is: the model may not be asked any more, or no recording answers."""
    from extractor.errors import ModelBudgetError, ModelStoppedError, ReplayError

    return isinstance(outcome.error, ModelStoppedError | ModelBudgetError | ReplayError)


def print_left(errors: Sequence[Exception], lang: Language) -> None:
    """Print why files were left as they are, once for all of them."""
    from extractor.cli.terminal import print_error
    from extractor.messages import render
    from extractor.problems import describe

    print_error(describe(errors[0], lang), lang)
    print_error(render("model.left", {"left": len(errors)}, lang), lang)
