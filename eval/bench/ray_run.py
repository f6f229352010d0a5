"""A batch on a cluster of so many workers, without a store: `python -m eval.bench.ray_run FOLDER COUNT WORKERS` → JSON.

A process of its own, since a cluster is started for it and ends with it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from eval.bench.machine import calibrate
from extractor.batch import find_files
from extractor.config import MEGABYTE
from extractor.distributed.cluster import LOCAL, joined
from extractor.distributed.items import Plan
from extractor.distributed.known import no_files
from extractor.distributed.run import PORTION, outcomes
from extractor.validation.settings import DECLARED
from extractor.version import __version__


def work(files: list[Path], workers: int) -> dict[str, float]:
    """Return how long reading and checking took, once every worker has begun.

    Returns:
        `reports` read, `seconds` on the clock, `cpu` seconds of the process that collects them, `calibration` in ms.
    """
    plan = Plan("rules", DECLARED, 60 * MEGABYTE, 180, 4096 * MEGABYTE, __version__)
    calibration = calibrate()
    with joined(LOCAL, workers):
        _count(files[: 4 * workers * PORTION], plan)
        clock, cpu = time.perf_counter(), time.process_time()
        reports = _count(files, plan)
        seconds, used = time.perf_counter() - clock, time.process_time() - cpu
    return {"reports": reports, "seconds": seconds, "cpu": used, "calibration": (calibration + calibrate()) / 2}


def _count(files: list[Path], plan: Plan) -> int:
    return sum(outcome.processed is not None for outcome in outcomes(files, plan, no_files(), lambda *_: None))


if __name__ == "__main__":
    print(json.dumps(work(find_files([Path(sys.argv[1])]).files[: int(sys.argv[2])], int(sys.argv[3]))))
