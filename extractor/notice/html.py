"""A notice as one self-contained page, laid out for A4; nothing from a report can become markup."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from extractor.notice.content import Letter, Notice
from extractor.notice.layout import Rows, Words


@cache
def _style() -> str:
    return files("extractor.notice").joinpath("notice.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Return the content security policy: nothing is loaded, no script runs, no style but the page's own."""
    style = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"


def html_bytes(notice: Notice) -> bytes:
    """Return the notice as a page."""
    words = Words(notice)
    language = "zh-CN" if notice.lang == "zh" else "en"
    page = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy())}">'
        f"<title>{escape(words.title)}</title><style>{_style()}</style></head>"
        f"<body>{''.join(_body(notice, words))}</body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _body(notice: Notice, words: Words) -> Iterator[str]:
    yield _element("h1", words.title)
    if notice.open:
        yield _element("p", words.draft, "draft")
    if words.is_letter:
        yield _element("p", words.addressee, "addressee")
    yield _element("p", words.opening)
    if not words.is_letter:
        yield _table(words.summary)
    for number, letter in enumerate(notice.letters, start=1):
        if len(notice.letters) > 1:
            yield _element("h2", words.section(number, letter))
        yield from _entries(words, letter)
    yield _element("p", words.closing)
    yield f"<footer>{''.join(_element('p', text) for text in words.signature)}</footer>"


def _entries(words: Words, letter: Letter) -> Iterator[str]:
    for number, entry in enumerate(letter.entries, start=1):
        yield _element("h3", words.heading(number, entry), "" if entry.decision else "open")
        yield from (_element("p", text) for text in words.details(entry))
    if rows := words.table(letter):
        yield _element("p", words.table_title, "caption")
        yield _table(rows)


def _table(rows: Rows) -> str:
    head, *body = rows
    lines = "".join(f"<tr>{''.join(_element('td', text) for text in row)}</tr>" for row in body)
    return (
        f"<table><thead><tr>{''.join(_element('th', text) for text in head)}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _element(name: str, text: str, css: str = "") -> str:
    shown = f' class="{css}"' if css else ""
    return f"<{name}{shown}>{escape(text)}</{name}>"
