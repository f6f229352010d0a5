"""The field catalogue: every typed fact of the prose, one list for all engines, rules, exports and questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """When a value of a field is right.

    Attributes:
        COUNT: It is the same number.
        AMOUNT: It is the same but for what converting units loses in floating point.
    """

    COUNT = "count"
    AMOUNT = "amount"


@dataclass(frozen=True)
class FieldSpec:
    """A field of the prose.

    Attributes:
        name: Name in the contract.
        label: Chinese name.
        unit: Unit the value is kept in; printed units of the same kind stand in `units`.
        description: What counts and what does not, in Chinese, as an engine or annotator reads it.
        measure: How the evaluation compares its values with gold.
    """

    name: str
    label: str
    unit: str
    description: str
    measure: Measure = Measure.COUNT


FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "disclosure.total",
        "主动公开政府信息总数",
        "条",
        "本年主动公开政府信息的总数;分渠道、分类别的数和历年累计数不算",
    ),
    FieldSpec("disclosure.change", "主动公开较上年增减", "条", "与上年相比增减的条数,减少为负;只给百分比的不算"),
    FieldSpec("disclosure.website", "政府网站公开数", "条", "通过政府网站公开的条数"),
    FieldSpec("disclosure.new_media", "政务新媒体公开数", "条", "通过微信、微博等政务新媒体合计公开的条数"),
    FieldSpec("disclosure.wechat", "微信公开数", "条", "通过微信公众号公开的条数"),
    FieldSpec("disclosure.weibo", "微博公开数", "条", "通过微博公开的条数"),
    FieldSpec(
        "disclosure.print_and_boards", "报刊、公告栏等公开数", "条", "通过报刊、公告栏、宣传栏、广播电视公开的条数"
    ),
    FieldSpec("disclosure.normative_documents", "制发规范性文件数", "件", "本年制发或公开的行政规范性文件件数"),
    FieldSpec("disclosure.policy_interpretations", "政策解读数", "条", "发布的政策解读条数或篇数"),
    FieldSpec("disclosure.press_conferences", "新闻发布会", "场", "召开的新闻发布会场次"),
    FieldSpec("disclosure.responses", "回应关切数", "条", "回应关切、网民留言、咨询的条数"),
    FieldSpec("disclosure.hotline_12345", "12345热线办件数", "件", "12345热线的办件数"),
    FieldSpec("disclosure.npc_proposals", "人大代表建议数", "件", "承办或公开的人大代表建议件数"),
    FieldSpec("disclosure.cppcc_proposals", "政协提案数", "件", "承办或公开的政协提案件数"),
    FieldSpec("disclosure.procurement_projects", "政府采购项目数", "个", "政府采购项目个数"),
    FieldSpec("disclosure.procurement_amount", "政府采购金额", "万元", "政府采购金额", Measure.AMOUNT),
    FieldSpec(
        "applications.received",
        "新收申请数",
        "件",
        "本年新收的政府信息公开申请;未收到为 0;含上年结转的合计是 applications.total",
    ),
    FieldSpec("applications.carried_over", "上年结转申请数", "件", "上年结转的申请"),
    FieldSpec("applications.total", "办理申请总数", "件", "新收与上年结转的合计"),
    FieldSpec("applications.answered", "办结申请数", "件", "本年办结或答复的申请"),
    FieldSpec("applications.carried_forward", "结转下年申请数", "件", "结转下年度继续办理的申请"),
    FieldSpec("applications.granted", "予以公开数", "件", "予以公开的申请;与部分公开合计的数不算"),
    FieldSpec("applications.partially_granted", "部分公开数", "件", "部分公开的申请"),
    FieldSpec("applications.denied", "不予公开数", "件", "不予公开的申请"),
    FieldSpec("applications.unavailable", "无法提供数", "件", "无法提供的申请"),
    FieldSpec("applications.not_processed", "不予处理数", "件", "不予处理的申请"),
    FieldSpec("applications.other", "其他处理数", "件", "其他处理的申请"),
    FieldSpec("applications.reconsiderations", "被申请行政复议数", "件", "因政府信息公开被申请行政复议的件数"),
    FieldSpec("applications.lawsuits", "被提起行政诉讼数", "件", "因政府信息公开被提起行政诉讼的件数"),
    FieldSpec("management.documents_reviewed", "清理审查规范性文件数", "件", "清理或审查的规范性文件件数"),
    FieldSpec("platform.website_visits", "网站访问量", "次", "政府网站本年访问量"),
    FieldSpec("platform.accounts", "政务新媒体账号数", "个", "政务新媒体账号个数"),
    FieldSpec("platform.columns", "栏目数", "个", "网站或专栏的栏目个数"),
    FieldSpec("platform.issues_found", "自查发现问题数", "个", "自查、检查发现的问题个数"),
    FieldSpec("platform.issues_fixed", "整改问题数", "个", "整改完成的问题个数"),
    FieldSpec("supervision.trainings", "培训次数", "次", "政务公开培训次数"),
    FieldSpec("supervision.trainees", "参训人次", "人次", "参加培训的人次"),
    FieldSpec("supervision.staff", "专兼职人员数", "人", "从事政府信息公开工作的专职、兼职人员"),
    FieldSpec("supervision.complaints", "投诉举报数", "件", "收到的关于政府信息公开的投诉举报"),
    FieldSpec("supervision.accountability", "责任追究数", "次", "因政府信息公开被追究责任的次数或人数"),
    FieldSpec("other.fee_notices", "收费通知件数", "件", "发出的信息处理费收费通知"),
    FieldSpec(
        "other.fee_amount",
        "信息处理费金额",
        "元",
        "收取的信息处理费;未收取为 0;行政事业性收费不算",
        Measure.AMOUNT,
    ),
)

FIELD_BY_NAME = {field.name: field for field in FIELDS}
