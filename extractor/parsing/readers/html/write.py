"""A page's report as text: lines as lines, tables as pipe rows, every piece with its address on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from extractor.parsing.readers.builder import TextBuilder
from extractor.parsing.readers.html.body import has_date, has_title
from extractor.parsing.readers.html.grids import Line, Table
from extractor.parsing.readers.html.spans import Placed, place
from extractor.schema import Anchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLE_TAGS = ("ArticleTitle", "title", "og:title")
_DATE_TAGS = ("PubDate", "publishdate", "article:published_time")
_LONGEST_PATH = 800
"""Characters of an address, beyond which its first half is left out: about 60 elements inside each other."""
_DATE_LABEL = "发布时间："
"""Stands before the date of a meta tag; drawn by the reader, so it has no address."""


def write_page(root: _Element, around: Sequence[Line], items: Sequence[Line | Table]) -> TextBuilder:
    """Return title and date, then the report."""
    builder, paths = PageBuilder(), _Paths()
    if not has_title([*around, *items]):
        _write_title(builder, root, paths)
    if not has_date([*around, *items]):
        _write_meta(builder, root, _DATE_TAGS, _DATE_LABEL, paths)
    for item in (*around, *items):
        lines = place(item.rows) if isinstance(item, Table) else None
        if lines is not None:
            builder.grid(lines, paths.of)
            continue
        pieces = [item] if isinstance(item, Line) else [cell for row in item.rows for cell in row]
        for piece in pieces:
            builder.line_break()
            builder.write(" ".join(piece.text.split("\n")), path=paths.of(piece.element))
    builder.line_break()
    return builder


class PageBuilder(TextBuilder):
    """A builder that takes tables already laid out."""

    def grid(self, lines: Placed, path_of: Callable[[_Element], str]) -> None:
        """Append a table as pipe rows like `TextBuilder.table`, one a line."""
        self.line_break()
        at = self._length
        anchors = self._anchors
        for line in lines:
            at += 2
            row = []
            for cell in line:
                if cell is None:
                    row.append("")
                    at += 3
                    continue
                text = _one_line(cell.text)
                row.append(text)
                end = at + len(text)
                if text:
                    anchors.append(Anchor((at, end), path=cell.path or path_of(cell.element)))
                at = end + 3
            self._parts.append(f"| {' | '.join(row)} |\n" if row else "|\n")
        self._length = at


def _one_line(text: str) -> str:
    """Return a cell's text on one line, without what would look like a border or is not seen."""
    if text.isalnum():
        return text
    return " ".join(text.replace("|", "∣").replace("\u200b", "").replace("\ufeff", "").split())


def _write_title(builder: TextBuilder, root: _Element, paths: _Paths) -> None:
    """Write the title that the page's head gives: of its meta tags, else `<title>`."""
    title = next(root.iter("title"), None)
    if _write_meta(builder, root, _TITLE_TAGS, "", paths) or title is None or not (title.text or "").strip():
        return
    builder.write(" ".join((title.text or "").split()), path=paths.of(title))


def _write_meta(builder: TextBuilder, root: _Element, names: Sequence[str], label: str, paths: _Paths) -> bool:
    """Write what the first of some meta tags says, behind a label; return whether there is one."""
    found: dict[str, tuple[str, _Element]] = {}
    for meta in root.iter("meta"):
        said = (meta.get("content") or "").strip()
        if said:
            found.setdefault((meta.get("name") or meta.get("property") or "").lower(), (said, meta))
    for name in names:
        if name.lower() in found:
            said, meta = found[name.lower()]
            builder.line_break()
            builder.write(label)
            builder.write(" ".join(said.split()), path=f"{paths.of(meta)}/@content")
            return True
    return False


class _Paths:
    """Addresses of elements such as `body/div[3]/p[5]`; asked in reading order it takes linear time."""

    def __init__(self) -> None:
        self._known: dict[_Element, str] = {}
        self._last: dict[tuple[_Element, str], tuple[_Element, int]] = {}

    def of(self, element: _Element) -> str:
        """Return an element's address: its ancestors below `html`, each with its number among those of its name."""
        chain = []
        current: _Element | None = element
        while current is not None and current not in self._known:
            chain.append(current)
            current = current.getparent()
        path = self._known[current] if current is not None else ""
        for step in reversed(chain):
            path = self._known[step] = self._below(path, step)
        return path

    def _below(self, path: str, element: _Element) -> str:
        parent = element.getparent()
        if parent is None:
            return ""
        name = str(element.tag)
        if name in ("body", "head"):
            return name
        last, number = self._last.get((parent, name), (None, 0))
        steps = 0
        current: _Element | None = element
        while current is not None and current is not last:
            steps += current.tag == name
            current = current.getprevious()
        number = steps if current is None else number + steps
        self._last[parent, name] = (element, number)
        if len(path) > _LONGEST_PATH:
            path = f"…/{path[-_LONGEST_PATH // 2 :].partition('/')[2]}"
        return f"{path}/{name}[{number}]" if path else f"{name}[{number}]"
