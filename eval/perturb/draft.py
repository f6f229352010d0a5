"""A fictional report that an edit may change, before it is written out in a layout."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from eval.synth.formats.html_tables import TableStyle, write_table
from eval.synth.generate import compose
from eval.synth.grids import Grid, GridRow
from eval.synth.layouts import TABLES, join_document
from eval.synth.model import Layout

LAYOUTS = ("pipe-rows", "pipe-cells", "tabs", "markdown", "cell-lines", "pdf", "html")
"""The layouts in which an edit can be told from its neighbours; `html` is a plain page."""

SHOWING_BLANKS = frozenset({"pipe-rows", "pipe-cells", "tabs", "markdown", "html"})


@dataclass
class Draft:
    """A report under edit.

    Attributes:
        rng: Source of chance for the edit.
        layout: How it will be written.
        blocks: Paragraphs and tables in order.
        tables: Gold of the tables, kept true to what the edit prints.
        touched: Cells (`table.row.column`) and rows (`table.row`) that the edit changes.
        on_table: Changes a table's text after it was laid out.
        on_text: Changes the whole text at last.
    """

    rng: Random
    layout: str
    blocks: list[str | Grid]
    tables: dict[str, Any]
    touched: set[str] = field(default_factory=set)
    on_table: Callable[[str, str], str] = lambda table, text: text
    on_text: Callable[[str], str] = lambda text: text

    def grid(self, table: str) -> Grid:
        """Return a table."""
        return next(block for block in self.blocks if isinstance(block, Grid) and block.table == table)

    def row(self, table: str, key: str) -> GridRow:
        """Return a printed row of a table."""
        return next(row for row in self.grid(table).rows if row.key == key)

    def rows(self, table: str) -> list[str]:
        """Return the keys of the printed rows of a table."""
        return [key for key, cells in self.tables[table].items() if cells is not None]

    def print(self, table: str, key: str, column: str, printed: str, value: float | None) -> None:
        """Print something else in a cell; `value` is what a reader should take it for."""
        cells = self.tables[table][key]
        self.row(table, key).values[list(cells).index(column)] = printed
        cells[column] = value
        self.touched.add(f"{table}.{key}.{column}")


def make_draft(seed: int, layout: str) -> Draft:
    """Return an undamaged report of the form of 2021 in a layout."""
    made = compose(seed, form="2021", noise=0, damage=0, size=1 + seed % 3)
    return Draft(Random(f"edit {seed}"), layout, list(made.blocks), deepcopy(made.gold["tables"]))


def write_draft(draft: Draft, seed: int) -> tuple[str, bytes]:
    """Return the name and the bytes of the file."""
    rng = Random(f"write {seed}")
    if draft.layout == "html":
        return "report.html", draft.on_text(_page(draft, rng)).encode()
    layout = Layout(draft.layout)
    blocks = [
        block if isinstance(block, str) else draft.on_table(block.table, TABLES[layout](block, rng))
        for block in draft.blocks
    ]
    text = draft.on_text(join_document(layout, blocks, rng))
    return ("report.md" if layout is Layout.MARKDOWN else "report.txt"), text.encode()


def _page(draft: Draft, rng: Random) -> str:
    parts = [
        f"<p>{block}</p>" if isinstance(block, str) else write_table(rng, block, TableStyle.PLAIN)
        for block in draft.blocks
    ]
    return '<html><head><meta charset="utf-8"></head><body>' + "\n".join(parts) + "</body></html>"
