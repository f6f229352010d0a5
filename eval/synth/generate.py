"""A whole fictional report from a seed, with what is in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeVar

from eval.synth import damage as harming
from eval.synth import phrases
from eval.synth.gold import gold_tables
from eval.synth.grids import Grid, applications_grid, disclosure_grid, review_grid
from eval.synth.headings import Headings, make_headings, make_title
from eval.synth.issuers import Issuer, make_issuer
from eval.synth.layouts import TABLES, join_document
from eval.synth.model import GLUED_LAYOUTS, GRID_LAYOUTS, Layout, SyntheticReport
from eval.synth.part5 import make_part5
from eval.synth.plan import WHOLE_ROWS, Harm, Plan, draw_harms, fill
from eval.synth.prose import Writer, make_figures, make_words, preamble, write_part1
from eval.synth.traditional import to_traditional, traditional_gold

_ENCODINGS = ("utf-8", "gb18030", "utf-8-sig", "utf-16")
_ENCODING_WEIGHTS = (60, 20, 12, 8)
_HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
_MARKDOWN = (Layout.MARKDOWN, Layout.APART)
T = TypeVar("T")
_FROM_TABLE_2 = (
    "disclosure.normative_documents",
    "disclosure.procurement_projects",
    "disclosure.procurement_amount",
)
"""Fields whose statement would settle a glued row of table 2."""


def generate(
    seed: int,
    *,
    layout: Layout | None = None,
    form: str | None = None,
    errors: int = 0,
    noise: float = 0.01,
    damage: float = 0.05,
    size: int | None = None,
    harms: Collection[Harm] | None = None,
    issuer: Issuer | None = None,
    year: int | None = None,
    traditional: bool = False,
) -> SyntheticReport:
    """Return the fictional report of a seed; the same arguments give the same report.

    Args:
        seed: Decides everything that is not given.
        layout: How the text is laid out.
        form: `2021` or `2019`.
        errors: Errors of the issuer to put into the tables; a swap of two cells is one.
        noise: Share of the cells written unusually (not in glued layouts).
        damage: Probability of each harm that chance may bring.
        size: 0 (all zero) to 3 (a large city); by the issuer where None.
        harms: Exactly what goes wrong, instead of chance.
        issuer: Who reports.
        year: Report year.
        traditional: Traditional script, encoded in Big5.
    """
    plan = _plan(seed, layout, form, errors, noise, damage, size, harms, issuer, year)
    report = write_out(plan, _stem(seed, plan))
    return _in_big5(report) if traditional else report


@dataclass(frozen=True)
class Composition:
    """A fictional report before it becomes a file of some format.

    Attributes:
        stem: File name without its suffix.
        blocks: Title, headings, paragraphs and tables in their order.
        gold: What a correct extraction gives; its `file` is for the writer to set.
    """

    stem: str
    blocks: list[str | Grid]
    gold: dict[str, Any]


def compose(
    seed: int,
    *,
    form: str | None = None,
    errors: int = 0,
    noise: float = 0.01,
    damage: float = 0.05,
    size: int | None = None,
    harms: Collection[Harm] | None = None,
    issuer: Issuer | None = None,
    year: int | None = None,
) -> Composition:
    """Return the report of a seed for a format whose tables have borders; arguments as for `generate`."""
    plan = _plan(seed, Layout.PIPE_ROWS, form, errors, noise, damage, size, harms, issuer, year)
    blocks, gold = _write(plan, lambda grid, _: grid)
    return Composition(_stem(seed, plan), blocks * (1 + (Harm.TWICE in plan.harms)), gold)


def _stem(seed: int, plan: Plan) -> str:
    return f"{seed:08d}_{plan.issuer.name}-{plan.year}"


def _plan(
    seed: int,
    layout: Layout | None,
    form: str | None,
    errors: int,
    noise: float,
    damage: float,
    size: int | None,
    harms: Collection[Harm] | None,
    issuer: Issuer | None,
    year: int | None,
) -> Plan:
    """Return the plan of a seed; what is not given is drawn."""
    rng = Random(seed)
    layout = layout or rng.choice(tuple(Layout))
    form = form or rng.choice(("2021", "2021", "2021", "2019"))
    year = year or (rng.randint(2019, 2020) if form == "2019" else rng.randint(2021, 2025))
    issuer = issuer or make_issuer(rng)
    suffered = frozenset(draw_harms(rng, damage) if harms is None else harms)
    plan = Plan(rng, layout, form, year, issuer, issuer.size if size is None else size, suffered)
    fill(plan, errors, noise)
    return plan


def _in_big5(report: SyntheticReport) -> SyntheticReport:
    text = to_traditional(report.text)
    return replace(report, text=text, data=text.encode("big5"), encoding="big5", gold=traditional_gold(report.gold))


def write_out(plan: Plan, stem: str) -> SyntheticReport:
    """Write the planned report out and encode it."""
    rng = plan.rng
    blocks, gold = _write(plan, TABLES[plan.layout])
    text = join_document(plan.layout, blocks, rng)
    if Harm.TWICE in plan.harms:
        text += text
    if rng.random() < 0.3:
        text = text.translate(_HALF_WIDTH)
    name = stem + (".md" if plan.layout in _MARKDOWN else ".txt")
    encoding = rng.choices(_ENCODINGS, _ENCODING_WEIGHTS)[0]
    return SyntheticReport(name, text, text.encode(encoding), encoding, {"file": name} | gold, plan.layout)


def _grids(plan: Plan) -> list[Grid]:
    """Return the three tables, their labels harmed."""
    printed, harms = plan.printed, plan.harms
    grids = [
        disclosure_grid(printed["disclosure"], plan.form),
        applications_grid(printed["applications"], plan.applications_form),
        review_grid(printed["review_litigation"]),
    ]
    if plan.layout in GRID_LAYOUTS and plan.rng.random() < 0.3:
        for grid in grids[1:]:
            harming.space_heads(plan.rng, grid)
    if plan.layout in WHOLE_ROWS:
        if Harm.MISSPELT in harms:
            for grid in grids[:2]:
                harming.misspell(grid)
            plan.remarks.append("tables 2 and 3: labels are misspelt")
        if Harm.LOST_HEAD in harms:
            harming.lose_head(grids[1])
            plan.remarks.append("table 3: 总计 is missing in the head")
        if Harm.DOUBLED_ROW in harms and not plan.planted:
            harming.double_row(plan.rng, grids[1])
            plan.remarks.append("table 3: a row stands twice")
    if plan.layout is Layout.GLUED_SPACED:
        doubtful = {name.split(".")[1] for name in plan.ambiguous}
        harming.space_rows(plan.rng, grids[1], doubtful)
    return grids


def _write(plan: Plan, draw: Callable[[Grid, Random], T]) -> tuple[list[str | T], dict[str, Any]]:
    """Return the document's blocks, its tables as drawn, and the gold."""
    rng, layout = plan.rng, plan.layout
    figures = make_figures(rng, plan.true, plan.size)
    if plan.ambiguous:
        figures = {name: value for name, value in figures.items() if name not in _FROM_TABLE_2}
    if Harm.PROSE_DISAGREES in plan.harms:
        figures["applications.received"] += 3
        plan.remarks.append("the prose states three applications more than table 3")
    drawn = plan.revise(figures) if plan.revise else {}
    words = plan.words or rng
    writer = Writer(words, figures, make_words(plan.issuer, plan.year), drawn=drawn)
    headings = make_headings(rng, layout, lose=Harm.LOST_HEADING in plan.harms)
    tables = [draw(grid, rng) for grid in _grids(plan)]
    part5, problems, improvements = make_part5(words)
    published = f"{plan.year + 1}-{rng.randint(1, 3):02d}-{rng.randint(1, 28):02d}" if rng.random() < 0.5 else None
    blocks = _blocks(plan, writer, headings, tables, part5, published)
    gold: dict[str, Any] = {
        "issuer": plan.issuer.name,
        "year": plan.year,
        "form": plan.form,
        "published_on": published,
        "tables": gold_tables(plan.printed, plan.form, plan.single_other, set(plan.ambiguous)),
        "facts": writer.facts,
        "quantities": writer.quantities,
        "problems": problems,
        "improvements": improvements,
        "expect_findings": _expected(plan, headings),
        "optional": sorted(writer.optional),
        "planted": plan.planted,
        "ambiguous": plan.ambiguous,
        "layout": layout.value,
    }
    return blocks, gold


