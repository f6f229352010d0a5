"""Reading files as the commands do: limited in time and memory, protected PDFs opened with their password."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.errors import DocumentLoadError

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.isolation import Isolated
    from extractor.pipeline import Processed

_PDF = "application/pdf"


@dataclass(frozen=True)
class Reader:
    """The pipeline, knowing the password of protected PDFs; it can be sent to the process that reads files.

    Attributes:
        password: None where none was given. It is never shown, logged or stored.
    """

    password: str | None = field(default=None, repr=False)

    def __call__(self, data: bytes, name: str, engine: str = "rules") -> Processed:
        """Return what the pipeline makes of a file.

        Raises:
            DocumentError: The file can't become a report; a protected PDF without the right password is one.
        """
        from extractor.parsing.load import kind_of
        from extractor.pipeline import process

        try:
            return process(data, name, engine)
        except DocumentLoadError as error:
            if error.params.get("reason") != "password" or kind_of(data) != _PDF:
                raise
            if not self.password:
                raise DocumentLoadError("error.pdf_password", name=name) from error
        opened = process(unlock(data, name, self.password), name, engine)
        return _as_published(opened, data)


def isolated_reader(settings: Settings, password: str | None) -> Isolated:
    """Return the reader with the limits of the settings; use as a context manager."""
    from extractor.isolation import Isolated, Limits

    return Isolated(Reader(password), Limits(settings.max_seconds, settings.max_memory))


def unlock(data: bytes, name: str, password: str) -> bytes:
    """Return a protected PDF without its protection.

    Raises:
        DocumentLoadError: The password is wrong.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise DocumentLoadError("error.pdf_wrong_password", name=name) from error
    stream = io.BytesIO()
    with pdf:
        pdf.save(stream, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
    return stream.getvalue()


def _as_published(opened: Processed, data: bytes) -> Processed:
    """Return a result under the identity of the protected file, which is the one that was published and is stored."""
    from extractor.pipeline import Processed

    sha256 = hashlib.sha256(data).hexdigest()
    source = opened.report.source.model_copy(update={"sha256": sha256})
    report = opened.report.model_copy(update={"id": sha256[:16], "source": source})
    return Processed(report, opened.document.model_copy(update={"sha256": sha256}))
