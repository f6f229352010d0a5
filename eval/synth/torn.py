"""Tables as PDF text gives them: labels over several lines, figures away from their label, page marks in between."""

from __future__ import annotations

import re
from random import Random

from eval.synth.grids import Grid, GridRow, compact

_LABEL_WIDTH = 15
_WORD = re.compile(r"[\w.:%@-]", re.ASCII)
_WORD_END = re.compile(r"[\w.:%@-]+\Z", re.ASCII)
_GROUPS_UPRIGHT = "三、本年度办理结果"


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of about `width` characters; figures stay whole, closing punctuation may hang over."""
    lines = []
    while len(text) > width + 1:
        cut = width + (text[width] in "，。；、）》”：")
        kept = _WORD_END.search(text, 0, cut)
        if kept and _WORD.match(text[cut]) and kept.start() > width // 2:
            cut = kept.start()
        lines.append(text[:cut])
        text = text[cut:]
    return [*lines, text]


def wrap_pages(blocks: list[str], rng: Random, *, width: int, page_lines: int) -> str:
    """Return the blocks hard-wrapped, a page mark after every `page_lines` lines. A block with line breaks stays."""
    style = rng.choice(("— {} —", "- {} -", "—{}—", "— {}—"))
    lines: list[str] = []
    for block in blocks:
        lines += block.split("\n") if "\n" in block else wrap(block, width)
    marked: list[str] = []
    for number, line in enumerate(lines):
        marked.append(line)
        if number % page_lines == page_lines - 1 and not line.startswith("|"):
            marked.append(style.format(number // page_lines + 1))
    return "\n".join(marked)


def _upright(text: str) -> list[str]:
    """Return a vertical cell: a character a line."""
    return list(text)


def _beside(label: list[str], figures: str, rng: Random, place: str) -> list[str]:
    """Return a broken label with the figures on its middle or last line, or on a line after it."""
    if len(label) == 1:
        return [f"{label[0]} {figures}"]
    if place == "after":
        return [*label, figures]
    if place == "last":
        return [*label[:-1], f"{label[-1]} {figures}"]
    middle = len(label) // 2 if len(label) > 2 else 1
    return [
        *label[:middle],
        f"{label[middle]} {figures}" if len(label) > 2 else figures,
        *label[middle + (len(label) > 2) :],
    ]


def pdf_table(grid: Grid, rng: Random) -> str:
    """Return a table as PDF text: a line a row, long labels broken."""
    place = rng.choice(("middle", "last", "after"))
    upright = rng.random() < 0.5
    broken = rng.random() < 0.4
    lines: list[str] = []
    for row in grid.rows:
        if not row.key:
            lines += _pdf_head(row, broken=broken and grid.table != "disclosure")
        elif grid.table == "applications":
            lines += _pdf_row(row, rng, place, upright)
        else:
            lines.append(" ".join(cell for cell in compact(row) if cell))
    return "\n".join(lines)


def _pdf_head(row: GridRow, *, broken: bool) -> list[str]:
    """Return the head cells, the relation wrapped; names on one line, or each over lines of two characters."""
    cells = [label for label in row.labels if label]
    if len(cells[0]) > 30:
        return [*wrap(cells[0], 21), *cells[1:]]
    if broken:
        return [part for cell in cells for part in (wrap(cell, 2) if len(cell) in (4, 6) else [cell])]
    return [" ".join(cells)]


def _pdf_row(row: GridRow, rng: Random, place: str, upright: bool) -> list[str]:
    labels = [label for label in row.labels if label]
    lines: list[str] = []
    if labels[0] == _GROUPS_UPRIGHT:
        lines += _upright(labels[0]) if upright else wrap(labels[0], 5)
        labels = labels[1:]
    if len(labels) > 1:
        lines.append(labels[0])
    width = 20 if labels[-1][0] in "一二四" else _LABEL_WIDTH
    return lines + _beside(wrap(labels[-1], width), " ".join(row.values), rng, place)


def apart_table(grid: Grid, rng: Random) -> str:
    """Return a PDF turned into Markdown: every few rows a table of its own, some labels outside it."""
    lines: list[str] = []
    open_table = False
    for row in grid.rows:
        cells = [label for label in row.labels if label]
        if not row.key:
            lines += cells
            open_table = False
            continue
        outside = grid.table == "review_litigation" or rng.random() < 0.3
        if outside or not open_table:
            lines += ["", *_outside(cells, outside)]
        shown = ([] if outside else cells if open_table else cells[-1:]) + row.values
        lines.append("| " + " | ".join(shown) + " |")
        if outside or not open_table:
            lines.append("|" + "---|" * len(shown))
        open_table = not outside
        if outside:
            lines.append("")
    return "\n".join(lines)


def _outside(cells: list[str], outside: bool) -> list[str]:
    """Return the labels that stand before the table: all of them, or the group alone."""
    if outside:
        return [part for cell in cells for part in wrap(cell, 18)]
    return cells[:-1]
