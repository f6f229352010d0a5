"""The table of cues: which words around a count make it which field.

A cue is searched in the clause of a count, in which `#` stands for the number and its unit: `通过政府网站公开信息#`.
The first pattern that fits gives the field, so the specific ones stand before the general ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

INFORMATION = frozenset({"", "条", "件", "篇", "个", "份", "期", "次", "项", "则", "条次", "篇次", "件次", "幅", "例", "帖"})
CASES = frozenset({"", "条", "件", "份", "宗", "个", "起", "次", "件次", "例", "项", "批次", "人次", "封", "单", "通", "笔", "条次"})
EVENTS = frozenset({"", "次", "期", "场", "场次", "期次", "班次", "个", "轮", "批", "批次", "回"})
PEOPLE = frozenset({"人", "名", "位"})
CHANNEL = INFORMATION - {"个", "例", "帖"}
VISITS = frozenset({"", "次", "人次", "人"})
THINGS = frozenset({"", "个", "家", "项", "类", "大类", "处"})
FAULTS = frozenset({"", "个", "条", "项", "处", "件", "次", "起", "类"})
MONEY = frozenset({"", "元", "万元", "亿元"})

SITE = "网站|门户网|官网|政务网|政府网|公开网|公开专栏|公开平台"
NEW = "新媒体|两微|抖音|快手|视频号|客户端|头条|微信[^,;#]{0,8}微博|微博[^,;#]{0,8}微信"
WECHAT = "微信|公众号"
PRINT = "报纸|报刊|党报|日报|公告栏|公示栏|宣传栏|公开栏|公示板|公示牌|电子屏|显示屏|LED|广播|电视|宣传册|宣传单|海报|张贴|纸质"
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
        rank: 1 where the words name the field; facts of a higher rank are left out beside one of a lower.
    """

    field: str
    cue: re.Pattern[str]
    units: frozenset[str]
    against: re.Pattern[str] | None = None
    scope: re.Pattern[str] | None = None
    topics: frozenset[str] = frozenset()
    where: Where = "near"
    apart: re.Pattern[str] | None = None
    rank: int = 1


def _p(
    field: str,
    cue: str,
    units: frozenset[str],
    against: str = "",
    *,
    scope: str = "",
    topics: str = "",
    where: Where = "near",
    apart: str = "",
    rank: int = 1,
) -> CountPattern:
    return CountPattern(
        field,
        re.compile(cue),
        units,
        re.compile(against) if against else None,
        re.compile(scope) if scope else None,
        frozenset(topics.split()),
        where,
        re.compile(apart) if apart else None,
        rank,
    )


_OF_DISCLOSURE = "信息公开|政务公开|依申请|公开申请|公开工作"
_OTHER_BUSINESS = "12345|热线|工单|提案|建议|留言|信箱|本级收到|许可|业务|审批|办事|信访|来信|来访|投诉|举报|备案|复议|诉讼|采购|证照|登记证"
_APPLICANT = "自然人|公民|法人|企业|组织|机构|律师|当面|现场|窗口|信函|邮寄|信件|邮件|邮箱|传真|网络|网上|网站|在线|平台|系统|电话"
_GENERIC = "(?:了|的|各类|各项|各种|政府|政务|有关|相关|公开|本级|公安|动态|重点领域|主动|法定|类|、)*(?:信息|文件|稿件|内容|文章|资料|推文)(?:总数|数量|共计|共|累计|达|约)*"
_PUBLISH = "(?:公开|发布|更新|公布|推送|上传|登载|刊登|刊发|编发|推出|张贴|公示|发文|发)"
_NOT_SITE = f"粉丝|访问|浏览|点击|留言|咨询|栏目#|目录|{NEW}|微信|微博|{PRINT}|转载|#(?:网站|平台)"
_RECEIVE = "新收|新增|收到|接收|接到|接受|受理|收办|办理|处理|登记|收悉"

