"""What a fact pattern is made of: the classes, the units that a field may have, and the words shared by many cues.

A cue is searched in the clause of a count, in which `#` stands for the number and its unit: `通过政府网站公开信息#`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.patterns import Pattern

INFORMATION = frozenset(
    {"", "条", "件", "篇", "个", "份", "期", "次", "项", "则", "条次", "篇次", "件次", "幅", "例", "帖"}
)
CASES = frozenset(
    {"", "条", "件", "份", "宗", "个", "起", "次", "件次", "例", "项", "批次", "人次", "封", "单", "通", "笔", "条次"}
)
EVENTS = frozenset({"", "次", "期", "场", "场次", "期次", "班次", "个", "轮", "批", "批次", "回"})
PEOPLE = frozenset({"人", "名", "位"})
CHANNEL = INFORMATION - {"个", "例", "帖"}
VISITS = frozenset({"", "次", "人次", "人"})
THINGS = frozenset({"", "个", "家", "项", "类", "大类", "处"})
FAULTS = frozenset({"", "个", "条", "项", "处", "件", "次", "起", "类"})
MONEY = frozenset({"", "元", "万元", "亿元"})

SITE = "网站|网页|门户网|官网|校园网|政务网|政府网|公开网|公开专栏|公开平台"
NEW = "新媒体|[两双]微|抖音|快手|视频号|客户端|头条|微信[^,;#]{0,8}微博|微博[^,;#]{0,8}微信"
WECHAT = "微信(?!群)|公众号"
PRINT = (
    "报纸|(?<!公)报刊|党报|(?<!质量)(?<!水质)日报|校报|院报|橱窗|电台|大喇叭|公告栏|公示栏|宣传栏|公开栏|公示板|公示牌|电子屏|显示屏|LED|广播|电视|宣传册|宣传单|海报"
    "|张贴|纸质|上墙"
)
LESS = "减少|下降|降低|少(?!于)|减"

Where = Literal["near", "wide"]


@dataclass(frozen=True)
class CountPattern:
    """What makes a count a field.

    Attributes:
        field: Name in the field catalogue.
        cue: Must be found around the count.
        units: Units it may have.
        against: Must not be found around it.
        scope: Must be found in the sentence, unless the sub-head is one of `topics`.
        topics: Sub-heads under which no scope is needed.
        where: How much of the words before the count is looked at.
        apart: Must not be found in the sentence before the count.
        led: Must be found there.
        rank: 1 where the words name the field; facts of a higher rank are left out beside one of a lower.
    """

    field: str
    cue: Pattern
    units: frozenset[str]
    against: Pattern | None = None
    scope: Pattern | None = None
    topics: frozenset[str] = frozenset()
    where: Where = "near"
    apart: Pattern | None = None
    led: Pattern | None = None
    rank: int = 1


def count(
    field: str,
    cue: str,
    units: frozenset[str],
    against: str = "",
    *,
    scope: str = "",
    topics: str = "",
    where: Where = "near",
    apart: str = "",
    led: str = "",
    rank: int = 1,
) -> CountPattern:
    """Return a pattern; what is left out is None."""
    return CountPattern(
        field,
        Pattern(cue),
        units,
        Pattern(against) if against else None,
        Pattern(scope) if scope else None,
        frozenset(topics.split()),
        where,
        Pattern(apart) if apart else None,
        Pattern(led) if led else None,
        rank,
    )


OF_DISCLOSURE = "信息公开|政务公开|依申请|公开申请|公开工作"
OF_REQUESTS = f"{OF_DISCLOSURE}|新收申请|予以公开|部分公开|不予公开|无法提供|结转"
OTHER_BUSINESS = (
    "12345|热线|工单|提案|建议|留言|信箱|本级收到|许可|业务|审批|办事|信访|来信"
    "|来访|投诉|举报|备案|复议|诉讼|采购|证照|登记证"
)
APPLICANT = (
    "自然人|公民|法人|企业|组织|机构|律师|书面|口头|当面|现场|窗口|信函|邮寄|信件|邮件|邮箱"
    "|传真|网络|网上|网站|在线|平台|系统|电话"
)
GENERIC = (
    "(?:了|的|各类|各项|各种|政府|政务|有关|相关|公开|本级|公安|动态|重点领域"
    "|财政|审计|警务|税务|医保|民政|教育|交通|水利|水务|农业|林业|环境|住建|城管|卫健|人社|文旅|气象|应急|工作"
    "|主动|法定|类|、)*(?:信息|文件|稿件|内容|文章|资料|推文)(?:总数|数量"
    "|共计|共|累计|达|约)*"
)
OWN = "(?:本|我|全)?(?:街道|乡镇|[镇乡局县区市委办院校]|部门|单位|机关)"
"""Whose information it is: 发布街道信息."""
PUBLISH = "(?:公开|发布|更新|上载|挂出|公布|推送|上传|上线|登载|刊登|刊发|刊载|编发|推出|张贴|公示|发文|发)"
NOT_SITE = f"粉丝|访问|浏览|点击|留言|咨询|栏目#|目录|{NEW}|{WECHAT}|微博|{PRINT}|转载|#(?:网站|平台)"
RECEIVE = "新收|新增|收到|接收|接到|接受|受理|收办|办理|处理|登记|收悉"


@dataclass(frozen=True)
class PatternGroup:
    """Patterns about one matter.

    Attributes:
        characters: At least one of them stands in every text that a pattern of the group fits; spares the search.
        patterns: Tried in order.
    """

    characters: frozenset[str]
    patterns: tuple[CountPattern, ...]


def group(characters: str, *patterns: CountPattern) -> PatternGroup:
    """Return patterns as a group."""
    return PatternGroup(frozenset(characters), patterns)


@dataclass(frozen=True)
class NonePattern:
    """What a statement of none makes a zero of."""

    field: str
    cue: Pattern
    against: Pattern | None = None
    topics: frozenset[str] = frozenset()


def none(field: str, cue: str, against: str = "", topics: str = "") -> NonePattern:
    """Return a pattern; what is left out is None."""
    return NonePattern(field, Pattern(cue), Pattern(against) if against else None, frozenset(topics.split()))
