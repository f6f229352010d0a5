"""The official tables, form by form: rows, columns and labels.

Sources: 国办公开办函〔2021〕30号 (form 2021), 国办公开办函〔2019〕60号 (form 2019).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class RowSpec:
    """A row of an official table.

    Attributes:
        key: Name in the contract.
        label: Label as the form prints it, without the ordinals of its groups.
        columns: Column keys, in the form's order.
        ordinal: What the form prints before the label.
        group: Heading over this row, where it stands in a group.
    """

    key: str
    label: str
    columns: tuple[str, ...]
    ordinal: str = ""
    group: str = ""


@dataclass(frozen=True)
class TableForm:
    """One official table in one form."""

    key: str
    form: str
    rows: tuple[RowSpec, ...]

    @property
    def row_keys(self) -> tuple[str, ...]:
        """Return the keys of the rows, in the form's order."""
        return tuple(row.key for row in self.rows)


APPLICANTS = (
    "natural_person",
    "company",
    "research_institution",
    "social_organization",
    "legal_service",
    "other_organization",
    "total",
)
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")

COLUMN_LABELS = {
    "natural_person": "自然人",
    "company": "商业企业",
    "research_institution": "科研机构",
    "social_organization": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_organization": "其他",
    "total": "总计",
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "decisions": "本年处理决定数量",
    "amount": "本年收费金额(单位:万元)",
    "produced": "本年新制作数量",
    "newly_disclosed": "本年新公开数量",
    "total_disclosed": "对外公开总数量",
    "previous_items": "上一年项目数量",
    "change": "本年增/减",
    "items": "采购项目数量",
}
"""Chinese heads of the columns; `decisions` reads 处理决定数量 and `amount` 采购总金额 in form 2019."""

TABLE_LABELS = {
    "disclosure": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "review_litigation": "政府信息公开行政复议、行政诉讼情况",
    "annex": "附表",
}

_DOCUMENTS = ("issued", "repealed", "in_force")
_DOCUMENTS_2019 = ("produced", "newly_disclosed", "total_disclosed")
_ITEMS_2019 = ("previous_items", "change", "decisions")

DISCLOSURE_2021 = TableForm(
    "disclosure",
    "2021",
    (
        RowSpec("regulations", "规章", _DOCUMENTS, group="第二十条第(一)项"),
        RowSpec("normative_documents", "行政规范性文件", _DOCUMENTS, group="第二十条第(一)项"),
        RowSpec("licensing", "行政许可", ("decisions",), group="第二十条第(五)项"),
        RowSpec("penalties", "行政处罚", ("decisions",), group="第二十条第(六)项"),
        RowSpec("coercion", "行政强制", ("decisions",), group="第二十条第(六)项"),
        RowSpec("fees", "行政事业性收费", ("amount",), group="第二十条第(八)项"),
    ),
)
DISCLOSURE_2019 = TableForm(
    "disclosure",
    "2019",
    (
        RowSpec("regulations", "规章", _DOCUMENTS_2019, group="第二十条第(一)项"),
        RowSpec("normative_documents", "规范性文件", _DOCUMENTS_2019, group="第二十条第(一)项"),
        RowSpec("licensing", "行政许可", _ITEMS_2019, group="第二十条第(五)项"),
        RowSpec("other_services", "其他对外管理服务事项", _ITEMS_2019, group="第二十条第(五)项"),
        RowSpec("penalties", "行政处罚", _ITEMS_2019, group="第二十条第(六)项"),
        RowSpec("coercion", "行政强制", _ITEMS_2019, group="第二十条第(六)项"),
        RowSpec("fees", "行政事业性收费", ("previous_items", "change"), group="第二十条第(八)项"),
        RowSpec("procurement", "政府集中采购", ("items", "amount"), group="第二十条第(九)项"),
    ),
)

_DENIED = "(三)不予公开"
_UNAVAILABLE = "(四)无法提供"
_NOT_PROCESSED = "(五)不予处理"
_OTHER = "(六)其他处理"


def _applicants(key: str, ordinal: str, label: str, group: str = "") -> RowSpec:
    return RowSpec(key, label, APPLICANTS, ordinal, group)


