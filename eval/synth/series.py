"""Reports of one fictional issuer over the years, which follow from each other, but for one planted break."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from eval.synth.figures import fill_applications
from eval.synth.following import first_tables, next_tables, vary, with_cells
from eval.synth.generate import write_out
from eval.synth.issuers import Issuer, make_issuer
from eval.synth.model import GLUED_LAYOUTS, Cell, Layout, SyntheticReport, Tables, whole
from eval.synth.plan import Harm, Plan, fill
from extractor.schema.forms import APPLICANTS, OUTCOMES

_TRIES = 300
OPEN_LAYOUTS = tuple(layout for layout in Layout if layout not in GLUED_LAYOUTS)
"""Layouts in which every figure can be read for certain."""
_CHANNELS = ("disclosure.website", "disclosure.wechat", "disclosure.weibo", "disclosure.print_and_boards")


class Break(StrEnum):
    """What one year may say that doesn't follow from the year before; the value is the rule that has to find it."""

    CARRIED_OVER = "series.carried_over"
    IN_FORCE = "series.in_force"
    PENDING = "series.pending"
    STATED_CHANGE = "series.stated_change"
    JUMP = "series.jump"
    ABSURD_SIZE = "series.absurd_size"
    SAME_TEXT = "series.same_text"
    TWO_REPORTS = "series.two_reports"


_FORM_2021 = (Break.IN_FORCE, Break.ABSURD_SIZE, Break.SAME_TEXT)
"""Breaks that need the form of 2021 in both years."""


@dataclass(frozen=True)
class SyntheticSeries:
    """The reports of one issuer, the first year first.

    Attributes:
        reports: One a year; two for the last one where that is the planted break.
        issuer: Who reports.
        planted: The break; None where every year follows from the last.
        year: The year in which it stands; None without one.
    """

    reports: tuple[SyntheticReport, ...]
    issuer: str
    planted: Break | None
    year: int | None


@dataclass(frozen=True)
class Special:
    """What sets one year of a series apart.

    Attributes:
        also: Paragraphs that stand at the end of part 1 as they are.
        harms: What goes wrong with that report.
    """

    also: tuple[str, ...] = ()
    harms: frozenset[Harm] = frozenset()


_USUAL = Special()


@dataclass
class _Chain:
    """What later years need to know of earlier ones."""

    seed: int
    issuer: Issuer
    start: int
    planted: Break | None
    broken: int | None
    first: Tables = field(default_factory=dict)
    last: Tables = field(default_factory=dict)
    channels: dict[str, int | float] = field(default_factory=dict)
    total: int | float = 0
    said: tuple[list[str], list[str]] = ([], [])
    layouts: tuple[Layout, ...] = tuple(Layout)
    years: Mapping[int, Special] = field(default_factory=dict)

    def copies(self, year: int) -> bool:
        """Return whether the prose of a year is that of the year before, with figures close to it."""
        return self.planted is Break.SAME_TEXT and year == self.broken

    def anchored(self, year: int) -> bool:
        """Return whether the figures of later years stay around those of this one."""
        return year == self.start or (self.planted is Break.SAME_TEXT and year == (self.broken or 0) - 1)

    def near_break(self, year: int) -> bool:
        """Return whether the break shows only where the figures of a year can be read for certain."""
        return self.broken is not None and (self.planted is Break.JUMP or year in (self.broken - 1, self.broken))


def generate_series(
    seed: int,
    years: int = 5,
    planted: Break | None = None,
    *,
    noise: float = 0.01,
    issuer: Issuer | None = None,
    start: int | None = None,
    layouts: tuple[Layout, ...] = tuple(Layout),
    special: Mapping[int, Special] | None = None,
) -> SyntheticSeries:
    """Return the reports of a seed's issuer; the same arguments give the same reports.

    Args:
        seed: Decides everything that is not given.
        years: How many follow each other, up to 2025; a jump needs five.
        planted: The break in one of them.
        noise: Share of the cells written unusually, where no break is planted.
        issuer: Who reports.
        start: The first year.
        layouts: From which each report has one, where no break needs another.
        special: What sets some years apart, by year.
    """
    rng = Random(f"series {seed}")
    start = rng.randint(2019, 2026 - years) if start is None else start
    earliest = max(start + 1, 2022) if planted in _FORM_2021 else start + 1
    broken = rng.randint(earliest, start + years - 1) if planted else None
    if planted is Break.TWO_REPORTS:
        broken = start + years - 1
    issuer = issuer or make_issuer(rng)
    chain = _Chain(seed, issuer, start, planted, broken, layouts=layouts, years=special or {})
    reports = [_report(chain, year, noise) for year in range(start, start + years)]
    if planted is Break.TWO_REPORTS and broken:
        reports.append(_second_report(chain, broken))
    return SyntheticSeries(tuple(reports), chain.issuer.name, planted, broken)


