"""What a question asks to be done with the values: the operation, its bound, how many it names."""

from __future__ import annotations

import re

from extractor.ask.catalogue import metric_of
from extractor.ask.lexer import NUMBER
from extractor.ask.model import Comparison, Condition, Operation, Order
from extractor.ask.question import HOW_MANY, QUANTITY, REPORTS, Question, has_bound, is_counting
from extractor.ask.vocabulary import COMPARISON, LEVEL, NARRATIVE, OPERATION

_RISEN = re.compile(r"增长|增加|上升|增多|上涨|增幅|涨幅|升幅|增速|涨得|多了|grew|growth|increas|rise|rose|grown")
_FALLEN = re.compile(r"减少|下降|下跌|降幅|跌幅|降低|回落|降得|少了|decreas|fell|fall|drop|declin")
_PER_CENT = re.compile(r"最快|最猛|幅|速|率|百分|%|fastest|rate|per ?cent")
_IN_ALL = re.compile(r"总量|总数")
_WHO_HAS = re.compile(
    r"哪些|哪几[个家]|都有谁|都有哪|谁|哪[个家]|which|who"
    r"|(?:有过?|收到|接到|发生|存在|出现|产生|败诉|被)[^,。?]*的(?:所有|全部)?(?:单位|部门|机关|乡镇|街道|区县|县区|政府|局)"
)
_EACH = re.compile(
    r"分别|各自|各个?(?!级)|每|依次|逐一|数(?:字|据|值|目|额)|respectively|\beach\b|\ball\b|every|numbers?\b"
)
_TOP = re.compile(
    r"前\s*([0-9一二三四五六七八九十两]+)(?![0-9一二三四五六七八九十两]*\s*个?[年月季])|top\s*(\d+)|最[多高大少低小]的?\s*([0-9一二三四五六七八九十两]+)\s*[家个名位]"
)


def find_operation(read: Question) -> Operation:
    """Return what is asked to be done; the first that fits of those named."""
    said = set(read.keys(OPERATION))
    if read.metrics and all(name.endswith(".change") for name in read.metrics):
        said -= {"compare", "same_time"}
    if read.keys(NARRATIVE) and read.named.issuers:
        said -= {"list", "which"}
    if "share" in said:
        return Operation.SHARE
    if REPORTS.search(read.text) or "count" in said or (HOW_MANY.search(read.text) and is_counting(read)):
        return Operation.COUNT
    if _is_growth(read, said):
        return Operation.GROWTH
    if said & {"rank_most", "rank_least", "place"} or _TOP.search(read.text):
        return Operation.RANK
    if "list" in said or ({"which"} & said and has_bound(read)):
        return Operation.LIST
    if "mean" in said:
        return Operation.MEAN
    if "trend" in said:
        return Operation.TREND
    if said & {"compare", "same_time"}:
        return Operation.COMPARE
    if "sum" in said:
        return Operation.SUM
    if has_bound(read) and (read.keys(LEVEL) or not read.named.issuers):
        return Operation.LIST
    return Operation.SUM if read.keys(LEVEL) and _IN_ALL.search(read.text) else Operation.LOOK_UP


def _is_growth(read: Question, said: set[str]) -> bool:
    """Return whether issuers are ranked by how much their values rose or fell."""
    ranked = said & {"rank_most", "rank_least", "fastest"} or _TOP.search(read.text)
    return bool(ranked and len(read.named.issuers) != 1 and (_RISEN.search(read.text) or _FALLEN.search(read.text)))


def find_order(read: Question, operation: Operation) -> Order:
    """Return which end of a rank comes first; the largest fall is the least growth."""
    if operation is Operation.GROWTH:
        falls = _FALLEN.search(read.text) and not _RISEN.search(read.text)
        return Order.LEAST if falls else Order.MOST
    least = "rank_least" in read.keys(OPERATION) or re.search(r"最[少低小]", read.text)
    return Order.LEAST if least else Order.MOST


def is_relative(read: Question, operation: Operation) -> bool:
    """Return whether growth is meant in per cent: 最快, 增幅, not 增加最多."""
    return operation is Operation.GROWTH and _PER_CENT.search(read.text) is not None


def find_condition(read: Question, operation: Operation) -> Condition | None:
    """Return the bound of a count or list: as said, or more than nothing where only having any is asked for.

    A list has none where the values themselves are asked for: 各单位分别多少, 列出数量.
    """
    if operation not in (Operation.COUNT, Operation.LIST):
        return None
    for at, token in enumerate(read.rest):
        sign = token.key(COMPARISON)
        if sign == "zero":
            return Condition(comparison=Comparison.EQUAL, bound=0)
        if sign == "some":
            return Condition(comparison=Comparison.MORE, bound=0)
        if sign is not None:
            bound = _number_beside(read, at, behind=sign.startswith("after"))
            if bound is not None:
                return Condition(comparison=Comparison(sign.removeprefix("after")), bound=bound)
    having = operation is Operation.COUNT or _asks_who_has(read)
    return Condition(comparison=Comparison.MORE, bound=0) if read.metrics and having else None


def _asks_who_has(read: Question) -> bool:
    """Return whether a list is of those that have any: 哪些单位有…, 有…的单位名单; not of everybody's values."""
    return _WHO_HAS.search(read.text) is not None and not (QUANTITY.search(read.text) or _EACH.search(read.text))


def _number_beside(read: Question, at: int, *, behind: bool) -> float | None:
    """Return the number a comparison is about: in front of 以上, behind 超过; an amount in the unit of the metric."""
    tokens = read.rest
    order = range(at - 1, max(-1, at - 4), -1) if behind else range(at + 1, min(len(tokens), at + 4))
    for place in order:
        value = tokens[place].meanings.get(NUMBER)
        if isinstance(value, float):
            in_yuan = read.text[tokens[place].end :].startswith("元")
            return value / 10_000 if in_yuan and any(metric_of(name).unit == "万元" for name in read.metrics) else value
    return None


def find_limit(read: Question, operation: Operation) -> int | None:
    """Return how many a rank names: as said, one for 哪个, else all that are shown."""
    from extractor.parsing.numbers import read_number

    if operation not in (Operation.RANK, Operation.GROWTH):
        return None
    match = _TOP.search(read.text)
    reading = read_number(next(group for group in match.groups() if group)) if match else None
    if reading is not None and 1 <= reading.value <= 1000:
        return int(reading.value)
    many = {"排名", "排行", "排行榜", "排序", "从高到低", "从多到少", "排一下", "排个名", "rank", "ranking"}
    return None if any(token.text in many for token in read.rest) or "place" in read.keys(OPERATION) else 1
