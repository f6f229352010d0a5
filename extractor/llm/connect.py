"""From settings and options to a model that can be asked, with what it took afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ConfigError
from extractor.llm.client import EndpointModel
from extractor.llm.cost import Totals
from extractor.llm.dry import CountingModel
from extractor.llm.ledger import LEDGER_FILE, Ledger
from extractor.llm.loop import LoopThread
from extractor.llm.model import ChatModel
from extractor.llm.recording import RecordingModel, ReplayModel
from extractor.llm.secrecy import Redactor
from extractor.llm.settings import ModelSettings

_PRICES = '{{"{model}": {{"input": 2.0, "output": 8.0}}}}'


@dataclass(frozen=True)
class ModelOptions:
    """What a run says about the model, beside the settings.

    Attributes:
        concurrency: How many requests at a time.
        max_cost: Most the run may cost; None is no limit.
        dry_run: Whether requests are only counted.
        record: Folder for the exchanges.
        replay: Folder the answers come from.
    """

    concurrency: int = 8
    max_cost: float | None = None
    dry_run: bool = False
    record: Path | None = None
    replay: Path | None = None


@dataclass(frozen=True)
class Connection:
    """A model, the loop to ask it in, and what it has taken so far."""

    model: ChatModel
    loop: LoopThread
    totals: Totals


@contextmanager
def connect(settings: ModelSettings, data_dir: Path, options: ModelOptions) -> Iterator[Connection]:
    """Give the model that settings and options ask for; at the end of the block what is under way is cancelled.

    Raises:
        ConfigError: No model is set, or the options can't be kept.
        StorageError: The ledger can't be opened.
    """
    with ExitStack() as stack:
        if options.replay is not None:
            if options.record is not None:
                raise ConfigError("error.model_setting", setting="--record", reason="--replay")
            replay = ReplayModel(options.replay)
            yield Connection(replay, stack.enter_context(LoopThread()), replay.totals)
            return
        _require(settings, options)
        ledger = stack.enter_context(Ledger(data_dir.expanduser() / LEDGER_FILE, settings.audit))
        loop = stack.enter_context(LoopThread())
        if options.dry_run:
            counting = CountingModel(settings, ledger)
            yield Connection(counting, loop, counting.totals)
            return
        line = stack.enter_context(LoopThread("nianbao-line"))
        asked = EndpointModel(settings, ledger, line, options.concurrency, options.max_cost)
        loop.submit(asked.prepare())
        stack.callback(lambda: loop.run(asked.close()))
        stack.callback(loop.cancel)
        stack.callback(asked.stop)
        yield Connection(_recorded(asked, settings, options.record), loop, asked.totals)


def _require(settings: ModelSettings, options: ModelOptions) -> None:
    """Refuse what can't work before anything is read."""
    if not settings.model:
        raise ConfigError("error.model_missing")
    if options.max_cost is not None and settings.price is None:
        example = _PRICES.format(model=settings.model)
        raise ConfigError("error.model_no_price", model=settings.model, example=example)


def _recorded(model: EndpointModel, settings: ModelSettings, folder: Path | None) -> ChatModel:
    return model if folder is None else RecordingModel(model, folder, Redactor(settings.secrets))
