"""Jobs whose prose a language model reads: connected for the one job, within what it may cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extractor.batch import Open
from extractor.jobs.claims import Claim
from extractor.jobs.desk import Desk
from extractor.pipeline import Reading, read

if TYPE_CHECKING:
    from extractor.isolation import Process
    from extractor.outcome import Outcome


def read_parts(data: bytes, name: str, engine: str) -> Reading:
    """Return what a file holds but its prose; runs in the process that reads files."""
    return read(data, name)


def outcomes_with_model(
    stack: ExitStack, desk: Desk, claim: Claim, engine: str, files: Iterable[Path], open_file: Open
) -> Iterator[Outcome]:
    """Return what becomes of each file, see `model_batch.run_with_model`; the stack closes what is open.

    Raises:
        ConfigError: No model is set.
        StorageError: The ledger can't be opened.
    """
    from extractor.isolation import Isolated, Limits
    from extractor.llm.connect import ModelOptions, connect
    from extractor.llm.settings import load_model_settings
    from extractor.model_batch import run_with_model

    options = ModelOptions(int(claim.payload.get("concurrency", 8)), claim.payload.get("max_cost"))
    limits = Limits(desk.config.max_seconds, desk.config.max_memory)
    isolated = stack.enter_context(Isolated(cast("Process", read_parts), limits))
    connection = stack.enter_context(connect(load_model_settings(), desk.config.data_dir, options))
    return run_with_model(
        files,
        lambda data, name: cast(Reading, isolated(data, name, engine)),
        connection.model,
        connection.loop,
        engine=engine,
        concurrency=options.concurrency,
        max_bytes=desk.config.max_bytes,
        settings=desk.checks,
        open_file=open_file,
    )
