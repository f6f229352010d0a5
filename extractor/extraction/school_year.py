"""Reports of universities, which count from September to August: where they name their 学年."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.patterns import Pattern
from extractor.schema import Span

_YEAR = r"(?:19|20)\d{2}|二[〇○零O0][〇○零一二三四五六七八九]{2}"
SCHOOL_YEAR = rf"年?(?:\s?(?:[-—~/]+|至|到)\s?(?:{_YEAR}|\d{{2}})年?)?\s?学年度?"
"""What stands behind the first year of `2022—2023学年` or `2022学年`."""
_NAMED = Pattern(rf"(?<!\d)(?P<year>{_YEAR}){SCHOOL_YEAR}")
_KIND = (
    r"(?:(?:政府|政务)?\n?信息\n?公开|政务\n?公开)\n?"
    r"(?:工作)?\n?(?:情况)?的?\n?(?:工作)?(?:年度)?\n?(?:工作)?\n?(?:报告|年报)"
)
_KIND_BEHIND = Pattern(rf"(?P<between>[^。:;|\n]{{0,40}}?)\n?{_KIND}")
_NAME_BEFORE = Pattern(r"(?P<before>[^。:;>|\n]{0,50})\n?\Z")
_KIND_BEFORE = Pattern(rf"(?P<before>[^。:;>|\n]{{0,50}}?)\n?{_KIND}\n?\(\Z")
_REACH = 100
"""Within how many characters before its 学年 a title starts."""


class SchoolTitle(NamedTuple):
    """A title that names a 学年: where it stands, and where its first year and the words around that."""

    start: int
    end: int
    year: Span
    before: Span
    between: Span


def find_school_titles(text: str, end: int) -> list[SchoolTitle]:
    """Return what could be the title of a university's report, before `end`, in the order of the text."""
    found = (_title(text, named) for named in _NAMED.finditer(text, 0, min(len(text), end)))
    return [title for title in found if title is not None]


def _title(text: str, named: re.Match[str]) -> SchoolTitle | None:
    """Return the title around a 学年: `某某大学2022—2023学年信息公开…报告`, or with the 学年 in brackets behind it."""
    offset = max(0, named.start() - _REACH)
    head = text[offset : named.start()]
    ahead, behind = _KIND_BEFORE.search(head), _KIND_BEHIND.match(text, named.end())
    before = ahead or _NAME_BEFORE.search(head)
    if before is None or (ahead is None and behind is None):
        return None
    start, stop = (offset + at for at in before.span("before"))
    if ahead is None and behind is not None:
        return SchoolTitle(start, behind.end(), named.span("year"), (start, stop), behind.span("between"))
    end = named.end() + text.startswith(")", named.end())
    return SchoolTitle(start, end, named.span("year"), (start, stop), (stop, stop))