def _report(chain: _Chain, year: int, noise: float) -> SyntheticReport:
    """Return the report of a year and enter its figures into the chain."""
    for attempt in range(_TRIES):
        stated: dict[str, int | float] = {}
        plan = _plan(chain, year, attempt, stated)
        fill(plan, 0, 0 if chain.planted else noise)
        report = write_out(plan, f"{chain.seed:08d}_{chain.issuer.name}-{year}")
        if _fits(chain, year, report):
            chain.first = chain.first or plan.true
            chain.last, chain.total = plan.true, stated["disclosure.total"]
            chain.channels = {name: stated[name] for name in _CHANNELS} if chain.anchored(year) else chain.channels
            chain.said = _said(report)
            return report
    raise RuntimeError(f"no report of {year} for seed {chain.seed} in {_TRIES} tries")


def _plan(chain: _Chain, year: int, attempt: int, stated: dict[str, int | float]) -> Plan:
    rng = Random(f"{chain.seed} {year} {attempt}")
    sentences = 0 if chain.planted is Break.SAME_TEXT else attempt
    layout = rng.choice(OPEN_LAYOUTS if chain.near_break(year) else chain.layouts)
    special = chain.years.get(year, _USUAL)
    plan = Plan(
        rng,
        layout,
        "2019" if year < 2021 else "2021",
        year,
        chain.issuer,
        chain.issuer.size,
        special.harms,
        also=special.also,
        words=Random(f"words {chain.seed} {year - chain.copies(year)} {sentences}"),
        revise=lambda figures: _revise(chain, year, figures, rng, stated),
    )
    plan.make = lambda rng, form, size, single_other=False: _tables(chain, year, rng, form, size, single_other)
    return plan


def _fits(chain: _Chain, year: int, report: SyntheticReport) -> bool:
    """Return whether a report says what the planted break needs it to say."""
    if chain.planted is Break.SAME_TEXT and year == chain.broken:
        return _said(report) == chain.said
    if chain.planted is not Break.STATED_CHANGE or not chain.near_break(year):
        return True
    facts = report.gold["facts"]
    changed = "disclosure.change" in facts or "同比增长" in _said(report)[0]
    return "disclosure.total" in facts and (year != chain.broken or changed)


def _said(report: SyntheticReport) -> tuple[list[str], list[str]]:
    """Return what the prose counts and which problems it names: equal where two years use the same sentences."""
    return [quantity["subject"] for quantity in report.gold["quantities"]], report.gold["problems"]


def _revise(
    chain: _Chain, year: int, figures: dict[str, int | float], rng: Random, stated: dict[str, int | float]
) -> dict[str, float | None]:
    """Let the prose follow from the year before; return what stands in for a drawn percentage."""
    drawn: dict[str, float | None] = {}
    if chain.channels:
        factor = rng.uniform(0.85, 1.2) if chain.copies(year) else None
        for name, value in chain.channels.items():
            figures[name] = max(1, round(factor * value) if factor else vary(rng, int(value)))
        figures["disclosure.new_media"] = figures["disclosure.wechat"] + figures["disclosure.weibo"]
        figures["disclosure.total"] = sum(figures[name] for name in _CHANNELS)
        drawn = _growth(figures, chain.total, rng, wrong=chain.planted is Break.STATED_CHANGE and year == chain.broken)
    stated |= figures
    return drawn


