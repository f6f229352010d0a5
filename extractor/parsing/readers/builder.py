"""Writing a document's text piece by piece while its places in the file are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.schema import Anchor, BBox

_BORDER, _BETWEEN = "| ", " | "


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
            at = self._length + len(_BORDER)
            printed = []
            for cell in line:
                text = _one_line(cell.text) if cell is not None else ""
                end = at + len(text)
                if cell is not None and text and _has_place(cell):
                    self._anchors.append(Anchor((at, end), cell.page, cell.bbox, cell.path, cell.score))
                printed.append(text)
                at = end + len(_BETWEEN)
            self._parts.append(f"{_BORDER}{_BETWEEN.join(printed)} |\n")
            self._length += len(self._parts[-1])


def _one_line(text: str) -> str:
    """Return a cell's text on one line, what would look like a border in it written differently."""
    return text if text.isalnum() else " ".join(text.replace("|", "∣").split())


def _has_place(cell: GridCell) -> bool:
    return cell.page is not None or cell.bbox is not None or cell.path is not None or cell.score is not None


def lay_out(rows: Sequence[Sequence[GridCell]], widest: int = 60) -> list[list[GridCell | None]]:
    """Return the rows with every cell in its column; None where a span from the left or above covers a place.

    Spans that reach over the table's edge are cut: lines have at most `widest` places, and no row is added for a span.
    """
    covered: dict[tuple[int, int], bool] = {}
    lines: list[list[GridCell | None]] = []
    for number, cells in enumerate(rows):
        line: list[GridCell | None] = []
        for cell in cells:
            while covered and covered.get((number, len(line))):
                line.append(None)
            if len(line) >= widest:
                break
            width = min(max(cell.colspan, 1), widest - len(line))
            if cell.rowspan > 1:
                for below in range(1, min(cell.rowspan, len(rows) - number)):
                    covered.update({(number + below, len(line) + right): True for right in range(width)})
            line.append(cell)
            if width > 1:
                line += [None] * (width - 1)
        while covered and covered.get((number, len(line))):
            line.append(None)
        lines.append(line)
    return lines
