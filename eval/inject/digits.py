"""A number with one wrong digit, and where to put it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Planted:
    """A number that was made wrong.

    Attributes:
        place: `table.row.column` of a cell, or a field of the prose.
        printed: What the report says now.
        true: What it said.
    """

    place: str
    printed: int
    true: int


def wrong_digit(rng: Random, value: int) -> int:
    """Return the number with one digit replaced by another one; it keeps its length."""
    digits = str(value)
    at = rng.randrange(len(digits))
    others = [digit for digit in "0123456789" if digit != digits[at] and (at or digit != "0" or len(digits) == 1)]
    return int(digits[:at] + rng.choice(others) + digits[at + 1 :])


def plant(rng: Random, plain: Mapping[str, int], count: int) -> list[Planted]:
    """Return a wrong digit for each of some cells drawn from those that print plain digits."""
    return [Planted(place, wrong_digit(rng, plain[place]), plain[place]) for place in rng.sample(list(plain), count)]
