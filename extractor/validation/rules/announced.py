"""What the beginning of the report announces against what follows: parts, attachments, the statistics period."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.patterns import Pattern
from extractor.schema import Severity
from extractor.validation.context import Context
from extractor.validation.labels import part_names
from extractor.validation.result import PASSED, Result, failed
from extractor.validation.rule import rule

_FORMS = "国办公开办函〔2021〕30号、〔2019〕60号"
_LIST = Pattern(r"(?:包括|包含|内容为|内容有|分为|由)[^。]{0,40}?(?=总体情况|概述|概况)[^。\n]{20,400}")
_NAMES = {
    1: Pattern("总体情况|概述|概况"),
    2: Pattern("主动公开"),
    3: Pattern("申请"),
    4: Pattern("复议|诉讼"),
    5: Pattern("问题|不足|困难|改进|打算"),
    6: Pattern("其[他它].{0,12}(?:事项|情况|问题)|需要?(?:报告|说明)|其[他它](?:[等。;,]|$)"),
}
_FEWEST_NAMED = 4
"""A list that names fewer parts than this is about something else."""


@rule(
    "structure.parts_announced", Severity.WARNING, needs=("document",), source=_FORMS, formula="announced parts = {1…6}"
)
def parts_announced(context: Context) -> Iterator[Result]:
    """Name the parts that the preamble leaves out where it lists them."""
    listed = _LIST.search(context.preamble) if context.has_forms else None
    if listed is None:
        return
    missing = [part for part, name in _NAMES.items() if not name.search(listed[0])]
    if not missing:
        yield PASSED
    elif len(_NAMES) - len(missing) >= _FEWEST_NAMED:
        params = {"parts": part_names(missing), "count": len(_NAMES) - len(missing)}
        yield failed(params, evidence=(context.running.evidence(*listed.span()),))


_ATTACHED = Pattern(
    r"(?:并附|后附|附后|另附)[^。;\n]{0,24}?(?:附件|附表|统计表|情况表)|(?:详见|见)(?:后附|文后)?附[件表]\d?"
)
_THERE = Pattern(r"附[件表]|统计表|情况表")


@rule(
    "structure.attachment_missing",
    Severity.WARNING,
    needs=("document",),
    source="nianbao: nothing lost",
    formula="announced attachment present",
)
def attachment_missing(context: Context) -> Iterator[Result]:
    """Name an announced attachment or form of which nothing follows; 见附表 may mean the official tables."""
    text = context.running.text
    if "附" not in text:
        return
    for match in _ATTACHED.finditer(text):
        follows = (
            context.report.tables.annex is not None
            or (match[0].endswith("附表") and bool(context.tables))
            or _THERE.search(text, match.end()) is not None
        )
        evidence = () if follows else (context.running.evidence(*match.span()),)
        yield failed({"quote": match[0]}, evidence=evidence) if evidence else PASSED


_SOME_PERIOD = Pattern(r"统计(?:数据)?(?:的)?(?:期限|期间|时间|时段|口径|周期|期)|\d月\d{1,2}日起?[至到—~-]")


@rule("structure.period_missing", Severity.INFO, needs=("document",), source=_FORMS, formula="statistics period stated")
def period_missing(context: Context) -> Iterator[Result]:
    """Say where a report in the form of 2019 or later gives no statistics period, not even a damaged one."""
    if not context.has_forms:
        return
    said = context.report.period_start is not None or _SOME_PERIOD.search(context.running.text)
    yield PASSED if said else failed()
