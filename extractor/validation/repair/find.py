"""Which cells of a table are wrong, and what they should be: the smallest repairs, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.validation.equations import Identity, evaluate
from extractor.validation.repair.likelihood import CLEARLY, cost
from extractor.validation.repair.program import solve_program
from extractor.validation.repair.readings import SecondReadings
from extractor.validation.repair.search import Changes, Found, search
from extractor.validation.repair.system import System, solve, system_of

SECONDS = 0.4
"""The integer program is told to stop after this time; it takes up to a quarter of a second more."""

NO_READINGS = SecondReadings()


@dataclass(frozen=True)
class Repair:
    """The smallest repairs of a table.

    Attributes:
        repairs: Cell → what it should be, one mapping for each repair, the likeliest first.
        costs: How unlikely each is.
        complete: Whether there is no other repair as small; False where the search was stopped.
    """

    repairs: tuple[dict[str, int], ...]
    costs: tuple[float, ...]
    complete: bool

    @property
    def is_clear(self) -> bool:
        """Return whether the first repair is the only one, or clearly likelier than the second."""
        if not self.complete or not self.repairs:
            return False
        return len(self.repairs) == 1 or self.costs[1] - self.costs[0] >= CLEARLY


def find_repair(
    identities: Sequence[Identity],
    values: Mapping[str, float],
    readings: SecondReadings = NO_READINGS,
    seconds: float = SECONDS,
) -> Repair | None:
    """Return the smallest repairs of the identities of one table; None where they can all hold as printed.

    Args:
        identities: All of the table, or the one of a row of table 4.
        values: What the cells hold, by path. A cell that is not there, or holds a fraction, which no count is, may be
            any number from 0 up.
        readings: What else the source says of the cells.
        seconds: Time for the integer program.
    """
    paths = dict.fromkeys(path for item in identities for path in item.left + item.right)
    known = {path: int(values[path]) for path in paths if path in values and float(values[path]).is_integer()}
    least: dict[str, int] = {}
    system = system_of(identities, known)
    if not system.broken():
        least = {path: 0 for item in identities if evaluate(item, known).contradicts for path in _blanks(item, known)}
        system = system_of(identities, known | least)
    if not system.broken():
        return None
    table = _Table(identities, known | least, frozenset(least), system)
    found = search(system, table.changes, len(paths) - len(known))
    if not found.repairs:
        found = _by_program(table, seconds)
    return _ranked(found, known, readings)


@dataclass(frozen=True)
class _Table:
    """A table to repair; `blanks` count as 0, since even that is too much for an identity, and are not to change."""

    identities: Sequence[Identity]
    values: Mapping[str, int]
    blanks: frozenset[str]
    system: System

    def changes(self, cells: Iterable[str]) -> Changes | None:
        """Return by how much cells change; None where they can't mend all identities as counts."""
        found = solve(self.system, sorted(cells))
        if found is None or any(change.denominator > 1 for change in found.values()):
            return None
        changes = {cell: int(change) for cell, change in found.items()}
        return changes if self.mends(changes) else None

    def mends(self, changes: Changes) -> bool:
        """Return whether every cell changes to a count, and all identities can hold then."""
        mended = {**self.values, **{cell: self.values[cell] + change for cell, change in changes.items()}}
        return (
            all(change and mended[cell] >= 0 for cell, change in changes.items())
            and self.blanks.isdisjoint(changes)
            and self.system.holds(changes)
            and not any(evaluate(item, mended).contradicts for item in self.identities)
        )


def _blanks(identity: Identity, values: Mapping[str, int]) -> list[str]:
    return [path for path in identity.left + identity.right if path not in values]


def _by_program(table: _Table, seconds: float) -> Found:
    costs = {cell: 0.0 if cell.endswith(".total") else 0.5 if ".total_" in cell else 1.0 for cell in table.values}
    return solve_program(table.identities, table.values, costs, table.mends, seconds)


def _ranked(found: Found, values: Mapping[str, int], readings: SecondReadings) -> Repair:
    second = readings.all()
    meant = [{cell: values[cell] + change for cell, change in repair.items()} for repair in found.repairs]
    ranked = sorted((round(cost(values, repair, second), 6), sorted(repair.items())) for repair in meant)
    return Repair(tuple(dict(items) for _, items in ranked), tuple(costs for costs, _ in ranked), found.complete)
