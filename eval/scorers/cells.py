"""The cells of the official tables, exact: a blank is not a zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eval.gold import GoldTable
from eval.scorers.model import Judged, Sample, Verdict
from eval.scorers.values import same_count
from extractor.schema import Cell, TableCells
from extractor.schema.forms import cell_path

TABLES = ("disclosure", "applications", "review_litigation")
CELLS = "cells"


def score(sample: Sample) -> Iterator[Judged]:
    """Yield each cell that gold determines; a row or table that gold calls missing is one value."""
    tables = sample.gold.tables or {}
    for table in TABLES:
        cells: TableCells = getattr(sample.report.tables, table) or {}
        if table not in tables:
            continue
        rows = tables[table]
        if rows is None:
            yield from _missing_table(sample, table, cells)
        else:
            yield from _rows(sample, table, cells, rows)


def _missing_table(sample: Sample, table: str, cells: TableCells) -> Iterator[Judged]:
    """Yield a table that the report has although the document has none."""
    if any(_has_number(row or {}) for row in cells.values()):
        yield Judged(CELLS, table, Verdict.INVENTED, flagged=_is_named(sample, table))


def _rows(sample: Sample, table: str, cells: TableCells, rows: GoldTable) -> Iterator[Judged]:
    for row, columns in rows.items():
        printed = cells.get(row) or {}
        if columns is None:
            name = f"{table}.{row}"
            verdict = Verdict.INVENTED if _has_number(printed) else Verdict.ABSENT
            yield Judged(CELLS, name, verdict, flagged=_is_named(sample, name))
            continue
        for column, value in columns.items():
            yield _cell(sample, cell_path(table, row, column), printed.get(column), value)


def _cell(sample: Sample, name: str, cell: Cell | None, gold: float | None) -> Judged:
    value = cell.value if cell else None
    return Judged(
        CELLS,
        name,
        verdict_of(value, gold, same_count(value, gold)),
        gold,
        value,
        place=sample.overlap(name, cell.span, gold) if cell is not None and gold else None,
        flagged=_is_named(sample, name),
        confidence=sample.cell_confidence(name, cell) if cell is not None else None,
        quote=cell.printed if cell else None,
    )


def verdict_of(value: float | None, gold: float | None, agrees: bool) -> Verdict:
    """Return how a value compares with gold; None is no value."""
    if agrees:
        return Verdict.ABSENT if gold is None else Verdict.RIGHT
    if value is None:
        return Verdict.OMITTED
    return Verdict.INVENTED if gold is None else Verdict.WRONG


def _has_number(cells: Mapping[str, Cell | None]) -> bool:
    return any(cell and cell.value is not None for cell in cells.values())


def _is_named(sample: Sample, name: str) -> bool:
    """Return whether a finding names a cell, or a cell of a row or table."""
    return name in sample.named_cells or (
        name.count(".") < 2 and any(cell.startswith(f"{name}.") for cell in sample.named_cells)
    )
