"""Which cells of a grid reach over which places: what a format with merged cells writes."""

from __future__ import annotations

from dataclasses import dataclass

from eval.synth.grids import Grid, GridRow


@dataclass
class SpanCell:
    """A cell with the places it covers.

    Attributes:
        text: What is printed in it.
        row: Row it begins in, 0 for the first.
        column: Column it begins in, 0 for the first.
        rowspan: Rows it covers.
        colspan: Columns it covers.
        is_value: Whether it holds a figure of the issuer, blank or not.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    is_value: bool = False


def span_cells(grid: Grid) -> list[list[SpanCell]]:
    """Return for each row of a grid the cells that begin in it, every place of the grid covered by one."""
    rows: list[list[SpanCell]] = []
    above: list[SpanCell] = []
    for number, row in enumerate(grid.rows):
        begun, above = _row_cells(grid, number, row, above)
        rows.append(begun)
    return rows


def _row_cells(grid: Grid, number: int, row: GridRow, above: list[SpanCell]) -> tuple[list[SpanCell], list[SpanCell]]:
    """Return the cells that begin in a row, and for each place of it the cell that covers it."""
    texts = (row.labels + row.values + [""] * grid.width)[: grid.width]
    values = range(len(row.labels), len(row.labels) + len(row.values))
    begun: list[SpanCell] = []
    owners: list[SpanCell] = []
    for column, text in enumerate(texts):
        if text or column in values:
            begun.append(SpanCell(text, number, column, is_value=column in values))
            owners.append(begun[-1])
        elif above and _reaches_down(grid, row, texts, column, above):
            owners.append(above[column])
            if owners.count(above[column]) == 1:
                above[column].rowspan += 1
        elif owners:
            owners.append(owners[-1])
            owners[-1].colspan += 1
        else:
            begun.append(SpanCell("", number, column))
            owners.append(begun[-1])
    return begun, owners


def _reaches_down(grid: Grid, row: GridRow, texts: list[str], column: int, above: list[SpanCell]) -> bool:
    """Return whether an empty place belongs to the cell above it and not to the one on its left."""
    owner = above[column]
    if row.key is not None:
        return not any(texts[:column])
    free = not any(texts[owner.column : owner.column + owner.colspan])
    return free and grid.rows[owner.row].key is None
