"""From spans to places in the file: page, box, path and score of every value, for formats that have them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, TypeVar

from extractor.schema import Anchor, BBox, Document, Report, Span
from extractor.schema.document import Frozen
from extractor.schema.report import Place

T = TypeVar("T", bound=Frozen)


def locate(report: Report, document: Document) -> Report:
    """Return the report with the place in the file beside every span; unchanged for a document without anchors."""
    if not document.anchors:
        return report
    return _located(report, _Index(document.anchors))


class _Index:
    """The anchors of a document, looked up by span."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self._anchors = anchors
        self._starts = [anchor.span[0] for anchor in anchors]

    def place(self, span: Span) -> dict[str, Any]:
        """Return page, box, path and lowest score of what a span touches; a box covers what is on the first page."""
        first = max(bisect_right(self._starts, span[0]) - 1, 0)
        last = max(bisect_left(self._starts, span[1]), first + 1)
        touched = [
            a for a in self._anchors[first:last] if a.span[0] < max(span[1], span[0] + 1) and span[0] < a.span[1]
        ]
        if not touched:
            return {}
        page = touched[0].page
        boxes = [a.bbox for a in touched if a.bbox is not None and a.page == page]
        scores = [a.score for a in touched if a.score is not None]
        return {
            "page": page,
            "bbox": _around(boxes),
            "path": touched[0].path,
            "score": min(scores, default=None),
        }


def _around(boxes: Sequence[BBox]) -> BBox | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _located(value: T, index: _Index) -> T:
    """Return a value with every place inside it filled in."""
    changes: dict[str, Any] = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        new = _inside(old, index)
        if new is not old:
            changes[name] = new
    if isinstance(value, Place) and value.span is not None:
        changes |= index.place(value.span)
    return value.model_copy(update=changes) if changes else value


def _inside(value: Any, index: _Index) -> Any:
    if isinstance(value, Frozen):
        return _located(value, index)
    if isinstance(value, tuple) and value and isinstance(value[0], Frozen):
        return tuple(_located(item, index) for item in value)
    if isinstance(value, dict):
        return {key: _inside(item, index) for key, item in value.items()}
    return value
