"""Which readings a run of glued digits allows: plain search, independent of the extractor's decoder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod

from eval.synth.model import TableCells
from extractor.schema.forms import APPLICANTS, OUTCOMES, RESULT_ROWS

Reading = tuple[int, ...]

_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_BUDGET = 200_000
"""Steps of the search over table 3 before it gives up."""


class TooManyReadings(Exception):  # noqa: N818 - not an error of the user: the generator draws again
    """The search has no answer within its budget."""


def free_splits(digits: str, parts: int) -> list[tuple[str, ...]]:
    """Return every split into numbers without leading zeros; only the last may have decimals."""
    if parts == 1:
        return [(digits,)] if _NUMBER.fullmatch(digits) else []
    found = []
    for cut in range(1, len(digits) - parts + 2):
        head = digits[:cut]
        if "." in head or (head[0] == "0" and cut > 1):
            break
        found += [(head, *rest) for rest in free_splits(digits[cut:], parts - 1)]
    return found


def summed_splits(digits: str, parts: int) -> list[Reading]:
    """Return every split whose last number is the sum of the others."""
    found = []
    for length in range(1, len(digits) - parts + 2):
        tail = digits[-length:]
        if tail[0] != "0" or length == 1:
            total = int(tail)
            found += [(*head, total) for head in _heads(digits[:-length], parts - 1, total)]
    return found


def _heads(digits: str, parts: int, total: int) -> Iterator[Reading]:
    """Yield the splits of `digits` into numbers with exactly this sum."""
    if parts == 1:
        if digits and (digits[0] != "0" or len(digits) == 1) and int(digits) == total:
            yield (total,)
        return
    longest = 1 if digits.startswith("0") else min(len(str(total)), len(digits) - parts + 1)
    for cut in range(1, longest + 1):
        first = int(digits[:cut])
        if first > total:
            return
        for rest in _heads(digits[cut:], parts - 1, total - first):
            yield (first, *rest)


def review_readings(digits: str) -> list[Reading]:
    """Return every split of the run of table 4 into three groups that add up."""
    found = []
    size = len(OUTCOMES)
    for first in range(size, len(digits) - 2 * size + 1):
        left = summed_splits(digits[:first], size)
        for second in range(first + size, len(digits) - size + 1) if left else ():
            middle = summed_splits(digits[first:second], size)
            right = summed_splits(digits[second:], size) if middle else []
            found += [(*a, *b, *c) for a in left for b in middle for c in right]
    return found


def applications_readings(table: TableCells, form: str) -> dict[str, set[Reading]]:
    """Return for each row the readings that occur in some solution of the whole of table 3; empty sets for none.

    Raises:
        TooManyReadings: The search would take too long.
    """
    rows = {
        key: summed_splits("".join(cell.printed for cell in cells.values()), len(APPLICANTS))
        for key, cells in table.items()
    }
    results = [key for key in RESULT_ROWS[form] if key in rows]
    order = ["new_received", "carried_over", "carried_forward", "total_processed"]
    free = [key for key in results if len(rows[key]) != 1]
    found: dict[str, set[Reading]] = {key: set() for key in rows}
    if any(not readings for readings in rows.values()):
        return found
    fixed = [sum(rows[key][0][i] for key in results if len(rows[key]) == 1) for i in range(len(APPLICANTS) - 1)]
    if prod(len(rows[key]) for key in free) > _BUDGET:
        raise TooManyReadings
    budget = _BUDGET
    for top in _balanced([rows[key] for key in order]):
        gap = [top[3][i] - fixed[i] for i in range(len(APPLICANTS) - 1)]
        for chosen in _filling([rows[key] for key in free], gap):
            budget -= 1
            if budget < 0:
                raise TooManyReadings
            for key, reading in (*zip(order, top, strict=True), *zip(free, chosen, strict=True)):
                found[key].add(reading)
    if found["new_received"]:
        found.update({key: set(rows[key]) for key in results if len(rows[key]) == 1})
    return found


def _balanced(rows: list[list[Reading]]) -> Iterator[tuple[Reading, Reading, Reading, Reading]]:
    """Yield the readings of 一, 二, 四 and (七) with 一 + 二 = (七) + 四 in every column."""
    new_rows, over_rows, forward_rows, processed_rows = rows
    known = set(processed_rows)
    if len(new_rows) * len(over_rows) * len(forward_rows) > _BUDGET:
        raise TooManyReadings
    for new in new_rows:
        for over in over_rows:
            for forward in forward_rows:
                processed = tuple(a + b - c for a, b, c in zip(new, over, forward, strict=True))
                if processed in known:
                    yield new, over, forward, processed


def _filling(rows: list[list[Reading]], gap: list[int]) -> Iterator[tuple[Reading, ...]]:
    """Yield one reading a row so that the columns fill the gap exactly."""
    if min(gap) < 0:
        return
    if not rows:
        if not any(gap):
            yield ()
        return
    for reading in rows[0]:
        left = [a - b for a, b in zip(gap, reading, strict=False)]
        for rest in _filling(rows[1:], left):
            yield (reading, *rest)
