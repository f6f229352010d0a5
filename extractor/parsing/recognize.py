"""Whether a text is a 政府信息公开工作年度报告 at all: what is none is refused with a reason, never half read."""

from __future__ import annotations

import re

from extractor.errors import NotAReportError
from extractor.parsing.flow import fold_document
from extractor.parsing.outline import Outline
from extractor.parsing.passages import Prose
from extractor.schema import Document, TableCells, Tables

_TITLE_REACH = 3000
_TITLE = re.compile(r"政[府务務](?:信息|资讯|資訊)?公[开開][^\n。]{0,16}(?:年度[报報]告|年[报報]|[报報]告)")
_PART_YEAR = re.compile(r"(?:上|下)半年|第?[一二三四1-4]季度|半年度|\d{1,2}月份?(?:统计|报表|月报)")
_FULL_YEAR = re.compile(r"年度[报報]告|年[报報](?!表)")


def require_report(document: Document, outline: Outline, tables: Tables, prose: Prose) -> None:
    """Return for a report; refuse anything else.

    Raises:
        NotAReportError: With `reason` other_text (neither parts nor tables), part_year (a half-year or quarterly
            statistic) or blank_form (the empty form).
    """
    beginning = fold_document(document.text)[:_TITLE_REACH]
    title_line = _first_line(beginning)
    found = [table for table in (tables.disclosure, tables.applications, tables.review_litigation) if table]
    printed = len(outline.headings)
    if _PART_YEAR.search(title_line) and not _FULL_YEAR.search(title_line):
        raise NotAReportError(name=document.name, reason="part_year")
    if not found and not tables.annex and printed < 3 and not (_TITLE.search(beginning) and printed):
        raise NotAReportError(name=document.name, reason="other_text")
    if (
        found
        and not tables.annex
        and _is_blank(found)
        and not re.search(r"20\d\d|二[〇○0]", beginning)
        and _prose_length(prose) < 200
    ):
        raise NotAReportError(name=document.name, reason="blank_form")


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.split("\n") if "公" in line and len(line.strip()) >= 6), "")[:80]


def _is_blank(tables: list[TableCells]) -> bool:
    return not any(
        cell and cell.value is not None for table in tables for row in table.values() if row for cell in row.values()
    )


def _prose_length(prose: Prose) -> int:
    return sum(len(passage.flow.text) for passage in prose.passages if passage.part is not None)
