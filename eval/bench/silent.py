"""How many errors in tables stay silent, on generated reports in which the issuer made three mistakes each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from eval.bench.row import Row, command, percent
from eval.bench.traceable import traceable
from eval.scoring import named_cells, score_cells
from eval.synth import generate
from extractor.errors import DocumentError
from extractor.pipeline import process
from extractor.schema import Report, Severity

FIRST_SEED = 5_000_000
"""Seeds from here on are used nowhere else."""
ERRORS = 3
_MOST = 0.001
_BROKEN, _WHOLE, _TABLE_2 = "a sum is broken", "every sum is whole", "table 2"
"""What a planted error leaves to find it by."""


@dataclass
class Tally:
    """What became of the cells and of the planted errors.

    Attributes:
        refused: Reports that were taken for none.
        planted: Cells with a planted error, by what it leaves to find it by.
        named: Those of them that a warning or an error names.
        examples: Cells read wrong and errors that were not named, with their seed, to look into.
    """

    reports: int = 0
    refused: int = 0
    cells: int = 0
    wrong: int = 0
    silent: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def silent_rows(*, quick: bool) -> list[Row]:
    """Return the rows for extracted cells and for planted errors."""
    tally = measure(100 if quick else 1000)
    on = f"{tally.reports} generated reports, {ERRORS} cell errors each"
    again = command("silent", quick=quick)
    share = tally.silent / tally.cells
    planted = tally.planted[_BROKEN] + tally.planted[_WHOLE]
    missed = planted - tally.named[_BROKEN] - tally.named[_WHOLE]
    return [
        Row("generated reports refused", on, str(tally.refused), again, "0", tally.refused == 0),
        Row(
            "cells read unlike printed, and no finding names them",
            on,
            f"{percent(share, 4)} ({tally.silent} of {tally.cells}; wrong in all {tally.wrong})",
            again,
            "< 0.1 %",
            share < _MOST,
        ),
        Row(
            "planted errors in tables 3 and 4 that no warning or error names",
            on,
            f"{percent(missed / planted)} ({missed} of {planted})",
            again,
            "< 0.1 %",
            missed / planted < _MOST,
        ),
        Row("of these errors, those that break a sum, named", on, _named(tally, _BROKEN), again),
        Row("of these errors, those that leave every sum whole, named", on, _named(tally, _WHOLE), again),
        Row("planted errors in table 2, which has no sums, named", on, _named(tally, _TABLE_2), again),
    ]


def _named(tally: Tally, kind: str) -> str:
    return f"{tally.named[kind]} of {tally.planted[kind]}"


def measure(count: int, first: int = FIRST_SEED) -> Tally:
    """Return the tally of generated reports from a seed on."""
    tally = Tally()
    for seed in range(first, first + count):
        made = generate(seed, errors=ERRORS)
        tally.reports += 1
        try:
            report = process(made.data, made.name).report
        except DocumentError:
            tally.refused += 1
        else:
            _count(report, made.gold, seed, tally)
    return tally


def _count(report: Report, gold: dict[str, Any], seed: int, tally: Tally) -> None:
    cells = score_cells(report, gold["tables"])
    tally.cells += cells.total
    tally.wrong += len(cells.wrong)
    tally.silent += len(cells.silent)
    tally.examples += [f"{seed} wrong {name}" for name in cells.wrong]
    weighty = tuple(finding for finding in report.findings if finding.severity is not Severity.INFO)
    named = named_cells(report.model_copy(update={"findings": weighty}))
    for cell in (entry["cell"] for entry in gold["planted"]):
        kind = _kind(gold["tables"], cell)
        tally.planted[kind] += 1
        tally.named[kind] += cell in named
        if kind == _BROKEN and cell not in named:
            tally.examples.append(f"{seed} unnamed {cell}")


def _kind(tables: dict[str, Any], cell: str) -> str:
    if cell.startswith("disclosure."):
        return _TABLE_2
    return _BROKEN if traceable(tables, cell) else _WHOLE
