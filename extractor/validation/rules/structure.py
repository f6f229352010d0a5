"""Whether the report has its six parts and three tables, and the form of its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.schema import Severity
from extractor.validation.context import TABLE_KEYS, Context
from extractor.validation.labels import PART_TITLES, TABLE_NUMBERS, cell_list, part_names, row_label
from extractor.validation.result import PASSED, Result, failed, passed, unknown
from extractor.validation.rule import rule

_ARTICLE_50 = "政府信息公开条例(2019修订)第五十条"
_FORMS = "国办公开办函〔2021〕30号、〔2019〕60号"
_PART_OF_TABLE = {"disclosure": 2, "applications": 3, "review_litigation": 4}
_SCHOOL = re.compile("(?:大学|学院|高等专科学校|学校|中学|小学|幼儿园)$")
_THREE_OTHER_ROWS = ("other_not_corrected", "other_fee_unpaid", "other_other")


@rule("structure.part_missing", Severity.ERROR, source=_ARTICLE_50, formula="parts ⊇ {1, …, 6}")
def part_missing(context: Context) -> Iterator[Result]:
    """Name the parts that the report lacks; reports before 2019 had other parts."""
    if not context.has_forms:
        return
    found = {section.part for section in context.report.sections}
    missing = [part for part in range(1, 7) if part not in found]
    yield from (PASSED for _ in found)
    if missing:
        yield failed({"parts": part_names(missing), "count": len(missing)})


@rule("structure.part_order", Severity.WARNING, needs=("sections",), source=_FORMS, formula="parts ascend")
def part_order(context: Context) -> Iterator[Result]:
    """Say where the parts do not follow each other as in the form."""
    sections = sorted(context.report.sections, key=lambda section: section.span)
    order = list(dict.fromkeys(section.part for section in sections))
    yield (
        PASSED if order == sorted(order) else failed({"order": " → ".join("一二三四五六"[part - 1] for part in order)})
    )


@rule("structure.part_doubled", Severity.WARNING, needs=("sections",), source=_FORMS, formula="each part once")
def part_doubled(context: Context) -> Iterator[Result]:
    """Name each part that has more than one heading."""
    parts = [section.part for section in context.report.sections]
    for part in sorted(set(parts)):
        times = parts.count(part)
        yield PASSED if times == 1 else failed({"part": part_names([part]), "count": times})


@rule("structure.table_missing", Severity.ERROR, source=_FORMS, formula="tables 2, 3, 4 present")
def table_missing(context: Context) -> Iterator[Result]:
    """Name each official table that the report lacks; where the tables could not be read, nobody knows."""
    if not context.has_forms:
        return
    unread = any(error.step == "tables" for error in context.report.errors)
    for key in TABLE_KEYS:
        params = {"table": TABLE_NUMBERS[key], "title": PART_TITLES[_PART_OF_TABLE[key] - 1]}
        if key in context.tables:
            yield PASSED
        else:
            yield unknown(params) if unread else failed(params)


@rule("structure.row_missing", Severity.WARNING, source=_FORMS, formula="every row of the form")
def row_missing(context: Context) -> Iterator[Result]:
    """Name the rows that each table lacks; those that a reading step has named are left to its remark."""
    for key, rows in context.tables.items():
        missing = [row for row in _expected_rows(context, key) if rows.get(row) is None]
        if not missing:
            yield PASSED
            continue
        columns = {row.key: row.columns for row in context.form_tables[key].rows}
        missing = [row for row in missing if f"{key}.{row}.{columns[row][0]}" not in context.remarked_cells]
        if not missing:
            continue
        cells = tuple(f"{key}.{row}.{column}" for row in missing for column in columns[row])
        labels = "、".join(row_label(key, row) for row in missing)
        yield failed({"table": TABLE_NUMBERS[key], "rows": labels, "count": len(missing)}, cells=cells)


def _expected_rows(context: Context, key: str) -> tuple[str, ...]:
    """Return the rows of the form; the three rows of (六) may stand as one, which is a finding of its own."""
    rows = context.form_tables[key].row_keys
    if key == "applications" and context.single_other_row:
        return tuple(row for row in rows if row not in _THREE_OTHER_ROWS)
    return rows


@rule("structure.cell_missing", Severity.WARNING, source=_FORMS, formula="every column of the form")
def cell_missing(context: Context) -> Iterator[Result]:
    """Name for each row that is there the cells that are not; a reading step may have named them already."""
    for key, rows in context.tables.items():
        whole = 0
        for spec in context.form_tables[key].rows:
            row = rows.get(spec.key)
            if row is None:
                continue
            if all(map(row.get, spec.columns)):
                whole += 1
                continue
            missing = tuple(f"{key}.{spec.key}.{column}" for column in spec.columns if row.get(column) is None)
            if not context.remarked_cells.issuperset(missing):
                params = {"table": TABLE_NUMBERS[key], "row": row_label(key, spec.key), "missing": cell_list(missing)}
                yield failed(params, cells=missing)
        yield passed(whole)


@rule("structure.form_for_year", Severity.WARNING, needs=("form", "year"), source=_FORMS, formula="form = form(year)")
def form_for_year(context: Context) -> Iterator[Result]:
    """Say whether the report uses the form in force for its year."""
    stated = context.report.year
    if stated is None or _is_of_school(context):
        return
    year = int(stated.value)
    expected = "2021" if year >= 2021 else "2019" if year >= 2019 else "pre2019"
    used = context.report.form
    if used == expected:
        yield PASSED
        return
    params = {"year": year, "used": used, "expected": expected}
    variant = {used: ".none", expected: ".before"}.get("pre2019", "")
    yield failed(params, evidence=(stated.evidence,), message_id=f"structure.form_for_year{variant}")


def _is_of_school(context: Context) -> bool:
    """Return whether a school reports without tables: the forms are those of administrative organs."""
    title, issuer = context.report.title, context.report.issuer
    by_school_year = title is not None and "学年" in title.value
    return not context.tables and (by_school_year or (issuer is not None and bool(_SCHOOL.search(issuer.value))))


@rule(
    "structure.other_handling",
    Severity.WARNING,
    needs=("tables.applications",),
    source="国办公开办函〔2021〕30号 表三(六)",
    formula="form 2021: (六) = 3 rows",
)
def other_handling(context: Context) -> Iterator[Result]:
    """Say where the 2021 form has (六)其他处理 as the single row of the 2019 form."""
    if context.report.form != "2021":
        return
    row = context.tables["applications"].get("other_handling")
    cells = tuple(f"applications.other_handling.{column}" for column in row or ())
    yield PASSED if row is None else failed(cells=cells)
