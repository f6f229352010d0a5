"""A run from its first report to its summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from eval.gold import Case
from eval.runs.extract import by_model, by_rules
from eval.runs.folder import RunFolder
from eval.runs.model import Result, RunSettings, settings_for
from eval.runs.summary import summed
from extractor.config import MEGABYTE
from extractor.errors import ConfigError
from extractor.extraction.engines import ENGINES, RULES


@dataclass(frozen=True)
class Plan:
    """What a run is to do.

    Attributes:
        jobs: Processes of the engine `rules`.
        concurrency: Requests at a time to a model.
        max_cost: Most that one time over the cases may cost; None is no limit.
        replay: Folder the answers come from; None asks the model of the environment.
        record: Folder the exchanges are kept in.
    """

    cases: Sequence[Case]
    engine: str = RULES
    repeat: int = 1
    jobs: int = 1
    concurrency: int = 8
    max_cost: float | None = None
    replay: Path | None = None
    record: Path | None = None
    max_bytes: int = 60 * MEGABYTE


def run(plan: Plan, path: Path, done: Callable[[Result | None], None] = lambda _: None) -> dict[str, Any]:
    """Extract what is not done yet, keep it, and return the summary.

    Args:
        plan: What to do.
        path: Folder of the run; one that was stopped goes on.
        done: Told of each result, and None for each that an earlier start has already.

    Raises:
        ConfigError: The engine, the cases or the folder can't be used.
        ModelError: The model may not be asked any more; what came before is kept.
    """
    _require(plan)
    folder = RunFolder(path)
    settings = _settings(plan)
    known = folder.open(settings)
    summary = summed(folder.results())
    for repeat in range(plan.repeat):
        left = [case for case in plan.cases if (repeat, case.name) not in known]
        for _ in range(len(plan.cases) - len(left)):
            done(None)
        for result in _results(plan, left, repeat, path):
            folder.add(result)
            summary.add(result)
            done(result)
    figures = summary.figures()
    folder.write_summary(figures)
    return figures


def _require(plan: Plan) -> None:
    if plan.engine not in ENGINES:
        raise ConfigError("error.engine", engine=plan.engine, known=", ".join(ENGINES))
    if not plan.cases:
        raise ConfigError("eval.error.no_gold", place="--split")
    missing = [case.document for case in plan.cases if not case.document.is_file()]
    if missing:
        raise ConfigError("eval.error.no_document", file=missing[0], count=len(missing))
    names = [case.name for case in plan.cases]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ConfigError("eval.error.same_name", names=", ".join(doubled))


def _settings(plan: Plan) -> RunSettings:
    if plan.engine == RULES:
        return settings_for(plan.cases, repeat=plan.repeat)
    from extractor.llm.prompts import NARRATIVE
    from extractor.llm.recording import ReplayModel
    from extractor.llm.settings import load_model_settings

    settings = load_model_settings()
    prompt = (files("prompts") / f"{NARRATIVE}.yaml").read_bytes()
    return settings_for(
        plan.cases,
        plan.engine,
        model=ReplayModel(plan.replay).name if plan.replay else settings.model,
        prompts={NARRATIVE: sha256(prompt).hexdigest()},
        parameters={} if plan.replay else settings.parameters,
        replay=plan.replay.name if plan.replay else None,
        repeat=plan.repeat,
    )


def _results(plan: Plan, cases: Sequence[Case], repeat: int, path: Path) -> Iterator[Result]:
    """Yield the results of one time over the cases; each time has a ledger of its own, so that the model is asked."""
    if not cases:
        return
    if plan.engine == RULES:
        yield from by_rules(cases, repeat, plan.jobs)
        return
    from extractor.llm.connect import ModelOptions, connect
    from extractor.llm.settings import load_model_settings

    options = ModelOptions(plan.concurrency, plan.max_cost, record=plan.record, replay=plan.replay)
    with ExitStack() as stack:
        connection = stack.enter_context(connect(load_model_settings(), path / f"ledger-{repeat}", options))
        yield from by_model(cases, repeat, plan.engine, connection, plan.concurrency, plan.max_bytes)
