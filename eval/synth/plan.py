"""What a report is going to say and suffer, decided before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any, Protocol

from eval.synth import damage, splits
from eval.synth.errors import copy_tables, plant_errors, write_unusually
from eval.synth.figures import make_tables
from eval.synth.gold import settle_glued
from eval.synth.issuers import Issuer
from eval.synth.model import GLUED_LAYOUTS, GRID_LAYOUTS, Cell, Layout, Tables, whole
from extractor.schema.forms import cell_path

WHOLE_ROWS = GRID_LAYOUTS | {Layout.CELL_LINES, Layout.PDF}
"""Layouts in which label and figures of a row stand together, so that a lost or doubled row can be seen."""

_TRIES = 60


class Harm(StrEnum):
    """What goes wrong with a whole report, by chance or on request."""

    TWICE = "twice"
    LOST_ROW = "lost-row"
    BLANK_TOTALS = "blank-totals"
    MISSPELT = "misspelt"
    LOST_HEAD = "lost-head"
    DOUBLED_ROW = "doubled-row"
    LOST_HEADING = "lost-heading"
    GARBLED_PERIOD = "garbled-period"
    WRONG_TOTAL = "wrong-total"
    WRONG_BALANCE = "wrong-balance"
    PROSE_DISAGREES = "prose-disagrees"


CHANCE_HARMS = tuple(harm for harm in Harm if harm not in ("wrong-total", "wrong-balance", "prose-disagrees"))
"""The others change what the issuer says, which `errors` does by chance."""


class Make(Protocol):
    """Draws the true figures of a report's tables."""

    def __call__(self, rng: Random, form: str, size: int, *, single_other: bool = False) -> Tables: ...  # noqa: D102


Revise = Callable[[dict[str, int | float]], dict[str, float | None]]


@dataclass
class Plan:
    """A report before it is written.

    Attributes:
        true: Figures that agree with each other.
        printed: What the tables will show.
        ambiguous: Cells that glued digits leave open.
        planted: Errors of the issuer, as `{cell, printed, true}`.
        remarks: What a check should find, in words.
        make: Draws the figures of the tables; those of the other years of the issuer may decide.
        words: Source of chance of the prose; None shares `rng`.
        revise: Changes the figures that the prose may state, and returns those that stand in for drawn ones.
        also: Paragraphs that stand at the end of part 1 as they are.
    """

    rng: Random
    layout: Layout
    form: str
    year: int
    issuer: Issuer
    size: int
    harms: frozenset[Harm]
    single_other: bool = False
    true: Tables = field(default_factory=dict)
    printed: Tables = field(default_factory=dict)
    ambiguous: list[str] = field(default_factory=list)
    planted: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    make: Make = make_tables
    words: Random | None = None
    revise: Revise | None = None
    also: tuple[str, ...] = ()

    @property
    def applications_form(self) -> str:
        """Return the form table 3 follows, which a single row (六) makes the older one."""
        return "2019" if self.single_other else self.form


def draw_harms(rng: Random, probability: float) -> Collection[Harm]:
    """Return the damages that chance brings."""
    return [harm for harm in CHANCE_HARMS if rng.random() < probability]


def fill(plan: Plan, errors: int, noise: float) -> None:
    """Draw figures and errors; a glued table again until its readings can be listed within the search's budget.

    Raises:
        RuntimeError: Chance gave no such table, which a smaller size would.
    """
    rng = plan.rng
    for _ in range(_TRIES):
        plan.single_other = plan.form == "2021" and rng.random() < 0.12
        plan.true = plan.make(rng, plan.form, plan.size, single_other=plan.single_other)
        plan.printed = copy_tables(plan.true)
        plan.planted = plant_errors(rng, plan.printed, errors, blanks=plan.layout in GRID_LAYOUTS)
        _misprint(plan)
        if plan.layout not in GLUED_LAYOUTS:
            _vary(plan, noise)
            return
        if _settled(plan):
            return
    raise RuntimeError(f"no glued table for {plan.issuer.name} {plan.year} in {_TRIES} tries")


def _settled(plan: Plan) -> bool:
    try:
        ambiguous = settle_glued(plan.printed, plan.form, plan.single_other)
    except splits.TooManyReadings:
        return False
    plan.ambiguous = ambiguous or []
    return ambiguous is not None


def _misprint(plan: Plan) -> None:
    """Put the instructive mistakes of an issuer into the tables."""
    wrong = {Harm.WRONG_TOTAL: ("new_received", "total"), Harm.WRONG_BALANCE: ("carried_forward", "natural_person")}
    for harm, (row, column) in wrong.items():
        cell = plan.printed["applications"][row][column]
        if harm in plan.harms and isinstance(cell.value, int):
            printed = whole(cell.value + 1)
            plan.printed["applications"][row][column] = printed
            path = cell_path("applications", row, column)
            plan.planted.append({"cell": path, "printed": printed.printed, "true": cell.value})


def _vary(plan: Plan, noise: float) -> None:
    """Write cells unusually, lose a row or the totals, where the layout lets a reader see it."""
    planted: dict[str, Cell] = {}
    for name in (entry["cell"] for entry in plan.planted):
        table, row, column = name.split(".")
        planted[name] = plan.printed[table][row][column]
    write_unusually(plan.rng, plan.printed, noise, grid=plan.layout in GRID_LAYOUTS)
    for name, cell in planted.items():
        table, row, column = name.split(".")
        plan.printed[table][row][column] = cell
    if planted or plan.layout not in WHOLE_ROWS:
        return
    if Harm.LOST_ROW in plan.harms:
        lost = damage.drop_row(plan.rng, plan.printed)
        plan.remarks += [f"table 3: the row {lost} is missing"] if lost else []
    if Harm.BLANK_TOTALS in plan.harms and plan.layout in GRID_LAYOUTS:
        damage.blank_totals(plan.printed)
        plan.remarks.append("table 3: the column 总计 is blank but for two rows")
