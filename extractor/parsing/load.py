"""From bytes to a document: the seam at which every file format enters."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from extractor.errors import (
    DocumentTooLargeError,
    EmptyDocumentError,
    UnsupportedFormatError,
)
from extractor.parsing.damage import damaged
from extractor.parsing.encoding import decode_text
from extractor.parsing.readers.html.encoding import is_page
from extractor.schema import Document, Remark

MAX_CHARACTERS = 2_000_000
"""A report has 2,000 to 100,000 characters; a text beyond this is none, and reading it would take minutes."""

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
)
PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff"})
_PACKED = frozenset({"application/gzip", "application/vnd.rar", "application/x-7z-compressed"})
OFFICE_MEDIA_TYPES = frozenset({"application/zip", "application/x-ole-storage", "application/rtf"})
"""First bytes behind which an office file may be."""
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_CONTROL_SHARE = 0.01


def load_document(data: bytes, name: str, password: str | None = None) -> tuple[Document, tuple[Remark, ...]]:
    """Return a file's bytes as a document, and what the reader had to do; damage in the text is undone or named.

    Args:
        data: The file's content; its kind is told by the bytes, not by the name.
        name: File name, kept without its folder.
        password: Opens a protected PDF.

    Raises:
        EmptyDocumentError: Nothing but white space.
        UnsupportedFormatError: A kind of file that is not read.
        DocumentTooLargeError: More than `MAX_CHARACTERS`.
        DocumentLoadError: No text in any known encoding, or a damaged file.
    """
    name = PurePath(name.replace("\\", "/")).name or "unnamed"
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyDocumentError(name=name)
    return damaged(*_read(data, name, kind_of(data), password))


def kind_of(data: bytes) -> str:
    """Return the media type of a file, told by its bytes."""
    head = data[:2048]
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    return "text/html" if is_page(data) else "text/plain"


def _read(data: bytes, name: str, media_type: str, password: str | None) -> tuple[Document, tuple[Remark, ...]]:
    """Return what the reader of a media type makes of the bytes."""
    if media_type == "application/pdf":
        from extractor.parsing.readers.pdf.reader import load_pdf

        return load_pdf(data, name, password)
    if media_type in PICTURES:
        from extractor.parsing.readers.ocr.picture import load_picture

        return load_picture(data, name, media_type)
    if media_type in OFFICE_MEDIA_TYPES:
        from extractor.parsing.readers.office import load_office

        return load_office(data, name, media_type, MAX_CHARACTERS)
    if media_type == "text/html":
        from extractor.parsing.readers.html.reader import load_html

        return load_html(data, name)
    if media_type in _PACKED:
        raise UnsupportedFormatError("error.archive_kind", name=name, media_type=media_type)
    if media_type != "text/plain":
        raise UnsupportedFormatError(name=name, media_type=media_type)
    return _load_text(data, name)


def _load_text(data: bytes, name: str) -> tuple[Document, tuple[Remark, ...]]:
    decoded = decode_text(data)
    if decoded is None:
        raise UnsupportedFormatError(name=name, media_type="application/octet-stream")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARACTERS:
        raise DocumentTooLargeError(name=name, size=len(text), limit=MAX_CHARACTERS)
    remarks = []
    if nuls := text.count("\0"):
        text = text.replace("\0", "")
        remarks.append(Remark(rule="reading.nul_dropped", params={"count": nuls}))
    if len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise UnsupportedFormatError(name=name, media_type="application/octet-stream")
    if not text.strip():
        raise EmptyDocumentError(name=name)
    if decoded.guessed:
        remarks.append(Remark(rule="reading.encoding_guessed", params={"encoding": decoded.encoding}))
    if decoded.lost:
        at = text.find("\ufffd")
        remarks.append(Remark(rule="reading.undecodable", params={"count": decoded.lost, "offset": at}))
    markdown = name.lower().endswith((".md", ".markdown"))
    document = Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/markdown" if markdown else "text/plain",
        encoding=decoded.encoding,
        text=text,
    )
    return document, tuple(remarks)
