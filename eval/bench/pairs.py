"""Whether a break between the years of an issuer is found, and whether years that follow from each other stay quiet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from eval.bench.row import Row, command
from eval.synth.series import Break, SyntheticSeries, generate_series
from extractor.pipeline import process
from extractor.schema import Finding, Outcome
from extractor.series import RunShelf

FIRST_SEED = 41_000
"""Seeds below 40,000 are for development."""
YEARS = 5


@dataclass
class Tally:
    """What became of the series.

    Attributes:
        clean: Pairs of years that follow from each other.
        alarms: Findings about these that say something is wrong, to look into.
        open: Findings about these that say what could not be checked.
        planted: Series with a break, by its kind.
        found: Those of them where the rule of the break names its year.
        missed: The others, to look into.
    """

    clean: int = 0
    alarms: list[str] = field(default_factory=list)
    open: int = 0
    planted: Counter[Break] = field(default_factory=Counter)
    found: Counter[Break] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def pair_rows(*, quick: bool) -> list[Row]:
    """Return the rows for clean series and for those with one planted break."""
    series, each = (40, 5) if quick else (400, 40)
    tally = measure(series, each)
    again = command("pairs", quick=quick)
    rows = [
        Row(
            "false alarms between years that follow from each other",
            f"{tally.clean} pairs of years, {series} generated series",
            f"{len(tally.alarms)} ({tally.open} checks said to be open: a blank, or run-together digits)",
            again,
            "0",
            not tally.alarms,
        )
    ]
    rows += [_row(kind, tally, again) for kind in Break]
    return rows


def _row(kind: Break, tally: Tally, again: str) -> Row:
    number, found = tally.planted[kind], tally.found[kind]
    return Row(
        f"planted breaks named by `{kind.value}`",
        f"{number} generated series of {YEARS} years, one break each",
        f"{found} of {number}",
        again,
        "100 %",
        found == number,
    )


def measure(clean: int, each: int, first: int = FIRST_SEED) -> Tally:
    """Return the tally of generated series from a seed on.

    Args:
        clean: Series without a break.
        each: Series for each kind of break.
        first: First seed; breaks take the same ones.
    """
    tally = Tally()
    for seed in range(first, first + clean):
        made = generate_series(seed, YEARS)
        tally.clean += YEARS - 1
        for year, finding in findings(made):
            if finding.outcome is Outcome.FAIL:
                tally.alarms.append(f"{seed} {year} {finding.message}")
            else:
                tally.open += 1
    for kind in Break:
        for seed in range(first, first + each):
            _count(kind, seed, tally)
    return tally


def _count(kind: Break, seed: int, tally: Tally) -> None:
    made = generate_series(seed, YEARS, kind)
    tally.planted[kind] += 1
    named = [
        finding
        for year, finding in findings(made)
        if year == made.year and finding.rule == kind.value and finding.outcome is Outcome.FAIL
    ]
    if named:
        tally.found[kind] += 1
    else:
        tally.missed.append(f"{seed} {made.year} {kind.value}")


def findings(series: SyntheticSeries) -> list[tuple[int, Finding]]:
    """Return the findings between the years of a series, each with the year it is about."""
    shelf = RunShelf()
    for report in series.reports:
        shelf.add(process(report.data, report.name))
    return [(int(own.year.value), item) for own in shelf.findings() if own.year for item in own.findings]
