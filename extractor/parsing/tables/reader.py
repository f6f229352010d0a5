"""The official tables of a report: regions → rows → readings → cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.parsing.flow import fold_document
from extractor.parsing.outline import Outline
from extractor.parsing.tables import annex, torn
from extractor.parsing.tables.decode import Identity
from extractor.parsing.tables.fill import Filled, fill
from extractor.parsing.tables.heads import follow_head
from extractor.parsing.tables.labels import Alignment, align, keys_in
from extractor.parsing.tables.lexer import NumberRow, number_rows
from extractor.parsing.tables.rows import NO_GRID, PrintedRow, printed_rows
from extractor.schema import Cell, Evidence, Remark, Span, TableCells, Tables
from extractor.schema.forms import (
    APPLICATIONS,
    DISCLOSURE,
    RESULT_ROWS,
    REVIEW_LITIGATION,
    RowSpec,
    TableForm,
    cell_path,
)


@dataclass(frozen=True)
class TablesRead:
    """The tables of a report.

    Attributes:
        tables: None for a table that is not in the document.
        form: `2021`, `2019` or `pre2019`; None where there is neither table nor annex.
        spans: Where table text stands, so that it is not read as prose.
        remarks: What was unsure.
    """

    tables: Tables
    form: str | None
    spans: tuple[Span, ...]
    remarks: tuple[Remark, ...]


NO_TABLES = TablesRead(Tables(), None, (), ())
"""What a document without tables gives."""


@dataclass(frozen=True)
class _Read:
    cells: TableCells | None
    span: Span | None = None
    remarks: tuple[Remark, ...] = ()


_NOT_READ = _Read(None)
_PART_OF = {"disclosure": 2, "applications": 3, "review_litigation": 4}
_FORM_2019 = re.compile("新制作|新公开数量|对外公开总|上一年项目|增/减|集中采购")
_FORM_2021 = re.compile("制发件数|废止件数|现行有效|收费金额")
_OUTCOMES = re.compile("维持.{0,20}未审结.{0,4}总计")
"""The head of table 4, whose rows stand among those of table 3 where the heading of part 4 is lost."""
_BETWEEN_WORDS = re.compile(r"[\s|*]+")
_HEAD_START = re.compile(
    r"第二十条|信息内容|\(?本列数据|申请人情况|行政复议(?=[\s|]*行政诉讼)|结果[\s|]*维持|表[二三四2-4]"
)


def read_tables(text: str, outline: Outline) -> TablesRead:
    """Return the official tables of a report, every cell with its place."""
    disclosure, form = _disclosure(text, _region(outline, "disclosure"), outline)
    applications, own_form = _applications(text, _region(outline, "applications", after=disclosure), outline)
    review = _review(text, _region(outline, "review_litigation", after=applications), outline)
    older, older_span = annex.read_annex(text, outline)
    found = form or own_form
    if found is None and review.cells is None:
        found = "pre2019" if outline.sections or older else None
    tables = Tables(
        disclosure=disclosure.cells, applications=applications.cells, review_litigation=review.cells, annex=older
    )
    spans = [read.span for read in (disclosure, applications, review) if read.span]
    remarks = tuple(_quoting(text, item) for read in (disclosure, applications, review) for item in read.remarks)
    return TablesRead(tables, found, (*spans, *([older_span] if older_span else [])), remarks)


def _quoting(text: str, remark: Remark) -> Remark:
    """Return a remark whose evidence has the document's own words, blanks and borders as they stand there."""
    evidence = tuple(
        item.model_copy(update={"quote": text[slice(*item.span)]}) for item in remark.evidence if item.span
    )
    return remark.model_copy(update={"evidence": evidence})


def _region(outline: Outline, table: str, after: _Read = _NOT_READ) -> Span:
    """Return where a table can stand: its part without the heading, or between its neighbours where that is missing."""
    section = outline.section(_PART_OF[table])
    if section is None:
        end = next((s.span[0] for s in outline.sections if s.part > _PART_OF[table]), outline.tail[0])
        before = [s.span[0] for s in outline.sections if s.part < _PART_OF[table]]
        start = max([*before, after.span[1] if after.span else 0], default=outline.body[0])
        return min(start, end), end
    heading = outline.headings.get(section.part)
    return (heading[1] if heading else section.span[0], section.span[1])


