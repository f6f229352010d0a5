"""A question with what was found in it, while its plan is being made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.ask.lexer import Token
from extractor.ask.mentions import Named
from extractor.ask.vocabulary import COMPARISON, LEVEL


@dataclass
class Question:
    """A question with what was found in it.

    Attributes:
        rest: The tokens that belong to no name.
        years: None where it names none; empty for every year.
        weak: Whether the metrics are named by words alone that may mean something else: 公开, 申请.
    """

    text: str
    tokens: list[Token]
    named: Named
    rest: list[Token]
    years: tuple[int, ...] | None
    metrics: list[str]
    weak: bool = False

    def keys(self, kind: str) -> list[str]:
        """Return what the tokens outside names mean as a kind."""
        return [key for token in self.rest if (key := token.key(kind)) is not None]


PERSONAL = re.compile(
    r"(?:叫什么|叫啥|(?<![改起换取])名字|姓名|电话|手机号|几岁|who is|name of)"
    r"|(?:局长|县长|市长|区长|镇长|乡长|主任|书记|领导|负责人|联系人|经办人|科长|处长|院长|校长)(?:是谁|姓什么|贵姓|是哪位|是哪个)"
)
_UNITS = r"(?:单位|部门|机关|机构|乡镇|镇|街道|区县|县区|县|区|局|地方|政府|委办局)"
HOW_MANY = re.compile(
    rf"(?:有)?(?:多少|几)(?:个|家)?(?:市直|区直|县直)?{_UNITS}|{_UNITS}(?:一共|总共|共)?(?:有|是)?(?:几|多少)(?:个|家)|{_UNITS}(?:一共|总共|共)?(?:有|是)(?:几|多少)[??。]*$"
    r"|(?:有|的)(?:几|多少)(?:家|个)(?:单位)?[??。]*$|的有几个|(?:几|多少)(?:家|个单位)"
    r"|how many (?:issuers|bureaus|departments|towns|reports|counties)"
)
REPORTS = re.compile(
    r"(?:多少|几)份(?:年度)?(?:工作)?(?:报告|年报)|(?:报告|年报)(?:一共|总共|共)?(?:有)?(?:多少|几)份|how many reports"
)
QUANTITY = re.compile(
    r"多少|几[件条次个场篇家项份人封名位台辆户处所期批天]|数量|件数|条数|次数|总数|占比|比例|比重|百分|平均|合计|总共|一共"
    r"|最多|最少|最高|最低|最大|排名|趋势|走势|how many|number of|total|most|fewest|average"
)


def has_bound(read: Question) -> bool:
    """Return whether values are held against a bound."""
    return bool(read.keys(COMPARISON))


def names_scope(read: Question) -> bool:
    """Return whether a question names issuers, a place, or a kind of issuers."""
    return bool(read.named.issuers or read.named.places or read.named.organs or read.keys(LEVEL))


def is_counting(read: Question) -> bool:
    """Return whether issuers are counted, where the words could also count cases: 有几个."""
    return bool(re.search(_UNITS, read.text)) or not read.named.issuers
