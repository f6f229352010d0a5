"""The metrics that can be asked for: every cell of the tables, sums of rows that belong together, and every field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractor.ask.model import Query
from extractor.schema.fields import FIELDS
from extractor.schema.forms import (
    APPLICANTS,
    APPLICATIONS,
    COLUMN_LABELS,
    DISCLOSURE,
    OUTCOMES,
    RESULT_ROWS,
    REVIEW_LITIGATION,
    RowSpec,
)

BOTH_FORMS = ("2021", "2019")
ORGANIZATIONS = APPLICANTS[1:-1]
"""The five columns under 法人或其他组织."""


@dataclass(frozen=True)
class Source:
    """Cells whose sum is a value, or the field of the prose that states it.

    Attributes:
        table: `applications`, `review_litigation`, `disclosure`, or `facts`.
        rows: Keys of rows; the name of the field where the table is `facts`.
        columns: Keys of columns; empty for a field.
    """

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths of the cells, or the name of the field."""
        if self.table == "facts":
            return self.rows
        return tuple(f"{self.table}.{row}.{column}" for row in self.rows for column in self.columns)


@dataclass(frozen=True)
class Metric:
    """Something that can be asked for.

    Attributes:
        name: `table.row.column`, or the name of a field.
        label: Chinese name.
        unit: Of its values.
        cells: Where it stands in the tables; None where only the prose has it.
        field: The field of the prose that says the same; None where there is none.
        forms: Forms whose tables have it; empty where it is in none.
    """

    name: str
    label: str
    unit: str
    cells: Source | None
    field: str | None
    forms: tuple[str, ...] = ()


_FIELD_OF = {
    "applications.new_received.total": "applications.received",
    "applications.carried_over.total": "applications.carried_over",
    "applications.handled.total": "applications.total",
    "applications.total_processed.total": "applications.answered",
    "applications.carried_forward.total": "applications.carried_forward",
    "applications.granted.total": "applications.granted",
    "applications.partially_granted.total": "applications.partially_granted",
    "applications.denied.total": "applications.denied",
    "applications.unavailable.total": "applications.unavailable",
    "applications.not_processed.total": "applications.not_processed",
    "applications.other_handling.total": "applications.other",
    "review_litigation.reconsideration.total": "applications.reconsiderations",
    "review_litigation.litigation.total": "applications.lawsuits",
    "disclosure.normative_documents.issued": "disclosure.normative_documents",
    "disclosure.procurement.items": "disclosure.procurement_projects",
    "disclosure.procurement.amount": "disclosure.procurement_amount",
}
"""Metrics of the tables that the prose may state too."""

_APPLICATION_GROUPS = {
    "handled": ("办理申请总数(新收与上年结转合计)", ("new_received", "carried_over")),
    "denied": ("不予公开", tuple(key for key in RESULT_ROWS["2021"] if key.startswith("denied_"))),
    "unavailable": ("无法提供", tuple(key for key in RESULT_ROWS["2021"] if key.startswith("unavailable_"))),
    "not_processed": ("不予处理", tuple(key for key in RESULT_ROWS["2021"] if key.startswith("not_processed_"))),
    "other_handling": ("其他处理", ("other_not_corrected", "other_fee_unpaid", "other_other", "other_handling")),
}
"""Sums of rows; (六)其他处理 is one row in form 2019, and three or one in form 2021."""
_REVIEW_GROUPS = {
    "litigation": ("行政诉讼", ("litigation_direct", "litigation_after_reconsideration")),
    "all": ("行政复议与行政诉讼", tuple(row.key for row in REVIEW_LITIGATION.rows)),
}
_ROW_LABELS = {
    "new_received": "新收政府信息公开申请",
    "carried_over": "上年结转申请",
    "partially_granted": "部分公开",
    "total_processed": "办理结果总计",
    "carried_forward": "结转下年度继续办理",
    "other_other": "其他处理·其他",
}
_COLUMN_LABELS = {
    **COLUMN_LABELS,
    "organizations": "法人或其他组织",
    "other_organization": "其他(法人或其他组织)",
    "amount": "金额",
}
_AMOUNTS = ("amount",)


