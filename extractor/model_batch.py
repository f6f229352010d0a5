"""The batch loop with a model: files are read here while the requests of earlier ones are under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.archive import display_name
from extractor.batch import Open, read_file
from extractor.errors import ModelBudgetError, ModelError, ModelStoppedError, StorageError
from extractor.extraction.engines import BOTH, Narrated, side_by_side
from extractor.llm.batch import AHEAD, Step
from extractor.llm.batch import run as run_steps
from extractor.llm.loop import LoopThread
from extractor.llm.model import ChatAnswer, ChatModel, ChatRequest
from extractor.outcome import Outcome, Result
from extractor.pipeline import Reading, finish, narrate_by_model, narrate_by_rules
from extractor.relations import join_halves, mark_copies
from extractor.validation.settings import DECLARED, CheckSettings

Read = Callable[[bytes, str], Reading]
"""`(bytes, name)` → what the file holds; raises DocumentError for a file that can't become a report."""


@dataclass(frozen=True)
class _Material:
    raw: bytes
    name: str
    reading: Reading


class _Noting:
    """A model that notes when a request was not sent, since the run has to stop."""

    def __init__(self, model: ChatModel) -> None:
        self.name, self._model = model.name, model
        self.unsent: ModelError | None = None

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        try:
            return await self._model.ask(request)
        except (ModelStoppedError, ModelBudgetError) as error:
            self.unsent = error
            raise


def run_with_model(
    files: Iterable[Path],
    read: Read,
    model: ChatModel,
    loop: LoopThread,
    *,
    engine: str,
    concurrency: int,
    max_bytes: int,
    settings: CheckSettings = DECLARED,
    open_file: Open | None = None,
) -> Iterator[Outcome]:
    """Yield what becomes of each file, in order but for halves of one report, which follow each other.

    A file of which a request could not be sent comes back with that error, untouched: the next run takes up what was
    answered, and sends the rest.

    Args:
        files: From `find_files`.
        read: What reads a file, all but its prose.
        model: Who reads the prose.
        loop: Where the model is asked.
        engine: `llm`, or `both` for the rules beside it.
        concurrency: How many requests are under way at a time.
        max_bytes: Largest file that is read.
        settings: What the office decides about the checks.
        open_file: Where the bytes of files come from, see `batch.run`.

    Raises:
        StorageError: The ledger of the model can't be written.
    """
    steps = ask_about(files, read, model, loop, concurrency=concurrency, max_bytes=max_bytes, open_file=open_file)
    return join_halves(mark_copies(_outcome(step, engine, settings) for step in steps), settings)


def ask_about(
    files: Iterable[Path],
    read: Read,
    model: ChatModel,
    loop: LoopThread,
    *,
    concurrency: int,
    max_bytes: int,
    open_file: Open | None = None,
) -> Iterator[Step[Path, _Material, Narrated]]:
    """Yield each file with what it holds and what the model reads from its prose."""

    def material(path: Path) -> _Material:
        raw = (open_file or read_file)(path, max_bytes)
        name = path.as_posix() if open_file else display_name(path)
        return _Material(raw, name, read(raw, name))

    async def ask(material: _Material) -> Narrated:
        noting = _Noting(model)
        narrated = await narrate_by_model(material.reading, noting)
        if noting.unsent is not None:
            raise noting.unsent
        return narrated

    return run_steps(files, material, ask, loop, concurrency * AHEAD)


def _outcome(step: Step[Path, _Material, Narrated], engine: str, settings: CheckSettings) -> Outcome:
    """Return what became of a file."""
    if isinstance(step.error, StorageError):
        raise step.error
    if step.material is None or step.answer is None:
        return Outcome(step.item, error=step.error)
    try:
        result = _result(step.material, step.answer, engine, settings)
    except Exception as error:  # the batch loop records every failure and goes on
        return Outcome(step.item, error=error)
    return Outcome(step.item, result, step.material.raw)


def _result(material: _Material, narrated: Narrated, engine: str, settings: CheckSettings) -> Result:
    """Return a report, named with the archive its file stands in."""
    if engine == BOTH:
        narrated = side_by_side(narrate_by_rules(material.reading), narrated)
    processed = finish(material.reading, narrated, settings)
    source = processed.report.source.model_copy(update={"name": material.name})
    report = processed.report.model_copy(update={"source": source})
    return Result(report, processed.document.model_copy(update={"name": material.name}))
