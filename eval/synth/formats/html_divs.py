"""Tables drawn with divs whose heads stand inside each other."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.synth.formats.spans import SpanCell


def nested_divs(rows: Sequence[Sequence[SpanCell]]) -> str:
    """Return a table in which the cell of a head holds the row of the heads below it."""
    heads = next(at for at, row in enumerate(rows) if any(cell.is_value for cell in row))
    lines = [_row([_head(cell, rows[:heads]) for cell in rows[0]])] if heads else []
    lines += [_row([escape(cell.text) or "&nbsp;" for cell in row]) for row in rows[heads:]]
    return f'<div class="tbl">{"".join(lines)}</div>\n'


def _row(cells: Sequence[str]) -> str:
    drawn = "".join(f'<div class="tbl-td">{cell}</div>' for cell in cells)
    return f'<div class="tbl-tr">{drawn}</div>\n'


def _head(cell: SpanCell, heads: Sequence[Sequence[SpanCell]]) -> str:
    """Return a head with the heads that stand below it."""
    at = cell.row + cell.rowspan
    reach = range(cell.column, cell.column + cell.colspan)
    below = [other for other in (heads[at] if at < len(heads) else ()) if other.column in reach]
    text = escape(cell.text) or "&nbsp;"
    return f"<div>{text}</div>{_row([_head(other, heads) for other in below])}" if below else text
