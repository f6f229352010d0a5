"""How likely it is that one number was written or read as another: the costs by which equally small repairs are ranked.

A cost is like a negative logarithm of a probability: costs add up, and one more unit makes a repair about three times
less likely. The figures are estimates from the errors listed in the design notes (lost and doubled digits, digits in
the neighbouring cell, totals left at 0), not measured frequencies; they only ever order repairs of the same size.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations

from extractor.schema.forms import APPLICANTS, APPLICATIONS, OUTCOMES, REVIEW_LITIGATION

Values = Mapping[str, int]


class Slip(StrEnum):
    """What may have happened to a number."""

    LOOK_ALIKE = "look_alike"
    DROPPED = "dropped"
    DOUBLED = "doubled"
    SWAPPED_DIGITS = "swapped_digits"
    REPLACED = "replaced"
    INSERTED = "inserted"
    TOTAL_AT_ZERO = "total_at_zero"
    TOTAL = "total"
    OTHER = "other"
    SWAPPED_CELLS = "swapped_cells"
    MOVED_VALUE = "moved_value"
    MOVED_DIGITS = "moved_digits"


COSTS = {
    Slip.LOOK_ALIKE: 1.0,
    Slip.DROPPED: 1.2,
    Slip.DOUBLED: 1.2,
    Slip.SWAPPED_DIGITS: 1.5,
    Slip.TOTAL_AT_ZERO: 1.5,
    Slip.REPLACED: 1.8,
    Slip.INSERTED: 2.0,
    Slip.TOTAL: 2.5,
    Slip.OTHER: 4.0,
    # of two cells together
    Slip.SWAPPED_CELLS: 1.5,
    Slip.MOVED_VALUE: 1.5,
    Slip.MOVED_DIGITS: 1.8,
}
PER_MAGNITUDE = 0.3
"""For each power of ten that a number changes by."""
COMPUTED = -0.3
"""For a total: an issuer computes it, and copies the other numbers."""
CONFIRMED, CONTRADICTED = -2.5, 2.5
"""Where another reading of the source says the proposed value, and where it says the printed one."""
CLEARLY = 1.0
"""A repair is proposed alone where every other of the same size costs at least this much more."""

_LOOK_ALIKE = frozenset(map(frozenset, ("17", "38", "56", "06", "08", "68", "09", "49", "27", "35")))
_COLUMNS = {"applications": APPLICANTS, "review_litigation": OUTCOMES}
_ROWS = {
    "applications": tuple(dict.fromkeys(key for form in APPLICATIONS.values() for key in form.row_keys)),
    "review_litigation": REVIEW_LITIGATION.row_keys,
}


def slip(cell: str, printed: int, meant: int) -> Slip:
    """Return the likeliest way in which `meant` came out as `printed` in a cell."""
    fitting = _digit_slips(str(printed), str(meant))
    if is_total(cell):
        fitting.append(Slip.TOTAL if printed else Slip.TOTAL_AT_ZERO)
    return min(fitting, key=COSTS.__getitem__, default=Slip.OTHER)


def is_total(cell: str) -> bool:
    """Return whether a cell holds a sum of others."""
    _, row, column = cell.split(".")
    return column == "total" or row == "total_processed"


def _digit_slips(printed: str, meant: str) -> list[Slip]:
    if len(printed) == len(meant):
        other = [pair for pair in zip(printed, meant, strict=True) if pair[0] != pair[1]]
        if len(other) == 1:
            return [Slip.LOOK_ALIKE if frozenset(other[0]) in _LOOK_ALIKE else Slip.REPLACED]
        return [Slip.SWAPPED_DIGITS] if printed in _with_neighbours_swapped(meant) else []
    if printed in _with_one_dropped(meant):
        return [Slip.DROPPED]
    if meant in _with_one_dropped(printed):
        return [Slip.DOUBLED if _has_doubled(printed, meant) else Slip.INSERTED]
    return []


def _with_one_dropped(digits: str) -> set[str]:
    return {digits[:at] + digits[at + 1 :] for at in range(len(digits))}


def _with_neighbours_swapped(digits: str) -> set[str]:
    return {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}


def _has_doubled(printed: str, meant: str) -> bool:
    return any(printed == meant[:at] + digit + meant[at:] for at, digit in enumerate(meant))


def pair_slip(first: str, second: str, printed: Values, meant: Values) -> Slip | None:
    """Return what may have happened to two neighbouring cells together; None where nothing in particular.

    Args:
        first: Cell to the left of the second one, or above it.
        second: Its neighbour.
        printed: What stands in both.
        meant: What should.
    """
    before, after = (printed[first], printed[second]), (meant[first], meant[second])
    if before == after[::-1]:
        return Slip.MOVED_VALUE if 0 in before else Slip.SWAPPED_CELLS
    if "".join(map(str, before)) == "".join(map(str, after)):
        return Slip.MOVED_DIGITS
    return None


def _are_neighbours(first: str, second: str) -> bool:
    table, *places = first.split(".")
    other_table, *others = second.split(".")
    if table != other_table:
        return False
    orders = (_ROWS[table], _COLUMNS[table])
    steps = [order.index(b) - order.index(a) for order, a, b in zip(orders, places, others, strict=True)]
    return steps in ([0, 1], [1, 0])


def repair_slips(printed: Values, meant: Values) -> dict[tuple[str, ...], Slip]:
    """Return what may have happened to the cells of a repair: pairs of neighbours first, then single cells."""
    slips: dict[tuple[str, ...], Slip] = {}
    left = set(meant)
    for pair in combinations(_in_order(meant), 2):
        if left.issuperset(pair) and _are_neighbours(*pair) and (kind := pair_slip(*pair, printed, meant)):
            slips[pair] = kind
            left -= set(pair)
    return slips | {(cell,): slip(cell, printed[cell], meant[cell]) for cell in meant if cell in left}


def _in_order(cells: Values) -> list[str]:
    """Return cells as the form has them, row by row."""

    def place(cell: str) -> tuple[str, int, int]:
        table, row, column = cell.split(".")
        return table, _ROWS[table].index(row), _COLUMNS[table].index(column)

    return sorted(cells, key=place)


def cost(printed: Values, meant: Values, second: Mapping[str, frozenset[int]]) -> float:
    """Return how unlikely a repair is.

    Args:
        printed: What stands in its cells.
        meant: What it proposes.
        second: What other readings of the source say, by cell.
    """
    total = sum(COSTS[kind] for kind in repair_slips(printed, meant).values())
    for cell, value in meant.items():
        total += PER_MAGNITUDE * math.log10(1 + abs(value - printed[cell])) + COMPUTED * is_total(cell)
        readings = second.get(cell, frozenset())
        total += CONFIRMED * (value in readings) + CONTRADICTED * (printed[cell] in readings)
    return total
