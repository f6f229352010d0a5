"""Personal data in a text, found so that it need not leave the house: telephone, e-mail, identity number, name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.patterns import Pattern

_ID_NUMBER = r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
_EMAIL = r"[A-Za-z0-9._+-]+@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_MOBILE = r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
_LANDLINE = r"(?<!\d)\(?0\d{2,3}\)?[ -]?\d{7,8}(?:-\d{1,6})?(?!\d)"
_LOCAL_LINE = r"(?<=电话)[号码:为是\s]{0,5}\d{7,8}(?!\d)"
_PERSON = (
    r"(?:联系人|联络人|负责人|责任人|经办人|填报人|填表人|审核人|签发人|发言人)(?:姓名)?[:为是\s]{1,3}"
    r"(?P<name>[一-龥]{2,4})(?=[,;。、()\s]|电话|联系|$)"
)
_PRIVATE = Pattern(
    rf"(?P<id_number>{_ID_NUMBER})|(?P<email>{_EMAIL})|(?P<phone>{_MOBILE}|{_LANDLINE}|{_LOCAL_LINE})|{_PERSON}",
    re.MULTILINE,
)
KINDS = {"id_number": "证件号", "email": "邮箱", "phone": "电话", "name": "姓名"}
"""What a masked stretch is called in its place."""


@dataclass(frozen=True)
class Private:
    """A stretch of personal data; `kind` is a key of `KINDS`."""

    start: int
    end: int
    kind: str


def find_private(text: str) -> Iterator[Private]:
    """Yield the personal data of a folded text, in order. Names are looked for in contact lines only."""
    for match in _PRIVATE.finditer(text):
        kind = match.lastgroup or "name"
        start, end = match.span(kind)
        yield Private(start, end, kind)
