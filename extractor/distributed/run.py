"""The batch loop of a cluster: files go out in portions, results come back in order as if one machine had read them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.distributed.items import Item, Plan, unpack
from extractor.distributed.stages import Asking, finish_files, paths_table, read_files
from extractor.errors import ConfigError, DocumentLoadError, StorageError
from extractor.extraction.engines import RULES
from extractor.outcome import Outcome
from extractor.relations import join_halves, mark_copies

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from ray.data import Dataset

PORTION = 16
"""Files of one task: some tenths of a second for texts, and all that a lost machine costs."""
_REQUESTS = 32
"""Requests at a time that one worker of the model stage looks after."""


@dataclass(frozen=True)
class Asked:
    """What the model stage works with.

    Attributes:
        concurrency: How many requests at a time, of all machines together.
        data_dir: Folder of the ledger, on each machine.
        replay: Folder the answers come from; None asks the model.
    """

    concurrency: int
    data_dir: Path
    replay: Path | None = None


def outcomes(
    files: Sequence[Path],
    plan: Plan,
    known: NDArray[Any],
    skipped: Callable[[Path, str], None],
    asked: Asked | None = None,
) -> Iterator[Outcome]:
    """Yield what becomes of each file that is not stored yet, in order; call within `cluster.joined`.

    Args:
        files: From `batch.find_files`; every machine sees them under these paths.
        plan: Of the run.
        known: Marks of the files that are left out, see `known.known_files`.
        skipped: Told each of those, with the id of its report.
        asked: For an engine with a model.

    Raises:
        ConfigError: A machine can't do its part: it has another version of the software, or no model set.
        StorageError: The ledger of a machine can't be written.
    """
    return join_halves(mark_copies(_received(files, plan, known, skipped, asked)), plan.checks)


def _received(
    files: Sequence[Path],
    plan: Plan,
    known: NDArray[Any],
    skipped: Callable[[Path, str], None],
    asked: Asked | None,
) -> Iterator[Outcome]:
    expected = 0
    for number, item in _results(files, plan, known, asked):
        yield from _lost(files, expected, number)
        expected = number + 1
        if isinstance(item.error, ConfigError | StorageError):
            raise item.error
        if item.stored is not None:
            skipped(item.path, item.stored)
        else:
            yield Outcome(item.path, item.processed, item.raw, item.error)
    yield from _lost(files, expected, len(files))


def _lost(files: Sequence[Path], start: int, end: int) -> Iterator[Outcome]:
    """Yield the files of which nothing came back: every worker that had them in hand was lost."""
    for path in files[start:end]:
        yield Outcome(path, error=DocumentLoadError("error.reader_died", name=path.name))


def _results(files: Sequence[Path], plan: Plan, known: NDArray[Any], asked: Asked | None) -> Iterator[tuple[int, Item]]:
    """Yield the files with their numbers as they come back."""
    import ray

    _set_manners()
    portions = [paths_table(start, files[start : start + PORTION]) for start in range(0, len(files), PORTION)]
    told = {"plan": plan, "known": ray.put(known)}
    data = _on_cores(ray.data.from_arrow(portions), read_files, told)
    if plan.engine != RULES and asked is not None:
        data = _with_model(data, plan, asked)
    for row in data.iter_rows():
        yield row["number"], unpack(row["item"])


def _with_model(data: Dataset, plan: Plan, asked: Asked) -> Dataset:
    """Return the data with the model stage: few workers that wait for answers, and no core for it."""
    workers = ceil(asked.concurrency / _REQUESTS)
    told = (asked.concurrency // workers, asked.data_dir, asked.replay)
    answered = data.map_batches(
        Asking,
        fn_constructor_args=told,
        batch_format="pyarrow",
        batch_size=None,
        num_cpus=0,
        concurrency=workers,
    )
    return _on_cores(answered, finish_files, {"plan": plan})


def _on_cores(data: Dataset, stage: Any, told: dict[str, Any]) -> Dataset:
    """Return the data with a stage that takes a core for each portion; what is lost with a machine is begun anew."""
    return data.map_batches(stage, fn_kwargs=told, batch_format="pyarrow", batch_size=None, num_cpus=1)


def _set_manners() -> None:
    """Let results come in the order of the files, and a lost portion not end the run; draw nothing."""
    from ray.data import DataContext

    context = DataContext.get_current()
    context.execution_options.preserve_order = True
    context.max_errored_blocks = -1
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
