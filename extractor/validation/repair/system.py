"""The identities of a table as linear equations, and what is left of them when some cells may hold any number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from extractor.validation.equations import Identity


@dataclass(frozen=True, slots=True)
class Equation:
    """A signed sum of cells that is zero in a correct table.

    Attributes:
        factors: Cell → its factor, never 0; ±1 in an identity of the form, any whole number in a combination of some.
        gap: What the sum is as printed; 0 where the equation holds.
    """

    factors: Mapping[str, int]
    gap: int


@dataclass(frozen=True)
class System:
    """Equations that have to hold together; the cells that stand in none of them may hold any number."""

    equations: tuple[Equation, ...]

    def broken(self) -> list[Equation]:
        """Return the equations that don't hold, those of the fewest cells first."""
        return sorted((item for item in self.equations if item.gap), key=lambda item: len(item.factors))

    def holds(self, changes: Mapping[str, int]) -> bool:
        """Return whether all equations hold once some cells have changed by so much."""
        return all(
            item.gap + sum([change * item.factors.get(cell, 0) for cell, change in changes.items()]) == 0
            for item in self.equations
        )

    def free(self, cell: str) -> System:
        """Return what still has to hold when a cell may hold any number.

        One equation with the cell is given up, since it only says what the cell must be; the others are combined with
        it so that the cell falls out.
        """
        concerned = [item for item in self.equations if cell in item.factors]
        if not concerned:
            return self
        given_up = min(concerned, key=lambda item: len(item.factors))
        kept = [
            _without(item, given_up, cell) if cell in item.factors else item
            for item in self.equations
            if item is not given_up
        ]
        return System(tuple(kept))


def system_of(identities: Iterable[Identity], values: Mapping[str, int]) -> System:
    """Return the equations of identities; cells without a value are freed."""
    items = tuple(identities)
    system = System(tuple(_equation(item, values) for item in items))
    for cell in dict.fromkeys(path for item in items for path in item.left + item.right):
        if cell not in values:
            system = system.free(cell)
    return system


def _equation(identity: Identity, values: Mapping[str, int]) -> Equation:
    factors = _factors(identity.left, identity.right)
    return Equation(factors, sum([factor * values.get(cell, 0) for cell, factor in factors.items()]))


@lru_cache(maxsize=1024)
def _factors(left: tuple[str, ...], right: tuple[str, ...]) -> Mapping[str, int]:
    """Return the factors of an identity, of which there are some hundred; nobody changes them."""
    return dict.fromkeys(left, 1) | dict.fromkeys(right, -1)


def _without(item: Equation, other: Equation, cell: str) -> Equation:
    """Return an equation combined with another one so that a cell falls out."""
    ours, theirs = item.factors[cell], other.factors[cell]
    factors = {name: theirs * factor for name, factor in item.factors.items()}
    for name, factor in other.factors.items():
        factors[name] = factors.get(name, 0) - ours * factor
    kept = {name: factor for name, factor in factors.items() if factor}
    return Equation(kept, theirs * item.gap - ours * other.gap)


def solve(system: System, cells: Collection[str]) -> dict[str, Fraction] | None:
    """Return by how much each of some cells must change so that all equations hold.

    Returns:
        None where no change of these cells alone does it, or where more than one does.
    """
    lines = [[*(item.factors.get(cell, 0) for cell in cells), -item.gap] for item in system.equations]
    exact = [list(map(Fraction, line)) for line in lines if any(line)]
    pivots = list(_eliminate(exact, len(cells)))
    if len(pivots) != len(cells) + 1 or any(pivots[-1]):
        return None
    return {cell: pivots[at][-1] for at, cell in enumerate(cells)}


def _eliminate(lines: list[list[Fraction]], unknowns: int) -> Iterator[list[Fraction]]:
    """Yield the solved line of each unknown, then what is left on the right of the lines without unknowns.

    Fewer lines come where an unknown is not determined.
    """
    solved: list[list[Fraction]] = []
    for at in range(unknowns):
        pivot = next((line for line in lines if line[at]), None)
        if pivot is None:
            return
        lines = [line for line in lines if line is not pivot]
        pivot = [value / pivot[at] for value in pivot]
        lines = [_reduced(line, pivot, at) for line in lines]
        solved = [_reduced(line, pivot, at) for line in solved] + [pivot]
    yield from solved
    yield [line[-1] for line in lines]


def _reduced(line: list[Fraction], pivot: list[Fraction], at: int) -> list[Fraction]:
    factor = line[at]
    return [value - factor * other for value, other in zip(line, pivot, strict=True)] if factor else line
