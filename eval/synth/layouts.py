"""Tables and prose as text, one function a layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from eval.synth.grids import Grid, compact
from eval.synth.model import Layout
from eval.synth.torn import apart_table, pdf_table, wrap_pages

_PAGE_LINES = 26
_WRAP = 30


def pipe_rows(grid: Grid, rng: Random) -> str:
    """Return a line a row, spanned cells left as stray pipes at its end."""
    return "\n".join(_piped(grid, row_cells, " | ") for row_cells in map(compact, grid.rows))


def pipe_cells(grid: Grid, rng: Random) -> str:
    """Return a line a cell, each ending in its pipe."""
    return "\n".join(_piped(grid, row_cells, " |\n") for row_cells in map(compact, grid.rows))


def _piped(grid: Grid, cells: Sequence[str], joint: str) -> str:
    stray = "|" * (grid.width - len(cells))
    return joint.join(cells) + " |" + (f" {stray}" if stray else "")


def _placed(grid: Grid) -> list[list[str]]:
    """Return every row with an empty string where a span covers a column."""
    return [(row.labels + row.values + [""] * grid.width)[: grid.width] for row in grid.rows]


def tabs(grid: Grid, rng: Random) -> str:
    """Return a line a row, cells between tabs, spanned cells empty."""
    return "\n".join("\t".join(cells if any(cells[1:]) else cells[:1]) for cells in _placed(grid))


def markdown(grid: Grid, rng: Random) -> str:
    """Return a Markdown table; its first row is the head."""
    lines = ["| " + " | ".join(cells) + " |" for cells in _placed(grid)]
    lines.insert(1, "|" + " --- |" * grid.width)
    return "\n".join(lines)


def cell_lines(grid: Grid, rng: Random) -> str:
    """Return a cell a line between blank lines."""
    return "\n\n".join(cell for row in grid.rows for cell in compact(row) if cell)


def glued(grid: Grid, rng: Random) -> str:
    """Return the whole table without anything between its cells."""
    return "".join(cell for row in grid.rows for cell in compact(row))


TABLES: dict[Layout, Callable[[Grid, Random], str]] = {
    Layout.PIPE_ROWS: pipe_rows,
    Layout.PIPE_CELLS: pipe_cells,
    Layout.TABS: tabs,
    Layout.MARKDOWN: markdown,
    Layout.CELL_LINES: cell_lines,
    Layout.PDF: pdf_table,
    Layout.APART: apart_table,
    Layout.GLUED: glued,
    Layout.GLUED_SPACED: glued,
}


def join_document(layout: Layout, blocks: list[str], rng: Random) -> str:
    """Return the whole text from its paragraphs, headings and tables."""
    if layout in (Layout.GLUED, Layout.GLUED_SPACED):
        return "".join(blocks)
    if layout in (Layout.CELL_LINES, Layout.MARKDOWN, Layout.TABS):
        return "\n\n".join(blocks) + "\n"
    if layout in (Layout.PDF, Layout.APART):
        return wrap_pages(blocks, rng, width=_WRAP, page_lines=_PAGE_LINES) + "\n"
    return "\n".join(blocks) + "\n"
