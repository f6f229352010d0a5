"""Which reading of each row makes the whole table agree: one constraint problem over all rows.

Each row has the options of `candidates`; the form's identities (row total, balance, results) say which go together.
Solved as an integer program with HiGHS through scipy; no identity that can hold with the others is given up.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extractor.parsing.tables.candidates import Option

MAX_SOLUTIONS = 24
"""More readings than this are not counted out; the cells they disagree on are open anyway."""

_OPTIONS_PER_ROW = 600
_TIME_LIMIT = 2.0


@dataclass(frozen=True)
class Identity:
    """A signed sum of cells that is zero in a correct table: `(row, column index, sign)`."""

    terms: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Decoded:
    """The readings that fit best.

    Attributes:
        kept: Row key → the options that keep the row's own sums.
        solutions: Row key → option, one mapping per equally good reading; empty when there are too many options or
            no identity ties the open rows to others. A row of zeros and blanks, which no sum can place, is left out.
        broken: How many identities the best reading breaks.
        exhaustive: Whether `solutions` holds every equally good reading.
    """

    kept: Mapping[str, Sequence[Option]]
    solutions: tuple[Mapping[str, Option], ...]
    broken: int
    exhaustive: bool


def decode(rows: Mapping[str, Sequence[Option]], identities: Sequence[Identity]) -> Decoded:
    """Return the best readings of a table.

    Args:
        rows: Row key → its options, at least one each.
        identities: Those whose rows are all in `rows`; others are left out of account.
    """
    if not identities:
        only = {row: options[0] for row, options in rows.items() if len(options) == 1}
        return Decoded(rows, (only,), 0, exhaustive=True)
    usable = [identity for identity in identities if all(row in rows for row, _, _ in identity.terms)]
    single = [identity for identity in usable if len({row for row, _, _ in identity.terms}) == 1]
    across = [identity for identity in usable if len({row for row, _, _ in identity.terms}) > 1]
    kept, broken = _keep_own_sums(rows, single)
    open_rows = [row for row, options in kept.items() if len(options) > 1 and not _all_zero(options)]
    if not open_rows:
        only = {row: options[0] for row, options in kept.items()}
        return Decoded(kept, (_placed(only, kept),), broken + _count_broken(only, across), exhaustive=True)
    if not across or any(len(options) > _OPTIONS_PER_ROW for options in kept.values()):
        return Decoded(kept, (), broken, exhaustive=False)
    return _solve(kept, open_rows, across, broken)


def _keep_own_sums(
    rows: Mapping[str, Sequence[Option]], single: Sequence[Identity]
) -> tuple[dict[str, list[Option]], int]:
    """Return for each row the options that keep its own sums (all of them where none does), and how many rows broke."""
    kept, broken = {}, 0
    for row, options in rows.items():
        own = [identity for identity in single if identity.terms[0][0] == row]
        best = min((sum(_breaks({row: option}, identity) for identity in own) for option in options), default=0)
        fitting = [o for o in options if sum(_breaks({row: o}, identity) for identity in own) == best]
        fewest = min(option.blanks_guessed for option in fitting)
        kept[row] = [option for option in fitting if option.blanks_guessed == fewest]
        broken += best
    return kept, broken


def _breaks(chosen: Mapping[str, Option], identity: Identity) -> bool:
    """Return whether cells contradict an identity; blanks stand for any number from 0 up."""
    total, free_up, free_down = 0.0, False, False
    for row, column, sign in identity.terms:
        value = chosen[row].values[column]
        if value is None:
            free_up, free_down = free_up or sign > 0, free_down or sign < 0
        else:
            total += sign * value
    if free_up and free_down:
        return False
    if free_up:
        return total > 0
    if free_down:
        return total < 0
    return abs(total) > 1e-6


def _count_broken(chosen: Mapping[str, Option], identities: Sequence[Identity]) -> int:
    """Return how many identities a choice contradicts; blanks stand for any number from 0 up."""
    return sum(_breaks(chosen, identity) for identity in identities)


def _solve(
    rows: Mapping[str, Sequence[Option]], open_rows: Sequence[str], identities: Sequence[Identity], broken: int
) -> Decoded:
    """Enumerate the choices that keep every identity; where none does, as many identities as go together."""
    touching = [i for i in identities if any(row in open_rows for row, _, _ in i.terms)]
    kept = touching
    loose = {row: options if row in open_rows else [_loosest(options)] for row, options in rows.items()}
    program = _Program(loose, open_rows, kept)
    first = program.next_solution()
    if first is None and not program.timed_out:
        kept = _going_together(loose, open_rows, touching)
        program = _Program(loose, open_rows, kept)
        first = program.next_solution()
    found: list[dict[str, Option]] = []
    for _ in range(MAX_SOLUTIONS):
        if first is None:
            break
        if _count_broken({row: options[first.get(row, 0)] for row, options in loose.items()}, kept) == 0:
            chosen = {row: options[first.get(row, 0)] for row, options in rows.items()}
            found.append(_placed(chosen, rows))
        first = program.next_solution()
    one = {row: options[0] for row, options in loose.items()}
    left_out = len(touching) - len(kept) + _count_broken(one, [i for i in identities if i not in touching])
    return Decoded(rows, tuple(found), broken + left_out, exhaustive=first is None and not program.timed_out)


def _loosest(options: Sequence[Option]) -> Option:
    """Return one option for a row that stays as it is: a cell that is blank in any of its options is blank."""
    columns = zip(*(option.pieces for option in options), strict=True)
    return Option(tuple(next((piece for piece in pieces if piece.value is None), pieces[0]) for pieces in columns))


def _going_together(
    rows: Mapping[str, Sequence[Option]], open_rows: Sequence[str], identities: Sequence[Identity]
) -> list[Identity]:
    """Return identities that can hold at once, each of the others in conflict with those before it."""
    kept: list[Identity] = []
    for identity in identities:
        if _Program(rows, open_rows, [*kept, identity]).next_solution() is not None:
            kept.append(identity)
    return kept


def _all_zero(options: Sequence[Option]) -> bool:
    return not any(value for option in options for value in option.values)


def _placed(chosen: Mapping[str, Option], rows: Mapping[str, Sequence[Option]]) -> dict[str, Option]:
    """Return a choice without the rows of zeros whose blanks could stand anywhere."""
    return {row: option for row, option in chosen.items() if len(rows[row]) == 1 or not _all_zero(rows[row])}


@contextmanager
def silent_solver() -> Iterator[None]:
    """Keep what the solver's own C++ prints now and then off standard output, where a command's results go."""
    sys.stdout.flush()
    saved, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(saved, 1)
        os.close(saved)
        os.close(nowhere)


class _Program:
    """The integer program: a 0/1 variable for each option of an open row, a number from 0 up for each blank."""

    def __init__(
        self, rows: Mapping[str, Sequence[Option]], open_rows: Sequence[str], identities: Sequence[Identity]
    ) -> None:
        import numpy as np

        self._np = np
        self.timed_out = False
        self._rows, self._open = rows, frozenset(open_rows)
        self._picks = {pick: n for n, pick in enumerate((row, k) for row in open_rows for k in range(len(rows[row])))}
        blanks = sorted(
            {(r, c) for i in identities for r, c, _ in i.terms if any(o.values[c] is None for o in rows[r])}
        )
        self._blank_at = {cell: len(self._picks) + n for n, cell in enumerate(blanks)}
        self._size = len(self._picks) + len(blanks)
        self._largest = 1 + max((v for options in rows.values() for o in options for v in o.values if v), default=0.0)
        self._lines: list[tuple[Any, float, float]] = []
        for row in open_rows:
            self._lines.append((self._line({self._picks[row, k]: 1.0 for k in range(len(rows[row]))}), 1, 1))
        for cell in blanks:
            self._tie_blank(*cell)
        for identity in identities:
            self._tie_identity(identity)

    def _line(self, terms: Mapping[int, float]) -> Any:
        line = self._np.zeros(self._size)
        for index, factor in terms.items():
            line[index] += factor
        return line

    def _tie_identity(self, identity: Identity) -> None:
        """The signed sum of an identity's cells is zero."""
        terms: dict[int, float] = {}
        constant = 0.0
        for row, column, sign in identity.terms:
            options = self._rows[row]
            if row in self._open:
                for k, option in enumerate(options):
                    terms[self._picks[row, k]] = sign * (option.values[column] or 0.0)
            else:
                constant += sign * (options[0].values[column] or 0.0)
            if (row, column) in self._blank_at:
                terms[self._blank_at[row, column]] = sign
        self._lines.append((self._line(terms), -constant, -constant))

    def _tie_blank(self, row: str, column: int) -> None:
        """A blank's unknown may differ from 0 only where the chosen option has the blank."""
        if row in self._open:
            terms = {
                self._picks[row, k]: -self._largest for k, o in enumerate(self._rows[row]) if o.values[column] is None
            }
            self._lines.append((self._line({self._blank_at[row, column]: 1.0, **terms}), -self._np.inf, 0))

    def next_solution(self) -> dict[str, int] | None:
        """Return another choice, row → option index, and forbid it from now on; None when there is none."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        np, picks = self._np, len(self._picks)
        upper = np.ones(self._size)
        upper[picks:] = self._largest
        integrality = np.ones(self._size)
        integrality[picks:] = 0
        lines, low, high = zip(*self._lines, strict=True)
        with silent_solver():
            result = milp(
                np.zeros(self._size),
                constraints=LinearConstraint(np.vstack(lines), np.array(low), np.array(high)),
                bounds=Bounds(np.zeros(self._size), upper),
                integrality=integrality,
                options={"time_limit": _TIME_LIMIT},
            )
        self.timed_out = self.timed_out or result.status == 1
        if result.x is None:
            return None
        chosen = [pick for pick, index in self._picks.items() if result.x[index] > 0.5]
        self._lines.append((self._line({self._picks[pick]: 1.0 for pick in chosen}), 0, len(chosen) - 1))
        return dict(chosen)
