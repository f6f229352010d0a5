"""What workers do: read, ask, check. Each stage takes a table of files and gives one back, on whichever machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from extractor.archive import display_name
from extractor.batch import read_file
from extractor.distributed.items import Item, Plan, pack, unpack
from extractor.errors import ConfigError
from extractor.extraction.engines import BOTH, RULES, side_by_side
from extractor.outcome import Processed, Result
from extractor.pipeline import Reading, finish, narrate_by_rules, process, read
from extractor.version import __version__

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from extractor.isolation import Isolated

PASSWORD = "NIANBAO_PDF_PASSWORD"  # noqa: S105 (where each machine has it)


def paths_table(start: int, paths: Iterable[Path]) -> pa.Table:
    """Return the table of some files, numbered from `start` on."""
    import pyarrow as pa

    names = [os.fsencode(path) for path in paths]
    numbers = pa.array(range(start, start + len(names)), pa.int64())
    return pa.table({"number": numbers, "item": pa.array(names, pa.large_binary())})


def read_files(table: pa.Table, plan: Plan, known: Any) -> pa.Table:
    """Return the files read; by rules they are finished, for a model they wait for its answer.

    Args:
        table: From `paths_table`.
        plan: Of the run.
        known: Reference to the marks of what is stored already, see `known.known_files`.
    """
    import ray

    marks = ray.get(known)
    paths = [Path(os.fsdecode(name)) for name in table.column("item").to_pylist()]
    return _table(table, (_read(path, plan, marks) for path in paths))


def finish_files(table: pa.Table, plan: Plan) -> pa.Table:
    """Return the files that a model was asked about, checked."""
    return _table(table, (_finish(item, plan) for item in _items(table)))


class Asking:
    """The model stage: a worker that stays, so that all it asks keeps to one pace."""

    def __init__(self, concurrency: int, data_dir: Path, replay: Path | None) -> None:
        """Connect to the model of this machine's environment, with so many requests at a time."""
        from extractor.llm.connect import ModelOptions, connect
        from extractor.llm.settings import load_model_settings

        self._concurrency = concurrency
        options = ModelOptions(concurrency, replay=replay)
        self._stack = ExitStack()
        self._connection = self._stack.enter_context(connect(load_model_settings(), data_dir, options))

    def __call__(self, table: pa.Table) -> pa.Table:
        """Return the files with what the model read from their prose."""
        return _table(table, self._asked(list(_items(table))))

    def _asked(self, items: list[Item]) -> Iterator[Item]:
        from extractor.model_batch import ask_about

        by_path = {item.path: item for item in items}
        waiting = [item.path for item in items if item.reading is not None]
        steps = ask_about(
            waiting,
            lambda _data, name: cast(Reading, by_path[Path(name)].reading),
            self._connection.model,
            self._connection.loop,
            concurrency=self._concurrency,
            max_bytes=0,
            open_file=lambda path, _: by_path[path].raw,
        )
        for step in steps:
            item = by_path[step.item]
            answered = step.error is None
            by_path[step.item] = (
                replace(item, narrated=step.answer) if answered else item.failed(cast(Exception, step.error))
            )
        return iter([by_path[item.path] for item in items])


@dataclass(frozen=True)
class _Reader:
    """What the process that reads files is given; its results are whole by rules, and readings for a model."""

    plan: Plan

    def __call__(self, data: bytes, name: str, engine: str) -> Any:
        password = os.environ.get(PASSWORD) or None
        if engine == RULES:
            return process(data, name, engine, self.plan.checks, password)
        return read(data, name, password)


_open: list[tuple[Plan, Isolated]] = []
"""The reader of this worker, with the plan it was made for."""


def _reader(plan: Plan) -> Callable[[bytes, str, str], Any]:
    """Return the reader of a plan; a worker that goes from run to run keeps only the newest."""
    from extractor.isolation import Isolated, Limits

    if plan.version != __version__:
        raise ConfigError("distributed.version", here=plan.version, there=__version__)
    if not _open or _open[0][0] != plan:
        while _open:
            _open.pop()[1].__exit__(None, None, None)
        _open.append((plan, Isolated(_Reader(plan), Limits(plan.max_seconds, plan.max_memory))))
    return _open[0][1]


def _read(path: Path, plan: Plan, known: NDArray[Any]) -> Item:
    from extractor.distributed.known import is_known

    item = Item(path, name=display_name(path))
    try:
        raw = read_file(path, plan.max_bytes)
        item = replace(item, raw=raw)
        if is_known(known, raw, item.name):
            return replace(item, raw=b"", stored=_id_of(raw))
        made = _reader(plan)(raw, item.name, plan.engine)
        if plan.engine == RULES:
            return replace(item, processed=_named(made, item.name))
        return replace(item, reading=made)
    except Exception as error:  # handed on to the batch loop, which records it
        return item.failed(error)


def _finish(item: Item, plan: Plan) -> Item:
    if item.reading is None or item.narrated is None:
        return item
    try:
        narrated = item.narrated
        if plan.engine == BOTH:
            narrated = side_by_side(narrate_by_rules(item.reading), narrated)
        processed = _named(finish(item.reading, narrated, plan.checks), item.name)
    except Exception as error:  # handed on to the batch loop, which records it
        return item.failed(error)
    return Item(item.path, item.raw, item.name, processed=processed)


def _named(processed: Processed, name: str) -> Processed:
    """Return a result that names the archive its file stands in."""
    report, document = processed.report, processed.document
    source = report.source.model_copy(update={"name": name})
    return Result(report.model_copy(update={"source": source}), document.model_copy(update={"name": name}))


def _id_of(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()[:16]


def _items(table: pa.Table) -> Iterator[Item]:
    for data in table.column("item").to_pylist():
        yield unpack(data)


def _table(before: pa.Table, items: Iterable[Item]) -> pa.Table:
    import pyarrow as pa

    packed = pa.array([pack(item) for item in items], pa.large_binary())
    return pa.table({"number": before.column("number"), "item": packed})
