"""Extraction of cases for a run: by rules in several processes, or with a model; a failed report is a result too."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from eval.gold import Case, Gold
from eval.runs.model import FAILED, Result, Usage
from eval.scorers import Sample, judge, judge_failed
from extractor.errors import ConfigError, ModelBudgetError, ModelStoppedError, NianbaoError
from extractor.extraction.engines import BOTH
from extractor.messages import render
from extractor.outcome import Processed
from extractor.pipeline import finish, narrate_by_rules, process, read
from extractor.schema import Report, Source, Status

if TYPE_CHECKING:
    from extractor.llm.connect import Connection

_CHUNK = 4


def by_rules(cases: Sequence[Case], repeat: int, jobs: int) -> Iterator[Result]:
    """Yield the result of each case, in order.

    Args:
        cases: What is extracted.
        repeat: Which time this is, from 0.
        jobs: How many processes.
    """
    work = partial(_by_rules, repeat)
    if jobs < 2 or len(cases) < 2:
        yield from map(work, cases)
        return
    context = multiprocessing.get_context("spawn")
    quiet = (signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    with ProcessPoolExecutor(min(jobs, len(cases)), context, signal.signal, quiet) as pool:
        yield from pool.map(work, cases, chunksize=_CHUNK)


def by_model(
    cases: Sequence[Case], repeat: int, engine: str, connection: Connection, concurrency: int, max_bytes: int
) -> Iterator[Result]:
    """Yield the result of each case, in order, up to where the model may not be asked any more.

    Raises:
        StorageError: The ledger can't be written.
        ModelStoppedError: The endpoint was given up; the rest is left for another time.
        ModelBudgetError: The most the run may cost is reached; likewise.
    """
    from extractor.model_batch import ask_about

    golds = {case.document: (case, case.read()) for case in cases}
    if len(golds) < len(cases):
        raise ConfigError("eval.error.same_document", names=_doubled(cases))
    for step in ask_about(
        list(golds), read, connection.model, connection.loop, concurrency=concurrency, max_bytes=max_bytes
    ):
        case, gold = golds[step.item]
        if isinstance(step.error, ModelStoppedError | ModelBudgetError):
            raise step.error
        if step.material is None or step.answer is None:
            yield failed(case.name, repeat, gold, step.error)
            continue
        narrated = step.answer
        if engine == BOTH:
            from extractor.extraction.engines import side_by_side

            narrated = side_by_side(narrate_by_rules(step.material.reading), narrated)
        yield scored(case.name, repeat, gold, finish(step.material.reading, narrated))


def scored(name: str, repeat: int, gold: Gold, processed: Processed, seconds: float | None = None) -> Result:
    """Return the result of a report that was extracted.

    Args:
        name: Of the case.
        repeat: Which time this is.
        gold: What it is compared with.
        processed: The report and its document.
        seconds: What it took; None takes what its runs say.
    """
    report = processed.report
    sample = Sample(gold, report, processed.document.text)
    errors = tuple(error.message for error in report.errors)
    return Result(name, repeat, str(report.status), tuple(judge(sample)), errors, _usage(report, seconds))


def failed(name: str, repeat: int, gold: Gold, error: Exception | None, seconds: float = 0.0) -> Result:
    """Return the result of a report that could not be extracted: it scores 0."""
    source = Source(name=gold.file, sha256="", media_type="", characters=0)
    empty = Sample(gold, Report(id="", status=Status.FAILED, source=source))
    return Result(name, repeat, FAILED, tuple(judge_failed(empty)), (_reason(error),), Usage(seconds))


def _by_rules(repeat: int, case: Case) -> Result:
    gold, clock = case.read(), perf_counter()
    try:
        processed = process(case.document.read_bytes(), case.document.name)
    except Exception as error:  # a report that breaks is a result: it scores 0
        return failed(case.name, repeat, gold, error, round(perf_counter() - clock, 4))
    return scored(case.name, repeat, gold, processed, round(perf_counter() - clock, 4))


def _usage(report: Report, seconds: float | None) -> Usage:
    costs = [run.cost for run in report.runs if run.cost is not None]
    return Usage(
        sum(run.seconds for run in report.runs) if seconds is None else seconds,
        sum(run.input_tokens for run in report.runs),
        sum(run.output_tokens for run in report.runs),
        sum(run.requests for run in report.runs),
        sum(costs) if costs else None,
    )


def _reason(error: Exception | None) -> str:
    if isinstance(error, NianbaoError):
        return render(error.message_id, {"name": "", **error.params})
    return f"{type(error).__name__}: {error}"[:300]


def _doubled(cases: Iterable[Case]) -> str:
    """Return the cases whose document an earlier one has too."""
    seen: set[Path] = set()
    doubled = []
    for case in cases:
        if case.document in seen:
            doubled.append(case.name)
        seen.add(case.document)
    return ", ".join(doubled)
