"""The smallest sets of cells whose change makes all identities hold, found by exact enumeration.

At least one cell of every broken equation has to change. The search takes a broken equation, supposes each of its cells
in turn to be wrong, frees that cell and goes on with what is still broken. It visits every set once and is complete:
a size at which it finds nothing has no repair. Broken equations that share no cell need a change each, which ends most
branches at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.schema.forms import APPLICANTS
from extractor.validation.repair.system import Equation, System

LARGEST = 5
"""Sets of more cells are left to the integer program."""
SMALLEST_CYCLE = 4
"""Fewer cells can't change without some identity noticing; each blank may stand in for one of them."""
MAX_STEPS = 2000
"""Supposed cells after which the search is given up; fixed, so that a report gives the same answer on any machine."""

Changes = dict[str, int]
"""Cell → by how much it changes."""
Check = Callable[[frozenset[str]], Changes | None]
"""Whether the change of some cells is possible: whole numbers, none below zero."""


@dataclass(frozen=True)
class Found:
    """The smallest repairs.

    Attributes:
        repairs: All of them, or as many as were found before the search stopped.
        complete: Whether there is no other repair as small.
    """

    repairs: tuple[Changes, ...]
    complete: bool


class _GivenUpError(Exception):
    """The search took too many steps."""


class _Search:
    """One search; counts its steps and notes sets that would do but for a number below zero."""

    def __init__(self, check: Check, max_steps: int) -> None:
        self.steps_left = max_steps
        self.impossible = False
        self._check = check

    def repairs(self, system: System, size: int) -> list[Changes]:
        """Return the repairs of exactly this size."""
        found = [self._check(cells) for cells in self._sets(system, size, frozenset(), frozenset())]
        self.impossible = self.impossible or None in found
        return [changes for changes in found if changes is not None and len(changes) == size]

    def _sets(
        self, system: System, size: int, chosen: frozenset[str], settled: frozenset[str]
    ) -> Iterator[frozenset[str]]:
        """Yield the sets of `size` more cells, none of them settled, that make the system hold."""
        broken = system.broken()
        if not broken:
            yield chosen
            return
        if _at_least(broken, settled) > size:
            return
        for cell in broken[0].factors:
            if cell in settled:
                continue
            self.steps_left -= 1
            if self.steps_left < 0:
                raise _GivenUpError
            yield from self._sets(system.free(cell), size - 1, chosen | {cell}, settled)
            settled |= {cell}


def _at_least(broken: list[Equation], settled: frozenset[str]) -> int:
    """Return how many cells must change at least: one for each broken equation that shares no cell with another one.

    Rows share cells with columns but not with each other, and so do columns: both are counted.
    """
    cells = [equation.factors.keys() - settled for equation in broken]
    if not all(cells):
        return LARGEST + 1
    return max(_apart(cells), _apart([item for item in cells if len(item) > len(APPLICANTS)]))


def _apart(sets: list[set[str]]) -> int:
    """Return how many of the sets, taken in their order, share nothing with those taken before."""
    taken: set[str] = set()
    count = 0
    for cells in sets:
        if taken.isdisjoint(cells):
            taken |= cells
            count += 1
    return count


def search(system: System, check: Check, blanks: int = 0, max_steps: int = MAX_STEPS) -> Found:
    """Return the smallest repairs of a system that does not hold.

    Args:
        system: Its blanks are freed already.
        check: Sorts out what no count can be.
        blanks: How many cells were blank.
        max_steps: Supposed cells after which the search is given up.

    Returns:
        No repairs and `complete=False` where none of up to `LARGEST` cells was found, or the search was given up.
    """
    run = _Search(check, max_steps)
    try:
        for size in range(_at_least(system.broken(), frozenset()), LARGEST + 1):
            impossible = run.impossible
            if found := run.repairs(system, size):
                # A smaller set that failed for a number below zero may do together with a cycle of further cells.
                return Found(tuple(found), complete=not impossible or size < SMALLEST_CYCLE - blanks)
    except _GivenUpError:
        return Found((), complete=False)
    return Found((), complete=False)
