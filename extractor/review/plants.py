"""Wrong values planted for a second reviewer: chosen at random, shown as if they had been read."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from extractor.review.apply import corrected_report
from extractor.review.model import Kind, Read, Value
from extractor.review.paths import fact_paths
from extractor.schema import Report
from extractor.validation.labels import number_text


def choose_plants(reads: Mapping[str, Read], count: int, chance: random.Random) -> dict[str, float]:
    """Return wrong values by path, for cells and facts with a whole number; fewer where there are not so many."""
    fitting = [
        read
        for read in reads.values()
        if read.kind in (Kind.CELL, Kind.FACT) and isinstance(read.value, int | float) and read.value % 1 == 0
    ]
    chosen = chance.sample(fitting, min(count, len(fitting)))
    return {read.path: wrong_value(int(read.value or 0), chance) for read in chosen}


def wrong_value(value: int, chance: random.Random) -> float:
    """Return a number as a misreading would leave it: a digit changed, lost or doubled, two swapped; never the same."""
    digits = str(abs(value))
    at = chance.randrange(len(digits))
    other = str((int(digits[at]) + chance.randrange(1, 10)) % 10)
    options = {
        digits[:at] + other + digits[at + 1 :],
        digits[:at] + digits[at + 1 :],
        digits[:at] + digits[at] + digits[at:],
        digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :],
    }
    numbers = sorted({int(option) for option in options if option} - {abs(value)})
    return chance.choice(numbers or [abs(value) + 1])


def planted_report(report: Report, reads: Mapping[str, Read], plants: Mapping[str, float]) -> Report:
    """Return a report that reads some values wrong; what it was read from stays as it is."""
    cells = {
        path: Value(path, Kind.CELL, reads[path], corrected={"value": value})
        for path, value in plants.items()
        if path in reads and reads[path].kind is Kind.CELL
    }
    planted = corrected_report(report, cells, None)
    facts = tuple(
        fact.model_copy(update={"value": plants[path]}) if path in plants else fact
        for path, fact in zip(fact_paths(report.facts), report.facts, strict=True)
    )
    return planted.model_copy(update={"facts": facts})


def planted_reads(reads: Mapping[str, Read], plants: Mapping[str, float]) -> dict[str, Read]:
    """Return the values of a report with the wrong ones in their place."""
    found = dict(reads)
    for path, value in plants.items():
        read = reads[path]
        printed = number_text(value) if read.kind is Kind.CELL else read.printed
        found[path] = replace(read, value=value, printed=printed, payload={**read.payload, "value": value})
    return found