def _growth(figures: dict[str, int | float], last: int | float, rng: Random, *, wrong: bool) -> dict[str, float | None]:
    """Let the prose state by how much the total grew; what did not grow is not stated."""
    change = figures["disclosure.total"] - last
    if wrong:
        change = abs(change) + rng.randint(3, 9) + figures["disclosure.total"] // 10
    if change <= 0:
        del figures["disclosure.change"], figures["old_total"]
        return {"同比增长": None}
    figures |= {"disclosure.change": change, "old_total": figures["disclosure.total"] - change}
    share = round(100 * change / last, rng.choice((0, 1, 2)))
    return {"同比增长": share}


def _tables(chain: _Chain, year: int, rng: Random, form: str, size: int, single_other: bool) -> Tables:
    """Return the tables of a year, with what the break needs."""
    if not chain.first:
        tables = first_tables(rng, form, size, single_other=single_other)
    else:
        around = chain.last if chain.copies(year) else chain.first
        tables = next_tables(rng, form, size, around, chain.last, single_other=single_other)
    if year == (chain.broken or 0) - 1:
        tables = with_cells(tables, _before(chain.planted))
    if year == chain.broken and chain.planted in _BREAKS:
        tables = _BREAKS[chain.planted](tables, rng, "2019" if single_other else form)
    return tables


def _before(planted: Break | None) -> dict[str, Cell]:
    """Return the cells the year before the break has to have."""
    if planted is Break.PENDING:
        row = dict(zip(OUTCOMES, (1, 0, 2, 4, 7), strict=True))
        return {f"review_litigation.reconsideration.{column}": whole(value) for column, value in row.items()}
    return {"disclosure.fees.amount": Cell(12.5, "12.5")} if planted is Break.ABSURD_SIZE else {}


def _break_carried_over(tables: Tables, rng: Random, form: str) -> Tables:
    """Return tables in which more was carried over than last year carried forward; each year by itself is right."""
    old = tables["applications"]
    carried = {column: int(old["carried_over"][column].value or 0) for column in APPLICANTS[:-1]}
    carried[rng.choice(APPLICANTS[:-1])] += rng.randint(1, 5)
    new = {column: int(old["new_received"][column].value or 0) for column in APPLICANTS[:-1]}
    return {**tables, "applications": fill_applications(rng, form, 1, new.__getitem__, carried)}


def _break_in_force(tables: Tables, rng: Random, form: str) -> Tables:
    row = rng.choice(("regulations", "normative_documents"))
    value = int(tables["disclosure"][row]["in_force"].value or 0)
    return with_cells(tables, {f"disclosure.{row}.in_force": whole(value + rng.randint(1, 9))})


def _break_pending(tables: Tables, rng: Random, form: str) -> Tables:
    counts = dict(zip(OUTCOMES, (2, 0, 0, 0, 2), strict=True))
    return with_cells(
        tables, {f"review_litigation.reconsideration.{column}": whole(value) for column, value in counts.items()}
    )


def _break_jump(tables: Tables, rng: Random, form: str) -> Tables:
    value = int(tables["disclosure"]["licensing"]["decisions"].value or 0)
    return with_cells(tables, {"disclosure.licensing.decisions": whole(max(900, value * 60))})


def _break_size(tables: Tables, rng: Random, form: str) -> Tables:
    return with_cells(tables, {"disclosure.fees.amount": whole(rng.randint(90_000, 180_000))})


_BREAKS: dict[Break, Callable[[Tables, Random, str], Tables]] = {
    Break.CARRIED_OVER: _break_carried_over,
    Break.IN_FORCE: _break_in_force,
    Break.PENDING: _break_pending,
    Break.JUMP: _break_jump,
    Break.ABSURD_SIZE: _break_size,
}


def _second_report(chain: _Chain, year: int) -> SyntheticReport:
    """Return another report for a year, which differs in one cell."""
    value = int(chain.last["disclosure"]["penalties"]["decisions"].value or 0)
    changed = with_cells(chain.last, {"disclosure.penalties.decisions": whole(value + 7)})
    plan = _plan(chain, year, 1, {})
    plan.single_other = "other_handling" in changed["applications"]
    plan.make = lambda rng, form, size, single_other=False: changed
    fill(plan, 0, 0)
    plan.single_other = "other_handling" in changed["applications"] and plan.form == "2021"
    return write_out(plan, f"{chain.seed:08d}_{chain.issuer.name}-{year}-2")