def _disclosure(text: str, region: Span, outline: Outline) -> tuple[_Read, str | None]:
    printed, after = number_rows(text, region, outline.page_marks)
    words = _BETWEEN_WORDS.sub("", fold_document(text)[region[0] : region[1]])
    form = "2019" if _FORM_2019.search(words) else "2021"
    specs = DISCLOSURE[form].rows
    found = align("disclosure", specs, printed)
    if len(found.rows) < 2 or not (_FORM_2021.search(words) or _FORM_2019.search(words) or "第二十条" in words):
        return _NOT_READ, None
    torn_remarks = torn.place_torn_cells(found, specs)
    filled = fill("disclosure", printed_rows(found, specs), ())
    filled.remarks += torn_remarks
    return _finish(text, region, DISCLOSURE[form], found, filled, after), form


def _applications(text: str, region: Span, outline: Outline) -> tuple[_Read, str | None]:
    printed, after = number_rows(text, region, outline.page_marks)
    printed = [row for row in printed if not _OUTCOMES.search(row.label)]
    named = {key for row in printed for key in keys_in("applications", row.label)} | set(keys_in("applications", after))
    if len(named) < 4 or not printed:
        return _NOT_READ, None
    detailed = bool(named & {"other_not_corrected", "other_fee_unpaid"})
    form = "2021" if detailed else "2019"
    specs, head_remarks = follow_head(text, region, APPLICATIONS[form].rows, outline.page_marks)
    found = align("applications", specs, printed)
    filled = fill("applications", printed_rows(found, specs), _identities(form, found.rows))
    filled.remarks += head_remarks
    return _finish(text, region, APPLICATIONS[form], found, filled, after), form


def _identities(form: str, present: Iterable[str]) -> list[Identity]:
    """Return the identities of table 3 over the rows that are printed."""
    keys = set(present)
    found = [Identity((*((key, c, 1) for c in range(6)), (key, 6, -1))) for key in keys]
    for column in range(7):
        balance = (("new_received", 1), ("carried_over", 1), ("total_processed", -1), ("carried_forward", -1))
        found.append(Identity(tuple((key, column, sign) for key, sign in balance)))
        results = (*((key, 1) for key in RESULT_ROWS[form]), ("total_processed", -1))
        found.append(Identity(tuple((key, column, sign) for key, sign in results)))
    return [identity for identity in found if all(row in keys for row, _, _ in identity.terms)]


def _review(text: str, region: Span, outline: Outline) -> _Read:
    printed, after = number_rows(text, region, outline.page_marks)
    specs = REVIEW_LITIGATION.rows
    data = [row for row in printed if _outcome_row(row)]
    joined = _joined_outcomes(data)
    if joined is None:
        return _NOT_READ
    row, used = joined
    found = Alignment(
        unplaced=[other for other in printed if other not in used and other.values and not _in_prose(other)]
    )
    columns = tuple(f"{spec.key}.{column}" for spec in specs for column in spec.columns)
    whole = PrintedRow(RowSpec("", "", columns), row, NO_GRID, groups=len(specs))
    filled = fill("review_litigation", [whole], ())
    flat = filled.rows.pop("") or {}
    for spec in specs:
        filled.rows[spec.key] = {column: flat[f"{spec.key}.{column}"] for column in spec.columns}
        found.rows[spec.key] = row
    remarks = [_with_real_paths(remark) for remark in filled.remarks]
    return _finish(text, region, REVIEW_LITIGATION, found, Filled(filled.rows, remarks), after)


def _with_real_paths(remark: Remark) -> Remark:
    return remark.model_copy(update={"cells": tuple(path.replace("..", ".") for path in remark.cells)})


def _outcome_row(row: NumberRow) -> bool:
    return (
        row.tokens >= 5
        or (row.delimited and row.tokens > 0 and len(row.atoms) == 5)
        or any(atom.soft and len(atom.text) >= 15 for atom in row.values)
    )


