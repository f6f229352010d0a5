"""Index a store from nothing and search it: `python -m eval.bench.index_run FOLDER` prints JSON.

A process of its own, since the peak of a process's memory never sinks again. The folder holds a store.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from eval.bench.machine import calibrate
from extractor.config import DATABASE_FILE
from extractor.index import open_index
from extractor.index.settings import IndexSettings
from extractor.index.store_index import StoreIndex
from extractor.storage import ReportStore, open_store

QUESTIONS = (
    "存在哪些主要问题",
    "下一步有什么改进措施",
    "业务培训是怎么开展的",
    "政务新媒体管理得怎么样",
    "规范性文件清理了吗",
    "12345热线和网民留言怎么回应",
    "政府网站建设有什么进展",
    "信息公开收费情况",
)
_RUNS = 3


def work(folder: Path) -> dict[str, Any]:
    """Return how long indexing took, once everything is loaded, what it held, and how long searches take.

    Returns:
        `reports`, `chunks`, `seconds` on the clock, `cpu` seconds, `peak_mb`, whether store and index `agree`,
        `calibration` in ms; `searches`: by kind of filter the milliseconds of processor time of each question.
    """
    with (
        open_store(f"sqlite:///{folder / DATABASE_FILE}") as store,
        open_index(store, folder, IndexSettings()) as index,
    ):
        index.find(QUESTIONS[0])
        calibration = calibrate()
        clock, cpu = time.perf_counter(), time.process_time()
        done = index.sync()
        seconds, used = time.perf_counter() - clock, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {
            "reports": done.indexed,
            "chunks": done.chunks,
            "seconds": seconds,
            "cpu": used,
            "peak_mb": peak,
            "calibration": (calibration + calibrate()) / 2,
            "searches": _searches(store, index),
            "agree": index.check().agrees,
        }


def _searches(store: ReportStore, index: StoreIndex) -> dict[str, list[float]]:
    some = [one for one in store.list(limit=2000) if one.issuer and one.year][:: 2000 // len(QUESTIONS) or 1]
    issuer, year = some[0].issuer or "", some[0].year or 0
    many = [one.issuer for one in store.list(year=year) if one.issuer][::2]
    filters: Mapping[str, Mapping[str, Any]] = {
        "one issuer and year": {"issuers": [issuer], "years": [year]},
        "one issuer": {"issuers": [issuer]},
        "half of the issuers, one year": {"issuers": many, "years": [year]},
        "one year": {"years": [year]},
        "part 5 of one year": {"years": [year], "parts": [5]},
        "everything": {},
    }
    return {
        kind: [_least(partial(index.search, text, **given)) for text in QUESTIONS] for kind, given in filters.items()
    }


def _least(run: Callable[[], object]) -> float:
    """Return the least milliseconds of processor time of some runs, after one that loads what is loaded once."""
    run()
    took = []
    for _ in range(_RUNS):
        start = time.process_time()
        run()
        took.append(1000 * (time.process_time() - start))
    return min(took)


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]))))
