"""Titles of the parts, numbered and marked as sites do."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.synth.model import GLUED_LAYOUTS, Layout

_PARTS = (
    ("总体情况",),
    ("主动公开政府信息情况", "行政机关主动公开政府信息情况"),
    ("收到和处理政府信息公开申请情况", "行政机关收到和处理政府信息公开申请情况"),
    ("政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    ("存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况"),
    ("其他需要报告的事项",),
)
_ORDINALS = "一二三四五六"
_LOSABLE = (4, 5)


@dataclass
class Headings:
    """How this report writes its headings.

    Attributes:
        titles: Title of each part, numbered and marked; None for a lost one.
        title_mark: What stands before the report's title.
        subheads: Whether part 1 has numbered sub-heads.
        remarks: What is wrong with them.
    """

    titles: list[str | None]
    title_mark: str
    subheads: bool
    remarks: list[str]

    def part(self, number: int) -> list[str]:
        """Return the heading of a part as a list of no or one block."""
        title = self.titles[number - 1]
        return [title] if title else []


def make_headings(rng: Random, layout: Layout, *, lose: bool) -> Headings:
    """Return the headings: plain or bracketed ordinals, none, Markdown, bold, one of them lost."""
    style = "plain" if layout in GLUED_LAYOUTS else rng.choice(("plain", "plain", "plain", "bracket", "none"))
    markdown = layout is Layout.MARKDOWN or (layout is Layout.TABS and rng.random() < 0.5)
    bold_from = rng.choice((4, 5, 7)) if markdown else 7
    titles: list[str | None] = []
    for number, names in enumerate(_PARTS, 1):
        ordinal = {"plain": f"{_ORDINALS[number - 1]}、", "bracket": f"（{_ORDINALS[number - 1]}）", "none": ""}[style]
        text = ordinal + rng.choice(names)
        titles.append((f"**{text}**" if number >= bold_from else f"## {text}") if markdown else text)
    remarks = []
    if lose:
        lost = rng.choice(_LOSABLE)
        titles[lost - 1] = None
        remarks.append(f"the heading of part {lost} is missing")
    return Headings(titles, "# " if markdown else "", style != "bracket" and rng.random() < 0.85, remarks)


def make_title(rng: Random, issuer: str, year: int, *, one_line: bool) -> str:
    """Return the report's title in one of the usual orders, broken before the year where the layout allows it."""
    titles = [
        f"{issuer}{year}年政府信息公开工作年度报告",
        f"{issuer}{year}年政府信息公开工作年度报告",
        f"{issuer}{year}年度政府信息公开工作年度报告",
        f"{year}年{issuer}政府信息公开工作年度报告",
    ]
    return rng.choice(titles if one_line else [*titles, f"{issuer}\n{year}年政府信息公开工作年度报告"])
