"""The tables of a web page, as editors, Word and style sheets write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from html import escape
from random import Random

from eval.synth.formats.html_divs import nested_divs
from eval.synth.formats.spans import SpanCell, span_cells
from eval.synth.grids import Grid, GridRow


class TableStyle(StrEnum):
    """How the tables of a page are marked up."""

    PLAIN = "plain"
    WORD = "word"
    DIVS = "divs"
    DIV_CLASSES = "div-classes"
    SPLIT = "split"
    REPEATED_HEAD = "repeated-head"
    WRONG_SPANS = "wrong-spans"
    UNCLOSED = "unclosed"
    ROW_TABLES = "row-tables"
    NESTED_DIVS = "nested-divs"
    THREE_TABLES = "three-tables"


USUAL = tuple(TableStyle)[:8]
"""Styles that a seed draws; the others are asked for by name."""

_TITLES = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
_WORD_TD = (
    '<td width="{width}" valign="center"{spans} style="width:{width}.35pt;padding:0pt 5.4pt;border:1.0000pt solid '
    'windowtext;mso-border-alt:0.5000pt solid windowtext;">'
)
_WORD_P = '<p class="MsoNormal" align="center" style="text-align:center;line-height:15pt;mso-pagination:widow-orphan">'
_WORD_SPAN = "<span style=\"font-family:仿宋_GB2312;mso-hansi-font-family:'Times New Roman';font-size:10.5pt\">"


def write_table(rng: Random, grid: Grid, style: TableStyle) -> str:
    """Return a table's markup."""
    rows = span_cells(grid)
    if style in (TableStyle.DIVS, TableStyle.DIV_CLASSES):
        return _divs(rows, style)
    if style is TableStyle.NESTED_DIVS:
        return nested_divs(rows)
    if style is TableStyle.ROW_TABLES:
        parts = [_cut_rows([row], at, at + 1, above=rows) for at, row in enumerate(rows)]
        return "".join(_table(rng, part, style) for part in parts)
    if style is TableStyle.THREE_TABLES and grid.table == "review_litigation":
        return _three_tables(rng, grid)
    if style is TableStyle.SPLIT and grid.table == "applications":
        return "".join(_table(rng, part, style) for part in _split(rng, rows))
    if style is TableStyle.REPEATED_HEAD and grid.table == "applications":
        at = rng.randrange(8, len(rows) - 3)
        head, body = rows[:3], [_cut_rows(rows[3:at], 3, at), _cut_rows(rows[at:], at, len(rows), above=rows)]
        return _table(rng, [*head, *body[0], *head, *body[1]], style)
    if style is TableStyle.WRONG_SPANS:
        rows = _wrong(rng, rows)
    return _table(rng, rows, style)


def _three_tables(rng: Random, grid: Grid) -> str:
    """Return table 4 as three tables of five figures, the title above it, in its first row or its first cell."""
    where = rng.choice(("above", "row", "cell"))
    results, values = grid.rows[1].labels[:5], grid.rows[-1].values
    tables = []
    for at, title in enumerate(_TITLES):
        figures = GridRow([title] if where == "cell" else [], values[5 * at : 5 * at + 5], grid.table)
        heads = [["", *results]] if where == "cell" else [[title, *[""] * 4], results] if where == "row" else [results]
        rows = [*(GridRow(list(head), []) for head in heads), figures]
        above = f"<p>{title}</p>" if where == "above" else ""
        tables.append(above + _table(rng, span_cells(Grid(grid.table, rows, len(heads[-1]))), TableStyle.THREE_TABLES))
    return "".join(tables)


def _split(rng: Random, rows: list[list[SpanCell]]) -> list[list[list[SpanCell]]]:
    """Return a table's rows cut in two, as pasted from two pages."""
    at = rng.randrange(8, len(rows) - 3)
    return [_cut_rows(rows[:at], 0, at), _cut_rows(rows[at:], at, len(rows), above=rows)]


