"""Which row of the form a printed row is: by its label, whole, damaged or torn, and else by its position."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from extractor.parsing.flow import fold
from extractor.parsing.tables.lexer import NumberRow
from extractor.schema.forms import RowSpec

_KEYS: dict[str, dict[str, str]] = {
    "disclosure": {
        "regulations": "规章",
        "normative_documents": "规范性文件",
        "licensing": "政许可",
        "other_services": "对外管理服务",
        "penalties": "政处罚",
        "coercion": "政强制",
        "fees": "事业性收费",
        "procurement": "集中采购",
    },
    "applications": {
        "new_received": "本年新收|新收政府(?:信息|资讯)",
        "carried_over": "上年度?结转",
        "granted": "予以公开",
        "partially_granted": "部分公开",
        "denied_state_secret": "国家秘密",
        "denied_law_forbids": "禁止公开",
        "denied_security_stability": "三安全一稳定",
        "denied_third_party": "第三方合法|保护第三方",
        "denied_internal_affairs": "内部事务",
        "denied_process_information": "过程性(?:信息|资讯)",
        "denied_enforcement_files": "执法案卷",
        "denied_administrative_query": "行政查询",
        "unavailable_not_held": "不掌握相关|机关不掌握",
        "unavailable_needs_creation": "没有现成|需要另行制作",
        "unavailable_still_unclear": "补正后",
        "not_processed_petition": "信访举报|信访、举报",
        "not_processed_repeated": "重复申请",
        "not_processed_publication": "公开出版物",
        "not_processed_excessive": "大量反复",
        "not_processed_reissue": "重新出具|行政机关确认",
        "other_not_corrected": "逾期不补正",
        "other_fee_unpaid": "收费通知要求|缴纳费用",
        "other_handling": "其他处理$",
        "other_other": r"3[.、]?其他$|(?<!或)其他$",
        "total_processed": "总计$",
        "carried_forward": "结转下年",
    },
    "review_litigation": {},
}
_PATTERNS = {
    table: re.compile("|".join(f"(?P<{key}>{pattern})" for key, pattern in keys.items()))
    for table, keys in _KEYS.items()
    if keys
}
_PUNCTUATION = re.compile(r"[\s“”\"'‘’()（）,，。:：;；|*#]+")
_FUZZY_MINIMUM = 62
"""Similarity in percent below which a damaged label is not taken for one of the form."""


@dataclass
class Alignment:
    """Printed rows matched with the rows of the form.

    Attributes:
        rows: Row key → the printed row.
        damaged: Keys found by a label that is only similar, with the label as printed.
        by_position: Keys without a readable label, given by their place between others.
        doubled: Keys that stand twice, with the later printed rows.
        mentioned: Keys whose label is there but no cell after it.
        unplaced: Printed rows that are no row of the form.
    """

    rows: dict[str, NumberRow] = field(default_factory=dict)
    damaged: dict[str, str] = field(default_factory=dict)
    by_position: list[str] = field(default_factory=list)
    doubled: dict[str, list[NumberRow]] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    unplaced: list[NumberRow] = field(default_factory=list)


def plain(label: str) -> str:
    """Return a label without white space, quotes, brackets and punctuation."""
    return _PUNCTUATION.sub("", fold(label))


@lru_cache(maxsize=4096)
def keys_in(table: str, label: str) -> tuple[str, ...]:
    """Return the row keys whose distinctive words stand in a text, in reading order."""
    pattern = _PATTERNS.get(table)
    return tuple(m.lastgroup for m in pattern.finditer(plain(label)) if m.lastgroup) if pattern else ()


def align(table: str, specs: Sequence[RowSpec], printed: Sequence[NumberRow]) -> Alignment:
    """Return which printed row is which row of the form; order on paper is the order of the form."""
    order = {spec.key: index for index, spec in enumerate(specs)}
    found = Alignment()
    named: list[str | None] = []
    for row in printed:
        keys = [key for key in keys_in(table, row.label) if key in order]
        named.append(keys[-1] if keys else None)
        found.mentioned.update(keys[:-1])
    anchors = _increasing([(n, order[key]) for n, key in enumerate(named) if key is not None])
    _place_named(found, printed, named, anchors, specs, order)
    doubled = (row for rows in found.doubled.values() for row in rows)
    placed = {id(row) for row in (*found.rows.values(), *doubled, *found.unplaced)}
    bounds = [(-1, -1), *anchors, (len(printed), len(specs))]
    for (left, low), (right, high) in pairwise(bounds):
        loose = [row for row in printed[left + 1 : right] if row.values and id(row) not in placed]
        missing = [spec for spec in specs[low + 1 : high] if spec.key not in found.rows]
        _place_loose(found, loose, missing)
    found.mentioned -= set(found.rows)
    return found


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of (printed index, form index) in which both only grow; the earlier of equals."""
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = max((chain for chain in best if chain[-1][1] < pair[1]), key=len, default=[])
        best.append([*before, pair])
    return max(best, key=len, default=[])


def _place_named(
    found: Alignment,
    printed: Sequence[NumberRow],
    named: Sequence[str | None],
    anchors: Sequence[tuple[int, int]],
    specs: Sequence[RowSpec],
    order: Mapping[str, int],
) -> None:
    for index, position in anchors:
        found.rows[specs[position].key] = printed[index]
    anchored = {index for index, _ in anchors}
    for index, key in enumerate(named):
        if key is None or index in anchored or not printed[index].values:
            continue
        spec = specs[order[key]]
        if not _may_be(printed[index], spec) or printed[index].tokens > len(spec.columns):
            found.unplaced.append(printed[index])
        elif key in found.rows:
            found.doubled.setdefault(key, []).append(printed[index])
        else:
            found.rows[key] = printed[index]


def _place_loose(found: Alignment, loose: list[NumberRow], missing: list[RowSpec]) -> None:
    """Give rows without a known label to the rows still missing between their neighbours."""
    candidates = [row for row in loose if missing and _may_be(row, missing[0])]
    found.unplaced += [row for row in loose if row not in candidates]
    if len(candidates) == len(missing):
        for row, spec in zip(candidates, missing, strict=True):
            _place(found, row, spec)
        return
    for row in candidates:
        scores = [(_similarity(row, spec), -index) for index, spec in enumerate(missing)]
        score, index = max(scores, default=(0.0, 0))
        if score < _FUZZY_MINIMUM:
            found.unplaced.append(row)
            continue
        _place(found, row, missing[-index])
        missing = missing[-index + 1 :]


def _place(found: Alignment, row: NumberRow, spec: RowSpec) -> None:
    found.rows[spec.key] = row
    if _similarity(row, spec) >= _FUZZY_MINIMUM:
        found.damaged[spec.key] = row.label
    else:
        found.by_position.append(spec.key)


def _similarity(row: NumberRow, spec: RowSpec) -> float:
    label = plain(row.label)[-2 * len(spec.label) :]
    return fuzz.partial_ratio(plain(spec.label), label) if len(label) >= 3 else 0.0


def _may_be(row: NumberRow, spec: RowSpec) -> bool:
    """Return whether a row without label has about as many cells as the form's, and no lone number's look."""
    glued = sum(len(atom.text) for atom in row.values) >= len(spec.columns) > 1
    return row.tokens * 2 > len(spec.columns) or glued
