"""`python -m eval.bench [--quick] [--strict] [--only SECTION …] [--write FILE]`: measure, print, keep.

`--count N` and `--scans N` say how many reports of each format and scans of each resolution `formats` reads; `--count`
also how many reports `alarms` checks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from eval.bench.aligner import aligner_rows
from eval.bench.characters import character_rows
from eval.bench.false_alarms import alarm_rows
from eval.bench.formats import format_rows
from eval.bench.machine import calibrate, describe, load
from eval.bench.model import model_rows
from eval.bench.pairs import pair_rows
from eval.bench.quality import prose_rows, sample_rows, shared_rows
from eval.bench.repair import repair_rows
from eval.bench.row import Row, as_list, as_table
from eval.bench.silent import silent_rows
from eval.bench.speed import speed_rows
from eval.bench.start import start_rows
from extractor.version import __version__

SECTIONS: dict[str, Callable[..., list[Row]]] = {
    "shared": shared_rows,
    "samples": sample_rows,
    "prose": prose_rows,
    "formats": format_rows,
    "silent": silent_rows,
    "alarms": alarm_rows,
    "repair": repair_rows,
    "pairs": pair_rows,
    "speed": speed_rows,
    "start": start_rows,
    "aligner": aligner_rows,
    "characters": character_rows,
    "model": model_rows,
}

_NOTES = """\
How to read it

- Engine `rules`: no model, no key, no network. The real reports are the developers' own and not part of the project;
  users see "not available here" in those rows, and everything else runs for them.
- Null and 0 are different cells. A wrong cell is silent when no finding names it in `cells`.
- Among the real reports one was cut off in conversion: four totals of table 3 that gold takes for 0 are not in the
  file. They come out as null with a finding that names them, and count as wrong here.
- Formats: the files are written by the project's own generator from seeds that nothing else uses; what is wrong is
  listed by seed and cell, with what gold wants and what was read. Times are medians of processor time, the library's
  raw text and our reading taken in turns; the slowest file decides. Scans are few, since a page takes seconds.
- A planted error counts as named only by a warning or an error; remarks on how a row was read (info) don't count.
  All of them are judged. The two rows after that one only explain it: where parts of a row of table 4 change places,
  or a part and its total change alike, every printed sum still holds, and no check of sums can tell.
- Mistakes are planted in correct generated reports: one digit of a cell replaced by another. They count as detected
  when a warning or an error says that something is wrong where the cell stands, and as named when the first thing
  proposed is the true value of that very cell. `python -m eval.bench.repair one|two|prose` lists what was not named.
  In table 4 a cell stands in one sum only, so nothing but likelihood and the prose can tell which cell is wrong.
- False alarms: a report counts as correct where the generator errs, damages and delays nothing. Where digits run
  together and no sum tells how to split them, the warning is about the file; those reports are counted apart.
- Between years: generated reports of one issuer over five years in any layout, each year following from the last, or
  with one planted break. A break is found when the rule named in its row says so on the very year. What could not be
  checked for a blank or run-together digits is said and counted, and is no alarm.
- Speed is measured in a process of its own, from opening the store to closing it; writing the reports beforehand is
  not counted. Growth is in processor time, which other work on the machine disturbs less; that up to × 1.2 counts as
  linear and flat is this benchmark's own choice.
- Model: the server answers over HTTP from a process of its own, and the clock runs once all is imported. Faults are
  those of the tests, alike often: turned away (429, 500, 503), hung, reset, cut, no JSON, refused, too long, of another
  kind. An answer counts as paid when it was written to a client that was still there.
- The calibration is a fixed loop of plain Python on the same machine at the same moment: it tells a slower machine
  from slower software.
- The speed target is missed because the time has no single cause: reading tables, the checks, the prose rules, the
  outline and storing share it, and no function takes more than about 8 % of it. Cells are validated one by one.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 1 when `--strict` is given and a row misses its target."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure what the software reaches.")
    parser.add_argument("--quick", action="store_true", help="a tenth of the numbers")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a row misses its target")
    parser.add_argument("--only", nargs="+", choices=list(SECTIONS), default=list(SECTIONS), metavar="SECTION")
    parser.add_argument("--count", type=int, metavar="N", help="formats: reports of each format; alarms: reports")
    parser.add_argument("--scans", type=int, metavar="N", help="formats: scans of each resolution, 0 for none")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the table as Markdown")
    given = parser.parse_args(arguments)
    before = load()
    more = {"formats": {"count": given.count, "scans": given.scans}, "alarms": {"count": given.count}}
    rows: list[Row] = []
    for name in given.only:
        print(f"… {name}", file=sys.stderr, flush=True)
        rows += SECTIONS[name](quick=given.quick, **more.get(name, {}))
    text = page(rows, before)
    print(text)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    return 1 if given.strict and any(row.reached is False for row in rows) else 0


def page(rows: list[Row], load_before: str) -> str:
    """Return the table with when, on which machine and how to read it."""
    missed = sum(row.reached is False for row in rows)
    measured = sum(row.reached is not None for row in rows)
    wrong = as_list(rows)
    listed = f"## What was wrong\n\n{wrong}\n\n" if wrong else ""
    date = datetime.now(UTC).date().isoformat()
    return (
        f"# Benchmarks\n\nWritten by `make bench` on {date}, version {__version__}: "
        f"{measured - missed} of {measured} targets reached, {missed} missed.\n\n"
        f"Machine: {describe()}; load {load_before} before and {load()} after; "
        f"calibration loop {calibrate():.1f} ms.\n\n"
        f"{as_table(rows)}\n\n{listed}{_NOTES}"
    )


if __name__ == "__main__":
    sys.exit(main())
