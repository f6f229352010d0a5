"""What the questions ask for: cells of the official tables, and the field of the prose that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from extractor.schema.fields import FIELD_BY_NAME

_ITEMS = ("件", "宗", "项", "个", "条", "起")


@dataclass(frozen=True)
class Metric:
    """A metric of the questions.

    Attributes:
        cells: Paths `table.row.column`, `*` in the row takes in several; empty for the prose alone.
        field: The field of the prose that states the same number; None where there is none.
        units: Any of them will do.
    """

    cells: str
    field: str | None
    units: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """The value of a metric in one report, with every place that holds it or a part of it."""

    value: float
    paths: dict[str, float]
    conflict: float | None = None


def _applications(row: str, field: str | None = None, column: str = "total") -> Metric:
    return Metric(f"applications.{row}.{column}", field and f"applications.{field}", ("件",))


METRICS = {
    "received": _applications("new_received", "received"),
    "persons": _applications("new_received", column="natural_person"),
    "companies": _applications("new_received", column="company"),
    "carried_over": _applications("carried_over", "carried_over"),
    "granted": _applications("granted", "granted"),
    "partially_granted": _applications("partially_granted", "partially_granted"),
    "denied": _applications("denied_*", "denied"),
    "process_information": _applications("denied_process_information"),
    "internal_affairs": _applications("denied_internal_affairs"),
    "third_party": _applications("denied_third_party"),
    "unavailable": _applications("unavailable_*", "unavailable"),
    "not_held": _applications("unavailable_not_held"),
    "not_clear": _applications("unavailable_still_unclear"),
    "not_processed": _applications("not_processed_*", "not_processed"),
    "petitions": _applications("not_processed_petition"),
    "repeated": _applications("not_processed_repeated"),
    "processed": _applications("total_processed", "answered"),
    "carried_forward": _applications("carried_forward", "carried_forward"),
    "reconsiderations": Metric("review_litigation.reconsideration.total", "applications.reconsiderations", ("件",)),
    "reconsiderations_upheld": Metric("review_litigation.reconsideration.upheld", None, ("件",)),
    "reconsiderations_corrected": Metric("review_litigation.reconsideration.corrected", None, ("件",)),
    "reconsiderations_pending": Metric("review_litigation.reconsideration.pending", None, ("件",)),
    "lawsuits": Metric("review_litigation.litigation_*.total", "applications.lawsuits", ("件",)),
    "lawsuits_corrected": Metric("review_litigation.litigation_*.corrected", None, ("件",)),
    "licensing": Metric("disclosure.licensing.decisions", None, _ITEMS),
    "penalties": Metric("disclosure.penalties.decisions", None, _ITEMS),
    "licensing_change": Metric("disclosure.licensing.change", None, _ITEMS),
    "penalties_change": Metric("disclosure.penalties.change", None, _ITEMS),
    "coercion": Metric("disclosure.coercion.decisions", None, _ITEMS),
    "fees": Metric("disclosure.fees.amount", None, ("万元",)),
    "documents_issued": Metric(
        "disclosure.normative_documents.issued", "disclosure.normative_documents", ("件", "个", "份")
    ),
    "documents_repealed": Metric("disclosure.normative_documents.repealed", None, ("件", "个", "份")),
    "documents_in_force": Metric("disclosure.normative_documents.in_force", None, ("件", "个", "份")),
}


def metric(name: str) -> Metric:
    """Return a metric by its name, or that of a field of the prose.

    Raises:
        KeyError: There is no such metric.
    """
    return METRICS[name] if name in METRICS else Metric("", name, (FIELD_BY_NAME[name].unit,))


def reading(wanted: Metric, gold: dict[str, Any]) -> Reading | None:
    """Return what a report's gold says of a metric; None where the report has no such value.

    The table decides where prose and table disagree.
    """
    cells = _cells(wanted.cells, gold["tables"]) if wanted.cells else {}
    stated = gold["facts"].get(wanted.field)
    if not cells:
        return None if stated is None else Reading(stated, {wanted.field or "": stated})
    value = sum(cells.values())
    if stated is None or wanted.field is None:
        return Reading(value, cells)
    if stated != value:
        return Reading(value, cells, conflict=stated)
    return Reading(value, {**cells, wanted.field: stated})


def _cells(pattern: str, tables: dict[str, Any]) -> dict[str, float]:
    """Return the cells that a pattern takes in and that hold a number."""
    table, row, column = pattern.split(".")
    found = {
        f"{table}.{key}.{column}": (cells or {}).get(column)
        for key, cells in tables[table].items()
        if fnmatchcase(key, row)
    }
    return {path: value for path, value in found.items() if value is not None}
