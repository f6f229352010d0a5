"""Which elements of a page are data tables, and the cells of their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from extractor.parsing.readers.html.spans import WIDEST, GridText
from extractor.parsing.tables.cells import is_cell

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_CELL = 400
"""A cell with more characters holds prose: its table lays out the page."""
PROSE_ROW = 80
_MOST_LINES = 60
"""More lines than a cell of figures or labels has."""
_MAX_SPAN = 1000
_MANY_COLUMNS = 20
_ROWS_AT_LEAST = 3
_FIGURES_ALONE = 5
_LONGEST_DIV_CELL = 120
_ROW_NAME = re.compile(r"(?:^|[\s_-])(?:tr|row)(?:$|[\s_\d-])|display\s*:\s*table-row", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a page.

    Attributes:
        text: What is printed.
        element: The block element it stands in.
        linked: How many of its characters are links.
    """

    text: str
    element: _Element
    linked: int


@dataclass(slots=True)
class Cell:
    """A table cell and which items stand in it, as a half-open range; `end` is -1 while it is open."""

    element: _Element
    start: int
    end: int


class Table(NamedTuple):
    """A data table: for each row the cells that begin in it."""

    rows: list[list[GridText]]
    element: _Element


class Kind(Enum):
    """What a block element could be in a table drawn with blocks."""

    LEAF = "leaf"
    ROW = "row"
    OTHER = "other"


class Child(NamedTuple):
    """A block inside a block: the range of its items and its own blocks."""

    kind: Kind
    element: _Element
    start: int
    end: int
    children: list[Child]


def table_rows(
    items: Sequence[Line | Table], start: int, rows: Sequence[Sequence[Cell]], number: int, element: _Element
) -> list[Line | Table] | None:
    """Return what a `<table>` without tables inside comes to; None where it lays out the page.

    Rows of prose among the rows of figures come out as lines, and so does what stands in no cell.
    """
    filled = sum(cell.end > cell.start for row in rows for cell in row)
    if filled < 2 or max(map(len, rows)) < 2:
        return None
    if any(cell.end - cell.start > _MOST_LINES for row in rows for cell in row):
        return None
    texts = [[_text(items, cell) for cell in row] for row in rows]
    if any(len(text) > LONGEST_CELL for row in texts if len(row) > 1 for text in row):
        return None
    made: list[Line | Table] = _outside(items, start, rows)
    grid: list[list[GridText]] = []
    for index, (row, row_texts) in enumerate(zip(rows, texts, strict=True), 1):
        if _is_prose(row_texts):
            made += [Table(grid, element)] if grid else []
            made += chain.from_iterable(items[cell.start : cell.end] for cell in row)
            grid = []
            continue
        path, rows_left = f"table[{number}]/tr[{index}]", len(rows) - index + 1
        grid.append(
            [
                GridText(text, cell.element, *spans(cell.element, rows_left), f"{path}/td[{place}]")
                for place, (cell, text) in enumerate(zip(row, row_texts, strict=True), 1)
            ]
        )
    return [*made, Table(grid, element)] if grid else made


def _text(items: Sequence[Line | Table], cell: Cell) -> str:
    if cell.end == cell.start + 1:
        return items[cell.start][0]  # type: ignore[return-value]
    return " ".join(item.text for item in items[cell.start : cell.end] if isinstance(item, Line))


def _outside(items: Sequence[Line | Table], start: int, rows: Sequence[Sequence[Cell]]) -> list[Line | Table]:
    """Return what stands between the cells: captions, text of broken markup."""
    outside: list[Line | Table] = []
    for cell in chain.from_iterable(rows):
        outside += items[start : cell.start]
        start = max(start, cell.end)
    return [*outside, *items[start:]]


def _is_prose(texts: Sequence[str]) -> bool:
    """Return whether a row is a paragraph that stands alone between rows of figures."""
    filled = [text for text in texts if text]
    return len(filled) == 1 and len(filled[0]) > PROSE_ROW and "。" in filled[0]


def spans(element: _Element, rows_left: int) -> tuple[int, int]:
    """Return rowspan and colspan, at least 1; a rowspan of 0 reaches to the table's foot."""
    down, right = element.get("rowspan"), element.get("colspan")
    if down is None and right is None:
        return 1, 1
    rowspan = _number(down)
    return min(rowspan or rows_left, rows_left), min(_number(right) or 1, WIDEST)


def _number(printed: str | None) -> int:
    """Return a span as written; 1 where it is none, or more than browsers take."""
    if printed is None:
        return 1
    digits = re.match(r"\s*(\d{1,9})", printed)
    value = int(digits[1]) if digits is not None else 1
    return value if value <= _MAX_SPAN else 1


def div_rows(items: list[Line | Table], start: int, children: Sequence[Child]) -> list[Line | Table] | None:
    """Return a block's items with the rows that its blocks draw as tables; None where they draw none.

    Rows of a table are at least three neighbours of several short cells each, figures among them, or blocks whose
    style or class names them rows. A row of figures needs no neighbours: its head may be drawn in another way.
    """
    if len(children) < _ROWS_AT_LEAST and all(child.kind is not Kind.ROW for child in children):
        return None
    made: list[Line | Table] = []
    done = start
    found = False
    for run in _runs(items, children):
        rows = [_div_cells(items, child) for child in run]
        if not _looks_like_figures(rows):
            continue
        found = True
        made += items[done : run[0].start]
        made.append(Table(rows, run[0].element))
        done = run[-1].end
    return [*made, *items[done:]] if found else None


def _runs(items: Sequence[Line | Table], children: Sequence[Child]) -> list[list[Child]]:
    """Return the longest stretches of blocks that could each be a table's row."""
    runs: list[list[Child]] = [[]]
    for child in children:
        if _could_be_row(items, child):
            runs[-1].append(child)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= _ROWS_AT_LEAST or any(_is_figures(items, child) for child in run)]


def _is_figures(items: Sequence[Line | Table], child: Child) -> bool:
    """Return whether a row holds nothing but figures and blanks, as many as a row of table 4 at least."""
    cells = _div_cells(items, child)
    filled = [cell.text for cell in cells if cell.text]
    return len(cells) >= _FIGURES_ALONE and len(filled) > 0 and all(map(is_cell, filled))


def _could_be_row(items: Sequence[Line | Table], child: Child) -> bool:
    if child.kind is Kind.LEAF:
        return len(child.children) == 1 and _is_named_row(child.element)
    if child.kind is not Kind.ROW or len(child.children) > _MANY_COLUMNS:
        return False
    lines = items[child.start : child.end]
    return all(len(line[0]) <= _LONGEST_DIV_CELL and not line[2] for line in lines if isinstance(line, Line))


def _is_named_row(element: _Element) -> bool:
    return _ROW_NAME.search(f"{element.get('class')} {element.get('style')}") is not None


def _div_cells(items: Sequence[Line | Table], row: Child) -> list[GridText]:
    return [
        GridText(_text(items, Cell(cell.element, cell.start, cell.end)), cell.element, 1, 1, None)
        for cell in row.children
    ]


def _looks_like_figures(rows: Sequence[Sequence[GridText]]) -> bool:
    figures = sum(not cell.text or is_cell(cell.text) for row in rows for cell in row)
    return figures >= _ROWS_AT_LEAST and max(map(len, rows)) > 1
