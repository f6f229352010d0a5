"""A whole fictional report from a seed, with what is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from eval.synth import damage as harm
from eval.synth import phrases, splits
from eval.synth.errors import copy_tables, plant_errors, write_unusually
from eval.synth.figures import make_tables
from eval.synth.gold import gold_tables, settle_glued
from eval.synth.grids import Grid, applications_grid, disclosure_grid, review_grid
from eval.synth.headings import make_headings
from eval.synth.issuers import Issuer, make_issuer
from eval.synth.layouts import TABLES, join_document
from eval.synth.model import GLUED_LAYOUTS, GRID_LAYOUTS, Layout, SyntheticReport, Tables
from eval.synth.part5 import make_part5
from eval.synth.prose import Writer, applications_prose, disclosure_prose, make_figures, make_words

_ENCODINGS = (("utf-8", 60), ("gb18030", 20), ("utf-8-sig", 12), ("utf-16", 8))
_WHOLE_LABELS = GRID_LAYOUTS | {Layout.CELL_LINES, Layout.PDF}
_TRIES = 40
_SUBHEADS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")


@dataclass
class _Draft:
    """What is decided before anything is written."""

    rng: Random
    layout: Layout
    form: str
    year: int
    issuer: Issuer
    single_other: bool
    true: Tables
    printed: Tables
    ambiguous: list[str] = field(default_factory=list)
    planted: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def generate(
    seed: int,
    *,
    layout: Layout | None = None,
    form: str | None = None,
    errors: int = 0,
    noise: float = 0.01,
    damage: float = 0.05,
    size: int | None = None,
) -> SyntheticReport:
    """Return the fictional report of a seed; the same arguments give the same report.

    Args:
        seed: Decides everything that is not given.
        layout: How the text is laid out; drawn where None.
        form: `2021` or `2019`; drawn where None.
        errors: Errors of the issuer to put into the tables.
        noise: Share of the cells written unusually (not in glued layouts).
        damage: Probability of each damage: a lost or doubled row, misspelt labels, the report twice, a heading lost.
        size: 0 (all zero) to 3 (a large city); by the issuer where None.
    """
    rng = Random(seed)
    layout = layout or rng.choice(tuple(Layout))
    form = form or rng.choice(("2021", "2021", "2021", "2019"))
    year = rng.randint(2019, 2020) if form == "2019" else rng.randint(2021, 2025)
    issuer = make_issuer(rng)
    draft = _draft(rng, layout, form, year, issuer, errors, noise, damage, issuer.size if size is None else size)
    blocks, gold = _write(draft, damage, issuer.size if size is None else size)
    text = join_document(layout, blocks, rng)
    if rng.random() < damage:
        text = text + text
        gold["expect_findings"].append("the whole report stands twice in the file")
    if rng.random() < 0.3:
        text = text.translate(str.maketrans("，：；（）", ",:;()"))
    name = f"{seed:08d}_{issuer.name}-{year}" + (".md" if layout in (Layout.MARKDOWN, Layout.APART) else ".txt")
    gold["file"] = name
    encoding = rng.choices([e for e, _ in _ENCODINGS], [w for _, w in _ENCODINGS])[0]
    return SyntheticReport(name, text, text.encode(encoding), encoding, gold, layout)


def _draft(
    rng: Random,
    layout: Layout,
    form: str,
    year: int,
    issuer: Issuer,
    errors: int,
    noise: float,
    damage: float,
    size: int,
) -> _Draft:
    """Draw figures and errors until a glued table can be judged within the search's budget."""
    for _ in range(_TRIES):
        single = form == "2021" and rng.random() < 0.12
        true = make_tables(rng, form, size, single_other=single)
        draft = _Draft(rng, layout, form, year, issuer, single, true, copy_tables(true))
        draft.planted = plant_errors(rng, draft.printed, errors, blanks=layout in GRID_LAYOUTS)
        if layout not in GLUED_LAYOUTS:
            _vary(draft, noise, damage)
            return draft
        try:
            ambiguous = settle_glued(draft.printed, form, single)
        except splits.TooManyReadings:
            continue
        if ambiguous is not None:
            draft.ambiguous = ambiguous
            return draft
    raise RuntimeError(f"no glued table for {issuer.name} {year} in {_TRIES} tries")


def _vary(draft: _Draft, noise: float, damage: float) -> None:
    """Write cells unusually, lose a row or the totals, where the layout lets a reader see it."""
    rng, touched = draft.rng, {entry["cell"] for entry in draft.planted}
    before = copy_tables(draft.printed)
    write_unusually(rng, draft.printed, noise, grid=draft.layout in GRID_LAYOUTS)
    for name in touched:
        table, row, column = name.split(".")
        draft.printed[table][row][column] = before[table][row][column]
    if touched or draft.layout not in _WHOLE_LABELS:
        return
    if rng.random() < damage:
        row_key = harm.drop_row(rng, draft.printed)
        draft.remarks += [f"table 3: the row {row_key} is missing"] if row_key else []
    if draft.layout in GRID_LAYOUTS and rng.random() < damage:
        harm.blank_totals(draft.printed)
        draft.remarks.append("table 3: the column 总计 is blank but for two rows")


