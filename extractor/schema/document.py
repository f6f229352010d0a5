"""The document: what a reader makes of a file's bytes, and what every offset counts in."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Span = tuple[int, int]
"""Half-open `(start, end)` in characters (code points) of `Document.text`."""

BBox = tuple[float, float, float, float]
"""`(x0, top, x1, bottom)` in points, origin at the top left of the page."""


class Frozen(BaseModel):
    """Base of the values that pass between the steps: immutable, nothing extra."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Frozen):
    """A page of a paged document: where its text stands in `Document.text`."""

    number: int = Field(description="1 for the first page")
    span: Span


@dataclass(slots=True)
class Anchor:
    """Where a stretch of `Document.text` stands in the file it was read from.

    Anchors are in the order of the text and don't overlap; text between them (line breaks, the borders a reader
    draws between table cells) stands nowhere in the file. A document has hundreds: frozen ones would take four times as
    long to make, so nothing but this line says that nobody changes one.

    Attributes:
        span: In the text.
        page: 1 for the first; None where the format has no pages.
        bbox: Its box on the page; None where the format has none.
        path: Address inside the file, e.g. table[2]/tr[5]/td[3] or 表三!C7; None where pages say it all.
        score: Of the character recognition; None without it.
    """

    span: Span
    page: int | None = None
    bbox: BBox | None = None
    path: str | None = None
    score: Annotated[float | None, Field(ge=0, le=1)] = None


class Document(Frozen):
    """A file as text with stable offsets.

    The text is never changed after reading: a span taken from any step stays valid, and
    `text[start:end]` is what was printed. Readers keep every printed character; what is left out
    of a later step (page marks, site chrome) is left out by span, not by editing the text.
    """

    name: str = Field(description="file name without its folder")
    sha256: str = Field(description="of the file's bytes, 64 hex digits")
    media_type: str
    encoding: str | None = Field(default=None, description="of a text file; None where the format decides")
    text: str
    pages: tuple[Page, ...] | None = Field(default=None, description="None where the format has no pages")
    anchors: tuple[Anchor, ...] = Field(default=(), description="empty for plain text, where the span says it all")

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that holds a character; None in a document without pages."""
        if self.pages is None:
            return None
        return next((page.number for page in self.pages if page.span[0] <= offset < page.span[1]), None)


def _as_number(value: float | None) -> int | float | None:
    """Return whole floats as int, so that JSON shows `3` for a count and `348.37` for an amount."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Number = Annotated[float, PlainSerializer(_as_number, return_type=int | float)]
"""A printed number: counts come out as int, amounts as float."""
