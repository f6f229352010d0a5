"""The smallest set of cell changes as an integer program, for tables with more wrong cells than the search can try.

Solved with HiGHS through scipy. A cell may go up or down by any whole number, at a cost of 1 for being changed at all;
totals are a shade cheaper, since an issuer computes them. Blanks may hold any number from 0 up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from extractor.parsing.tables.decode import silent_solver
from extractor.validation.equations import Identity
from extractor.validation.repair.search import Changes, Found

MAX_REPAIRS = 4
"""Equally small repairs that are looked for."""


class _Program:
    """The program: for each cell how far up, how far down and whether it changes; then the blanks."""

    def __init__(self, identities: Sequence[Identity], values: Mapping[str, int], cost: Mapping[str, float]) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        self._np, self._csr = np, csr_array
        paths = list(dict.fromkeys(path for item in identities for path in item.left + item.right))
        self.cells = [path for path in paths if path in values]
        blanks = [path for path in paths if path not in values]
        count = len(self.cells)
        self._at = {path: at for at, path in enumerate(self.cells)}
        self._size = 3 * count + len(blanks)
        self._blank_at = {path: 3 * count + at for at, path in enumerate(blanks)}
        self._lines: list[tuple[dict[int, float], float, float]] = []
        largest = 1.0 + (2 * max(map(abs, values.values())) if blanks else sum(map(abs, _gaps(identities, values))))
        self._upper = np.full(self._size, largest)
        self._upper[2 * count : 3 * count] = 1
        for path, at in self._at.items():
            down = min(max(values[path], 0.0), largest)
            self._upper[count + at] = down
            self._lines.append(({at: 1.0, 2 * count + at: -largest}, -np.inf, 0))
            self._lines.append(({count + at: 1.0, 2 * count + at: -down}, -np.inf, 0))
        self._cost = np.zeros(self._size)
        self._cost[2 * count : 3 * count] = [1 + cost[path] / (count + 1) for path in self.cells]
        for identity in identities:
            self._tie(identity, values)

    def _tie(self, identity: Identity, values: Mapping[str, int]) -> None:
        terms: dict[int, float] = {}
        gap = 0
        for sign, paths in ((1, identity.left), (-1, identity.right)):
            for path in paths:
                if path in self._at:
                    at = self._at[path]
                    terms |= {at: sign, len(self.cells) + at: -sign}
                    gap += sign * values[path]
                else:
                    terms[self._blank_at[path]] = sign
        self._lines.append((terms, -gap, -gap))
        if gap and all(path in self._at for path in identity.left + identity.right):
            changed = {2 * len(self.cells) + self._at[path]: 1.0 for path in identity.left + identity.right}
            self._lines.append((changed, 1, self._np.inf))

    def next_changes(self, seconds: float) -> Changes | None:
        """Return a smallest repair and forbid its cells together from now on; None where none was proven in time."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        np = self._np
        rows = [at for at, (terms, _, _) in enumerate(self._lines) for _ in terms]
        columns = [index for terms, _, _ in self._lines for index in terms]
        factors = [factor for terms, _, _ in self._lines for factor in terms.values()]
        matrix = self._csr((factors, (rows, columns)), shape=(len(self._lines), self._size))
        _, low, high = zip(*self._lines, strict=True)
        with silent_solver():
            result: Any = milp(
                self._cost,
                constraints=LinearConstraint(matrix, np.array(low), np.array(high)),
                bounds=Bounds(np.zeros(self._size), self._upper),
                integrality=np.ones(self._size),
                options={"time_limit": seconds},
            )
        if result.status != 0:
            return None
        return self._forbid(result.x)

    def _forbid(self, found: Any) -> Changes:
        count = len(self.cells)
        changes = {path: round(found[at] - found[count + at]) for path, at in self._at.items()}
        changes = {path: change for path, change in changes.items() if change}
        self._lines.append(({2 * count + self._at[path]: 1.0 for path in changes}, 0, len(changes) - 1))
        return changes


def solve_program(
    identities: Iterable[Identity],
    values: Mapping[str, int],
    cost: Mapping[str, float],
    mends: Callable[[Changes], bool],
    seconds: float,
) -> Found:
    """Return some of the smallest repairs.

    Args:
        identities: Of one table.
        values: The cells that hold a number, by path.
        cost: Cell → from 0 to 1, which of two sets of the same size is looked for first.
        mends: Confirms a repair in exact arithmetic, which the solver does not use.
        seconds: In all.
    """
    ends = time.monotonic() + seconds
    program = _Program(tuple(identities), values, cost)
    repairs: list[Changes] = []
    while (left := ends - time.monotonic()) > 0:
        changes = program.next_changes(left)
        if not changes or not mends(changes):
            return Found(tuple(repairs), complete=False)
        if repairs and len(changes) > len(repairs[0]):
            return Found(tuple(repairs), complete=True)
        repairs.append(changes)
        if len(repairs) == MAX_REPAIRS:
            break
    return Found(tuple(repairs), complete=False)


def _gaps(identities: Iterable[Identity], values: Mapping[str, int]) -> list[int]:
    """Return by how much each identity is broken."""
    return [sum(values[path] for path in i.left) - sum(values[path] for path in i.right) for i in identities]