@cache
def metrics() -> Mapping[str, Metric]:
    """Return every metric by its name."""
    found = {metric.name: metric for metric in (*_applications(), *_reviews(), *_disclosure())}
    taken = {metric.field for metric in found.values()}
    found |= {
        field.name: Metric(field.name, field.label, field.unit, None, field.name)
        for field in FIELDS
        if field.name not in taken
    }
    return found


def unknown_metrics(query: Query) -> list[str]:
    """Return what a query names as metrics that are none, see `metric_of`."""
    named = (*query.metrics, *((query.whole,) if query.whole is not None else ()))
    return [name for name in named if _OF_FIELD.get(name, name) not in metrics()]


def metric_of(name: str) -> Metric:
    """Return a metric by its name; a field that a table has too is the metric of that table.

    Raises:
        KeyError: There is no such metric.
    """
    return metrics()[_OF_FIELD.get(name, name)]


_OF_FIELD = {field: metric for metric, field in _FIELD_OF.items()}


def _applications() -> Iterator[Metric]:
    rows = {row.key: row.label for form in BOTH_FORMS for row in APPLICATIONS[form].rows if row.key != "other_handling"}
    labels = rows | _ROW_LABELS
    for key in rows:
        yield from _over_applicants(key, labels[key], (key,), _forms_of(key))
    for key, (label, members) in _APPLICATION_GROUPS.items():
        yield from _over_applicants(key, label, members, BOTH_FORMS)


def _forms_of(row: str) -> tuple[str, ...]:
    return tuple(form for form in BOTH_FORMS if row in APPLICATIONS[form].row_keys)


def _over_applicants(key: str, label: str, rows: tuple[str, ...], forms: tuple[str, ...]) -> Iterator[Metric]:
    """Yield a row, or rows together, once for each kind of applicant."""
    for column in (*APPLICANTS, "organizations"):
        columns = ORGANIZATIONS if column == "organizations" else (column,)
        full = label if column == "total" else f"{label}·{_COLUMN_LABELS[column]}"
        yield _of_table("applications", key, column, full, Source("applications", rows, columns), forms)


def _reviews() -> Iterator[Metric]:
    single = {row.key: (row.group + "·" * bool(row.group) + row.label, (row.key,)) for row in REVIEW_LITIGATION.rows}
    for key, (label, rows) in (single | _REVIEW_GROUPS).items():
        for column in OUTCOMES:
            full = label if column == "total" else f"{label}·{COLUMN_LABELS[column]}"
            source = Source("review_litigation", rows, (column,))
            yield _of_table("review_litigation", key, column, full, source, BOTH_FORMS)


def _disclosure() -> Iterator[Metric]:
    rows: dict[tuple[str, str], tuple[RowSpec, list[str]]] = {}
    for form in BOTH_FORMS:
        for row in DISCLOSURE[form].rows:
            for column in row.columns:
                rows.setdefault((row.key, column), (row, []))[1].append(form)
    for (key, column), (row, forms) in rows.items():
        label = f"{row.label}·{_COLUMN_LABELS[column]}"
        yield _of_table("disclosure", key, column, label, Source("disclosure", (key,), (column,)), tuple(forms))


def _of_table(table: str, row: str, column: str, label: str, source: Source, forms: tuple[str, ...]) -> Metric:
    name = f"{table}.{row}.{column}"
    unit = "万元" if column in _AMOUNTS else _UNITS.get(row, "件") if column != "items" else "个"
    return Metric(name, label, unit, source, _FIELD_OF.get(name), forms)


_UNITS = {"fees": "项"}
"""Of rows that don't count 件; their amounts are 万元."""
