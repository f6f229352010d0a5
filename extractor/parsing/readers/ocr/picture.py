"""Pictures of reports: PNG, JPEG and TIFF, also photographs turned by their camera and long ones of several pages."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from extractor.errors import DocumentLoadError, DocumentTooLargeError
from extractor.parsing.readers.ocr.pace import MAX_PAGES
from extractor.parsing.readers.ocr.reader import read_scan, require_ocr
from extractor.schema import Document, Remark

if TYPE_CHECKING:
    from extractor.parsing.readers.ocr.engine import Picture
    from extractor.parsing.readers.ocr.page import StraightPage

MAX_PIXELS = 60_000_000
"""A page of A3 at 400 dpi has 31 million; a larger picture is refused before it is decoded."""

_A4_WIDTH, _A4_HEIGHT = 595.0, 842.0
_LONGEST = 1.6
"""A picture higher than so many widths is several pages pasted together."""
_NARROWEST = 200
"""Pixels of width below which nothing could be read on a page; a strip like that is one picture, however high."""
_SLIMMEST = 10
"""A strip longer than so many widths gets paper beside it: the recognition enlarges by the shorter side."""
_WIDEST = 2400
"""Wider pictures are read at this width: 290 dpi on A4."""


def load_picture(data: bytes, name: str, media_type: str) -> tuple[Document, tuple[Remark, ...]]:
    """Return a picture as a document; places are in pixels of the picture, a pixel counted as a point.

    Raises:
        UnsupportedFormatError: The extra `ocr` is not installed.
        DocumentTooLargeError: More than `MAX_PIXELS` or `MAX_PAGES`.
        DocumentLoadError: Damaged.
        EmptyDocumentError: Nothing printed on it.
    """
    require_ocr(name, media_type)
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
                return read_scan(data, name, media_type, _pages(image, name))
        except Image.DecompressionBombError as error:
            raise DocumentTooLargeError("error.picture_too_large", name=name, limit=MAX_PIXELS // 10**6) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise DocumentLoadError(name=name, reason="damaged") from error


def _pages(image: Any, name: str) -> Iterator[tuple[int, StraightPage]]:
    """Yield the frames of a picture as level pages, a long one in several pieces."""
    with _decoding(name):
        frames = image.n_frames if image.format == "TIFF" else 1
    if frames > MAX_PAGES:
        raise DocumentTooLargeError(name=name, size=frames, limit=MAX_PAGES)
    for number in range(frames):
        with _decoding(name):
            image.seek(number)
        if image.width * image.height > MAX_PIXELS:
            raise DocumentTooLargeError("error.picture_too_large", name=name, limit=MAX_PIXELS // 10**6)
        with _decoding(name):
            image.load()
        for page in _level(image, name):
            yield number + 1, page


@contextmanager
def _decoding(name: str) -> Iterator[None]:
    """Turn what a damaged picture makes Pillow raise, beside its usual errors, into one of ours."""
    try:
        yield
    except (TypeError, LookupError, ArithmeticError, struct.error) as error:
        raise DocumentLoadError(name=name, reason="damaged") from error


def _level(image: Any, name: str) -> Iterator[StraightPage]:
    """Yield one frame as level pages of about A4's proportions."""
    import numpy as np
    from PIL import ImageOps

    from extractor.parsing.readers.ocr.page import straighten

    grey = ImageOps.exif_transpose(_on_paper(image)).convert("L")
    shrink = max(1.0, min(grey.size) / _WIDEST)
    if shrink > 1:
        grey = grey.resize((round(grey.width / shrink), round(grey.height / shrink)))
    picture = np.asarray(grey, dtype=np.uint8)
    upright = picture.shape[0] >= picture.shape[1]
    pixels_per_point = picture.shape[1] / (_A4_WIDTH if upright else _A4_HEIGHT)
    pieces = _pieces(picture)
    if len(pieces) > MAX_PAGES:
        raise DocumentTooLargeError(name=name, size=len(pieces), limit=MAX_PAGES)
    for top, bottom in pieces:
        piece = _with_paper(picture[top:bottom], name)
        yield straighten(piece, pixels_per_point, shrink, top * shrink)


def _with_paper(piece: Picture, name: str) -> Picture:
    """Return a picture with paper below or to the right of a strip; every place in it stays where it was."""
    import numpy as np

    least = -(-max(piece.shape) // _SLIMMEST)
    height, width = (max(side, least) for side in piece.shape)
    if height * width > MAX_PIXELS:
        raise DocumentTooLargeError("error.picture_too_large", name=name, limit=MAX_PIXELS // 10**6)
    beside = ((0, height - piece.shape[0]), (0, width - piece.shape[1]))
    return np.ascontiguousarray(np.pad(piece, beside, constant_values=255))


def _on_paper(image: Any) -> Any:
    """Return a picture without transparency: what is see-through becomes paper."""
    from PIL import Image

    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image
    layer = image.convert("RGBA")
    paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, layer)


def _pieces(picture: Picture) -> list[tuple[int, int]]:
    """Return from where to where the pages of a long picture go, cut where the least is printed."""
    height, width = picture.shape
    if height <= _LONGEST * width or width < _NARROWEST:
        return [(0, height)]
    dark = (picture < 160).sum(axis=1)
    cuts, page = [0], round(width * _A4_HEIGHT / _A4_WIDTH)
    while height - cuts[-1] > _LONGEST * width:
        start, end = cuts[-1] + round(0.7 * page), cuts[-1] + round(1.15 * page)
        cuts.append(_emptiest(dark[start:end].tolist()) + start)
    return list(zip(cuts, [*cuts[1:], height], strict=True))


def _emptiest(dark: list[int]) -> int:
    """Return the middle of the longest run of rows with the least print."""
    least = min(dark)
    best, start = (0, 0), None
    for row, count in enumerate([*dark, least + 1]):
        if count == least and start is None:
            start = row
        elif count != least and start is not None:
            best = max(best, (row - start, (row + start) // 2))
            start = None
    return best[1]