def _expected(plan: Plan, headings: Headings) -> list[str]:
    """Return in words what a check should find."""
    twice = ["the whole report stands twice in the file"] if Harm.TWICE in plan.harms else []
    garbled = ["the statistics period lost digits"] if Harm.GARBLED_PERIOD in plan.harms else []
    planted = [f"{entry['cell']}: printed {entry['printed']!r}, meant {entry['true']}" for entry in plan.planted]
    return [*plan.remarks, *headings.remarks, *twice, *garbled, *planted]


def _blocks(
    plan: Plan, writer: Writer, headings: Headings, tables: list[T], part5: list[str], published: str | None
) -> list[str | T]:
    """Return headings, paragraphs and tables in their order."""
    rng = plan.rng
    glued = plan.layout in GLUED_LAYOUTS
    before, after = _chrome(rng, plan.issuer, published)
    noted = not glued and rng.random() < 0.15
    title = headings.title_mark + make_title(
        rng, plan.issuer.name, plan.year, one_line=glued or bool(headings.title_mark)
    )
    opening = preamble(writer)
    if Harm.GARBLED_PERIOD in plan.harms:
        opening = opening.replace("年1月1日", "11日").replace("年12月31日", "1231日")
    blocks: list[str | T] = [
        *(*before, title, opening),
        *(*headings.part(1), *write_part1(writer, headings.subheads), *plan.also),
        *headings.part(2),
        tables[0],
        *headings.part(3),
        tables[1],
        *headings.part(4),
        tables[2],
        "注：行政复议、行政诉讼数量含上年度结转数量。" if noted else "",
        *(*headings.part(5), *part5),
        *(*headings.part(6), writer.pick(phrases.FEES, writer.rng.randint(1, 2)), *after),
    ]
    return [block for block in blocks if block]


def _chrome(rng: Random, issuer: Issuer, published: str | None) -> tuple[list[str], list[str]]:
    """Return what the web page puts before and after the report."""
    before = ["当前位置：首页>政务公开>政府信息公开年报"] if rng.random() < 0.3 else []
    if published:
        time = f"{rng.randint(8, 17):02d}:{rng.randint(10, 59)}"
        before.append(f"来源：{issuer.area}政府网站　发布时间：{published} {time}")
    ends: tuple[list[str], ...] = (
        [],
        [],
        [issuer.name],
        ["分享到：微信 微博", "打印 关闭"],
        ["附件下载"],
        ["扫一扫在手机打开当前页"],
    )
    return before, list(rng.choice(ends))