_APPLICATIONS_HEAD = (
    _applicants("new_received", "一、", "本年新收政府信息公开申请数量"),
    _applicants("carried_over", "二、", "上年结转政府信息公开申请数量"),
    _applicants("granted", "(一)", "予以公开"),
    _applicants("partially_granted", "(二)", "部分公开(区分处理的,只计这一情形,不计其他情形)"),
    _applicants("denied_state_secret", "1.", "属于国家秘密", _DENIED),
    _applicants("denied_law_forbids", "2.", "其他法律行政法规禁止公开", _DENIED),
    _applicants("denied_security_stability", "3.", "危及“三安全一稳定”", _DENIED),
    _applicants("denied_third_party", "4.", "保护第三方合法权益", _DENIED),
    _applicants("denied_internal_affairs", "5.", "属于三类内部事务信息", _DENIED),
    _applicants("denied_process_information", "6.", "属于四类过程性信息", _DENIED),
    _applicants("denied_enforcement_files", "7.", "属于行政执法案卷", _DENIED),
    _applicants("denied_administrative_query", "8.", "属于行政查询事项", _DENIED),
    _applicants("unavailable_not_held", "1.", "本机关不掌握相关政府信息", _UNAVAILABLE),
    _applicants("unavailable_needs_creation", "2.", "没有现成信息需要另行制作", _UNAVAILABLE),
    _applicants("unavailable_still_unclear", "3.", "补正后申请内容仍不明确", _UNAVAILABLE),
    _applicants("not_processed_petition", "1.", "信访举报投诉类申请", _NOT_PROCESSED),
    _applicants("not_processed_repeated", "2.", "重复申请", _NOT_PROCESSED),
    _applicants("not_processed_publication", "3.", "要求提供公开出版物", _NOT_PROCESSED),
    _applicants("not_processed_excessive", "4.", "无正当理由大量反复申请", _NOT_PROCESSED),
    _applicants("not_processed_reissue", "5.", "要求行政机关确认或重新出具已获取信息", _NOT_PROCESSED),
)
_APPLICATIONS_TAIL = (
    _applicants("total_processed", "(七)", "总计"),
    _applicants("carried_forward", "四、", "结转下年度继续办理"),
)
APPLICATIONS_2021 = TableForm(
    "applications",
    "2021",
    (
        *_APPLICATIONS_HEAD,
        _applicants(
            "other_not_corrected", "1.", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", _OTHER
        ),
        _applicants(
            "other_fee_unpaid",
            "2.",
            "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            _OTHER,
        ),
        _applicants("other_other", "3.", "其他", _OTHER),
        *_APPLICATIONS_TAIL,
    ),
)
APPLICATIONS_2019 = TableForm(
    "applications",
    "2019",
    (*_APPLICATIONS_HEAD, _applicants("other_handling", "(六)", "其他处理"), *_APPLICATIONS_TAIL),
)
REVIEW_LITIGATION = TableForm(
    "review_litigation",
    "2021",
    (
        RowSpec("reconsideration", "行政复议", OUTCOMES),
        RowSpec("litigation_direct", "未经复议直接起诉", OUTCOMES, group="行政诉讼"),
        RowSpec("litigation_after_reconsideration", "复议后起诉", OUTCOMES, group="行政诉讼"),
    ),
)
"""Table 4 is the same in both forms."""

DISCLOSURE = {"2021": DISCLOSURE_2021, "2019": DISCLOSURE_2019}
APPLICATIONS = {"2021": APPLICATIONS_2021, "2019": APPLICATIONS_2019}

RESULT_ROWS = {
    form: tuple(
        key
        for key in table.row_keys
        if key not in ("new_received", "carried_over", "total_processed", "carried_forward")
    )
    for form, table in APPLICATIONS.items()
}
"""Rows of table 3 whose sum is `total_processed`, by form."""


class _RowPaths(dict[str, str]):
    """The paths of a row's cells by column, each made once: they are looked up thousands of times a report."""

    def __init__(self, table: str, row: str) -> None:
        self._row = f"{table}.{row}"

    def __missing__(self, column: str) -> str:
        path = self[column] = f"{self._row}.{column}"
        return path


@cache
def row_paths(table: str, row: str) -> Mapping[str, str]:
    """Return how findings and exports name the cells of a row, by column."""
    return _RowPaths(table, row)


def cell_path(table: str, row: str, column: str) -> str:
    """Return how findings and exports name a cell: `table.row.column`."""
    return row_paths(table, row)[column]
