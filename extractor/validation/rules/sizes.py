"""Numbers of the tables that are too large, too precise or not the issuer's to report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from extractor.parsing.flow import fold
from extractor.schema import Change, Quantity, Severity
from extractor.validation.context import Context
from extractor.validation.labels import cell_label, number_text
from extractor.validation.reasons import because, suggest
from extractor.validation.result import PASSED, Result, failed, passed
from extractor.validation.rule import rule
from extractor.validation.rules.organs import take_apart

_FORM = "国办公开办函〔2021〕30号、〔2019〕60号"
_FEES = "disclosure.fees.amount"
_MOST_DECIMALS = 6
_MOST = {
    "disclosure.regulations": 10_000,
    "disclosure.normative_documents": 100_000,
    "disclosure": 100_000_000,
    "applications": 1_000_000,
    "review_litigation": 100_000,
}
"""Above these no issuer in the country reports; the licences and penalties of a whole province are the largest."""
_MOST_FEES = 1_000_000
"""In 万元, ten thousand million yuan: more than any department, county or town takes in."""


def _largest_possible(path: str) -> float:
    table, row, _ = path.split(".")
    return _MOST.get(f"{table}.{row}", _MOST[table])


@rule("cell.absurd_size", Severity.WARNING, source=_FORM, formula="count ≤ 10⁴ … 10⁸ by table")
def absurd_size(context: Context) -> Iterator[Result]:
    """Name each count that is larger than any issuer can have: glued cells, a phone number, a dropped point."""
    smallest = min(_MOST.values())
    large = {path: value for path, value in context.values.items() if value > smallest and not path.endswith("amount")}
    wrong = {path: value for path, value in large.items() if value > _largest_possible(path)}
    yield passed(len(context.values) - len(wrong))
    for path, value in wrong.items():
        params = {"cell": cell_label(path), "value": number_text(value), "most": number_text(_largest_possible(path))}
        yield failed(params, cells=(path,), left=value)


@rule(
    "cell.fee_decimals", Severity.WARNING, needs=("tables.disclosure",), source=f"{_FORM} 表二", formula="decimals ≤ 6"
)
def fee_decimals(context: Context) -> Iterator[Result]:
    """Say where a fee has more decimals than 万元 and 分 allow."""
    cell = context.cells.get(_FEES)
    if cell is None or cell.value is None:
        return
    decimals = fold(cell.printed).partition(".")[2]
    count = sum(1 for _ in takewhile(str.isdecimal, decimals))
    params = {"cell": cell_label(_FEES), "printed": cell.printed, "count": count}
    yield PASSED if count <= _MOST_DECIMALS else failed(params, cells=(_FEES,), left=cell.value)


@rule(
    "cell.fee_size",
    Severity.WARNING,
    needs=("tables.disclosure",),
    source=f"{_FORM} 表二:单位:万元",
    formula="fees ≤ 10⁶ 万元; prose in 元 ≠ cell in 万元",
)
def fee_size(context: Context) -> Iterator[Result]:
    """Say where a fee seems to be in 元: the prose prints the same number in 元, or no such office takes in as much."""
    cell = context.cells.get(_FEES)
    if cell is None or cell.value is None:
        return
    stated = [item for item in context.report.quantities if _is_fee_in_yuan(item, cell.value)]
    if not stated and (cell.value <= _MOST_FEES or _may_take_in_much(context)):
        yield PASSED
        return
    value = round(cell.value / 10_000, 6)
    change = Change(cell=_FEES, printed=cell.printed, value=value)
    suggestion = suggest([change], because("suggestion.unit", printed=cell.printed))
    params = {"cell": cell_label(_FEES), "value": number_text(cell.value), "proposed": number_text(value)}
    evidence = tuple(item.evidence for item in stated)
    yield failed(params, cells=(_FEES,), left=cell.value, evidence=evidence, suggestion=suggestion)


def _is_fee_in_yuan(item: Quantity, value: float) -> bool:
    return item.unit == "元" and item.value == value > 0 and "收费" in item.subject and "处理费" not in item.subject


_LARGE = ("省", "北京市", "上海市", "天津市", "重庆市", "广州市", "深圳市")


def _may_take_in_much(context: Context) -> bool:
    """Return whether the issuer is unknown, of a province or of a large city."""
    issuer = context.report.issuer
    return issuer is None or any(name in issuer.value for name in _LARGE)


@rule(
    "disclosure.regulations_of_town",
    Severity.INFO,
    needs=("tables.disclosure", "issuer"),
    source="立法法第九十三条:规章由国务院部门、省级和设区的市、自治州政府制定",
    formula="town or street: regulations = 0",
)
def regulations_of_town(context: Context) -> Iterator[Result]:
    """Say where a town or street, which can't issue any, reports 规章."""
    issuer = context.report.issuer
    if issuer is None or take_apart(issuer.value).kind != "town":
        return
    cells = tuple(
        path for path, value in context.values.items() if value and path.startswith("disclosure.regulations.")
    )
    yield failed({"issuer": issuer.value, "count": len(cells)}, cells=cells) if cells else PASSED
