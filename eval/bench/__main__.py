"""`python -m eval.bench [--quick] [--strict] [--only SECTION …] [--write FILE]`: measure, print, keep.

`--count N` and `--scans N` say how many reports of each format and scans of each resolution `formats` reads; `--count`
also how many reports `alarms` checks and how many files `fuzz` hands in; `--reports N` over how many reports `ask`,
`index`, `workbench` and `ray` measure their times. `--store FOLDER` lets `ask` find passages also in a large store that
`python -m eval.questions.crowd_index FOLDER N` made once: for 100,000 reports that takes the better part of an hour.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.bench.aligner import aligner_rows
from eval.bench.ask import ask_rows
from eval.bench.characters import character_rows
from eval.bench.confidence import confidence_rows
from eval.bench.evaluation import evaluation_rows
from eval.bench.false_alarms import alarm_rows
from eval.bench.formats import format_rows
from eval.bench.fuzz import fuzz_rows
from eval.bench.grounding import grounding_rows
from eval.bench.growth import growth_rows
from eval.bench.index import index_rows
from eval.bench.kills import kill_rows
from eval.bench.machine import load
from eval.bench.model import model_rows
from eval.bench.notes import NOTES
from eval.bench.page import Measured, page, part
from eval.bench.pairs import pair_rows
from eval.bench.peers import peer_rows
from eval.bench.quality import prose_rows, sample_rows, shared_rows
from eval.bench.ray import ray_rows
from eval.bench.repair import repair_rows
from eval.bench.row import Row
from eval.bench.service import service_rows
from eval.bench.silent import silent_rows
from eval.bench.speed import speed_rows
from eval.bench.start import start_rows
from eval.bench.workbench import workbench_rows

SECTIONS: dict[str, Callable[..., list[Row]]] = {
    "shared": shared_rows,
    "samples": sample_rows,
    "prose": prose_rows,
    "confidence": confidence_rows,
    "evaluation": evaluation_rows,
    "formats": format_rows,
    "silent": silent_rows,
    "alarms": alarm_rows,
    "repair": repair_rows,
    "pairs": pair_rows,
    "speed": speed_rows,
    "start": start_rows,
    "aligner": aligner_rows,
    "peers": peer_rows,
    "characters": character_rows,
    "grounding": grounding_rows,
    "model": model_rows,
    "ask": ask_rows,
    "index": index_rows,
    "service": service_rows,
    "kills": kill_rows,
    "fuzz": fuzz_rows,
    "growth": growth_rows,
    "workbench": workbench_rows,
    "ray": ray_rows,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 1 when `--strict` is given and a row misses its target."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure what the software reaches.")
    parser.add_argument("--quick", action="store_true", help="a tenth of the numbers")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a row misses its target")
    parser.add_argument("--only", nargs="+", choices=list(SECTIONS), default=list(SECTIONS), metavar="SECTION")
    parser.add_argument(
        "--count", type=int, metavar="N", help="formats: reports of each format; alarms: reports; fuzz: files"
    )
    parser.add_argument("--scans", type=int, metavar="N", help="formats: scans of each resolution, 0 for none")
    parser.add_argument(
        "--reports", type=int, metavar="N", help="ask, index, workbench, ray: reports over which times are measured"
    )
    parser.add_argument(
        "--store", type=Path, metavar="FOLDER", help="ask: many reports, from `python -m eval.questions.crowd_index`"
    )
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="keep the tables in this page, other sections of it as they are"
    )
    given = parser.parse_args(arguments)
    more = {
        "formats": {"count": given.count, "scans": given.scans},
        "alarms": {"count": given.count},
        "fuzz": {"count": given.count},
        "ask": {"reports": given.reports, "kept": given.store},
        "index": {"reports": given.reports},
        "workbench": {"reports": given.reports},
        "ray": {"reports": given.reports},
    }
    missed = False
    for name in given.only:
        print(f"… {name}", file=sys.stderr, flush=True)
        before = load()
        rows = SECTIONS[name](quick=given.quick, **more.get(name, {}))
        missed |= any(row.reached is False for row in rows)
        text = part(name, Measured(rows, before, load()), NOTES.get(name, ()))
        print(text)
        if given.write:
            old = given.write.read_text(encoding="utf-8") if given.write.exists() else ""
            given.write.write_text(page({name: text}, old, list(SECTIONS)), encoding="utf-8")
    return 1 if given.strict and missed else 0


if __name__ == "__main__":
    sys.exit(main())