def _cut_rows(
    rows: Sequence[Sequence[SpanCell]], start: int, end: int, above: Sequence[Sequence[SpanCell]] = ()
) -> list[list[SpanCell]]:
    """Return rows without what reaches below `end`; where cells of `above` reached in, blank ones stand instead."""
    cut = [[replace(cell, rowspan=min(cell.rowspan, end - cell.row)) for cell in row] for row in rows]
    reaching = [c for row in above for c in row if c.row < start < c.row + c.rowspan]
    if cut:
        blanks = [replace(c, text="", row=start, rowspan=c.row + c.rowspan - start) for c in reaching]
        cut[0] = sorted([*blanks, *cut[0]], key=lambda cell: cell.column)
    return cut


def _wrong(rng: Random, rows: list[list[SpanCell]]) -> list[list[SpanCell]]:
    """Return the rows with spans that reach over the table's edges, to the right and at its foot."""
    wrong = [list(row) for row in rows]
    for row in wrong:
        if row and rng.random() < 0.3:
            row[-1] = replace(row[-1], colspan=row[-1].colspan + rng.choice((1, 3, 90)))
    wrong[-1] = [replace(cell, rowspan=rng.choice((0, 1, 5, 99999))) for cell in wrong[-1]]
    return wrong


def _table(rng: Random, rows: Sequence[Sequence[SpanCell]], style: TableStyle) -> str:
    word = style is TableStyle.WORD or rng.random() < 0.4
    closing = style is not TableStyle.UNCLOSED
    lines = []
    for row in rows:
        cells = "".join(_cell(rng, cell, word, closing) for cell in row)
        lines.append(f"<tr>{cells}" + ("</tr>\n" if closing else "\n"))
    head = '<table class="MsoTableGrid" border="1" cellspacing="0" style="border-collapse:collapse" width="99%">'
    return f"{head}<tbody>{''.join(lines)}</tbody></table>\n"


def _cell(rng: Random, cell: SpanCell, word: bool, closing: bool) -> str:
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan != 1 else ""
    end = "</td>" if closing else ""
    text = _inline(rng, cell)
    if word:
        opening = _WORD_TD.format(width=rng.randint(28, 140), spans=spans)
        return f"{opening}{_WORD_P}{_WORD_SPAN}{text}<o:p></o:p></span></p>{end}"
    if not cell.is_value and rng.random() < 0.05 and len(cell.text) > 4:
        return f"<td{spans}><p>{escape(cell.text[:4])}</p><p>{escape(cell.text[4:])}</p>{end}"
    return f"<td{spans}>{text}{end}"


def _inline(rng: Random, cell: SpanCell) -> str:
    """Return what stands in a cell: blanks as non-breaking spaces, long labels broken, figures cut by inline markup."""
    text = escape(cell.text)
    if not text:
        return rng.choice(("&nbsp;", "", "&#160;&nbsp;", "<span>&nbsp;</span>", "\n  "))
    chance = rng.random()
    if cell.is_value:
        if len(text) > 1 and chance < 0.15 and text.isdigit():
            return f"<span>{text[:1]}</span><span lang='EN-US'>{text[1:]}</span>"
        return f"&nbsp;{text}&nbsp;" if chance < 0.25 else f"\n   {text}\n  " if chance < 0.35 else text
    at = len(cell.text) // 2
    if chance < 0.1 and len(cell.text) > 3:
        return f"{escape(cell.text[:at])}<br/>\n{escape(cell.text[at:])}"
    return f"<strong>{text}</strong>" if chance < 0.2 else text


def _divs(rows: Sequence[Sequence[SpanCell]], style: TableStyle) -> str:
    """Return a table drawn with divs, by style or by class names; places under a span are empty divs or left out."""
    styled = style is TableStyle.DIVS
    table = '<div style="display:table;width:100%">' if styled else '<div class="fake-table">'
    opening = '<div style="display: table-row;">' if styled else '<div class="table-row clearfix">'
    cell_opening = '<div style="display:table-cell;border:1px solid #333">' if styled else '<div class="td">'
    lines = []
    for row in rows:
        cells = "".join(f"{cell_opening}{escape(cell.text) or '&nbsp;'}</div>" for cell in row)
        lines.append(f"{opening}{cells}</div>\n")
    return f"{table}{''.join(lines)}</div>\n"
