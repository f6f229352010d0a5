"""The zip package behind .docx and .xlsx: what kind it is, and whether it is safe to unpack."""

from __future__ import annotations

import io
import zipfile
import zlib

from extractor.errors import DocumentLoadError, DocumentTooLargeError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ARCHIVE = "application/zip"

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts together; a report with scanned pages in it has 50 MB."""
MAX_XML = 30 * 1024 * 1024
"""Bytes of one part that is parsed; the body of a long report has 3 MB."""
MAX_RATIO = 100
"""Packed bytes to unpacked ones; word processors reach 30."""
RATIO_FROM = 10 * 1024 * 1024
"""Bytes below which a part may be packed as tightly as it likes."""

_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_PARSED = (".xml", ".rels")
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What `zipfile` raises over damaged, unknown or encrypted contents."""


def package_media_type(data: bytes, name: str) -> str:
    """Return what a zip file is: one of the office formats, or `ARCHIVE`.

    Raises:
        DocumentLoadError: The zip file is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return media_type_of(package)
    except UNREADABLE as error:
        raise DocumentLoadError(name=name, reason="damaged") from error


def media_type_of(package: zipfile.ZipFile) -> str:
    """Return what an open zip file is; raises one of `UNREADABLE` where it can't be told."""
    names = set(package.namelist())
    if "mimetype" in names:
        with package.open("mimetype") as stream:
            return stream.read(100).decode("ascii", "replace").strip()
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), ARCHIVE)


def require_safe(data: bytes, name: str) -> None:
    """Return for a package that can be parsed: sizes within the limits, no document type declarations.

    Office files never declare a document type; where one does, it is there to declare entities that expand.

    Raises:
        DocumentLoadError: Damaged, protected, a part packed like a bomb, or a part that declares entities.
        DocumentTooLargeError: Unpacked it is over `MAX_UNPACKED`, or a part to parse over `MAX_XML`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _require_size(parts, name)
            for part in parts:
                if part.filename.lower().endswith(_PARSED) and b"<!DOCTYPE" in package.read(part).replace(b"\0", b""):
                    raise DocumentLoadError(name=name, reason="entities")
    except UNREADABLE as error:
        raise DocumentLoadError(name=name, reason="damaged") from error


def is_bomb(part: zipfile.ZipInfo) -> bool:
    """Return whether a member of a zip file unpacks to far more than files do."""
    return part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)


def _require_size(parts: list[zipfile.ZipInfo], name: str) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentLoadError(name=name, reason="password")
    if any(is_bomb(part) for part in parts):
        raise DocumentLoadError(name=name, reason="bomb")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise DocumentTooLargeError("error.too_large_unpacked", name=name, size=unpacked, limit=MAX_UNPACKED)
    longest = max((part.file_size for part in parts if part.filename.lower().endswith(_PARSED)), default=0)
    if longest > MAX_XML:
        raise DocumentTooLargeError("error.too_large_unpacked", name=name, size=longest, limit=MAX_XML)
