"""Damage in the text itself: dates and document numbers that lost characters on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.parsing.flow import fold
from extractor.schema import Evidence, Severity
from extractor.validation.model import PASSED, Context, Result, failed, rule

_PERIOD = re.compile(r"自([\d年月日 ]{3,20})起?至([\d年月日 ]{3,20})止?")
_WHOLE_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日?|\d{4}年")
_RUN_TOGETHER = re.compile(r"(?<!\d)(?:19|20)\d{2,4}月\d{1,2}日|(?<!\d)\d{5,8}年\d{1,2}月")
_DOCUMENT_NUMBER = re.compile(r"[发函办字文规][ ]*([〔\[(【]?)[ ]*(?:19|20)\d\d[ ]*([〕\])】]?)[ ]*\d{1,4}[ ]*号")


@rule("text.damaged_date", Severity.WARNING, needs=("document",), source="nianbao: nothing silent", formula="Y年M月D日")
def damaged_date(context: Context) -> Iterator[Result]:
    """Name each date that has lost digits or 年; the dates of the statistics period are looked at most closely."""
    text = fold(context.text)
    spans = {match.span() for match in _RUN_TOGETHER.finditer(text)}
    for period in _PERIOD.finditer(text):
        for group in (1, 2):
            if _WHOLE_DATE.fullmatch(re.sub(" ", "", period[group])):
                yield PASSED
            elif not any(period.start(group) <= start < period.end(group) for start, _ in spans):
                spans.add(period.span(group))
    yield from (_damage(context, span) for span in sorted(spans))


@rule(
    "text.damaged_document_number",
    Severity.WARNING,
    needs=("document",),
    source="党政机关公文处理工作条例:发文字号用六角括号〔〕",
    formula="机关代字〔年份〕序号",
)
def damaged_document_number(context: Context) -> Iterator[Result]:
    """Name each document number that lacks a bracket around its year."""
    for match in _DOCUMENT_NUMBER.finditer(fold(context.text)):
        yield PASSED if match[1] and match[2] else _damage(context, match.span())


def _damage(context: Context, span: tuple[int, int]) -> Result:
    quote = context.text[span[0] : span[1]]
    return failed({"printed": quote}, evidence=(Evidence(quote=quote, span=span),))
