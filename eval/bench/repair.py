"""How well the checks find a planted mistake and name the very cell; run as a module, it lists what they miss."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from statistics import median, quantiles

from eval.bench.machine import calibrate
from eval.bench.row import Row, command, percent
from eval.inject import Planted, Spoilt, spoil_report, with_wrong_cells, with_wrong_prose
from extractor.pipeline import Processed, process
from extractor.schema import Document, Finding, Outcome, Report, Severity
from extractor.validation import check

FIRST_SEED = 21_000
COUNT, DIRECT, TIMED = 500, 5000, 200
_QUICK = 10
IDENTITIES = (
    "applications.row_total",
    "applications.balance",
    "applications.results",
    "review_litigation.row_total",
)
_UNSPLIT = ("reading.split_ambiguous", "reading.split_inconsistent")
"""What is said of digits that run together and agree with the identities in no way."""
_RULES_MS, _SOLVER_MS = 3.0, 100.0


@dataclass
class Tally:
    """What became of the reports with planted mistakes.

    Attributes:
        detected: Reports of which every planted mistake is named by a warning or an error.
        named: Reports of which the first suggestions name every planted cell with its true value, by whether all of
            the cells stand in two identities or more.
        missed: Those not detected, by seed.
        misnamed: Those not named, by seed.
    """

    reports: int = 0
    detected: int = 0
    twofold: int = 0
    named: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    missed: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)

    def add(self, seed: int, planted: Iterable[Planted], findings: Iterable[Finding]) -> None:
        """Count one report."""
        planted, findings = tuple(planted), tuple(findings)
        what = f"{seed}: " + ", ".join(f"{item.place} {item.true} → {item.printed}" for item in planted)
        twofold = all(item.place.startswith("applications.") for item in planted)
        self.reports += 1
        self.twofold += twofold
        if all(is_named(item.place, findings) for item in planted):
            self.detected += 1
        else:
            self.missed.append(what)
        proposed = first_changes(findings)
        if all(proposed.get(item.place) == item.true for item in planted):
            self.named[twofold] += 1
        else:
            self.misnamed.append(f"{what}; proposed {proposed}")


def is_named(cell: str, findings: Iterable[Finding]) -> bool:
    """Return whether a warning or an error says that something is wrong where a cell stands."""
    return any(
        finding.severity is not Severity.INFO and cell in finding.cells and _says_wrong(finding) for finding in findings
    )


def _says_wrong(finding: Finding) -> bool:
    """Return whether more is said than that a blank could not be checked or is 0, as of correct reports too."""
    if finding.rule not in IDENTITIES:
        return finding.rule in _UNSPLIT
    proposed = finding.suggestion
    changes = proposed is not None and (proposed.value != 0 or (proposed.printed or "").isdecimal())
    return finding.outcome is Outcome.FAIL or bool(finding.alternatives) or changes


def first_changes(findings: Iterable[Finding]) -> dict[str, float]:
    """Return what the findings propose first: cell → value."""
    return {
        cell: value for finding in findings if finding.rule in IDENTITIES for cell, value in _changes(finding).items()
    }


def _changes(finding: Finding) -> dict[str, float]:
    first = finding.suggestion or next(iter(finding.alternatives), None)
    return {change.cell: change.value for change in (first, *first.others)} if first else {}


def repair_rows(*, quick: bool) -> list[Row]:
    """Return the rows of the section; times come first, before the long runs have warmed the machine up."""
    again = command("repair", quick=quick)
    share = _QUICK if quick else 1
    times = _time_rows(TIMED // share, again)
    rows: list[Row] = []
    for count, what, least, named in ((1, "one wrong digit", 1.0, 0.95), (2, "two wrong cells", 0.999, 0.8)):
        for tally, on in (
            (through_text(COUNT // share, count), "generated reports, all layouts, both forms"),
            (in_values(DIRECT // share, count), "reports, spoilt after reading"),
        ):
            rows += _cell_rows(tally, what, f"{tally.reports} {on}", again, least, named, alone=count == 1)
    return [*rows, _prose_row(COUNT // share, again), *times]


def _cell_rows(tally: Tally, what: str, on: str, again: str, least: float, named: float, *, alone: bool) -> list[Row]:
    """Return the rows of one kind of mistake; `alone` leaves cells of table 4 out of what is to be named."""
    right, of = (tally.named[True], tally.twofold) if alone else (sum(tally.named.values()), tally.reports)
    which = "named as the first suggestion, cells in two identities" if alone else "both named in the first suggestion"
    rows = [
        _share(f"{what}: detected", on, tally.detected, tally.reports, again, least, tuple(tally.missed)),
        _share(f"{what}: {which}", on, right, of, again, named),
    ]
    if alone:
        table_4 = tally.reports - of
        rows.append(_share(f"{what}: named first, cells of table 4", on, tally.named[False], table_4, again))
    return rows


def _share(
    what: str, on: str, right: int, of: int, again: str, least: float | None = None, details: tuple[str, ...] = ()
) -> Row:
    share = right / of if of else None
    target = "" if least is None else "100 %" if least == 1 else f"≥ {percent(least, 1)}"
    reached = None if least is None or share is None else share >= least
    return Row(what, on, f"{percent(share)} ({right} of {of})", again, target, reached, details)


def through_text(count: int, wrong: int, first: int = FIRST_SEED) -> Tally:
    """Return what becomes of wrong digits in the file, the whole way through."""
    tally = Tally()
    for seed in range(first, first + count):
        spoilt = with_wrong_cells(seed, wrong)
        tally.add(seed, spoilt.planted, _read(spoilt).report.findings)
    return tally


def in_values(count: int, wrong: int, first: int = FIRST_SEED) -> Tally:
    """Return what becomes of wrong digits in reports that were read already, a hundred mistakes to each."""
    tally = Tally()
    for seed, report, planted in _spoilt_reports(count, wrong, first):
        tally.add(seed, planted, check(report)[0])
    return tally


def _spoilt_reports(count: int, wrong: int, first: int) -> Iterator[tuple[int, Report, list[Planted]]]:
    for at in range(count):
        if at % 100 == 0:
            report = _read(with_wrong_cells(first + at, 0)).report
        yield first + at, *spoil_report(Random(first + at), report, wrong)


def _read(spoilt: Spoilt) -> Processed:
    return process(spoilt.report.data, spoilt.report.name)


def in_prose(count: int, first: int = FIRST_SEED) -> Tally:
    """Return what becomes of a wrong number in the prose; reports that state none are left out."""
    tally = Tally()
    for seed in range(first, first + count):
        spoilt = with_wrong_prose(seed)
        if spoilt is None:
            continue
        (planted,) = spoilt.planted
        rules = {f"prose.{planted.place}"}
        found = any(
            finding.rule in rules and finding.outcome is Outcome.FAIL for finding in _read(spoilt).report.findings
        )
        tally.reports += 1
        tally.detected += found
        if not found:
            tally.missed.append(f"{seed}: {planted.place} {planted.true} → {planted.printed}")
    return tally


def _prose_row(count: int, again: str) -> Row:
    tally = in_prose(count)
    on = f"{tally.reports} generated reports, all layouts, both forms"
    what = "a number of the prose changed that a table states too: detected"
    return _share(what, on, tally.detected, tally.reports, again, 0.99, tuple(tally.missed))


def _time_rows(count: int, again: str) -> list[Row]:
    on = f"{count} generated reports, processor time"
    kinds = (
        (0, "correct, so without the solver", _RULES_MS),
        (1, "one wrong cell", _SOLVER_MS),
        (2, "two wrong cells", _SOLVER_MS),
    )
    return [_time_row(what, on, list(_times(count, wrong)), most, again) for wrong, what, most in kinds]


def _time_row(what: str, on: str, times: list[float], most: float, again: str) -> Row:
    middle, late = median(times), quantiles(times, n=20)[-1]
    figure = f"median {middle:.1f} ms, 95 % in {late:.1f} ms (calibration {calibrate():.1f} ms)"
    return Row(f"all rules on one report, {what}", on, figure, again, f"≤ {most:.0f} ms at the median", middle <= most)


def _times(count: int, wrong: int) -> Iterator[float]:
    """Yield the milliseconds of processor time of checking each report, the best of three runs."""
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        done = _read(with_wrong_cells(seed, wrong))
        yield min(_milliseconds(done.report, done.document) for _ in range(3))


def _milliseconds(report: Report, document: Document) -> float:
    gc.collect()
    start = time.process_time()
    check(report, (), document)
    return (time.process_time() - start) * 1000


def main() -> None:
    """Print every miss of one kind by seed."""
    kinds: dict[str, Callable[[int, int], Tally]] = {
        "one": lambda count, first: through_text(count, 1, first),
        "two": lambda count, first: through_text(count, 2, first),
        "prose": in_prose,
    }
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench.repair", description="List what was not found or named."
    )
    parser.add_argument("kind", choices=kinds)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--first", type=int, default=FIRST_SEED, metavar="SEED")
    given = parser.parse_args()
    tally = kinds[given.kind](given.count, given.first)
    print(f"{tally.reports} reports, {tally.detected} detected")
    for title, lines in (("not detected", tally.missed), ("not named", tally.misnamed)):
        print(f"{title}: {len(lines)}", *lines, sep="\n  ")


if __name__ == "__main__":
    main()
