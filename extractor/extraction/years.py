"""Which year a count is of, and what it says beside last year's: 由1128条增加到1887条."""

from __future__ import annotations

from dataclasses import replace

from extractor.extraction.context import Context, last_clause
from extractor.patterns import Pattern

_CUMULATIVE = Pattern(
    r"历年|历史|截[至止](?:目前|(?:20\d\d年)?(?:年?底|年末))(?:(?!全年|本年|今年|年度)[^#]){0,40}累计|(?:开通|运行|成立|上线|实施|施行|开展|建站|(?:19|20)\d\d年?)(?:以来|至今)|自(?:19|20)\d\d年[^#]{0,12}(?:以来|起)[^#]{0,6}累计"
)
_BECOMES = "(?:(?:增加|增长|上升|提高|提升|减少|下降|降低?|增|减|升|涨|压缩|压减|精简|整合|优化|合并)(?:至|到|为|成))"
_OLD_VALUE = Pattern(rf"#[^,;]{{0,6}}{_BECOMES}")
_OF_LAST_YEAR = Pattern(
    r"(?:比|较|与|由|从)?(?:上年|去年|上一年|同期|前年)(?:度|同期)?(?:的|为)?#"
    r"|(?:比|较|与)20\d\d年(?:度|同期)?的#"
)
_LAST_YEAR_DID = Pattern(
    r"^[^#]{0,2}(?:去年|上年|上一年|前年)度?(?!以?来|[^#]*(?:增|减|多|少|比|较|结转|转|遗留|留下|剩|[没未]办|移|顺延|存))[^#]*#"
)
_OTHER_TIME = Pattern(r"今年|本年|年内|[比较]|20\d\d年|同期|\d\D{0,20}(?:去年|上年)")
"""Without any of these a sentence about 去年 is about the year of the report, which is written in the next."""
_NEW_VALUE = Pattern(rf"^,?(?:今年|本年度?|20\d\d年)?(?:则|已|又)?{_BECOMES}[^#]{{0,12}}#")
_COMPARED = Pattern(r"(?:比|较|与)[^,;#]{0,16}(?:年度?|同期)[^,;#]{0,8}#")
_DIFFERS = Pattern(r"^[,(]?(?:相比)?(?:有所|净|即)?(?:增加|增长|减少|下降|上升|降低|增|减|多|少)(?:了|出)?#")
_SINCE_LAST_YEAR = Pattern(r"(?:[比较与](?:上(?:一)?年|去年|前一年|20\d\d年|同期)|同比)[^。;]{0,24}$")
_SUMMED = Pattern(r"^[,(]?(?:共计?有?|合计|总计|计|总数达?)#")
_NEWLY = Pattern("(?:新设|新增|新开|增设)$")
_SHARE = Pattern(r"^[,(]?(?:共计?|合计|总计|计|达|为|即)#")
_FROM = Pattern(r"^[^#]{0,2}(?:去年|上年|上一年|前年)度?|[由从](?:(?:19|20)\d\d年|上(?:一)?年|去年)?(?:度|同期)?的?$")


def inherit(context: Context, previous: Context | None) -> Context:
    """Return the context with the words of the old value: 由1128条增加到1887条 is said of the same thing."""
    if previous is None or previous.sentence != context.sentence:
        return context
    if _SUMMED.search(context.wide) or (previous.quantity.unit == "%" and _SHARE.search(context.wide)):
        near, wide = (_NEWLY.sub("", words.partition("#")[0]) for words in (previous.near, previous.wide))
        return replace(context, near=f"{near}#", wide=f"{wide}#")
    if _DIFFERS.search(context.wide) and (_COMPARED.search(previous.near) or _is_compared(context, previous)):
        return replace(context, near=f"较上年{context.near}", wide=f"较上年{context.wide}")
    if not _NEW_VALUE.search(context.wide):
        return context
    before = last_clause(_FROM.sub("", previous.wide.partition("#")[0]).rstrip(","))
    return replace(context, near=f"{before}#", wide=f"{before}#")


def _is_compared(context: Context, previous: Context) -> bool:
    """Return whether the count before is last year's, or a percentage of change: 较2024年下降6.2%(减少102条)."""
    if previous.quantity.unit == "%":
        return bool(_SINCE_LAST_YEAR.search(context.before))
    return bool(_LAST_YEAR_DID.search(previous.near) or _OF_LAST_YEAR.search(previous.near))


def is_old(context: Context) -> bool:
    """Return whether a count is that of an earlier year: 较2021年的600条, 去年公开58条."""
    if _OLD_VALUE.search(context.near) or _OF_LAST_YEAR.search(context.near):
        return True
    return bool(_LAST_YEAR_DID.search(context.near)) and bool(_OTHER_TIME.search(context.sentence))


def is_of_the_year(context: Context, field: str) -> bool:
    """Return whether a count is the year's, not one added up since some year; old documents may be reviewed now."""
    return field == "management.documents_reviewed" or not _CUMULATIVE.search(context.wide)


def is_earlier(context: Context) -> bool:
    """Return whether a count is said to be the one that another has grown from."""
    return bool(_OLD_VALUE.search(context.near) or _LAST_YEAR_DID.search(context.near))
