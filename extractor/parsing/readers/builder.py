"""Writing a document's text piece by piece while its places in the file are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.schema import Anchor, BBox

_BORDER_INSIDE = str.maketrans({"|": "∣", "\n": " ", "\r": " ", "\t": " "})
"""A cell stays on its line: what would look like a border or a line break in it is written differently."""


@dataclass(frozen=True)
class GridCell:
    """A table cell as a file has it.

    Attributes:
        text: What stands in it; empty for a blank.
        rowspan: Rows it covers, at least 1.
        colspan: Columns it covers, at least 1.
    """

    text: str
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    bbox: BBox | None = None
    path: str | None = None
    score: float | None = None


class TextBuilder:
    """Collects the text of a document and the anchors of its pieces."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []

    @property
    def length(self) -> int:
        """Return how many characters are written."""
        return self._length

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Return the anchors so far, in the order of the text."""
        return tuple(self._anchors)

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    def write(
        self,
        text: str,
        page: int | None = None,
        bbox: BBox | None = None,
        path: str | None = None,
        score: float | None = None,
    ) -> None:
        """Append text; with a page, box, path or score it gets an anchor."""
        if not text:
            return
        if page is not None or bbox is not None or path is not None or score is not None:
            span = (self._length, self._length + len(text))
            self._anchors.append(Anchor(span=span, page=page, bbox=bbox, path=path, score=score))
        self._parts.append(text)
        self._length += len(text)

    def line_break(self) -> None:
        """End the line, unless nothing stands on it."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self.write("\n")

    def table(self, rows: Sequence[Sequence[GridCell]]) -> None:
        """Append a table as pipe rows, one a line; a place that a span covers is an empty cell.

        Args:
            rows: For each row the cells that begin in it, as in HTML.
        """
        self.line_break()
        for line in lay_out(rows):
            self.write("|")
            for cell in line:
                self.write(" ")
                if cell is not None:
                    text = " ".join(cell.text.translate(_BORDER_INSIDE).split())
                    self.write(text, cell.page, cell.bbox, cell.path, cell.score)
                self.write(" |")
            self.write("\n")


def lay_out(rows: Sequence[Sequence[GridCell]], widest: int = 60) -> list[list[GridCell | None]]:
    """Return the rows with every cell in its column; None where a span from the left or above covers a place.

    Spans that reach over the table's edge are cut: lines have at most `widest` places, and no row is added for a span.
    """
    covered: dict[tuple[int, int], bool] = {}
    lines: list[list[GridCell | None]] = []
    for number, cells in enumerate(rows):
        line: list[GridCell | None] = []
        for cell in cells:
            while covered.get((number, len(line))):
                line.append(None)
            if len(line) >= widest:
                break
            width = min(max(cell.colspan, 1), widest - len(line))
            for below in range(1, min(cell.rowspan, len(rows) - number)):
                covered.update({(number + below, len(line) + right): True for right in range(width)})
            line += [cell, *[None] * (width - 1)]
        while covered.get((number, len(line))):
            line.append(None)
        lines.append(line)
    return lines
