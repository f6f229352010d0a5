"""The quick way through a plain data table: its cells' text straight from libxml2, the rest left to the full walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml.etree import XPath, iterwalk, tostring

from extractor.parsing.readers.html.grids import LONGEST_CELL, PROSE_ROW, Table, spans
from extractor.parsing.readers.html.spans import GridText

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_PLAIN = frozenset(
    (
        *(
            "table",
            "caption",
            "script",
            "style",
            "template",
            "noscript",
            "select",
            "textarea",
            "button",
            "iframe",
            "object",
        ),
        *("pre", "listing", "form", "svg", "math", "input", "head", "title", "audio", "video", "canvas", "datalist"),
    )
)
"""Elements that need the full walk."""
_BREAKING = frozenset(
    (
        *("br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "center", "dl", "dt", "dd", "hr"),
        *("section", "article", "blockquote", "address"),
    )
)
"""Elements that begin and end a line."""
_HIDING_WORDS = (b"display", b"visibility", b"mso-hide", b" hidden")
_HIDING = re.compile("display|visibility|mso-hide", re.IGNORECASE)
_HIDDEN = XPath("boolean(.//@hidden)")
_STYLES = XPath(".//@style", smart_strings=False)
_SECTIONS = frozenset(("tbody", "thead", "tfoot"))
_CELLS = frozenset(("td", "th"))


def may_hide_in_tables(markup: bytes) -> bool:
    """Return whether a style may hide anything between a page's first table and the end of its last one."""
    lower = markup.lower()
    start, end = lower.find(b"<table"), lower.rfind(b"</table")
    tables = lower[start : end if end > start else len(lower)]
    return start >= 0 and any(word in tables for word in _HIDING_WORDS)


def plain_table(table: _Element, number: int, hiding: bool) -> Table | None:
    """Return a data table; None where it holds anything but rows of short cells, which the full walk then reads.

    Args:
        table: The `<table>`.
        number: Which one of the page it is, 1 for the first.
        hiding: Whether anything in the page's tables may be hidden, see `may_hide_in_tables`.
    """
    tags = [element.tag for element in table.iterdescendants()]
    names = set(tags)
    if names & _NOT_PLAIN or (hiding and _may_hold_hidden(table)):
        return None
    if len(tostring(table, method="text", encoding="unicode")) > LONGEST_CELL * (tags.count("td") + tags.count("th")):
        return None
    rows = _rows(table)
    if not rows:
        return None
    broken = _broken_cells(table, names & _BREAKING)
    grid: list[list[GridText]] = []
    for index, row in enumerate(rows, 1):
        cells = _cells(row, f"table[{number}]/tr[{index}]", len(rows) - index + 1, broken)
        if cells is None:
            return None
        grid.append(cells)
    filled = sum(1 for row in grid for cell in row if cell.text)
    return Table(grid, table) if filled > 1 and max(map(len, grid)) > 1 else None


def _may_hold_hidden(table: _Element) -> bool:
    """Return whether a style may hide something in a table; most cells of a table have the same few styles."""
    return _HIDDEN(table) or any(map(_HIDING.search, set(_STYLES(table))))


def _rows(table: _Element) -> list[_Element] | None:
    """Return the rows; None where anything stands between them."""
    rows = []
    if _says(table.text):
        return None
    for part in table:
        if _says(part.tail):
            return None
        if part.tag == "tr":
            rows.append(part)
        elif part.tag in _SECTIONS and not _says(part.text):
            rows += part
        elif part.tag != "colgroup":
            return None
    return rows


def _says(text: str | None) -> bool:
    return text is not None and not text.isspace()


def _cells(row: _Element, path: str, rows_left: int, broken: set[_Element]) -> list[GridText] | None:
    """Return a row's cells; None where there is more in it, or a paragraph alone."""
    if row.tag != "tr" or _says(row.text) or _says(row.tail):
        return None
    cells = []
    for number, cell in enumerate(row, 1):
        tail = cell.tail
        if cell.tag not in _CELLS or (tail is not None and not tail.isspace()):
            return None
        text = (cell.text or "") if not len(cell) else _text(cell, broken)
        if len(text) > PROSE_ROW and (len(text) > LONGEST_CELL or "。" in text):
            return None
        rowspan, colspan = cell.get("rowspan"), cell.get("colspan")
        if rowspan is None and colspan is None:
            cells.append(GridText(text, cell, 1, 1, f"{path}/td[{number}]"))
        else:
            cells.append(GridText(text, cell, *spans(cell, rows_left), f"{path}/td[{number}]"))
    return cells


def _text(cell: _Element, broken: set[_Element]) -> str:
    if cell in broken:
        return _lines(cell)
    text: str = tostring(cell, method="text", encoding="unicode", with_tail=False)
    return text


def _broken_cells(table: _Element, names: set[str]) -> set[_Element]:
    """Return the cells that hold several lines; `names` are the elements of the table that end one."""
    broken: set[_Element] = set()
    for element in table.iter(*names) if names else ():
        parent = element.getparent()
        between = element.getprevious() is not None or element.getnext() is not None
        alone = not between and parent is not None and not _says(parent.text) and not _says(element.tail)
        if element.tag == "br" or not alone:
            cell = next(element.iterancestors("td", "th"), None)
            if cell is not None:
                broken.add(cell)
    return broken


def _lines(cell: _Element) -> str:
    """Return a cell's lines joined by spaces."""
    parts = []
    for event, element in iterwalk(cell, events=("start", "end")):
        if element.tag in _BREAKING:
            parts.append(" ")
        parts.append((element.text if event == "start" else element.tail if element is not cell else None) or "")
    return "".join(parts)
