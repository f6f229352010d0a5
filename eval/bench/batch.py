"""A batch as the command line runs it, without the terminal: `python -m eval.bench.batch FOLDER COUNT` prints JSON.

A process of its own, since the peak of a process's memory never sinks again.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from eval.bench.machine import calibrate
from extractor.batch import find_files, run, store_in_portions
from extractor.config import MEGABYTE
from extractor.pipeline import process
from extractor.storage import open_store

_MAX_BYTES = 60 * MEGABYTE


def work(folder: Path, count: int) -> dict[str, float]:
    """Return how long reading, checking and storing the first reports of a folder took, once everything is imported.

    Returns:
        `reports` stored, `seconds` on the clock, `cpu` seconds, `peak_mb` of memory, `calibration` in ms.
    """
    calibration = calibrate()
    files = find_files([folder]).files[:count]
    process(files[0].read_bytes(), files[0].name)
    with tempfile.TemporaryDirectory() as data:
        clock, cpu = time.perf_counter(), time.process_time()
        with open_store(f"sqlite:///{Path(data) / 'store.db'}") as store:
            outcomes = run(files, process, "rules", _MAX_BYTES)
            with closing(store_in_portions(outcomes, store.save_many, lambda _: None)) as stored:
                for _ in stored:
                    pass
            seconds, used = time.perf_counter() - clock, time.process_time() - cpu
            reports = store.count()
    return {
        "reports": reports,
        "seconds": seconds,
        "cpu": used,
        "peak_mb": _peak_mb(),
        "calibration": (calibration + calibrate()) / 2,
    }


def _peak_mb() -> float:
    """Return the most memory this process held; the system counts in KB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MEGABYTE if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]), int(sys.argv[2]))))
