"""The true figures of the three tables: every identity of the form holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from eval.synth.model import Cell, RowCells, TableCells, Tables, whole
from extractor.schema.forms import APPLICANTS, DISCLOSURE, OUTCOMES, RESULT_ROWS, REVIEW_LITIGATION

_NEW = ((0, 0), (0, 9), (8, 180), (200, 3200))
"""Range of the new applications of natural persons, by size of the issuer."""

_FREQUENT = (
    "granted", "granted", "granted", "partially_granted", "unavailable_not_held", "unavailable_not_held",
    "unavailable_needs_creation", "denied_third_party", "denied_internal_affairs", "denied_process_information",
    "denied_administrative_query", "unavailable_still_unclear", "not_processed_petition", "not_processed_repeated",
    "other_not_corrected", "other_other", "other_handling", "denied_enforcement_files", "denied_law_forbids",
)  # fmt: skip


def make_tables(rng: Random, form: str, size: int, *, single_other: bool = False) -> Tables:
    """Return consistent tables.

    Args:
        rng: Source of chance.
        form: `2021` or `2019`.
        size: 0 to 3, of the issuer.
        single_other: Give a 2021 table 3 the single row (六)其他处理.
    """
    return {
        "disclosure": _disclosure(rng, form, size),
        "applications": _applications(rng, "2019" if single_other else form, size),
        "review_litigation": _review(rng, size),
    }


def _count(rng: Random, size: int, low: int, high: int) -> int:
    """Return mostly 0 for small issuers, else a number that grows with the size."""
    if rng.random() < (0.8, 0.4, 0.15, 0.05)[size]:
        return 0
    return rng.randint(low, max(low, high * (1, 4, 20, 100)[size]))


def _disclosure(rng: Random, form: str, size: int) -> TableCells:
    table: TableCells = {}
    for row in DISCLOSURE[form].rows:
        values = {column: _disclosure_cell(rng, row.key, column, size) for column in row.columns}
        table[row.key] = values
    if form == "2021" and size < 3:
        table["regulations"] = dict.fromkeys(table["regulations"], whole(0))
    return table


def _disclosure_cell(rng: Random, row: str, column: str, size: int) -> Cell:
    if column == "amount":
        return _amount(rng, size)
    if row in ("regulations", "normative_documents"):
        return whole(_count(rng, min(size, 2), 1, 5))
    if column == "change":
        return whole(_count(rng, size, 1, 3))
    return whole(_count(rng, size, 1, 40))


def _amount(rng: Random, size: int) -> Cell:
    """Return an amount in 万元 with up to six decimals, none of them a trailing zero."""
    units = _count(rng, size, 1, 90)
    places = rng.choice((0, 0, 1, 2, 2, 4, 6))
    if not units or not places:
        return whole(units)
    printed = f"{units}.{rng.randint(0, 10 ** (places - 1) - 1) * 10 + rng.randint(1, 9):0{places}d}"
    return Cell(float(printed), printed)


def _spread(rng: Random, total: int, size: int) -> int:
    return rng.randint(0, total) if total < 6 or size < 2 else rng.randint(total // 20, total // 4)


def _applications(rng: Random, form: str, size: int) -> TableCells:
    def received(column: str) -> int:
        low, high = _NEW[size] if column == "natural_person" else (0, _NEW[size][1] // 12)
        active = column == "natural_person" or rng.random() < (0.0, 0.3, 0.4, 0.7)[size]
        return rng.randint(low, high) if active else 0

    return fill_applications(rng, form, size, received)


def fill_applications(
    rng: Random, form: str, size: int, received: Callable[[str], int], carried: Mapping[str, int] | None = None
) -> TableCells:
    """Return a table 3 that balances.

    Args:
        rng: Source of chance.
        form: `2021`, or `2019` for a single row (六).
        size: 0 to 3, of the issuer.
        received: Gives the new applications of a kind of applicant.
        carried: What last year's report carried forward, by kind of applicant; None lets chance decide.
    """
    rows = RESULT_ROWS[form]
    frequent = [row for row in _FREQUENT if row in rows]
    keys = ("new_received", "carried_over", *rows, "total_processed", "carried_forward")
    counts: dict[str, dict[str, int]] = {row: dict.fromkeys(APPLICANTS, 0) for row in keys}
    for column in APPLICANTS[:-1]:
        over = None if carried is None else carried[column]
        _fill_column(rng, counts, column, received(column), frequent, size, over)
    for row in counts.values():
        row["total"] = sum(row.values())
    return {row: {column: whole(value) for column, value in cells.items()} for row, cells in counts.items()}


def _fill_column(
    rng: Random,
    counts: dict[str, dict[str, int]],
    column: str,
    new: int,
    frequent: list[str],
    size: int,
    carried: int | None = None,
) -> None:
    """Spread the applications of one kind of applicant over the results, so that the column balances.

    `carried` is what last year's report carried forward; None lets chance decide.
    """
    over = rng.randint(0, max(1, new // 12)) if new and rng.random() < 0.4 else 0
    over = over if carried is None else carried
    forward = rng.randint(0, max(1, new // 10)) if new and rng.random() < 0.45 else 0
    processed = new + over - forward
    counts["new_received"][column], counts["carried_over"][column] = new, over
    counts["carried_forward"][column], counts["total_processed"][column] = forward, processed
    left = processed
    while left:
        part = min(left, max(1, _spread(rng, left, size)))
        counts[rng.choice(frequent)][column] += part
        left -= part


def _review(rng: Random, size: int) -> TableCells:
    table: TableCells = {}
    for row in REVIEW_LITIGATION.rows:
        high = (0, 1, 9, 60)[size]
        counts = [rng.randint(0, high) if high and rng.random() < 0.5 else 0 for _ in OUTCOMES[:-1]]
        counts.append(sum(counts))
        cells: RowCells = {column: whole(value) for column, value in zip(OUTCOMES, counts, strict=True)}
        table[row.key] = cells
    return table
