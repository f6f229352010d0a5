"""Edits of headings, notes, heads and pages."""

from __future__ import annotations

import re

from eval.perturb.draft import Draft
from eval.synth.grids import Grid, GridRow

_FOOTER = "— 3 —"
_ORDINALS = "一二三四五六"
_TITLES = {
    "主动公开政府信息": "主动公开政府信息有关情况",
    "收到和处理政府信息公开申请": "依申请公开政府信息办理情况",
    "行政复议": "政府信息公开引起的行政复议、行政诉讼",
    "主要问题": "当前存在的不足和下一步打算",
    "其他需要报告": "需要说明的其他事项",
}
"""What a heading holds → how else the part may be called."""


def note_with_year(draft: Draft) -> None:
    """Put a note with a year and a number between rows of table 3."""
    rows = draft.grid("applications").rows
    note = GridRow(["注：2022年结转数据经2023年3月核对，以本表为准。", "", ""], [])
    rows.insert(draft.rng.randrange(6, len(rows) - 3), note)


def title_varied(draft: Draft) -> None:
    """Call a part by other words."""
    known = draft.rng.choice(list(_TITLES))
    for at, block in enumerate(draft.blocks):
        if isinstance(block, str) and len(block) < 40 and known in block and "报告\n" not in block:
            mark = re.match(r"[#*（）一二三四五六、 ]*", block)
            draft.blocks[at] = (mark[0] if mark else "") + _TITLES[known]
            return


def renumbered(draft: Draft) -> None:
    """Number the parts from 二 on, as where a preface was counted."""
    for at, block in enumerate(draft.blocks):
        mark = re.match(rf"(（?)([{_ORDINALS}])(）|、)", block) if isinstance(block, str) and len(block) < 40 else None
        if mark and isinstance(block, str):
            following = "二三四五六七"[_ORDINALS.index(mark[2])]
            draft.blocks[at] = f"{mark[1]}{following}{mark[3]}{block[mark.end() :]}"


def footer_in_table(draft: Draft) -> None:
    """Put page footers between the rows of tables 2 and 3."""
    if draft.layout == "html":
        rows = draft.grid("applications").rows
        rows.insert(draft.rng.randrange(6, len(rows) - 3), GridRow([_FOOTER, "", ""], []))
        return
    places = {table: draft.rng.random() for table in ("disclosure", "applications")}

    def insert(table: str, text: str) -> str:
        lines = text.split("\n")
        if table in places:
            lines.insert(3 + int(places[table] * (len(lines) - 4)), _FOOTER)
        return "\n".join(lines)

    draft.on_table = insert


def label_in_two_lines(draft: Draft) -> None:
    """Break a label in its middle."""
    rows = [row for row in draft.grid("applications").rows if row.key and len(row.labels[-1]) > 7]
    row = draft.rng.choice(rows)
    label = row.labels[-1]
    cut = len(label) // 2
    row.labels[-1] = f"{label[:cut]}{'<br>' if draft.layout == 'html' else chr(10)}{label[cut:]}"
    if draft.layout == "html":
        draft.on_text = lambda text: text.replace("&lt;br&gt;", "<br>")


def table_4_as_three(draft: Draft) -> None:
    """Print each row of table 4 as a table of its own, with its title above."""
    grid = draft.grid("review_litigation")
    heads, values = grid.rows[0].labels, grid.rows[-1].values
    results = grid.rows[1].labels[:5]
    parts: list[str | Grid] = []
    for at, title in enumerate((heads[0], "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")):
        rows = [
            GridRow([title, *[""] * 4], []),
            GridRow(list(results), []),
            GridRow([], values[5 * at : 5 * at + 5], "review_litigation"),
        ]
        parts.append(Grid("review_litigation", rows, 5))
    place = draft.blocks.index(grid)
    draft.blocks[place : place + 1] = parts


def head_over_two_pages(draft: Draft) -> None:
    """Put a page's end between the lines of table 3's head."""
    if draft.layout == "html":
        draft.grid("applications").rows.insert(1, GridRow([_FOOTER, "", ""], []))
        return

    def insert(table: str, text: str) -> str:
        if table != "applications":
            return text
        at = text.index("法人或其他组织") if "法人或其他组织" in text else len(text) // 20
        line = text.rfind("\n", 0, at) + 1 or text.index("\n") + 1
        return f"{text[:line]}{_FOOTER}\n{text[line:]}"

    draft.on_table = insert


def no_break_spaces(draft: Draft) -> None:
    """Pad figures with no-break spaces and write every space as one."""
    space = "&nbsp;" if draft.layout == "html" else "\u00a0"
    for block in draft.blocks:
        if not isinstance(block, str):
            for row in block.rows:
                row.values = [f"\u00a0{value}\u00a0" for value in row.values]
    if draft.layout == "html":
        draft.on_text = lambda text: text.replace("\u00a0", space)
    else:
        draft.on_text = lambda text: text.replace(" ", space)
