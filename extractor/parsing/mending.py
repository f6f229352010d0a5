"""Stretches of a document put right, every place in it moved along."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.schema import Document, Evidence, Remark, Span


class Change(NamedTuple):
    """A stretch of the old text, half-open, and what it reads now."""

    start: int
    end: int
    right: str


class Mending:
    """A text with changes made, and where each place of the old text is in the new one.

    Attributes:
        text: The new text.
        places: Where the changes stand in it.
    """

    def __init__(self, old: str, changes: Sequence[Change]) -> None:
        """Make the changes, which are in the order of the text and don't overlap."""
        pieces: list[str] = []
        self.places: list[Span] = []
        done = length = 0
        for change in changes:
            length += change.start - done
            pieces += [old[done : change.start], change.right]
            self.places.append((length, length + len(change.right)))
            length += len(change.right)
            done = change.end
        self.text = "".join((*pieces, old[done:]))
        self._old = [(change.start, change.end) for change in changes]
        self._starts = [change.start for change in changes]

    def offset(self, old: int) -> int:
        """Return an offset in the new text; one inside a change becomes its end."""
        at = bisect_right(self._starts, old - 1) - 1
        if at < 0:
            return old
        return self.places[at][1] + max(old - self._old[at][1], 0)

    def span(self, old: Span) -> Span:
        """Return where a span is in the new text."""
        return self.offset(old[0]), self.offset(old[1])

    def document(self, old: Document) -> Document:
        """Return a document with the new text, its pages and anchors moved; an anchor left without text is dropped."""
        pages = None
        if old.pages is not None:
            pages = tuple(page.model_copy(update={"span": self.span(page.span)}) for page in old.pages)
        anchors = (replace(anchor, span=self.span(anchor.span)) for anchor in old.anchors)
        kept = tuple(anchor for anchor in anchors if anchor.span[0] < anchor.span[1])
        return old.model_copy(update={"text": self.text, "pages": pages, "anchors": kept})

    def remark(self, old: Remark) -> Remark:
        """Return a remark with its offset and its evidence moved."""
        params = old.params | ({"offset": self.offset(old.params["offset"])} if "offset" in old.params else {})
        evidence = tuple(self._quoted(piece) for piece in old.evidence)
        return old.model_copy(update={"params": params, "evidence": evidence})

    def _quoted(self, piece: Evidence) -> Evidence:
        if piece.span is None:
            return piece
        start, end = span = self.span(piece.span)
        return piece.model_copy(update={"span": span, "quote": self.text[start:end]})
