"""Counts that a table bears out: looser words are enough where the form's table gives the same number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.extraction.context import Context
from extractor.extraction.cues import CASES
from extractor.patterns import Pattern
from extractor.schema import Cell, Tables
from extractor.schema.forms import APPLICATIONS

Witnesses = Mapping[str, float]
"""Field → the number that a table gives for it; all requests only where some were carried over."""

_Rows = Mapping[str, Mapping[str, Cell | None] | None]
_BEGINNINGS = {
    "applications.received": ("new_received",),
    "applications.carried_over": ("carried_over",),
    "applications.total": ("new_received", "carried_over"),
    "applications.answered": ("total_processed",),
    "applications.carried_forward": ("carried_forward",),
    "applications.granted": ("granted",),
    "applications.partially_granted": ("partially_granted",),
    "applications.denied": ("denied_",),
    "applications.unavailable": ("unavailable_",),
    "applications.not_processed": ("not_processed_",),
    "applications.other": ("other_",),
}
_ROWS = {
    form: {
        field: tuple(row for row in table.row_keys if row.startswith(starts)) for field, starts in _BEGINNINGS.items()
    }
    for form, table in APPLICATIONS.items()
}
"""Form → field → the rows of table 3 whose totals add up to it."""


def witnesses(tables: Tables) -> Witnesses:
    """Return what the tables give for the fields that they speak of; a row that is not whole gives nothing."""
    given = {field: value for field, value in _values(tables) if value is not None}
    if given.get("applications.total") == given.get("applications.received"):
        given.pop("applications.total", None)
    return given


def _values(tables: Tables) -> Iterator[tuple[str, float | None]]:
    requests = tables.applications or {}
    for field, rows in _ROWS["2019" if requests.get("other_handling") else "2021"].items():
        yield field, _sum(requests, *rows)
    review = tables.review_litigation or {}
    yield "applications.reconsiderations", _sum(review, "reconsideration")
    yield "applications.lawsuits", _sum(review, "litigation_direct", "litigation_after_reconsideration")
    yield "disclosure.normative_documents", _sum(tables.disclosure or {}, "normative_documents", column="issued")


def _sum(rows: _Rows, *keys: str, column: str = "total") -> float | None:
    """Return the sum of a column over some rows; None where a number is missing."""
    cells = [(rows.get(key) or {}).get(column) for key in keys]
    values = [cell.value for cell in cells if cell is not None and cell.value is not None]
    return sum(values) if len(values) == len(keys) else None


@dataclass(frozen=True)
class Borne:
    """Words that make a count a field where a table gives the same number.

    Attributes:
        cue: Must be found in the clause of the count.
        against: Must not be found there.
    """

    field: str
    cue: Pattern
    against: Pattern | None = None


def _borne(field: str, cue: str, against: str = "") -> Borne:
    return Borne(field, Pattern(cue), Pattern(against) if against else None)


RANK = 6
"""Rank of what only a table makes sure of: words that name the field go first."""
_ELSEWHERE = "许可|12345|热线|工单|建议|提案|信访件|投诉|举报|采购|咨询|留言|信箱|问题|公文|规范性文件|备案|栏目|培训"
_EARLIER = r"结转|接转|转来|转入|转到|遗留|留下|存量|旧存|历年|往年|前年|跨年|未办|没办|承接|上(?:一)?年|去年"
_LATER = (
    r"转入|转到|转至|转下|结转|延至|延到|留待|剩|余|未到期|未届|期限内|未办结|在办|正在|跨年|跨到|顺延|继续|明年|来年|次年"
    r"|下(?:一)?年|未答复|留存"
)
_ASKED = rf"答复|办结|办完|结转|遗留|复议|诉|公开#|{_ELSEWHERE}"
BORNE = (
    _borne("applications.reconsiderations", "复议", "诉讼|起诉|维持|纠正|纠错|撤销|驳回|其他结果|审结"),
    _borne("applications.lawsuits", "诉", "复议[、和及]|投诉|诉求|维持|纠正|纠错|撤销|驳回|其他结果|审结|败诉|胜诉"),
    _borne("applications.partially_granted", "部分.{0,6}公开|区分处理", _ELSEWHERE),
    _borne(
        "applications.denied", "不(?:予|同意|能|宜|准予)?公开|不(?:予|同意)提供|拒绝", f"予以公开[、和及]|{_ELSEWHERE}"
    ),
    _borne("applications.unavailable", "掌握|不存在|无法|没有(?:相关|现成|该|这)|未(?:制作|保存|获取)", _ELSEWHERE),
    _borne("applications.not_processed", "[不未](?:予|作|再)?(?:处理|办理|受理)|信访|重复申请", _ELSEWHERE),
    _borne("applications.granted", "公开|提供", f"部分|不|无法|主动|依申请公开#|公开申请|申请公开|{_ELSEWHERE}"),
    _borne("applications.other", "其[他它]", _ELSEWHERE),
    _borne("applications.carried_over", _EARLIER, rf"{_ELSEWHERE}|[增减多少]#|下(?:一)?年|[转延][入到至]?20\d\d"),
    _borne("applications.carried_forward", _LATER, _ELSEWHERE + "|上(?:一)?年|去年"),
    _borne(
        "applications.total", "处理|办理|受理|合计|总计|共计?|应办|待办|总数|总量|(?:^|,)合#", f"结转#|{_ELSEWHERE}"
    ),
    _borne("applications.answered", "答复|回复|办结|办完|办毕|办讫|办出|办复|办理|处理|(?:^|,)结#", _ELSEWHERE),
    _borne("applications.received", "申请|收到|收件|接到|收悉|受理|登记|新收|新增|(?:^|,|:)收#", _ASKED),
    _borne(
        "disclosure.normative_documents",
        "(?:制定|制发|出台|印发|新发|新制|新出)(?:了)?#",
        "解读|有效|废止|清理|起草|许可",
    ),
)


def borne_field(context: Context, given: Witnesses) -> str | None:
    """Return the field that a count gives because a table says the same; None where none does."""
    value = context.quantity.value
    if not value or value not in given.values() or context.quantity.unit not in CASES:
        return None
    for borne in BORNE:
        if (
            value == given.get(borne.field)
            and borne.cue.search(context.near)
            and not (borne.against and borne.against.search(context.near))
        ):
            return borne.field
    return None
