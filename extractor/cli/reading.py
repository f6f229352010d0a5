"""Who reads the files of a run: the rules in a process of their own, or a model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.batch import Found, Outcome
    from extractor.cli.model import ModelChoice
    from extractor.config import Settings
    from extractor.isolation import Watch
    from extractor.validation.settings import CheckSettings


def read_files(
    stack: ExitStack,
    found: Found,
    engine: str,
    config: Settings,
    checks: CheckSettings,
    password: str | None,
    choice: ModelChoice,
    watch: Watch | None = None,
) -> Iterator[Outcome]:
    """Return the results of the files, as they come; the stack closes what is open.

    Args:
        stack: Closes the process that reads, and the way to the model.
        found: The files.
        engine: `rules`, `llm` or `both`.
        config: Limits, data folder, language.
        checks: Of the office.
        password: Of protected PDFs.
        choice: What the command line says about the model; the rules need none of it.
        watch: Told of every page that the rules have recognised.

    Raises:
        ConfigError: No model is set for an engine that needs one.
    """
    from extractor.extraction.engines import BOTH, LLM

    if engine in (LLM, BOTH):
        from extractor.cli.asking import open_asking

        asking = open_asking(stack, config, password, choice)
        return map(choice.left_unrecorded, asking.outcomes(found, engine, checks))
    from extractor.batch import run
    from extractor.reader import isolated_reader

    reader = stack.enter_context(isolated_reader(config, password, checks, watch=watch))
    return run(found.files, reader, engine, config.max_bytes, checks)
