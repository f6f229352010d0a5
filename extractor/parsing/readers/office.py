"""Office files of every kind: which reader takes the bytes, told by what is inside them."""

from __future__ import annotations

import hashlib

from extractor.errors import DocumentLoadError, DocumentTooLargeError, UnsupportedFormatError
from extractor.parsing.readers import package
from extractor.schema import Document, Remark

_OLE_STREAMS = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
)
_CONVERTED = {
    "application/msword": ("doc", package.DOCX),
    "application/rtf": ("rtf", package.DOCX),
    package.ODT: ("odt", package.DOCX),
    "application/vnd.ms-excel": ("xls", package.XLSX),
    package.ODS: ("ods", package.XLSX),
}
"""Media type → the suffix LibreOffice knows it by, and what it is converted to."""


def load_office(data: bytes, name: str, media_type: str, most_characters: int) -> tuple[Document, tuple[Remark, ...]]:
    """Return an office file's text with its anchors, and what the reader had to do.

    Args:
        data: The file's content.
        name: File name, for messages.
        media_type: What the first bytes tell.
        most_characters: Limit of the text.

    Raises:
        DocumentError: The file can't be read; the subclass says why.
    """
    document, remarks = _load(data, name, _kind(data, name, media_type))
    if len(document.text) > most_characters:
        raise DocumentTooLargeError(name=name, size=len(document.text), limit=most_characters)
    return document, remarks


def _kind(data: bytes, name: str, media_type: str) -> str:
    """Return the media type of what is inside a container."""
    if media_type == package.ARCHIVE:
        return package.package_media_type(data, name)
    if media_type == "application/x-ole-storage":
        inside = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data)
        media_type = next(inside, media_type)
    if media_type == "password":
        raise DocumentLoadError(name=name, reason="password")
    return media_type


def _load(data: bytes, name: str, kind: str) -> tuple[Document, tuple[Remark, ...]]:
    if kind == package.DOCX:
        from extractor.parsing.readers.docx.reader import load_docx

        return load_docx(data, name)
    if kind == package.XLSX:
        from extractor.parsing.readers.xlsx.reader import load_xlsx

        return load_xlsx(data, name)
    if kind in _CONVERTED:
        return _load_converted(data, name, kind)
    if kind == package.ARCHIVE:
        raise UnsupportedFormatError("error.archive", name=name, media_type=kind)
    raise UnsupportedFormatError(name=name, media_type=kind)


def _load_converted(data: bytes, name: str, kind: str) -> tuple[Document, tuple[Remark, ...]]:
    """Read an older format through another program; the document keeps the identity of the original file."""
    from extractor.parsing.readers.doc import convert

    suffix, target = _CONVERTED[kind]
    converted = convert(data, name, suffix, "docx" if target == package.DOCX else "xlsx")
    document, remarks = _load(converted.data, name, target) if converted.data else (converted.document(name), ())
    changes = {"sha256": hashlib.sha256(data).hexdigest(), "media_type": kind}
    said = Remark(rule="reading.converted", params={"program": converted.program})
    return document.model_copy(update=changes), (*remarks, said)
