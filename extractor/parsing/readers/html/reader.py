"""A web page as saved from a government site, through lxml (BSD): the report, each line and cell with its address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from extractor.errors import EmptyDocumentError, UnsupportedFormatError
from extractor.parsing.readers.html.body import find_body
from extractor.parsing.readers.html.cells import may_hide_in_tables
from extractor.parsing.readers.html.encoding import PageText, decode_page
from extractor.parsing.readers.html.grids import Line, Table
from extractor.parsing.readers.html.walk import walk
from extractor.parsing.readers.html.write import write_page
from extractor.schema import Document, Remark

if TYPE_CHECKING:
    from lxml.etree import _Element


def load_html(data: bytes, name: str) -> tuple[Document, tuple[Remark, ...]]:
    """Return a page's report as text, tables as pipe rows, and what was unsure.

    Raises:
        EmptyDocumentError: No text on the page.
        UnsupportedFormatError: Bytes that are no text.
        DocumentLoadError: Elements nested too deep to read.
        DocumentTooLargeError: More than characters than any report.
    """
    page = decode_page(data)
    if page is None:
        raise UnsupportedFormatError(name=name, media_type="text/html; unknown encoding")
    markup = _utf8(data, page)
    root = _parse(markup)
    remarks = list(_encoding_remarks(page))
    if root is None:
        raise EmptyDocumentError(name=name)
    items, lines = _report(root, name, may_hide_in_tables(markup), remarks)
    builder = write_page(root, lines, items)
    text = builder.text
    if not text.strip():
        raise EmptyDocumentError(name=name)
    if page.decoded.lost and (lost := text.count("\ufffd")):
        remarks.append(Remark(rule="reading.undecodable", params={"count": lost, "offset": text.index("\ufffd")}))
    document = Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/html",
        encoding=page.decoded.encoding,
        text=text,
        anchors=builder.anchors,
    )
    return document, tuple(remarks)


def _utf8(data: bytes, page: PageText) -> bytes:
    """Return the markup in UTF-8, without NULs."""
    clean = page.decoded.encoding == "utf-8" and not page.decoded.lost and b"\0" not in data
    return data if clean else page.decoded.text.replace("\0", "").encode("utf-8", "replace")


def _parse(markup: bytes) -> _Element | None:
    """Return the page's root; None where there is none."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    root: _Element | None = etree.fromstring(markup, parser)
    return root


def _encoding_remarks(page: PageText) -> Iterator[Remark]:
    decoded = page.decoded
    if page.label is not None:
        params = {"label": page.label, "encoding": decoded.encoding}
        yield Remark(rule="reading.encoding_mislabelled", params=params)
    if decoded.guessed:
        yield Remark(rule="reading.encoding_guessed", params={"encoding": decoded.encoding})


def _report(root: _Element, name: str, hiding: bool, remarks: list[Remark]) -> tuple[list[Line | Table], list[Line]]:
    """Return the report's items and the lines around it; all that is visible where no report is recognised."""
    walked = walk(root, name, hiding)
    found = find_body(walked.items)
    if found is None and walked.hidden:
        shown = walk(root, name, show_hidden=True)
        found = find_body(shown.items)
        if found is not None:
            remarks.append(Remark(rule="reading.hidden_page", params={"count": walked.hidden}))
    if found is None:
        return list(walked.items), []
    return found[1], found[0]
