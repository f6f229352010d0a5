"""Correct fictional reports, written out with wrong digits in their tables or their prose."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.inject.digits import Planted, plant, wrong_digit
from eval.inject.values import TABLES
from eval.synth import splits
from eval.synth.generate import write_out
from eval.synth.gold import settle_glued
from eval.synth.issuers import make_issuer
from eval.synth.model import GLUED_LAYOUTS, Layout, SyntheticReport, whole
from eval.synth.plan import Harm, Plan, fill
from extractor.schema.forms import cell_path
from extractor.validation.rules.prose import COMPARISONS

FORMS = ("2021", "2021", "2021", "2019")
NOISE = 0.01
"""Share of the cells written unusually, as the generator has it."""
_HARMLESS = (Harm.MISSPELT, Harm.LOST_HEAD, Harm.LOST_HEADING, Harm.GARBLED_PERIOD, Harm.TWICE)
"""Damages that leave every number in its place."""
_DAMAGE = 0.05
_TRIES = 60


@dataclass(frozen=True)
class Spoilt:
    """A report with what was made wrong in it."""

    report: SyntheticReport
    planted: tuple[Planted, ...]


def with_wrong_cells(seed: int, count: int, layout: Layout | None = None) -> Spoilt:
    """Return the report of a seed with wrong digits in some cells of tables 3 and 4.

    Run-together digits are drawn again until the text still says what was planted: where every other way to split them
    agrees with all identities better, there is no wrong digit for anyone who has only the text.

    Args:
        seed: Decides everything.
        count: How many cells, 0 for a correct report.
        layout: How the text is laid out; drawn where None.
    """
    plan, chance = _plan(seed, layout), Random(seed)
    for _ in range(_TRIES):
        planted = _plant_cells(plan, chance, count)
        if planted is not None:
            return Spoilt(write_out(plan, f"{seed:08d}"), tuple(planted))
    raise RuntimeError(f"no wrong cells for seed {seed} in {_TRIES} tries")


def with_wrong_prose(seed: int, layout: Layout | None = None) -> Spoilt | None:
    """Return the report of a seed whose prose states one number with a wrong digit that a table states too.

    Returns:
        None where the prose states none of the fields that a table has.
    """
    plan = _plan(seed, layout)
    stated = sorted(_in_tables(plan) & write_out(_plan(seed, layout), "").gold["facts"].keys())
    if not stated:
        return None
    chance = Random(seed)
    field = chance.choice(stated)
    planted: list[Planted] = []

    def revise(figures: dict[str, int | float]) -> dict[str, float | None]:
        true = int(figures[field])
        figures[field] = wrong_digit(chance, true)
        planted.append(Planted(field, int(figures[field]), true))
        return {}

    plan.revise = revise
    report = write_out(plan, f"{seed:08d}")
    return Spoilt(report, tuple(planted)) if field in report.gold["facts"] else None


def _in_tables(plan: Plan) -> set[str]:
    """Return the fields of the prose that the tables state in numbers, whichever way the field is meant."""
    blank = {
        cell_path(table, row, column)
        for table, rows in plan.printed.items()
        for row, cells in rows.items()
        for column, cell in cells.items()
        if cell.value is None
    }
    unread = blank | set(plan.ambiguous)
    return {
        comparison.field
        for comparison in COMPARISONS
        if unread.isdisjoint(path for reading in comparison.readings for path in reading)
    }


def _plan(seed: int, layout: Layout | None) -> Plan:
    """Return a report without mistakes, all numbers in their places."""
    rng = Random(seed)
    drawn = rng.choice(tuple(Layout))
    form = rng.choice(FORMS)
    year = rng.randint(2019, 2020) if form == "2019" else rng.randint(2021, 2025)
    issuer = make_issuer(rng)
    harms = frozenset(harm for harm in _HARMLESS if rng.random() < _DAMAGE)
    plan = Plan(rng, layout or drawn, form, year, issuer, issuer.size, harms)
    fill(plan, 0, NOISE)
    return plan


def _plant_cells(plan: Plan, chance: Random, count: int) -> list[Planted] | None:
    """Put wrong digits into what is printed; None where digits that run together don't show them."""
    printed = {
        cell_path(table, row, column): cell
        for table in TABLES
        for row, cells in plan.printed[table].items()
        for column, cell in cells.items()
    }
    plain = {path: cell.value for path, cell in printed.items() if cell.printed == str(cell.value)}
    planted = plant(chance, {path: int(value) for path, value in plain.items() if value is not None}, count)
    _write(plan, {item.place: item.printed for item in planted})
    if plan.layout not in GLUED_LAYOUTS or _shows(plan, planted):
        entries = [{"cell": item.place, "printed": str(item.printed), "true": item.true} for item in planted]
        plan.planted = [*plan.planted, *entries]
        return planted
    _write(plan, {item.place: item.true for item in planted})
    return None


def _write(plan: Plan, values: dict[str, int]) -> None:
    for path, value in values.items():
        table, row, column = path.split(".")
        plan.printed[table][row][column] = whole(value)


def _shows(plan: Plan, planted: list[Planted]) -> bool:
    """Return whether the digits that run together leave every planted cell its value."""
    try:
        ambiguous = settle_glued(plan.printed, plan.form, plan.single_other)
    except splits.TooManyReadings:
        return False
    if ambiguous is None or any(item.place in ambiguous for item in planted):
        return False
    plan.ambiguous = ambiguous
    return True
