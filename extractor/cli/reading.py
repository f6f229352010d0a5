"""Reading files as the commands do: limits of time and memory, the office's settings, passwords of protected PDFs."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.errors import DocumentLoadError
from extractor.validation.settings import DECLARED, CheckSettings

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.isolation import Isolated
    from extractor.pipeline import Processed

_PDF = "application/pdf"


@dataclass(frozen=True)
class Reader:
    """The pipeline with settings and the password of protected PDFs; it can be sent to the process that reads files.

    Attributes:
        password: None where none was given. It is never shown, logged or stored.
        checks: What the office decides about the checks.
    """

    password: str | None = field(default=None, repr=False)
    checks: CheckSettings = DECLARED

    def __call__(self, data: bytes, name: str, engine: str = "rules") -> Processed:
        """Return what the pipeline makes of a file.

        Raises:
            DocumentError: The file can't become a report; a protected PDF without the right password is one.
        """
        from extractor.parsing.load import kind_of
        from extractor.pipeline import process

        try:
            return process(data, name, engine, self.checks)
        except DocumentLoadError as error:
            if error.params.get("reason") != "password" or kind_of(data) != _PDF:
                raise
            if not self.password:
                raise DocumentLoadError("error.pdf_password", name=name) from error
        opened = process(unlock(data, name, self.password), name, engine, self.checks)
        return _as_published(opened, data)


def isolated_reader(settings: Settings, password: str | None, checks: CheckSettings = DECLARED) -> Isolated:
    """Return the reader with the limits of the settings; use as a context manager."""
    from extractor.isolation import Isolated, Limits

    return Isolated(Reader(password, checks), Limits(settings.max_seconds, settings.max_memory))


def office_settings(settings: Settings) -> CheckSettings:
    """Return what the office decides about the checks; every rule as declared where it says nothing.

    Raises:
        ConfigError: Its file can't be used; the message names file and entry.
    """
    if settings.settings_file is None:
        return DECLARED
    from extractor.validation.settings_file import read_check_settings

    return read_check_settings(settings.settings_file)


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
