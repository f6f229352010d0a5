"""Damage in the text itself: dates and document numbers that lost characters on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.schema import Evidence, Severity
from extractor.validation.context import Context
from extractor.validation.result import PASSED, Result, failed, passed
from extractor.validation.rule import rule

_PERIOD = re.compile(r"自([\d年月日\s]{3,20})起?至([\d年月日\s]{3,20})止?")
_WHOLE_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日?|\d{4}年")
_TOO_MANY_DIGITS = re.compile(r"[月年](?:(?<=\d{4}月)\d{1,2}日|(?<=\d{5}年)\d{1,2}月)")
"""The middle of a date before which more digits stand than a month or a year has; found by its sign, for speed."""
_DIGITS_BEFORE = re.compile(r"\d*$")
_MOST_DIGITS = 8
_DOCUMENT_NUMBER = re.compile(
    r"[发函办字文规]\s?([〔\[［【(（]?)\s?(?:19|20|１９|２０)\d\d\s?([〕\]］】)）]?)\s?\d{1,4}\s?号"
)


@rule("text.damaged_date", Severity.WARNING, needs=("document",), source="nianbao: nothing silent", formula="Y年M月D日")
def damaged_date(context: Context) -> Iterator[Result]:
    """Name each date that has lost digits or 年; the dates of the statistics period are looked at most closely."""
    text = context.text
    spans = set(_run_together(text))
    for period in _PERIOD.finditer(text):
        for group in (1, 2):
            if _WHOLE_DATE.fullmatch(re.sub(r"\s", "", period[group])):
                yield PASSED
            elif not any(period.start(group) <= start < period.end(group) for start, _ in spans):
                spans.add(period.span(group))
    yield from (_damage(context, span) for span in sorted(spans))


def _run_together(text: str) -> Iterator[tuple[int, int]]:
    """Yield the dates with more digits before 月 or 年 than a month or a year has."""
    for match in _TOO_MANY_DIGITS.finditer(text):
        digits = _DIGITS_BEFORE.search(text, max(0, match.start() - _MOST_DIGITS - 1), match.start())
        if digits and len(digits[0]) <= _MOST_DIGITS:
            yield digits.start(), match.end()


@rule(
    "text.damaged_document_number",
    Severity.WARNING,
    needs=("document",),
    source="党政机关公文处理工作条例:发文字号用六角括号〔〕",
    formula="机关代字〔年份〕序号",
)
def damaged_document_number(context: Context) -> Iterator[Result]:
    """Name, as one finding, the document numbers that lack a bracket around their year."""
    found = list(_DOCUMENT_NUMBER.finditer(context.text))
    damaged = [match.span() for match in found if not (match[1] and match[2])]
    yield passed(len(found) - len(damaged))
    if damaged:
        yield _damage(context, *damaged)


def _damage(context: Context, *spans: tuple[int, int]) -> Result:
    quotes = [(context.text[start:end], (start, end)) for start, end in spans]
    evidence = tuple(Evidence(quote=quote, span=span) for quote, span in quotes)
    return failed({"printed": [quote for quote, _ in quotes], "count": len(quotes)}, evidence=evidence)
