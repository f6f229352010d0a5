"""A run of `extract --engine llm` without the terminal: `python -m eval.bench.model_run URL DATA FOLDER COUNT` → JSON.

A process of its own, so that it can be killed, and shares nothing with the server that answers it.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from extractor.batch import find_files
from extractor.cli.asking import PartReader
from extractor.config import MEGABYTE, load_settings
from extractor.isolation import Isolated, Limits
from extractor.llm.connect import ModelOptions, connect
from extractor.llm.settings import load_model_settings
from extractor.model_batch import run_with_model
from extractor.outcome import Outcome

CONCURRENCY = 20
_WARM_UP = 3
_TIMEOUT = 4.0


def work(url: str, data: Path, folder: Path, count: int) -> dict[str, float]:
    """Return how long reading, asking and checking the first reports of a folder took, and what became of them.

    The clock starts once all is imported, in the process that reads the files too.

    Returns:
        `seconds`, `cpu` seconds, `complete` reports, those that `said` why they are not, and what was `attempts`,
        `cached` and `uncounted`.
    """
    settings = load_model_settings(model="bench", base_url=url, api_key="none", timeout=_TIMEOUT, backoff=0.1)
    files = find_files([folder]).files[:count]
    ends: Counter[str] = Counter()
    limits = load_settings()
    isolated = Isolated(PartReader(), Limits(limits.max_seconds, limits.max_memory), aside=True)  # type: ignore[arg-type]
    with isolated, connect(settings, data, ModelOptions(concurrency=CONCURRENCY)) as connection:
        for file in files[:_WARM_UP]:
            isolated(file.read_bytes(), file.name, "llm")
        connection.loop.run(connection.model.prepare())  # type: ignore[attr-defined]
        clock, cpu = time.perf_counter(), time.process_time()
        for outcome in run_with_model(
            files,
            lambda raw, name: isolated(raw, name, "llm"),  # type: ignore[arg-type, return-value]
            connection.model,
            connection.loop,
            engine="llm",
            concurrency=CONCURRENCY,
            max_bytes=60 * MEGABYTE,
        ):
            ends[_end(outcome)] += 1
        seconds, used = time.perf_counter() - clock, time.process_time() - cpu
    return {
        **dict.fromkeys(("complete", "said"), 0),
        **ends,
        "seconds": seconds,
        "cpu": used,
        **vars(connection.totals),
    }


def _end(outcome: Outcome) -> str:
    """Return whether a report was read by the model, says why it was not, or was lost without a word."""
    if outcome.processed is None:
        return "said" if outcome.error else "lost"
    report = outcome.processed.report
    if report.errors or any(finding.rule == "narrative.no_answer" for finding in report.findings):
        return "said"
    return "complete" if report.runs and report.runs[-1].engine == "llm" else "lost"


if __name__ == "__main__":
    print(json.dumps(work(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))))
