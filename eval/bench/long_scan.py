"""What a scan of many pages costs from end to end: `python -m eval.bench.long_scan [--pages 60] [--dpi 200]`.

Takes minutes, so no section runs it. A generated report, its first part filled up with the running text of others, is
printed, scanned and read in a process of its own, as `nianbao extract` does it.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from math import ceil

from eval.bench.machine import calibrate, load
from eval.scoring import score
from eval.synth.formats.scan import write_scan
from eval.synth.generate import Composition, compose
from eval.synth.grids import Grid
from extractor.config import Settings
from extractor.reader import isolated_reader

_SHORT = 3
"""Pages of a generated report."""
_LINE, _LINES = 33, 32
"""Characters of a line and lines of a page, as `write_scan` prints them."""


def lengthened(report: Composition, pages: int, first_seed: int) -> Composition:
    """Return a report of about so many pages, with the paragraphs of other reports before its second part."""
    at = next(index for index, block in enumerate(report.blocks) if isinstance(block, Grid)) - 1
    wanted, more = (pages - _SHORT) * _LINES, []
    paragraphs = _paragraphs(first_seed)
    while wanted > 0:
        more.append(next(paragraphs))
        wanted -= ceil((len(more[-1]) + 2) / _LINE)
    return replace(report, blocks=[*report.blocks[:at], *more, *report.blocks[at:]])


def _paragraphs(first_seed: int) -> Iterator[str]:
    """Yield the running text of other reports without its sub-heads."""
    for seed in count(first_seed):
        for block in compose(seed).blocks:
            if not isinstance(block, Grid) and block.startswith("（") and "。" in block:
                yield block.partition("。")[2] or block


def main() -> None:
    """Write such a scan, read it, and print what that took."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.long_scan", description="Measure a long scan.")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7_000_000)
    args = parser.parse_args()
    report = lengthened(compose(args.seed), args.pages, args.seed + 1000)
    data = write_scan(report, dpi=args.dpi)
    begun = time.perf_counter()
    with isolated_reader(Settings(), None) as read:
        found = read(data, f"{report.stem}.pdf", "rules").report
    seconds = time.perf_counter() - begun
    took = resource.getrusage(resource.RUSAGE_CHILDREN)
    cells = score(found, report.gold).cells
    print(
        f"{found.source.pages} pages at {args.dpi} dpi, {len(data) / 1e6:.0f} MB: {found.status.value}, "
        f"{cells.total - len(cells.wrong)} of {cells.total} cells right, {len(cells.silent)} silent; "
        f"{seconds:.0f} s, {took.ru_utime + took.ru_stime:.0f} s of processor time, "
        f"{took.ru_maxrss / 1024:.0f} MB; load {load()}, calibration loop {calibrate():.1f} ms"
    )


if __name__ == "__main__":
    main()
