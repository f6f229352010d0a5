"""A page of a PDF as a picture."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from extractor.errors import DocumentError

_DPI, _POINTS = 110, 72
_QUALITY = 80
_MOST_PIXELS = 12_000_000
_ONE_AT_A_TIME = Lock()
"""pdfium may not be called by two threads at once."""


@dataclass(frozen=True)
class PagePicture:
    """A page as JPEG; its size is in points, as the boxes of values are."""

    number: int
    width: float
    height: float
    jpeg: bytes


def page_picture(raw: bytes, number: int) -> PagePicture:
    """Return a page of a PDF, the first one being 1; the last few are kept.

    Raises:
        DocumentError: There is no such page, or it can't be drawn.
    """
    with _ONE_AT_A_TIME:
        return _drawn(raw, number)


@lru_cache(maxsize=12)
def _drawn(raw: bytes, number: int) -> PagePicture:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(raw) as pdf:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(_DPI / _POINTS, (_MOST_PIXELS / (width * height)) ** 0.5)
            picture = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError) as error:
        raise DocumentError("ui.report.no_picture", number=number, reason=str(error)) from error
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY)
    return PagePicture(number, width, height, stream.getvalue())
