"""Which encoding a text file is in, among those Chinese sites and offices produce."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = re.compile(r"政府|信息|公[开開]|年度|[报報]告|情[况況]|工作|[总總][计計]|行政|申[请請]|[数數]量|[、。，：]")
"""Words every report holds, simplified and traditional: how often they occur tells encodings apart."""

_SAMPLE_BYTES = 40_000
_BAD_SHARE = 0.02
_FAMILIAR_MINIMUM = 0.02
"""Share of familiar words below which bytes with zeros are not taken for UTF-16."""


@dataclass(frozen=True)
class Decoded:
    """A decoded text.

    Attributes:
        text: The text, a byte order mark removed.
        encoding: What it was decoded with.
        guessed: Whether another encoding fitted the bytes as well and the words decided.
        lost: How many bytes or sequences had no character; each stands as U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool = False
    lost: int = 0


def decode_text(data: bytes) -> Decoded | None:
    """Return the bytes as text; None when they are no text in any encoding met here."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lossy(data, encoding)
    if unmarked := _utf16_without_mark(data):
        return _lossy(data, unmarked)
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    fitting = [(name, text) for name in ("gb18030", "big5hkscs") if (text := _strict(data, name)) is not None]
    if fitting:
        name, text = fitting[0] if len(fitting) == 1 else max(fitting, key=lambda item: _familiar(item[1]))
        return Decoded(text, "big5" if name == "big5hkscs" else name, guessed=len(fitting) > 1 and name != "gb18030")
    candidates = [decoded for name in ("utf-8", "gb18030", "big5hkscs") if (decoded := _lossy(data, name))]
    return max(candidates, key=lambda decoded: _familiar(decoded.text), default=None)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lossy(data: bytes, encoding: str) -> Decoded | None:
    """Return the text with U+FFFD for what can't be decoded; None when that is more than a few bytes."""
    text = data.decode(encoding, errors="replace").lstrip("\ufeff")
    lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if lost > max(3, len(text) * _BAD_SHARE):
        return None
    return Decoded(text, "utf-8" if encoding == "utf-8-sig" else encoding, lost=max(lost, 0))


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: line ends and digits leave every other byte zero."""
    head = data[:_SAMPLE_BYTES]
    if len(head) < 8 or b"\x00" not in head:
        return None
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[offset::2].count(0) > head[1 - offset :: 2].count(0):
            even = head[: len(head) // 2 * 2]
            if _familiar(even.decode(encoding, errors="replace")) > _FAMILIAR_MINIMUM:
                return encoding
    return None


def _familiar(text: str) -> float:
    """Return the share of a text's beginning that is made of words reports hold."""
    head = text[:_SAMPLE_BYTES]
    return sum(len(match.group()) for match in _COMMON.finditer(head)) / max(len(head), 1)
