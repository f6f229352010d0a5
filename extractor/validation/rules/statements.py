"""What the prose says of licences, penalties, coercion, fees and the stock of documents, against table 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.parsing.flow import fold
from extractor.patterns import Pattern
from extractor.schema import Basis, Quantity, Severity
from extractor.validation.context import Context
from extractor.validation.labels import cell_label, number_text
from extractor.validation.result import PASSED, Result, failed
from extractor.validation.rule import rule

_SOURCE = "国办公开办函〔2021〕30号 表二"
_FEES = "行政事业性收费"
_TO_COUNT = r"(?:数量|总数|共计|合计|总计|共|为|有|:)*$"
_CASES = frozenset(("", "件", "个", "项", "起", "宗", "条", "份", "例", "次"))
_MONEY = {"元": 0.0001, "万元": 1.0, "亿元": 10_000.0}
_PUBLISHED = Pattern(
    "公开|公示|发布|上传|录入|归集|推送|信息|结果|投诉|复议|诉讼|案卷|清理|拟|建议|其中|撤销|变更|注销|不予|准予|程序"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A cell of table 2, the word for it, and the words before a number that speak of it."""

    id: str
    path: str
    word: str
    before: Pattern


def _decisions(word: str) -> Pattern:
    return Pattern(rf"(?:(?:作出|做出|下达|实施)[^,;。:、()]{{0,6}}{word}(?:决定)?|{word}(?:处理)?决定){_TO_COUNT}")


_DOCUMENTS = r"(?:行政)?规范性文件"
STATEMENTS = (
    Statement("licensing", "disclosure.licensing.decisions", "行政许可", _decisions("行政许可")),
    Statement("penalties", "disclosure.penalties.decisions", "行政处罚", _decisions("行政处罚")),
    Statement("coercion", "disclosure.coercion.decisions", "行政强制", _decisions("行政强制(?:措施|执行)?")),
    Statement(
        "fees",
        "disclosure.fees.amount",
        _FEES,
        Pattern(rf"行政事业性收费(?:收入|总?金额|总额|共收取)?{_TO_COUNT}"),
    ),
    Statement(
        "normative_in_force",
        "disclosure.normative_documents.in_force",
        "规范性文件",
        Pattern(rf"(?:现行有效的?{_DOCUMENTS}|{_DOCUMENTS}现行有效){_TO_COUNT}"),
    ),
    Statement(
        "normative_repealed",
        "disclosure.normative_documents.repealed",
        "规范性文件",
        Pattern(rf"(?:废止的?{_DOCUMENTS}|{_DOCUMENTS}废止){_TO_COUNT}"),
    ),
)
_OF_DISCLOSURE = Pattern("信息公开|申请|处理费")
_NONE_OF = ("行政许可", "行政处罚", "行政强制", _FEES)
"""Of these, that there are none means a zero in the table."""


def _spoken(context: Context, statement: Statement) -> Iterator[tuple[Quantity, float]]:
    """Yield the numbers and the statements of none that speak of a cell, in the unit of the cell."""
    if statement.word not in context.running.text:
        return
    for sentence in context.counted:
        for index, item in enumerate(sentence.items):
            words = sentence.words[index]
            if statement.word in words and statement.before.search(words) and not _PUBLISHED.search(words[-24:]):
                factor = _MONEY.get(item.unit) if statement.id == "fees" else 1.0 if item.unit in _CASES else None
                if factor is not None:
                    yield item, round(item.value * factor, 6)
    for item in context.report.quantities:
        if item.basis is Basis.IMPLIED and statement.word in _NONE_OF and _says_none(context, item, statement.word):
            yield item, 0.0


def _says_none(context: Context, item: Quantity, word: str) -> bool:
    """Return whether a statement of none is about the word itself, not about what disclosure on request costs."""
    quote = "".join(fold(item.evidence.quote).split())
    if word not in quote or _PUBLISHED.search(quote):
        return False
    return not (word == _FEES and _OF_DISCLOSURE.search(fold(context.text[slice(*item.sentence)])))


def _agrees(context: Context, item: Quantity, spoken: float, printed: float) -> bool:
    """Return whether a number of the prose is that of the cell, rounded as the prose rounds."""
    if item.approximate:
        return abs(spoken - printed) <= context.tolerance("approximate") * max(spoken, 1)
    decimals = len(f"{spoken:f}".rstrip("0").partition(".")[2])
    return spoken == printed or (printed % 1 != 0 and round(printed, decimals) == spoken)


def _declare(statement: Statement) -> None:
    """Enter the rule that holds what the prose says of one cell against the cell."""

    @rule(
        f"prose.{statement.id}",
        Severity.WARNING,
        needs=("quantities", "document", "tables.disclosure"),
        source=_SOURCE,
        formula=f"prose = {statement.path.removeprefix('disclosure.')}",
    )
    def compare(context: Context) -> Iterator[Result]:
        """Hold each statement about the cell against it."""
        printed = context.values.get(statement.path)
        if printed is None:
            return
        for item, spoken in _spoken(context, statement):
            yield PASSED if _agrees(context, item, spoken, printed) else _differs(statement, item, spoken, printed)


def _differs(statement: Statement, item: Quantity, spoken: float, printed: float) -> Result:
    none = item.basis is Basis.IMPLIED
    params = {
        "field": cell_label(statement.path),
        "stated": number_text(spoken),
        "quote": item.evidence.quote,
        "cells": cell_label(statement.path),
        "right": number_text(printed),
    }
    return failed(
        params,
        message_id="prose.none_against_table" if none else "prose.differs",
        left=spoken,
        right=printed,
        cells=(statement.path,),
        evidence=(item.evidence,),
    )


for _statement in STATEMENTS:
    _declare(_statement)


@rule(
    "prose.processing_fee",
    Severity.WARNING,
    needs=("facts.other.fee_amount", "tables.disclosure"),
    source="政府信息公开信息处理费管理办法(国办函〔2020〕109号):信息处理费不是表二的行政事业性收费",
    formula="fees.amount ≠ other.fee_amount",
)
def processing_fee(context: Context) -> Iterator[Result]:
    """Say where the fee for processing information stands in table 2, which is for other fees."""
    path = "disclosure.fees.amount"
    printed = context.values.get(path)
    for fact in context.facts["other.fee_amount"]:
        if not printed or not fact.value:
            yield PASSED
        elif printed in (fact.value, round(fact.value / 10_000, 6)):
            params = {"value": number_text(printed), "quote": fact.evidence.quote}
            yield failed(params, left=printed, right=fact.value, cells=(path,), evidence=(fact.evidence,))
        else:
            yield PASSED