def _grids(draft: _Draft, damage: float) -> list[Grid]:
    rng, printed = draft.rng, draft.printed
    grids = [
        disclosure_grid(printed["disclosure"], draft.form),
        applications_grid(printed["applications"], "2019" if draft.single_other else draft.form),
        review_grid(printed["review_litigation"]),
    ]
    if draft.layout in _WHOLE_LABELS:
        for grid in grids:
            if rng.random() < damage:
                harm.misspell(grid)
        if rng.random() < damage:
            harm.lose_head(grids[1])
        if rng.random() < damage and not draft.planted:
            harm.double_row(rng, grids[1])
            draft.remarks.append("table 3: a row stands twice")
    if draft.layout is Layout.GLUED_SPACED:
        _space_rows(draft, grids[1])
    return grids


def _space_rows(draft: _Draft, grid: Grid) -> None:
    """Put a space between two figures of some rows that can be read without it."""
    doubtful = {name.split(".")[1] for name in draft.ambiguous}
    for row in grid.rows:
        if row.key and row.key not in doubtful and draft.rng.random() < 0.3:
            at = draft.rng.randrange(1, len(row.values))
            row.values[at] = " " + row.values[at]


def _write(draft: _Draft, damage: float, size: int) -> tuple[list[str], dict[str, Any]]:
    """Return the document's blocks and the gold."""
    rng, layout = draft.rng, draft.layout
    figures = make_figures(rng, draft.true, size)
    if draft.ambiguous:
        for name in (
            "disclosure.normative_documents",
            "disclosure.procurement_projects",
            "disclosure.procurement_amount",
        ):
            figures.pop(name, None)
    writer = Writer(rng, figures, make_words(draft.issuer, draft.year))
    headings = make_headings(rng, layout, lose=rng.random() < damage)
    draft.remarks += headings.remarks
    tables = [TABLES[layout](grid, rng) for grid in _grids(draft, damage)]
    part5, problems, improvements = make_part5(rng)
    title = f"{draft.issuer.name}{draft.year}年政府信息公开工作年度报告"
    published = f"{draft.year + 1}-{rng.randint(1, 3):02d}-{rng.randint(1, 28):02d}" if rng.random() < 0.5 else None
    before, after = _chrome(rng, draft.issuer, published)
    note = (
        ["注：行政复议、行政诉讼数量含上年度结转数量。"] if layout not in GLUED_LAYOUTS and rng.random() < 0.15 else []
    )
    blocks = [
        *before, headings.title(title), *_preamble(writer), *headings.part(1), *_part1(writer, headings.subheads),
        *headings.part(2), tables[0], *headings.part(3), tables[1], *headings.part(4), tables[2], *note,
        *headings.part(5), *part5, *headings.part(6), writer.pick(phrases.FEES, rng.randint(1, 2)), *after,
    ]  # fmt: skip
    gold: dict[str, Any] = {
        "file": "",
        "issuer": draft.issuer.name,
        "year": draft.year,
        "form": draft.form,
        "published_on": published,
        "tables": gold_tables(draft.printed, draft.form, draft.single_other, set(draft.ambiguous)),
        "facts": writer.facts,
        "quantities": writer.quantities,
        "problems": problems,
        "improvements": improvements,
        "expect_findings": [
            *draft.remarks,
            *(f"{p['cell']}: printed {p['printed']!r}, meant {p['true']}" for p in draft.planted),
        ],
        "optional": sorted(writer.optional),
        "planted": draft.planted,
        "ambiguous": draft.ambiguous,
        "layout": layout.value,
    }
    return [block for block in blocks if block], gold


def _preamble(writer: Writer) -> list[str]:
    return [writer.write(writer.rng.choice(phrases.PREAMBLE)) + writer.write(writer.rng.choice(phrases.CONTACT))]


def _part1(writer: Writer, numbered: bool) -> list[str]:
    rng = writer.rng
    bodies = [
        disclosure_prose(writer),
        applications_prose(writer),
        writer.pick(phrases.MANAGEMENT, rng.randint(1, 3)),
        writer.pick(phrases.PLATFORM, rng.randint(1, 4)),
        writer.pick(phrases.SUPERVISION, rng.randint(1, 3)),
    ]
    ordinals = "一二三四五"
    heads = [f"（{ordinals[i]}）{head}。" for i, head in enumerate(_SUBHEADS)] if numbered else [""] * 5
    opening = writer.write(rng.choice(phrases.OPENING))
    return [opening, *(head + body for head, body in zip(heads, bodies, strict=True))]


def _chrome(rng: Random, issuer: Issuer, published: str | None) -> tuple[list[str], list[str]]:
    """Return what the web page puts before and after the report."""
    before = ["当前位置：首页>政务公开>政府信息公开年报"] if rng.random() < 0.3 else []
    if published:
        before.append(
            f"来源：{issuer.area}政府网站　发布时间：{published} {rng.randint(8, 17):02d}:{rng.randint(10, 59)}"
        )
    after = rng.choice(
        ([], [], [issuer.name], ["分享到：微信 微博", "打印 关闭"], ["附件下载"], ["扫一扫在手机打开当前页"])
    )
    return before, list(after)
