"""The text layer of a PDF, page after page, through pypdfium2 (BSD); cells and boxes are another reader's work."""

from __future__ import annotations

import hashlib

from extractor.errors import DocumentLoadError, DocumentTooLargeError, UnsupportedFormatError
from extractor.schema import Document, Page

MAX_PAGES = 300


def load_pdf(data: bytes, name: str) -> Document:
    """Return a PDF's text with the span of each page.

    Raises:
        DocumentLoadError: Damaged, or protected by a password.
        DocumentTooLargeError: More than `MAX_PAGES` pages.
        UnsupportedFormatError: No text on any page: a scan.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "password" if "assword" in str(error) else "damaged"
        raise DocumentLoadError(name=name, reason=reason) from error
    with pdf:
        if len(pdf) > MAX_PAGES:
            raise DocumentTooLargeError(name=name, size=len(pdf), limit=MAX_PAGES)
        texts = []
        for page in pdf:
            texts.append(page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\0", "").strip("\n"))
            page.close()
    if not any(text.strip() for text in texts):
        raise UnsupportedFormatError(name=name, media_type="application/pdf; scan")
    pages, position = [], 0
    for number, text in enumerate(texts, 1):
        pages.append(Page(number=number, span=(position, position + len(text) + 1)))
        position += len(text) + 1
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        text="\n".join(texts) + "\n",
        pages=tuple(pages),
    )