def _in_prose(row: NumberRow) -> bool:
    return "。" in row.label and len(row.label) > 60


def _joined_outcomes(data: Sequence[NumberRow]) -> tuple[NumberRow, list[NumberRow]] | None:
    """Return the printed rows that make up table 4 as one row of fifteen: it is printed whole, or as three tables."""
    whole = next((row for row in data if row.tokens >= 11), None)
    whole = whole or next((row for row in data if any(a.soft and len(a.text) >= 15 for a in row.values)), None)
    if whole:
        return whole, [whole]
    if len(data) == 3:
        atoms = [atom for row in data for atom in row.atoms]
        return NumberRow(data[0].label, data[0].label_span, atoms, [atom for atom in atoms if atom.text]), list(data)
    return (data[0], [data[0]]) if data else None


def _finish(text: str, region: Span, form: TableForm, found: Alignment, filled: Filled, after: str) -> _Read:
    """Return a table with its rows in the form's order, what is missing from it, and where it stands."""
    cells: TableCells = {}
    remarks = list(filled.remarks)
    mentioned = found.mentioned | set(keys_in(form.key, after))
    for spec in form.rows:
        row = filled.rows.get(spec.key)
        if row is None and spec.key in mentioned:
            row = {column: Cell(value=None, printed="") for column in spec.columns}
            remarks.append(_row_remark("reading.row_blank", form.key, spec))
        elif row is None:
            remarks.append(_row_remark("reading.row_missing", form.key, spec))
        cells[spec.key] = row and {column: _as_it_stands(text, row[column]) for column in spec.columns}
    remarks += _alignment_remarks(form, found)
    span = _table_span(text, region, [*found.rows.values(), *(row for rows in found.doubled.values() for row in rows)])
    if all(row is None for row in cells.values()):
        return _Read(None, None, tuple(remarks))
    return _Read(cells, span, tuple(remarks))


def _as_it_stands(text: str, cell: Cell | None) -> Cell | None:
    """Return a cell; one that can't be read with the document's own words, borders and blanks as they stand there."""
    if cell is None or cell.value is not None or cell.span is None or not cell.printed:
        return cell
    return cell.model_copy(update={"printed": text[slice(*cell.span)]})


def _row_remark(rule: str, table: str, spec: RowSpec, **params: object) -> Remark:
    cells = tuple(cell_path(table, spec.key, column) for column in spec.columns)
    return Remark(rule=rule, params={"table": table, "row": spec.key, **params}, cells=cells)


def _alignment_remarks(form: TableForm, found: Alignment) -> list[Remark]:
    specs = {spec.key: spec for spec in form.rows}
    remarks = [
        _row_remark("reading.row_by_position", form.key, specs[key], printed=found.rows[key].printed)
        for key in found.by_position
    ]
    remarks += [
        _row_remark("reading.label_damaged", form.key, specs[key], printed=label[-40:])
        for key, label in found.damaged.items()
    ]
    for key, rows in found.doubled.items():
        shown = {"first": found.rows[key].printed, "second": " / ".join(row.printed for row in rows)}
        remarks.append(_row_remark("reading.row_doubled", form.key, specs[key], **shown))
    for row in found.unplaced:
        header = row.label.endswith(("信息内容", "申请人情况"))
        rule = "reading.number_in_header" if header else "reading.unplaced_numbers"
        params = {"table": form.key, "printed": row.printed, "label": row.label[-30:]}
        evidence = (Evidence(quote=row.printed, span=row.span),)
        remarks.append(Remark(rule=rule, params=params, evidence=evidence))
    return remarks


def _table_span(text: str, region: Span, rows: Sequence[NumberRow]) -> Span | None:
    """Return from the table's head to its last cell; prose before and after stays prose."""
    if not rows:
        return None
    head = _HEAD_START.search(text, region[0], region[1])
    first = min((row.label_span or row.span)[0] for row in rows)
    last = max(row.span[1] for row in rows)
    return (min(first, head.start()) if head else first, last)
