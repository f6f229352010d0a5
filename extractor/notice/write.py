"""Writing a notice to a file, in one of its formats."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import ExportError
from extractor.export.files import write_whole
from extractor.notice.content import Notice
from extractor.notice.formats import Format


def write_notice(notice: Notice, path: Path, kind: Format) -> None:
    """Write a notice; the file is there whole or not at all.

    Raises:
        ExportError: The file can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(path=path, reason=error.strerror or str(error)) from error
    write_whole(path, _as_bytes(notice, kind))


def _as_bytes(notice: Notice, kind: Format) -> bytes:
    if kind is Format.DOCX:
        from extractor.notice.docx import docx_bytes

        return docx_bytes(notice)
    if kind is Format.HTML:
        from extractor.notice.html import html_bytes

        return html_bytes(notice)
    from extractor.notice.xlsx import xlsx_bytes

    return xlsx_bytes(notice)
