"""Cues for the office behind disclosure: fees, procurement, platforms, training, staff."""

from __future__ import annotations

from extractor.extraction.cues import CASES, EVENTS, FAULTS, MONEY, PEOPLE, SITE, THINGS, VISITS, CountPattern, count

MONEY_PATTERNS: tuple[CountPattern, ...] = (
    count("other.fee_notices", r"收费通知[^,;#]{0,10}#|#[^,;]{0,10}收费通知", CASES),
    count(
        "disclosure.procurement_amount",
        r"(?:采购|金额|资金|总额|预算|价)[^,;#]{0,8}#",
        MONEY - {""},
        scope="政府(?:集中)?采购|采购(?:项目|金额)",
    ),
    count(
        "other.fee_amount",
        r"(?:处理费|信息公开[^,;#]{0,8}费|依申请[^,;#]{0,8}费|收费|费用|总金额|收取)[^,;#]{0,14}#",
        MONEY,
        "事业性|采购|罚",
        scope="处理费|收费|信息公开|申请|收取",
        where="wide",
    ),
    count(
        "disclosure.procurement_projects",
        r"采购[^,;#]{0,12}#|#[^,;]{0,8}采购",
        THINGS | {"次", "宗", "条", "件"},
        "金额|信息|公告",
        scope="政府(?:集中)?采购|集中采购",
    ),
)

PLATFORM_PATTERNS: tuple[CountPattern, ...] = (
    count(
        "platform.website_visits",
        r"(?:访问|浏览|点击)(?:总)?(?:量|数|次数|人次|人数)?[^,;#]{0,14}#|#[^,;]{0,4}(?:访问|浏览|点击)",
        VISITS,
        "微信|公众号|新媒体|微博|短视频|抖音",
        scope=SITE,
    ),
    count(
        "platform.accounts",
        r"(?:新媒体|公众号|微博|账号|抖音号|两微)[^,;#]{0,14}#|#[^,;]{0,14}(?:新媒体|公众号|账号|微博)",
        frozenset({"", "个", "家"}),
        "关停|注销|关闭|整合|粉丝|信息|阅读|关注|问题|发布|推送|栏目|专栏|视频",
    ),
    count(
        "platform.issues_fixed",
        r"整改[^,;#]{0,12}(?:问题|错误|隐患|错别字|链接|完成|到位)?[^,;#]{0,6}#|#[^,;]{0,14}(?:已|均|全部)(?:完成)?整改|(?:修复|纠正|修正|改正)[^,;#]{0,12}#",
        FAULTS,
        "整改率|通知|发现[^,;#]{0,10}#|报告",
    ),
    count(
        "platform.issues_found",
        r"(?:发现|查出|排查|查找|检查出|反馈|通报)[^,;#]{0,20}(?:问题|错误|错别字|错链|死链|隐患|表述|不足)[^,;#]{0,8}#|(?:发现|查出|排查出|查找出)[^,;#]{0,12}#[^,;]{0,12}(?:问题|错误|错别字|隐患)|自查问题#|(?:通报|反馈|指出|交办)的?#[^,;]{0,3}问题",
        FAULTS,
        "整改",
    ),
    count(
        "platform.columns",
        r"(?:栏目|专栏|专题)(?:数量?|总数|共|共计|达到?|为|[^,;#]{0,5})#|#[^,;]{0,14}(?:栏目|专栏|专题)",
        frozenset({"", "个", "类", "大类"}),
        "更新|信息|问题|错|发布|空白|账号",
    ),
)

PEOPLE_PATTERNS: tuple[CountPattern, ...] = (
    count(
        "supervision.trainees",
        r"(?:培训|参训|参加|参会)[^,;#]{0,16}#|#[^,;]{0,8}(?:参加|参训|接受|受训|培训)",
        PEOPLE | {"人次", ""},
        scope="培训|学习会|讲座",
    ),
    count(
        "supervision.trainings",
        r"培训(?!机构|学校|中心)[^,;#]{0,12}#|#[^,;]{0,24}(?:培训(?!机构|学校)|学习会|专题讲座)|(?:学习会|专题讲座)[^,;#]{0,4}#",
        EVENTS - {"", "批"},
        "人次|参加上级|解读|名单",
    ),
    count(
        "supervision.staff",
        r"(?:专职|兼职|专兼职|专人|工作人员|人员|联络员|信息员)[^,;#]{0,10}#|#[^,;]{0,14}(?:专职|兼职|工作人员|专人|人员|联络员|信息员)",
        PEOPLE,
        "培训|参加|参训|群众|粉丝|领导#|申请|来访|追究|问责|接待",
        apart="均(?:已)?(?:明确|配备|确定|指定|安排|落实)|每个|每家|各(?:单位|部门|科室|股室|乡镇|街道|镇)[^#]{0,6}(?:明确|确定|配备|指定|安排)",
    ),
)