COUNT_PATTERNS: tuple[CountPattern, ...] = (
    # money
    _p("other.fee_notices", r"收费通知[^,;#]{0,10}#|#[^,;]{0,10}收费通知", CASES),
    _p("disclosure.procurement_amount", r"(?:采购|金额|资金|总额|预算|价)[^,;#]{0,8}#", MONEY - {""}, scope="政府(?:集中)?采购|采购(?:项目|金额)"),
    _p("other.fee_amount", r"(?:处理费|信息公开[^,;#]{0,8}费|依申请[^,;#]{0,8}费|收费|费用|总金额|收取)[^,;#]{0,14}#", MONEY, "事业性|采购|罚", scope="处理费|收费|信息公开|申请|收取", where="wide"),
    _p("disclosure.procurement_projects", r"采购[^,;#]{0,12}#|#[^,;]{0,8}采购", THINGS | {"次", "宗", "条", "件"}, "金额|信息|公告", scope="政府(?:集中)?采购|集中采购"),
    # proposals, hotline, answers
    _p("disclosure.npc_proposals", r"(?:人大|代表)[^;#]{0,12}(?:建议|议案)[^,;#]{0,12}#|#[^,;]{0,8}(?:人大|代表)[^,;、和]{0,4}(?:建议|议案)", CASES, "提案|政协"),
    _p("disclosure.cppcc_proposals", r"提案[^,;#]{0,14}#|#[^,;]{0,8}(?:政协)?[^,;、和]{0,4}提案", CASES, "人大|代表|建议[、和及与]?(?=[^#]{0,6}提案)|议案"),
    _p("disclosure.cppcc_proposals", r"(?:政协|委员)[^,;#]{0,6}(?:建议)[^,;#]{0,6}#", CASES, "人大|代表", rank=2),
    _p("disclosure.npc_proposals", r"建议[^,;#]{0,6}#", CASES, "提案|政协|意见", scope="人大|代表建议|提案", rank=2),
    _p("disclosure.hotline_12345", r"(?:12345|市民热线|政务服务?(?:便民)?热线|便民热线|市长热线|县长热线|区长热线|热线)[^;#]{0,24}#|#(?:个|件)?(?:12345|热线)", CASES, "回应|宣传|培训|率"),
    _p("disclosure.press_conferences", r"新闻发布(?:会|活动)[^,;#]{0,8}#|#[^,;]{0,10}新闻发布会", EVENTS),
    # documents
    _p("management.documents_reviewed", r"(?:清理|审查|审核|梳理|评估|备案)[^,;#]{0,16}规范性文件[^,;#]{0,14}#|规范性文件[^,;#]{0,10}(?:清理|审查|审核|梳理|评估|备案)[^,;#]{0,6}#|(?:清理|审查|审核|梳理|评估)[^,;#]{0,8}#[^,;]{0,10}规范性文件|#[^,;]{0,4}规范性文件[^,;]{0,14}(?:清理|审查|审核|评估)", CASES, "制发|印发|出台"),
    _p("management.documents_reviewed", r"规范性文件[^;#]{0,6}(?:清理|审查|审核|梳理|评估)[^,;#]{0,4}#|(?:清理|梳理)[^;#]{0,20}规范性文件,(?:审查|审核|清理|梳理|涉及|共)#", CASES, "备案|制发", where="wide", rank=2),
    _p("disclosure.policy_interpretations", r"解读[^,;#]{0,14}#|#[^,;]{0,26}解读", INFORMATION | {"部", "场", "场次", "条次", "套"}, "培训|会议|访问|阅读|浏览|点击|回应[^,;#]{0,8}#"),
    _p("disclosure.normative_documents", r"规范性文件(?:数|数量|共|共计|总数|的?数量?为?|[^,;#]{0,4})#|#[^,;]{0,8}规范性文件", CASES, "清理|审查|审核|梳理|废止|失效|修订|修改|有效|评估|备案|刊登|刊发|公报|解读|等#|起草|、[^#]{0,6}规章"),
    # applications
    _p("applications.carried_over", r"(?:上(?:一)?年|去年|上年度)[^,;#]{0,4}(?:结转|转入|遗留)[^,;#]{0,14}#|结转上(?:一)?年[^,;#]{0,8}#|20\d\d年度?结转(?!至|到|入|20)[^,;#]{0,8}#|#[^,;]{0,6}(?:上(?:一)?年|去年)度?结转", CASES),
    _p("applications.carried_forward", r"结转(?:至|到|入|为)?(?:下|次|明|来|20\d\d)[^,;#]{0,16}#|#[^,;]{0,12}结转(?:至|到|入)?(?:下|次|明|来|20\d\d)", CASES),
    _p("applications.carried_forward", r"结转[^,;#上]{0,6}#|#[^,;]{0,6}(?:正在办理|尚在办理)", CASES, "上(?:一)?年|去年", scope=_OF_DISCLOSURE + "|申请|办结", topics="requests", rank=2),
    _p("applications.reconsiderations", r"复议[^,;#]{0,14}#|#[^,;]{0,12}复议", CASES, "诉讼|应诉|纠正|纠错|维持|撤销|败诉|驳回|复议后", scope=_OF_DISCLOSURE + "|因公开|被申请|被提起", topics="requests"),
    _p("applications.lawsuits", r"(?:诉讼|起诉|应诉)[^,;#]{0,14}#|#[^,;]{0,12}(?:诉讼|应诉案)", CASES, "复议|纠正|纠错|维持|撤销|败诉|驳回|应诉率", scope=_OF_DISCLOSURE + "|因公开|被申请|被提起", topics="requests"),
    _p("supervision.accountability", r"(?:责任追究|问责|追责|追究责任)[^,;#]{0,10}#|#[^,;]{0,8}(?:责任追究|问责|被追究)", CASES | PEOPLE),
    _p("supervision.complaints", r"(?:投诉|举报)[^,;#]{0,10}#|#[^,;]{0,8}(?:投诉|举报)", CASES, "消费|市场|环境|业务|违法|12345|12315|12369|申请|回应|留言", scope=_OF_DISCLOSURE, topics="requests supervision"),
    _p("applications.partially_granted", r"部分公开[^,;#]{0,8}#|#[^,;]{0,4}部分公开", CASES, "予以公开|全部公开|同意公开[、和及与或]", scope="申请|答复|办结|受理|不予公开", topics="requests"),
    _p("applications.granted", r"(?:予以公开|全部公开|同意公开)[^,;#]{0,8}#|#[^,;]{0,4}(?:予以公开|同意公开)", CASES, "部分公开|不予公开|不同意", scope="申请|答复|办结|受理|不予公开", topics="requests"),
    _p("applications.denied", r"(?:不予公开|不同意公开|否决公开)[^,;#]{0,8}#|#[^,;]{0,4}不予公开", CASES, "予以公开[、和及与或]|部分公开|无法提供|不予处理", scope="申请|答复|办结|受理|公开", topics="requests"),
    _p("applications.unavailable", r"无法提供[^,;#]{0,8}#|#[^,;]{0,6}无法提供", CASES, "不予公开|不予处理", scope="申请|答复|办结|受理|公开", topics="requests"),
    _p("applications.not_processed", r"不予处理[^,;#]{0,8}#|#[^,;]{0,6}不予处理", CASES, "不予公开|无法提供", scope="申请|答复|办结|受理|公开", topics="requests"),
    _p("applications.other", r"(?:其他处理|其它处理|其他方式处理|其他情形|其他情况)[^,;#]{0,6}#|#[^,;]{0,4}其他处理", CASES, scope="申请|答复|办结|受理|不予", topics="requests"),
    _p("applications.other", r"其[他它]#", CASES, scope="予以公开|部分公开|不予公开|无法提供|不予处理", rank=2),
    _p("applications.received", rf"(?:{_RECEIVE})[^;#]{{0,26}}(?:申请|依申请公开)[^,;#]{{0,14}}#", CASES, f"{_OTHER_BUSINESS}|结转#|答复|办结|回复|{_APPLICANT}", scope=_OF_DISCLOSURE, topics="requests"),
    _p("applications.received", rf"(?:{_RECEIVE})[^;#]{{0,40}}(?:申请|依申请公开)[^,;#]{{0,14}}#", CASES, f"{_OTHER_BUSINESS}|结转#|其中", scope=_OF_DISCLOSURE, topics="requests", rank=2),
    _p("applications.received", rf"(?:{_RECEIVE})[^;#]{{0,26}}#[^,;]{{0,12}}申请", CASES, f"{_OTHER_BUSINESS}|答复", scope=_OF_DISCLOSURE, topics="requests"),
    _p("applications.total", r"(?:合计|共计|总计|应办理?|一共)(?:办理)?#", CASES, scope="结转", topics=""),
    _p("applications.answered", r"(?:答复|办结|已办理?(?=#)|回复|办复|办理完毕|办理完成)[^,;#]{0,16}#", CASES, f"{_OTHER_BUSINESS}|率|{_APPLICANT}", scope="申请|受理|新收", topics="requests"),
    _p("applications.answered", r"#(?:申请)?(?:已|均已|均)?(?:全部|依法|按时|按期)*(?:答复|办结|办理完毕)", CASES, f"{_OTHER_BUSINESS}|{_RECEIVE}", scope="申请|受理|新收", topics="requests", rank=2),
    _p("applications.received", rf"(?:{_RECEIVE})[^;#]{{0,14}}#", CASES, f"{_OTHER_BUSINESS}|{_APPLICANT}|结转|答复|办结|其中", topics="requests", scope="依申请公开", rank=2),
    _p("applications.received", r"(?:申请|依申请公开)[^,;#]{0,6}(?:数|数量|文件数|总数|件数|事项)?(?:为|共|共计|有|达)?#", CASES, f"{_OTHER_BUSINESS}|{_APPLICANT}|答复|办结|回复|结转|公开信息|撤|补正|重复|目录", topics="requests", scope=_OF_DISCLOSURE, rank=3),
    # platform
    _p("platform.website_visits", r"(?:访问|浏览|点击)(?:总)?(?:量|数|次数|人次|人数)?[^,;#]{0,14}#|#[^,;]{0,4}(?:访问|浏览|点击)", VISITS, "微信|公众号|新媒体|微博|短视频|抖音", scope=SITE),
    _p("platform.accounts", r"(?:新媒体|公众号|微博|账号|抖音号|两微)[^,;#]{0,14}#|#[^,;]{0,14}(?:新媒体|公众号|账号|微博)", frozenset({"", "个", "家"}), "关停|注销|关闭|整合|粉丝|信息|阅读|关注|问题|发布|推送|栏目|专栏|视频"),
    _p("platform.issues_fixed", r"整改[^,;#]{0,12}(?:问题|错误|隐患|错别字|链接|完成|到位)?[^,;#]{0,6}#|#[^,;]{0,14}(?:已|均|全部)(?:完成)?整改|(?:修复|纠正|修正|改正)[^,;#]{0,12}#", FAULTS, "整改率|通知|发现[^,;#]{0,10}#|报告"),
    _p("platform.issues_found", r"(?:发现|查出|排查|查找|检查出|反馈|通报)[^,;#]{0,20}(?:问题|错误|错别字|错链|死链|隐患|表述|不足)[^,;#]{0,8}#|(?:发现|查出|排查出|查找出)[^,;#]{0,12}#[^,;]{0,12}(?:问题|错误|错别字|隐患)|自查问题#|(?:通报|反馈|指出|交办)的?#[^,;]{0,3}问题", FAULTS, "整改"),
    _p("platform.columns", r"(?:栏目|专栏|专题)(?:数量?|总数|共|共计|达到?|为|[^,;#]{0,5})#|#[^,;]{0,14}(?:栏目|专栏|专题)", frozenset({"", "个", "类", "大类"}), "更新|信息|问题|错|发布|空白|账号"),
    # people
    _p("supervision.trainees", r"(?:培训|参训|参加|参会)[^,;#]{0,16}#|#[^,;]{0,8}(?:参加|参训|接受|受训|培训)", PEOPLE | {"人次", ""}, scope="培训|学习会|讲座"),
    _p("supervision.trainings", r"培训(?!机构|学校|中心)[^,;#]{0,12}#|#[^,;]{0,24}(?:培训(?!机构|学校)|学习会|专题讲座)|(?:学习会|专题讲座)[^,;#]{0,4}#", EVENTS - {"", "批"}, "人次|参加上级|解读|名单"),
    _p("supervision.staff", r"(?:专职|兼职|专兼职|专人|工作人员|人员|联络员|信息员)[^,;#]{0,10}#|#[^,;]{0,14}(?:专职|兼职|工作人员|专人|人员|联络员|信息员)", PEOPLE, "培训|参加|参训|群众|粉丝|领导#|申请|来访|追究|问责|接待", apart="均(?:已)?(?:明确|配备|确定|指定|安排|落实)|每个|每家|各(?:单位|部门|科室|股室|乡镇|街道|镇)[^#]{0,6}(?:明确|确定|配备|指定|安排)"),
    # answers to the public
    _p("disclosure.responses", r"(?:回应|关切|留言|网络问政|网上问政|问政)[^,;#]{0,16}#|#[^,;]{0,10}(?:网民|网友|群众)?(?:留言|关切|热点)", CASES, "解读|申请|公开信息|12345"),
    _p("disclosure.responses", r"(?:咨询|信箱|来信|来电|网民|网友|民意)[^,;#]{0,16}#|#[^,;]{0,8}(?:咨询|来信|信件)", CASES, "解读|申请|公开信息|12345|培训|征集", apart="信访|来访", rank=2),
    # channels
    _p("disclosure.new_media", rf"(?:{NEW})[^;#]{{0,36}}(?:信息|文件|内容|动态|稿件|文章|推文|资料|公开|发布|推送)[^,;#]{{0,8}}#|(?:{NEW})[^,;#]{{0,6}}#|(?:{NEW})[^;#]{{0,24}}#[^,;]{{0,10}}(?:信息|文章|推文)", CHANNEL, f"粉丝|阅读|关注|账号|留言|{SITE}|{PRINT}"),
    _p("disclosure.wechat", rf"(?:{WECHAT})[^;#]{{0,30}}(?:信息|文件|内容|动态|稿件|文章|推文|资料|公开|发布|推送|推文)[^,;#]{{0,8}}#|(?:{WECHAT})[^,;#]{{0,8}}#|(?:{WECHAT})[^;#]{{0,24}}#[^,;]{{0,10}}(?:信息|文章|推文)", CHANNEL, f"粉丝|阅读|关注|账号|留言|{SITE}|{PRINT}|微博"),
    _p("disclosure.weibo", r"微博[^;#]{0,30}(?:信息|文件|内容|动态|稿件|文章|资料|公开|发布|推送)[^,;#]{0,8}#|微博[^,;#]{0,8}#|微博[^;#]{0,24}#[^,;]{0,10}(?:信息|文章)", CHANNEL, f"粉丝|阅读|关注|账号|留言|{SITE}|{PRINT}|微信"),
    _p("disclosure.print_and_boards", rf"(?:{PRINT})[^;#]{{0,30}}(?:信息|文件|内容|动态|公告|资料|公开|发布|公示|报道|稿件|张贴)[^,;#]{{0,8}}#|(?:{PRINT})(?:等|上|共|渠道|媒体|平台|方式|[、和及])*#|(?:{PRINT})[^;#]{{0,24}}#[^,;]{{0,10}}信息", CHANNEL, f"{SITE}|{NEW}|微信|微博|电视台?直播|视频会"),
    _p("disclosure.website", rf"(?:{SITE})[^;#]{{0,24}}{_PUBLISH}{_GENERIC}#|(?:{SITE})(?:平台|专栏|栏目|上)?{_GENERIC}#|(?:{SITE})(?:平台|专栏|上|主动|共|共计|累计|已|了|[:、]|{_PUBLISH})*#|(?:{SITE})[^;#]{{0,44}}等#[^,;]{{0,18}}信息|(?:{SITE})(?:平台|专栏|上|主动|共|共计|累计|已|了|[:、]|{_PUBLISH})*#[^,;]{{0,6}}信息|上网(?:发布|公开)的?#", CHANNEL, _NOT_SITE),
    _p("disclosure.website", rf"(?:通过|依托|利用|借助)[^;#]{{0,24}}(?:{SITE})[^;#]{{0,40}}{_PUBLISH}{_GENERIC}#", CHANNEL, f"{NEW}|微信|微博|{PRINT}", where="wide", rank=2),
    # change on last year
    _p("disclosure.change", r"(?:上年|去年|上一年|同期|前一年|同比|20\d\d年)[^;#]{0,14}(?:增加|增长|减少|下降|上升|降低|增|减|多|少)了?(?:约|近)?#|(?:净增|同比增|同比减)[^,;#]{0,4}#", INFORMATION, "申请|提案|建议|访问|粉丝|浏览|阅读|增[长加]至|增加到"),
    # totals
    _p("disclosure.total", r"主动公开[^,;#]{0,24}信息(?:总数|数量|总量|总计|共计|合计|累计|数|共|达到?|为|约|有|[:,、 ])*#", INFORMATION, f"{SITE}|{NEW}|微信|微博|{PRINT}|其中,?#|依申请|重点领域|栏目|目录"),
    _p("disclosure.total", rf"(?=.*(?:{SITE}))(?=.*(?:{NEW}|微信|微博|{PRINT})).*(?:主动公开|公开)[^;#]{{0,16}}信息[^,;#]{{0,8}}#", INFORMATION, "依申请|重点领域", where="wide"),
    _p("disclosure.total", r"(?:主动公开|公开|公布|发布)[^,;#]{0,6}(?:政府|政务)(?:公开)?信息(?:总数|数量|总量|总计|共计|合计|累计|数|共|达到?|为|约|有)*#|(?:信息公开|公开信息|信息)(?:总数|总量)[^,;#]{0,4}#|主动公开[^,;#]{0,8}#[^,;]{0,4}(?:政府|政务)?信息", INFORMATION, f"{SITE}|{NEW}|微信|微博|{PRINT}|其中|依申请|重点领域|等#", rank=2),
    _p("disclosure.total", r"其中,?20\d\d年度?[^,;#]{0,10}公开[^,;#]{0,8}#", INFORMATION, f"{SITE}|{NEW}|微信|微博|{PRINT}|依申请", rank=2),
    _p("disclosure.total", r"(?:主动)?公开[^;#]{0,24}信息(?:总量|总数|数量)[^;#]{0,10}#", INFORMATION, f"{SITE}|{NEW}|微信|微博|{PRINT}|其中|依申请|重点领域", rank=2),
    _p("disclosure.total", r"^[^#]{0,3}(?:以上|[二两三四五]项)?(?:合计|总计)(?:主动公开|公开)?#", INFORMATION, scope="(?!)", topics="disclosure none", rank=2),
    _p("disclosure.total", r"(?:全年|共|累计|合计|总计)[^,;#]{0,10}(?:公开|发布|公布)[^,;#]{0,6}信息(?:共|总计|共计|合计|数)?#|主动公开(?:各类)?(?:文件|事项|内容|资料)?(?:共|共计|总数)?#", INFORMATION, f"{SITE}|{NEW}|微信|微博|{PRINT}|其中|依申请|重点领域|栏目|动态|提案|建议|等#", scope="(?!)", topics="disclosure none", rank=3),
)


