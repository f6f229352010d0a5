"""A fictional report as the page of a government site: `write_html(seed)`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from random import Random
from typing import Any

from eval.synth.formats import html_chrome as chrome
from eval.synth.formats.html_tables import USUAL, TableStyle, write_table
from eval.synth.generate import compose
from eval.synth.grids import Grid
from eval.synth.plan import Harm


class BodyStyle(StrEnum):
    """What the article stands in."""

    DIV = "div"
    LAYOUT_TABLE = "layout-table"
    LINE_BREAKS = "line-breaks"
    BARE = "bare"


ENCODINGS = (
    ("utf-8", "utf-8"),
    ("utf-8", "UTF-8"),
    ("gb18030", "gb2312"),
    ("gb18030", "utf-8"),
    ("utf-8", "gb2312"),
    ("utf-8-sig", "utf-8"),
    ("gb18030", None),
    ("utf-8", None),
    ("utf-16", "utf-16"),
)
"""What the bytes are in, and what the page says of them."""


@dataclass(frozen=True)
class SyntheticPage:
    """A fictional report as a web page.

    Attributes:
        name: File name.
        data: The file's bytes.
        gold: What a correct extraction gives.
        table_style: How its tables are marked up.
        body_style: What the article stands in.
        encoding: What the bytes are in, and what the page says of them.
    """

    name: str
    data: bytes
    gold: dict[str, Any]
    table_style: TableStyle
    body_style: BodyStyle
    encoding: tuple[str, str | None]


def write_html(
    seed: int,
    *,
    form: str | None = None,
    noise: float = 0.01,
    damage: float = 0.05,
    harms: Collection[Harm] | None = None,
    table_style: TableStyle | None = None,
    body_style: BodyStyle | None = None,
    encoding: tuple[str, str | None] | None = None,
) -> SyntheticPage:
    """Return the page of a seed; what is not given is drawn from the seed."""
    report = compose(seed, form=form, noise=noise, damage=damage, harms=harms)
    rng = Random(f"html {seed}")
    tables = table_style or rng.choice(USUAL)
    body = body_style or rng.choice((BodyStyle.DIV, *BodyStyle))
    coded, said = encoding or rng.choice(ENCODINGS)
    page = _page(rng, report.blocks, report.gold, tables, body, said)
    name = f"{report.stem}.html"
    data = page.encode(coded)
    return SyntheticPage(name, data, {**report.gold, "file": name}, tables, body, (coded, said))


def _page(
    rng: Random, blocks: list[str | Grid], gold: dict[str, Any], tables: TableStyle, body: BodyStyle, said: str | None
) -> str:
    title = next(b for b in blocks if isinstance(b, str) and "政府信息公开工作年度报告" in b).replace("\n", "")
    title = title.lstrip("# ")
    site = re.sub(r".{0,4}局$", "", gold["issuer"]) + "政府网"
    year = gold["year"]
    article = _article(rng, blocks, tables, body)
    head = chrome.head(rng, site, title, gold["published_on"], said)
    middle = chrome.top(rng, site, year) + _framed(rng, article, body) + chrome.bottom(rng, site, year)
    doctype = rng.choice(("<!DOCTYPE html>\n", "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>\n", ""))
    return f"{doctype}<html>\n{head}<body>\n{middle}</body>\n</html>\n"


def _framed(rng: Random, article: str, body: BodyStyle) -> str:
    if body is BodyStyle.LAYOUT_TABLE:
        outer = f'<table width="980" border="0"><tr><td class="bt_content">{article}</td></tr></table>\n'
        return f"<table><tr><td>{outer}</td></tr></table>" if rng.random() < 0.5 else outer
    if body is BodyStyle.BARE:
        return article
    name = rng.choice(("TRS_Editor", "article-content", "xl_con", "zoom", "view"))
    return f'<div class="wrap" ms-controller="page"><div id="{name}" class="{name}">{article}</div></div>\n'


def _article(rng: Random, blocks: list[str | Grid], tables: TableStyle, body: BodyStyle) -> str:
    word = rng.random() < 0.4
    pieces: list[str] = []
    for block in blocks:
        if not isinstance(block, str):
            pieces.append(write_table(rng, block, tables))
        elif body is BodyStyle.LINE_BREAKS:
            pieces.append(f"　　{_escaped(rng, block)}<br>\n")
        else:
            pieces.append(_paragraph(rng, block, word))
    return "".join(pieces)


def _paragraph(rng: Random, text: str, word: bool) -> str:
    inner = _escaped(rng, text)
    if word:
        return f'<p class="MsoNormal" style="text-indent:32pt"><span style="font-size:16pt">{inner}</span></p>\n'
    return f"<p>&nbsp;&nbsp;&nbsp; {inner}</p>\n" if rng.random() < 0.8 else f"<div>{inner}</div>\n"


def _escaped(rng: Random, text: str) -> str:
    """Return a paragraph as markup: its line breaks, sometimes a figure in a span of its own or a bold beginning."""
    marked = escape(text).replace("\n", "<br/>")
    if rng.random() < 0.4:
        marked = re.sub(r"(\d)(\d+)", r"<span lang='EN-US'>\1</span><font face='仿宋'>\2</font>", marked)
    return f"<b>{marked[:2]}</b>{marked[2:]}" if rng.random() < 0.1 and marked[:2].isalpha() else marked
