"""How well scans are read: `python -m eval.bench.scans --dpi 150 --seed 9000 --count 10 [--unruled]`.

Slow (several seconds a page): `eval.bench.formats` takes only a few. Fictional reports are printed, turned by up to 2
degrees, made noisy, compressed as JPEG and put into a PDF without text; cells are compared with gold. A wrong cell is
silent when no finding names it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eval.bench.misses import misses
from eval.scoring import Score, score
from eval.synth.formats.scan import write_scan
from eval.synth.generate import compose
from extractor.pipeline import process


@dataclass(frozen=True)
class Scanned:
    """How one scan was read.

    Attributes:
        seconds: For all its pages.
        wrong: Its wrong cells in words.
    """

    seed: int
    pages: int
    seconds: float
    score: Score
    wrong: tuple[str, ...]


def read_scans(seeds: Iterable[int], dpi: int, *, ruled: bool = True) -> Iterator[Scanned]:
    """Yield how the report of each seed is read from a scan of so many dots an inch."""
    for seed in seeds:
        report = compose(seed)
        data = write_scan(report, dpi=dpi, ruled=ruled)
        clock = time.perf_counter()
        read = process(data, f"{report.stem}.pdf").report
        seconds = time.perf_counter() - clock
        _, wrong = misses(read, report.gold["tables"], str(seed))
        yield Scanned(seed, read.source.pages or 0, seconds, score(read, report.gold), wrong)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.scans", description="Measure the reading of scans.")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seed", type=int, default=9000, help="first seed")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--unruled", action="store_true", help="tables without ruling lines")
    args = parser.parse_args()
    whole, pages, seconds = Score(), 0, 0.0
    for scan in read_scans(range(args.seed, args.seed + args.count), args.dpi, ruled=not args.unruled):
        whole, pages, seconds = whole + scan.score, pages + scan.pages, seconds + scan.seconds
        print(f"{scan.seed}: {scan.pages} pages, {scan.seconds:.0f} s, {scan.score.cells.total} cells", flush=True)
        for line in scan.wrong:
            print(f"    {line}")
    cells = whole.cells
    right = cells.total - len(cells.wrong)
    print(
        f"{args.dpi} dpi: {right} of {cells.total} cells right ({cells.share or 0:.4%}), {len(cells.silent)} silent;",
        end=" ",
    )
    print(f"facts F1 {whole.facts.f1:.4f}, head {whole.head.recall:.4f}, {seconds / max(pages, 1):.1f} s a page")


if __name__ == "__main__":
    main()