@dataclass(frozen=True)
class NonePattern:
    """What a statement of none makes a zero of."""

    field: str
    cue: re.Pattern[str]
    against: re.Pattern[str] | None = None
    topics: frozenset[str] = frozenset()


def _n(field: str, cue: str, against: str = "", topics: str = "") -> NonePattern:
    return NonePattern(field, re.compile(cue), re.compile(against) if against else None, frozenset(topics.split()))


NONE_PATTERNS: tuple[NonePattern, ...] = (
    _n("other.fee_notices", r"收费通知"),
    _n("other.fee_amount", r"(?:收取|收|产生|发生|出现|征收|无|没有)[^,;]{0,60}(?:处理费|费用|收费|费)|收费|减免", "事业性|通知"),
    _n("applications.reconsiderations", r"复议", "纠错|纠正|败诉|撤销|变更"),
    _n("applications.lawsuits", r"诉讼|起诉|应诉", "败诉|纠错|纠正|撤销|变更"),
    _n("supervision.accountability", r"责任追究|追责|问责|追究[^,;]{0,6}责任"),
    _n("supervision.complaints", r"投诉|举报", "业务|消费|环境|违法|申请"),
    _n("disclosure.npc_proposals", r"建议|议案", "意见建议|提案"),
    _n("disclosure.cppcc_proposals", r"提案"),
    _n("disclosure.press_conferences", r"新闻发布会"),
    _n("applications.carried_over", r"(?:上(?:一)?年|去年)度?[^,;]{0,6}结转|结转上年"),
    _n("applications.carried_forward", r"结转(?:至|到)?(?:下|次|明)"),
    _n("management.documents_reviewed", r"(?:清理|审查)[^,;]{0,8}规范性文件"),
    _n("disclosure.normative_documents", r"(?:制发|制定|出台|发布|印发|公开|新制|新增|无|没有|未)[^,;]{0,10}规范性文件", "清理|废止|备案|修订|失效"),
    _n("disclosure.policy_interpretations", r"政策解读"),
    _n("applications.received", r"(?:收到|接到|接收|接受|受理|办理|发生|产生|提出|涉及|出现|无|没有|有|接获)[^;]{0,40}(?:申请|依申请公开)", "费|许可|撤回|补正|结转|复议|诉讼|投诉|举报|不予|超期|逾期|延期|办理不|按时|重复|未答复|处理完"),
    _n("applications.received", r"依申请公开|公开申请|零申请|任何[^,;]{0,6}申请", "费|许可|撤回|补正|结转|复议|诉讼|投诉|不予|超期|逾期"),
)
