"""What a page leads to: reports on a list page, the list's further pages, the files attached to a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from extractor.errors import FetchError
from extractor.fetch.address import parse, same_site
from extractor.parsing.encoding import decode_text

ATTACHMENTS = frozenset({".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".zip"})

_ADDRESS_ATTRIBUTES = {"a": "href", "area": "href", "link": "href", "iframe": "src", "embed": "src", "object": "data"}
_NO_TEXT = frozenset({"script", "style", "noscript"})
_REPORT = re.compile(
    r"(?:政[府务務]信息公[开開]|信息公[开開]工作|政[务務]公[开開])[^。]{0,20}(?:年度[报報]告|年[报報](?!表)|[报報]告)"
    r"|20\d\d年[^。]{0,12}信息公[开開][^。]{0,12}[报報]告"
)
_NEXT = re.compile(r"下一?[页頁]|后一?[页頁]|next(?: page)?|>{1,2}|›|»", re.IGNORECASE)
_SCRIPTED_PAGES = re.compile(
    r"createPageHTML\(\s*['\"]?(\d{1,4})['\"]?\s*,\s*['\"]?\d{1,4}['\"]?\s*,\s*"
    r"['\"]([\w-]{1,60})['\"]\s*,\s*['\"](\w{1,8})['\"]"
)
"""Common publishing systems write a list's page links by script: number of pages, current one, name, suffix."""


@dataclass(frozen=True)
class Link:
    """A link of a page: where it leads, and the words on it or its title."""

    url: httpx.URL
    text: str


@dataclass(frozen=True)
class PageLinks:
    """The links of one page, in its order, each address once.

    Attributes:
        further: Pages of the same list: the next one, or all that a script would link.
        pictures: How many of the links show a picture and no word, so that nobody can tell what they lead to.
        words: How many characters of text the page holds, without its scripts.
    """

    links: tuple[Link, ...]
    further: tuple[httpx.URL, ...]
    pictures: int = 0
    words: int = 0

    def reports(self, site: httpx.URL) -> list[Link]:
        """Return the links that look like yearly reports, on one site."""
        return [link for link in self.links if _REPORT.search(link.text) and same_site(link.url, site)]

    def attachments(self, site: httpx.URL) -> list[Link]:
        """Return the links to documents, on one site."""
        return [link for link in self.links if _suffix(link) in ATTACHMENTS and same_site(link.url, site)]


def find_links(data: bytes, url: httpx.URL) -> PageLinks:
    """Return what a page leads to; no links for bytes that are no page.

    Args:
        data: The page.
        url: Where it came from, which relative links count from.
    """
    decoded = decode_text(data)
    if decoded is None:
        return PageLinks((), ())
    parser = _Parser()
    parser.feed(decoded.text)
    parser.close()
    base = _joined(url, parser.base) or url
    links: dict[str, Link] = {}
    nexts: list[httpx.URL] = []
    for address, text, relation in parser.found:
        target = _joined(base, address)
        if target is None:
            continue
        known = links.get(str(target))
        if known is None or (not known.text and text):
            links[str(target)] = Link(target, text)
        if (relation == "next" or _NEXT.fullmatch(text)) and same_site(target, url):
            nexts.append(target)
    further = tuple(nexts) or tuple(_scripted(decoded.text, base))
    return PageLinks(tuple(links.values()), further, parser.pictures, parser.words)


def is_page(content_type: str, data: bytes) -> bool:
    """Return whether an answer is a web page, by what the server says or by its beginning."""
    return "html" in content_type.lower() or re.match(rb"\s*<(?:!doctype html|html)", data[:200], re.I) is not None


class _Parser(HTMLParser):
    """Collects `(address, words, relation)` of links; words fall back to the title, then to those of a picture."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base = ""
        self.found: list[tuple[str, str, str]] = []
        self.pictures = self.words = 0
        self._open: tuple[str, str, str] | None = None
        self._words: list[str] = []
        self._pictured: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that may hold an address."""
        given = {name: value or "" for name, value in attrs}
        self._hidden = tag in _NO_TEXT
        if tag == "img" and self._open is not None:
            self._pictured.append(given.get("alt", "") or given.get("title", ""))
        if tag == "base":
            self.base = self.base or given.get("href", "")
        address = given.get(_ADDRESS_ATTRIBUTES.get(tag, ""), "").strip()
        if not address:
            return
        self._close()
        link = (address, given.get("title", ""), given.get("rel", "").lower())
        if tag == "a":
            self._open = link
        else:
            self.found.append(link)

    def handle_endtag(self, tag: str) -> None:
        """End a link."""
        self._hidden = False
        if tag == "a":
            self._close()

    def handle_data(self, data: str) -> None:
        """Count the page's text and take the words of a link."""
        if self._hidden:
            return
        self.words += len("".join(data.split()))
        if self._open is not None:
            self._words.append(data)

    def close(self) -> None:
        """End the page."""
        super().close()
        self._close()

    def _close(self) -> None:
        if self._open is not None:
            address, title, relation = self._open
            words = "".join("".join(self._words).split())
            cut = words.endswith(("...", "…"))
            shown = (title if title and (cut or not words) else words) or "".join("".join(self._pictured).split())
            self.pictures += bool(self._pictured) and not shown
            self.found.append((address, shown, relation))
        self._open = None
        self._words, self._pictured = [], []


def _joined(base: httpx.URL, address: str) -> httpx.URL | None:
    """Return an absolute address; None for what is no web address (javascript:, mailto:)."""
    try:
        return parse(str(base.join(address)))
    except (FetchError, httpx.InvalidURL, ValueError):
        return None


def _suffix(link: Link) -> str:
    return PurePosixPath(unquote(link.url.path)).suffix.lower()


def _scripted(text: str, base: httpx.URL) -> Iterator[httpx.URL]:
    call = _SCRIPTED_PAGES.search(text)
    if call is not None:
        for number in range(1, int(call[1])):
            if (page := _joined(base, f"{call[2]}_{number}.{call[3]}")) is not None:
                yield page
