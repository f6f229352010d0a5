"""What the prose states against what the tables say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.schema import Basis, Fact, Severity
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.forms import APPLICATIONS_2021, cell_path
from extractor.validation.context import Context
from extractor.validation.labels import cell_list, number_text
from extractor.validation.result import PASSED, Result, failed, unknown
from extractor.validation.rule import rule

_SOURCE = "政府信息公开条例(2019修订)第五十条;国办公开办函〔2021〕30号"


def _totals(*rows: str) -> tuple[str, ...]:
    return tuple(cell_path("applications", row, "total") for row in rows)


def _group(prefix: str) -> tuple[str, ...]:
    """Return the total cells of the rows of a group of table 3."""
    return _totals(*(row for row in APPLICATIONS_2021.row_keys if row.startswith(prefix)))


_NEW, _ALL = _totals("new_received"), _totals("new_received", "carried_over")
_ISSUED, _PRODUCED, _DISCLOSED = (
    (cell_path("disclosure", "normative_documents", column),) for column in ("issued", "produced", "newly_disclosed")
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field of the prose and the sums of cells it may equal, the best known first.

    Attributes:
        readings: Each a tuple of cells whose sum is what the prose may mean. 收到 N 件 counts the new ones or all at
            hand, so either is right; a reading whose cells the form does not have is left out.
    """

    field: str
    table: str
    readings: tuple[tuple[str, ...], ...]


COMPARISONS = (
    Comparison("applications.received", "applications", (_NEW, _ALL)),
    Comparison("applications.carried_over", "applications", (_totals("carried_over"),)),
    Comparison("applications.total", "applications", (_ALL, _NEW, _totals("total_processed", "carried_forward"))),
    Comparison("applications.answered", "applications", (_totals("total_processed"),)),
    Comparison("applications.carried_forward", "applications", (_totals("carried_forward"),)),
    Comparison("applications.granted", "applications", (_totals("granted"),)),
    Comparison("applications.partially_granted", "applications", (_totals("partially_granted"),)),
    Comparison("applications.denied", "applications", (_group("denied_"),)),
    Comparison("applications.unavailable", "applications", (_group("unavailable_"),)),
    Comparison("applications.not_processed", "applications", (_group("not_processed_"),)),
    Comparison("applications.other", "applications", (_group("other_"), _totals("other_handling"))),
    Comparison("applications.reconsiderations", "review_litigation", (("review_litigation.reconsideration.total",),)),
    Comparison(
        "applications.lawsuits",
        "review_litigation",
        (
            (
                "review_litigation.litigation_direct.total",
                "review_litigation.litigation_after_reconsideration.total",
            ),
        ),
    ),
    Comparison("disclosure.normative_documents", "disclosure", (_ISSUED, _PRODUCED, _DISCLOSED)),
)


def _readings(context: Context, comparison: Comparison) -> list[tuple[str, ...]]:
    """Return the readings of which the document has a row; the first one where it has none of them."""
    present = [reading for reading in comparison.readings if any(path in context.cells for path in reading)]
    return present or [comparison.readings[0]]


def _sum(context: Context, reading: Iterable[str]) -> float | None:
    """Return the sum of some cells; None where one of them holds no number."""
    values = [context.values.get(path) for path in reading]
    return sum(value for value in values if value is not None) if None not in values else None


def _agrees(context: Context, fact: Fact, cell_sum: float) -> bool:
    if fact.approximate:
        return abs(cell_sum - fact.value) <= context.tolerance("approximate") * max(abs(fact.value), 1)
    return fact.value == cell_sum


def _states_none(fact: Fact) -> bool:
    """Return whether the words say that there was none, rather than printing a number."""
    return fact.basis is Basis.IMPLIED and fact.value == 0


def compare_fact(context: Context, comparison: Comparison, fact: Fact) -> Result:
    """Return whether a fact is what one of its readings says."""
    readings = _readings(context, comparison)
    sums = {reading: _sum(context, reading) for reading in readings}
    if any(value is not None and _agrees(context, fact, value) for value in sums.values()):
        return PASSED
    params = {"field": FIELD_BY_NAME[fact.field].label, "stated": number_text(fact.value), "quote": fact.evidence.quote}
    blanks = [path for reading in readings for path in reading if path not in context.values]
    if blanks:
        params["blanks"] = cell_list(blanks)
        return unknown(params, message_id="prose.unknown", cells=readings[0], evidence=(fact.evidence,))
    right = sums[readings[0]] or 0
    message_id = "prose.none_against_table" if _states_none(fact) else "prose.differs"
    if right == 0:
        message_id = "prose.number_against_none"
    params |= {"cells": cell_list(readings[0]), "right": number_text(right)}
    severity = Severity.ERROR if _states_none(fact) else None
    return failed(
        params,
        message_id=message_id,
        severity=severity,
        left=fact.value,
        right=right,
        cells=readings[0],
        evidence=(fact.evidence,),
    )


def _declare(comparison: Comparison) -> None:
    """Enter the rule that holds one field of the prose against the table."""
    field = comparison.field

    @rule(
        f"prose.{field}",
        Severity.WARNING,
        needs=(f"facts.{field}", f"tables.{comparison.table}"),
        source=_SOURCE,
        formula=" or ".join(f"{field} = {_formula(reading)}" for reading in comparison.readings),
    )
    def compare(context: Context) -> Iterator[Result]:
        """Hold each statement of the field against the table."""
        yield from (compare_fact(context, comparison, fact) for fact in context.facts[field])


def _formula(reading: tuple[str, ...]) -> str:
    """Return a sum of cells in short: `denied_* (8)`, `new_received + carried_over`."""
    rows = [".".join(path.split(".")[1:]) for path in reading]
    if len(rows) < 3:
        return " + ".join(rows)
    return f"Σ {rows[0]} … {rows[-1]} ({len(rows)} rows)"


for _comparison in COMPARISONS:
    _declare(_comparison)
