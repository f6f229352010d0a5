"""Where a report stands on its page: what is certainly chrome is left out, everything doubtful stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.parsing.readers.html.grids import Line, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARK = re.compile(
    r"[总總][体體](?:工作)?情[况況]|主[动動]公[开開]政府信息|收到和[处處]理|行政[复復][议議]|存在的?(?:主要)?[问問][题題]|其他需要[报報]告|本列[数數][据據]"
    r"|第二十[条條]第|申[请請]人情[况況]|[总總總体體][体體]情[况況]"
)
_SENTENCE_AT_LEAST = 30
_INFO = re.compile(
    r"(?:索引号|发布机构|发布单位|公开机构|发文机关|编制单位|来源|信息来源|文章来源|发布时间|发布日期|公开日期|成文日期|发文日期|生成日期|信息时间|时间|日期|文号|发文字号)\s*[:：]"
)
_TITLE = re.compile(r"(?:信息|政[务務])公[开開].{0,14}(?:[报報]告|年[报報])")
_YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零]")
_LONGEST_INFO = 160
_ATTACHMENT = re.compile(r"附\s*[件表]|下载|\.(?:pdf|docx?|xlsx?|wps|zip|rar)\b", re.IGNORECASE)
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|bottom|crumbs?|breadcrumbs?|position|location|share|bdshare\w*|related|relate"
    r"|search|sidebar|leftnav|toolbar|pagination|copyright|friendlink|links)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_CHROME_TAGS = frozenset(("nav", "footer", "aside"))


def find_body(items: Sequence[Line | Table]) -> tuple[list[Line], list[Line | Table]] | None:
    """Return the lines around the report that say what it is, and the report's own items.

    The report reaches from the first to the last item that only a report has (a part's title, an official table, a
    sentence) and takes in what stands in the same element, but for lists of links and named chrome at its edges.

    Returns:
        Title and publication lines before the report that it doesn't repeat, and the report; None where nothing on
        the page looks like a report.
    """
    certain = [index for index, item in enumerate(items) if _is_mark(item)]
    if not certain:
        return None
    certain = [index for index, item in enumerate(items) if _belongs(item)]
    first, last = certain[0], certain[-1]
    inside = _Inside(_common_element(items[first].element, items[last].element))
    start, end = first, last + 1
    while start > 0 and inside.holds(items[start - 1].element):
        start -= 1
    while end < len(items) and inside.holds(items[end].element):
        end += 1
    before = [item for item in items[start:first] if not inside.is_chrome(item)]
    after = [item for item in items[last + 1 : end] if not inside.is_chrome(item)]
    body = [*before, *items[first : last + 1], *after]
    outside = _Inside(None)
    around = [item for item in items[:start] if isinstance(item, Line) and _says_what_it_is(item, outside)]
    return _not_repeated(around, before, items[first]), body


def _is_mark(item: Line | Table) -> bool:
    if isinstance(item, Line):
        return not item.linked and _MARK.search(item.text) is not None
    return any(_MARK.search(cell.text) for row in item.rows for cell in row if len(cell.text) > 3)


def _belongs(item: Line | Table) -> bool:
    """Return whether an item stands in a report and not around it."""
    if isinstance(item, Line) and not item.linked and len(item.text) >= _SENTENCE_AT_LEAST and "。" in item.text:
        return True
    return _is_mark(item)


def _common_element(first: _Element, last: _Element) -> _Element:
    """Return the innermost element that holds both."""
    above = {first, *first.iterancestors()}
    element = last
    while element not in above and (parent := element.getparent()) is not None:
        element = parent
    return element


class _Inside:
    """Whether elements stand inside an element, and in what; each element is asked once."""

    def __init__(self, root: _Element | None) -> None:
        self._root = root
        self._known: dict[_Element, tuple[bool, bool]] = {}

    def holds(self, element: _Element) -> bool:
        """Return whether an element is the root or inside it."""
        return self._look(element)[0]

    def is_chrome(self, item: Line | Table) -> bool:
        """Return whether an item is a list of links or stands in something named as chrome."""
        if isinstance(item, Line):
            if _ATTACHMENT.search(item.text):
                return False
            if item.linked * 2 >= len(item.text):
                return True
        return self._look(item.element)[1]

    def _look(self, element: _Element) -> tuple[bool, bool]:
        """Return whether an element is inside, and whether it or one between is chrome."""
        chain = []
        current: _Element | None = element
        while current is not None and current is not self._root and current not in self._known:
            chain.append(current)
            current = current.getparent()
        if current is None:
            known = (self._root is None, False)
        else:
            known = (True, False) if current is self._root else self._known[current]
        for step in reversed(chain):
            known = self._known[step] = (known[0], known[1] or _is_chrome_element(step))
        return known


def _is_chrome_element(element: _Element) -> bool:
    if element.tag in _CHROME_TAGS:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in ("html", "body", "form") and _CHROME_NAME.search(named) is not None


def _says_what_it_is(line: Line, page: _Inside) -> bool:
    if len(line.text) > _LONGEST_INFO or line.linked * 2 >= len(line.text):
        return False
    named = _INFO.search(line.text) is not None or (
        _TITLE.search(line.text) is not None and re.search(r"\d{4}|二[〇○]", line.text) is not None
    )
    return named and not page.is_chrome(line)


def _not_repeated(around: Sequence[Line], before: Sequence[Line | Table], first: Line | Table) -> list[Line]:
    """Return the lines that the report's own beginning doesn't say."""
    said = "\n".join(item.text for item in (*before, first) if isinstance(item, Line))
    lines: dict[str, Line] = {line.text: line for line in around if line.text not in said}
    return list(lines.values())


def has_title(lines: Sequence[Line | Table]) -> bool:
    """Return whether one of the first lines names a report of a year."""
    text = "".join(item.text for item in lines[:12] if isinstance(item, Line) and len(item.text) < _LONGEST_INFO)
    return _TITLE.search(text) is not None and _YEAR.search(text) is not None


def has_date(lines: Sequence[Line | Table]) -> bool:
    """Return whether one of the first lines says when the report was published."""
    return any(
        isinstance(item, Line) and re.search(r"(?:时间|日期)\s*[:：]?\s*\d{4}", item.text) for item in lines[:20]
    )
