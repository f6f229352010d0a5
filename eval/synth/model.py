"""The values that pass through the generator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any


class Layout(StrEnum):
    """How the tables and the prose come out as text."""

    PIPE_ROWS = "pipe-rows"
    PIPE_CELLS = "pipe-cells"
    TABS = "tabs"
    MARKDOWN = "markdown"
    CELL_LINES = "cell-lines"
    PDF = "pdf"
    APART = "apart"
    GLUED = "glued"
    GLUED_SPACED = "glued-spaced"


GRID_LAYOUTS = frozenset({Layout.PIPE_ROWS, Layout.PIPE_CELLS, Layout.TABS, Layout.MARKDOWN})
"""Layouts in which an empty cell can be seen."""

GLUED_LAYOUTS = frozenset({Layout.GLUED, Layout.GLUED_SPACED})


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: `value` is None for a blank or a placeholder."""

    value: int | float | None
    printed: str


@lru_cache(maxsize=4096)
def whole(value: int) -> Cell:
    """Return the cell that prints a count in plain digits."""
    return Cell(value, str(value))


RowCells = dict[str, Cell]
TableCells = dict[str, RowCells]
"""Row key → column key → cell; a row that is not printed is absent."""

Tables = dict[str, TableCells]


@dataclass(frozen=True)
class SyntheticReport:
    """A fictional report and what is in it.

    Attributes:
        name: File name.
        text: The report as text, before encoding.
        data: The file's bytes.
        encoding: Python name of the encoding of `data`.
        gold: What a correct extraction gives, in the shape of the shared gold.
        layout: How the text is laid out.
    """

    name: str
    text: str
    data: bytes
    encoding: str
    gold: dict[str, Any]
    layout: Layout
