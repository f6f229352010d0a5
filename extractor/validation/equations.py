"""The equations between the cells of tables 3 and 4, and how to evaluate them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractor.schema.forms import APPLICANTS, APPLICATIONS, OUTCOMES, RESULT_ROWS, REVIEW_LITIGATION, cell_path
from extractor.validation.labels import column_label, row_label


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of the cells on the left equals the sum of those on the right; `key` is its row or column."""

    rule: str
    key: str
    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An identity with its numbers.

    Attributes:
        left: Sum of the numbers on the left; blanks are left out.
        right: The same on the right.
        blanks: Cells without a number, blank or not in the document.
    """

    identity: Identity
    left: float
    right: float
    blanks: tuple[str, ...]

    @property
    def demanded(self) -> float | None:
        """Return the value that the only blank must have; None where there is none, or more than one."""
        if len(self.blanks) != 1:
            return None
        difference = self.right - self.left
        return difference if self.blanks[0] in self.identity.left else 0 - difference

    @property
    def contradicts(self) -> bool:
        """Return whether the identity can't hold, whatever counts the blanks may be: they are never below zero."""
        if not self.blanks:
            return self.left != self.right
        blanks_left = any(path in self.identity.left for path in self.blanks)
        blanks_right = any(path in self.identity.right for path in self.blanks)
        return (self.left > self.right and not blanks_right) or (self.left < self.right and not blanks_left)


def _result_rows(single_other_row: bool) -> tuple[str, ...]:
    return RESULT_ROWS["2019" if single_other_row else "2021"]


def _row_totals(name: str, table: str, rows: Iterable[str], columns: tuple[str, ...]) -> Iterator[Identity]:
    """Yield for each row: the sum of the columns before the last one equals the last one."""
    for row in rows:
        paths = tuple(cell_path(table, row, column) for column in columns)
        yield Identity(name, row, row_label(table, row), paths[:-1], paths[-1:])


def _column_sums(name: str, left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[Identity]:
    """Yield for each column of table 3: the sum of some rows equals the sum of others."""
    for column in APPLICANTS:
        sides = [tuple(cell_path("applications", row, column) for row in rows) for rows in (left, right)]
        yield Identity(name, column, column_label(column), sides[0], sides[1])


@cache
def identities(single_other_row: bool) -> tuple[Identity, ...]:
    """Return all identities of tables 3 and 4.

    Args:
        single_other_row: Whether (六)其他处理 is one row (25 rows in table 3, else 23).
    """
    rows = APPLICATIONS["2019" if single_other_row else "2021"].row_keys
    return (
        *_row_totals("applications.row_total", "applications", rows, APPLICANTS),
        *_column_sums("applications.balance", ("new_received", "carried_over"), ("total_processed", "carried_forward")),
        *_column_sums("applications.results", _result_rows(single_other_row), ("total_processed",)),
        *_row_totals("review_litigation.row_total", "review_litigation", REVIEW_LITIGATION.row_keys, OUTCOMES),
    )


def evaluate(identity: Identity, values: Mapping[str, float]) -> Evaluated:
    """Return an identity with the sums of its two sides and the cells that hold no number."""
    value_of = values.__getitem__
    try:
        return Evaluated(identity, sum(map(value_of, identity.left)), sum(map(value_of, identity.right)), ())
    except KeyError:
        blanks = tuple(path for path in identity.left + identity.right if path not in values)
        left, right = (sum(values[path] for path in side if path in values) for side in (identity.left, identity.right))
        return Evaluated(identity, left, right, blanks)
