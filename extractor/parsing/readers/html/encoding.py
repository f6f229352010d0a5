"""Whether bytes are a web page, and its characters: the bytes decide, what the page says of itself comes second."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extractor.parsing.encoding import Decoded, decode_text

_HEAD_BYTES = 4096
_PAGE = re.compile(
    rb"(?:\s|<\?xml.{0,200}?\?>|<!--.{0,2000}?-->)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|base|link|script|style|div|table|p|span|center|font|section|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})", re.IGNORECASE)
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5", "big5hkscs": "big5"}


def is_page(data: bytes) -> bool:
    """Return whether a file begins as a web page does, in any encoding."""
    head = data[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    return _PAGE.match(head) is not None


@dataclass(frozen=True)
class PageText:
    """A page's markup as text.

    Attributes:
        decoded: The text and how it was decoded.
        label: The encoding the page names, as Python calls it, where the bytes say otherwise; None where they agree.
    """

    decoded: Decoded
    label: str | None


def decode_page(data: bytes) -> PageText | None:
    """Return a page's characters; None when they are no text in any known encoding.

    UTF-8 and GB18030 tell themselves apart. What the page says decides only where the bytes leave it open or fit
    neither.
    """
    label = _label(data)
    decoded = _as_labelled(data, label) or decode_text(data)
    if label is not None and (decoded is None or decoded.guessed) and (said := _strict(data, label)) is not None:
        return PageText(Decoded(said, label), None)
    if decoded is None:
        return None
    wrong = label is not None and _kind(label) != _kind(decoded.encoding) and not data[:_HEAD_BYTES].isascii()
    return PageText(decoded, label if wrong else None)


def _as_labelled(data: bytes, label: str | None) -> Decoded | None:
    """Return a page in GB18030 that says so and reads as Chinese reports do; None for any other, to be looked into."""
    if label is None or _kind(label) != "gb18030" or _strict(data, "utf-8") is not None:
        return None
    text = _strict(data, "gb18030")
    return Decoded(text, "gb18030") if text is not None and "信息公开" in text else None


def _label(data: bytes) -> str | None:
    """Return the codec that a page's meta tag names; None without one, or where there is no such codec."""
    found = _LABEL.search(data[: 4 * _HEAD_BYTES])
    try:
        return codecs.lookup(found[1].decode("ascii")).name if found is not None else None
    except LookupError:
        return None


def _kind(encoding: str) -> str:
    name = codecs.lookup(encoding).name
    return _SAME.get(name, "utf-8" if name == "utf-8-sig" else name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
