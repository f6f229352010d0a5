"""From a page's elements to lines and tables, in one pass without recursion; nothing is left out but what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml.etree import iterwalk

from extractor.errors import DocumentLoadError, DocumentTooLargeError
from extractor.parsing.readers.html.cells import plain_table
from extractor.parsing.readers.html.grids import Cell, Child, Kind, Line, Table, div_rows, table_rows

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 2000
"""Elements inside each other; libxml2 drops what is deeper than 2048."""

MAX_SIZE = 2_000_000
"""Characters of text; a report has 2,000 to 100,000."""
_LINE_COSTS = 10
"""Characters that a line counts beside its own, so that millions of short ones end too."""
_CELL_COSTS = 30

_SKIP, _BLOCK, _BREAK, _TABLE, _ROW, _CELL, _LINK, _PARAGRAPH, _PRE = range(1, 10)
_NOT_SHOWN = (
    *("script", "style", "template", "noscript", "head", "select", "datalist", "textarea", "button", "input", "iframe"),
    *("object", "embed", "applet", "audio", "video", "canvas", "svg", "math", "map", "progress", "meter", "dialog"),
)
_BLOCKS = (
    *("html", "body", "div", "section", "article", "main", "header", "footer", "nav", "aside", "address", "blockquote"),
    *("center", "dir", "dl", "dt", "dd", "fieldset", "figure", "figcaption", "form", "hgroup", "hr", "ul", "ol", "li"),
    *("menu", "details", "summary", "legend", "thead", "tbody", "tfoot", "caption", "frameset", "noframes", "colgroup"),
)
_TAGS: dict[str, int] = {
    **dict.fromkeys(_NOT_SHOWN, _SKIP),
    **dict.fromkeys(_BLOCKS, _BLOCK),
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6"), _PARAGRAPH),
    "br": _BREAK,
    "table": _TABLE,
    "tr": _ROW,
    "td": _CELL,
    "th": _CELL,
    "a": _LINK,
    "pre": _PRE,
    "listing": _PRE,
}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BOXING = re.compile(r"display\s*:\s*(?:table|flex|grid|block|inline-block)", re.IGNORECASE)
_CELL_CLASS = re.compile(r"(?:^|[\s_-])(?:t[dhr]|cell|col|row)(?:$|[\s_\d-])", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_EDGES = " \t\r\n\f\v\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\u2002\u2003\u2009"


@dataclass(slots=True)
class _Block:
    """An open block element: where its items begin and which blocks stood in it."""

    element: _Element
    start: int
    tables: int
    children: list[Child]


@dataclass(slots=True)
class _Grid:
    """An open `<table>`: its rows so far, and the cell that is open."""

    element: _Element
    number: int
    start: int
    tables: int
    rows: list[list[Cell]] = field(default_factory=list)
    cell: Cell | None = None


class Walked(NamedTuple):
    """What stands on a page, in reading order; `linked` of a line counts its characters inside links."""

    items: list[Line | Table]
    hidden: int
    """How many elements were left out because a style hides them."""


def walk(root: _Element, name: str, hiding: bool = True, show_hidden: bool = False) -> Walked:
    """Return a page's lines and tables.

    Args:
        root: The page.
        name: File name, for the error.
        hiding: Whether a style may hide something in the page's tables.
        show_hidden: Whether what a style hides is read too.

    Raises:
        DocumentLoadError: More than `MAX_DEPTH` elements inside each other.
        DocumentTooLargeError: More than `MAX_SIZE` characters.
    """
    walker = _Walker(root, hiding and not show_hidden, show_hidden)
    depth = 0
    context = iterwalk(root, events=("start", "end"))
    for event, element in context:
        if event == "start":
            depth += 1
            if depth > MAX_DEPTH:
                raise DocumentLoadError(name=name, reason="nested")
            if walker.start(element):
                context.skip_subtree()
            if walker.size > MAX_SIZE:
                break
        else:
            depth -= 1
            walker.end(element)
    walker.flush(root)
    if walker.size > MAX_SIZE:
        raise DocumentTooLargeError(name=name, size=walker.size, limit=MAX_SIZE)
    return Walked(walker.items, walker.hidden)


class _Walker:
    """Collects text into lines, lines into cells, cells into tables, while the elements go by."""

    def __init__(self, root: _Element, hiding: bool, show_hidden: bool) -> None:
        self.items: list[Line | Table] = []
        self.hidden = 0
        self._hiding = hiding
        self._show_hidden = show_hidden
        self._text: list[str] = []
        self._linked = 0
        self._links = 0
        self._pre = 0
        self._made = 0
        self._numbers = 0
        self._blocks = [_Block(root, 0, 0, [])]
        self._grids: list[_Grid] = []
        self._left_out: _Element | None = None
        self._boxes: set[_Element] = set()
        self._layout = {outer for inner in root.iter("table") for outer in islice(inner.iterancestors("table"), 1)}
        self.size = 0

    def start(self, element: _Element) -> bool:
        """Take an element's beginning; return whether what is in it is to be left out."""
        kind = _TAGS.get(element.tag, 0)
        if kind == _SKIP or self._hides(element, kind):
            self._left_out = element
            return True
        if kind in (_BLOCK, _PARAGRAPH) and not len(element) and not self._pre:
            self._take_leaf(element, kind)
            return True
        if kind == _BLOCK:
            if self._text:
                self.flush(self._here())
            self._blocks.append(_Block(element, len(self.items), self._made, []))
        elif kind == _TABLE and self._take_plain(element):
            return True
        elif kind == _LINK:
            self._links += 1
        elif kind or (self._boxes and element in self._boxes):
            self._open(element, kind)
        if text := element.text:
            self._add(text)
        return False

    def end(self, element: _Element) -> None:
        """Take an element's end and the text behind it."""
        kind = _TAGS.get(element.tag, 0)
        if element is self._left_out:
            self._left_out = None
        elif kind == _LINK:
            self._links -= 1
        elif kind or (self._boxes and element in self._boxes):
            self._close(element, kind)
        if text := element.tail:
            self._add(text)

    def flush(self, element: _Element) -> None:
        """End the line."""
        if self._text:
            self._write("".join(self._text), element, self._linked)
            self._text.clear()
            self._linked = 0

    def _write(self, text: str, element: _Element, linked: int) -> None:
        """Append a line, unless nothing is seen on it."""
        if not text.isalnum():
            text = (text if self._pre else _SPACE.sub(" ", text)).strip(_EDGES)
        if text:
            self.items.append(Line(text, element, linked))
            self.size += len(text) + _LINE_COSTS

    def _take_leaf(self, element: _Element, kind: int) -> None:
        """Take a block that holds nothing but text: most of the cells of a table drawn with blocks."""
        if self._text:
            self.flush(self._here())
        start = len(self.items)
        if text := element.text:
            self._write(text, element, len(text.strip()) if self._links else 0)
        if kind == _BLOCK or not self._grids:
            self._blocks[-1].children.append(Child(Kind.LEAF, element, start, len(self.items), []))
        self._left_out = element

    def _take_plain(self, element: _Element) -> bool:
        """Take a table the quick way where it is plain."""
        if element in self._layout:
            return False
        table = plain_table(element, self._numbers + 1, self._hiding)
        if table is None:
            return False
        self.flush(self._here())
        self._numbers += 1
        self._made += 1
        self._left_out = element
        self.items.append(table)
        self.size += _CELL_COSTS * sum(map(len, table.rows))
        return True

    def _hides(self, element: _Element, kind: int) -> bool:
        """Return whether an element is hidden; remember an inline one that is drawn as a box."""
        style = element.get("style")
        hidden = element.get("hidden") is not None or (style is not None and _HIDING.search(style) is not None)
        if hidden and not self._show_hidden:
            self.hidden += 1
            return True
        if not kind and (_BOXING.search(style or "") or _CELL_CLASS.search(element.get("class") or "")):
            self._boxes.add(element)
        return False

    def _add(self, text: str) -> None:
        if text.isspace() and not self._text:
            return
        if self._pre and "\n" in text:
            self._add_lines(text)
            return
        self._text.append(text)
        if self._links:
            self._linked += len(text.strip())

    def _add_lines(self, text: str) -> None:
        """Take preformatted text, in which line ends count."""
        *whole, last = text.splitlines() if not text.endswith("\n") else [*text.splitlines(), ""]
        for line in whole:
            self._text.append(line)
            self.flush(self._blocks[-1].element)
        if last:
            self._text.append(last)

    def _open(self, element: _Element, kind: int) -> None:
        if self._text:
            self.flush(self._here())
        if kind == _PRE:
            self._pre += 1
        if kind == _TABLE:
            self._numbers += 1
            self._grids.append(_Grid(element, self._numbers, len(self.items), self._made))
        elif kind == _ROW and self._grids:
            self._grids[-1].rows.append([])
        elif kind == _CELL and self._grids:
            self._open_cell(element)
        elif kind != _BREAK and not (kind == _PARAGRAPH and self._grids):
            self._blocks.append(_Block(element, len(self.items), self._made, []))

    def _here(self) -> _Element:
        """Return the element that the open line belongs to."""
        grid = self._grids[-1] if self._grids else None
        block = self._blocks[-1]
        if grid is not None and grid.cell is not None and grid.cell.start >= block.start:
            return grid.cell.element
        return block.element

    def _open_cell(self, element: _Element) -> None:
        grid = self._grids[-1]
        if not grid.rows:
            grid.rows.append([])
        if grid.cell is not None:
            grid.cell.end = len(self.items)
        grid.cell = Cell(element, len(self.items), -1)
        grid.rows[-1].append(grid.cell)

    def _close(self, element: _Element, kind: int) -> None:
        if self._text:
            self.flush(element if kind == _PARAGRAPH else self._here())
        if kind == _PRE:
            self._pre -= 1
        if kind == _TABLE:
            self._close_table(self._grids.pop())
        elif kind == _CELL and self._grids:
            cell = self._grids[-1].cell
            if cell is not None and cell.element is element:
                cell.end = len(self.items)
                self._grids[-1].cell = None
        elif kind in (_BREAK, _ROW) and (self._grids or kind == _BREAK):
            return
        elif self._blocks[-1].element is element:
            self._close_block(self._blocks.pop())

    def _close_table(self, grid: _Grid) -> None:
        """Turn a table's items into a table, unless it only lays out the page."""
        if self._made != grid.tables:
            return
        made = table_rows(self.items, grid.start, grid.rows, grid.number, grid.element)
        if made is not None:
            self.items[grid.start :] = made
            self._made += 1

    def _close_block(self, block: _Block) -> None:
        made = div_rows(self.items, block.start, block.children) if block.children else None
        if made is not None:
            self.items[block.start :] = made
            self._made += 1
        parent = self._blocks[-1]
        kind = _kind_of(self.items, block) if self._made == block.tables else Kind.OTHER
        parent.children.append(Child(kind, block.element, block.start, len(self.items), block.children))


def _kind_of(items: list[Any], block: _Block) -> Kind:
    """Return what a block without tables could be in a table drawn with blocks."""
    children, lines = block.children, len(items) - block.start
    if not children:
        return Kind.LEAF if lines <= 3 else Kind.OTHER
    own = lines - sum(child.end - child.start for child in children)
    if own or any(child.kind is not Kind.LEAF for child in children):
        return Kind.OTHER
    return Kind.ROW if len(children) > 1 else Kind.LEAF
