"""The table of cues: which words around a count, or in a statement of none, make it which field.

The first pattern that fits gives the field, so the specific ones stand before the general ones.
"""

from __future__ import annotations

from extractor.extraction.application_patterns import CARRIED, OUTCOMES, REQUESTS, REVIEW, UNDER_HEAD
from extractor.extraction.cues import NonePattern, PatternGroup, none
from extractor.extraction.disclosure_patterns import ACCOUNT, ANSWER, CHANGE, CHANNELS, DOCUMENT, PUBLIC, TOTAL
from extractor.extraction.office_patterns import FEES, PLATFORM, TRAINING

COUNT_PATTERNS: tuple[PatternGroup, ...] = (
    FEES,
    PUBLIC,
    DOCUMENT,
    CARRIED,
    REVIEW,
    OUTCOMES,
    REQUESTS,
    UNDER_HEAD,
    PLATFORM,
    TRAINING,
    ANSWER,
    CHANNELS,
    ACCOUNT,
    CHANGE,
    TOTAL,
)

NONE_PATTERNS: tuple[NonePattern, ...] = (
    none("other.fee_notices", r"收费通知"),
    none(
        "other.fee_amount",
        r"(?:收取|收|产生|发生|出现|征收|无|没有)[^,;]{0,60}(?:处理费|费用|收费|费)|收费|减免",
        "事业性|通知",
    ),
    none("applications.reconsiderations", r"复议", "纠错|纠正|败诉|撤销|变更"),
    none("applications.lawsuits", r"诉讼|起诉|应诉|涉诉|官司", "败诉|纠错|纠正|撤销|变更"),
    none("supervision.accountability", r"责任追究|追责|问责|追究[^,;]{0,6}责任"),
    none("supervision.complaints", r"投诉|举报", "业务|消费|环境|违法|申请"),
    none("disclosure.npc_proposals", r"建议|议案", "意见建议|提案"),
    none("disclosure.cppcc_proposals", r"提案"),
    none("disclosure.press_conferences", r"新闻发布会"),
    none("applications.carried_over", r"(?:上(?:一)?年|去年|往年|以前年度)度?[^,;]{0,6}(?:结转|遗留)|结转上年"),
    none(
        "applications.carried_forward",
        r"(?:结转|转|转入|转到|拖)(?:至|到|入)?(?:下|次|明|来)(?:一)?年|结转(?:至|到)?(?:下|次|明)",
    ),
    none("management.documents_reviewed", r"(?:清理|审查)[^,;]{0,8}规范性文件"),
    none(
        "disclosure.normative_documents",
        r"(?:制发|制定|出台|发布|印发|公开|新制|新增|无|没有|没|未)[^,;]{0,10}规范性文件",
        "清理|废止|备案|修订|失效",
    ),
    none("disclosure.policy_interpretations", r"政策解读"),
    none(
        "applications.received",
        r"(?:收到|接到|接收|接受|受理|办理|发生|产生|提出|涉及|出现|无|没有|有|接获)[^;]{0,40}(?:申请|依申请公开)",
        "费|许可|撤回|补正|结转|复议|诉讼|投诉|举报|不予|超期|逾期|延期|办理不|按时|重复|未答复|处理完",
    ),
    none(
        "applications.received",
        r"依申请公开|公开申请|零申请|任何[^,;]{0,6}申请",
        "费|许可|撤回|补正|结转|复议|诉讼|投诉|不予|超期|逾期",
    ),
)
