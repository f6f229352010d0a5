"""What stands in a single cell: blank, placeholder, no number, an impossible number, a unit, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.parsing.flow import fold
from extractor.schema import Cell, Change, Severity
from extractor.validation.context import Context
from extractor.validation.labels import cell_label, number_text
from extractor.validation.reasons import because, suggest
from extractor.validation.result import PASSED, Result, failed, passed
from extractor.validation.rule import rule
from extractor.validation.rules.by_table import by_table

_PROMISE = "nianbao: blank is not zero"
_FORM = "国办公开办函〔2021〕30号、〔2019〕60号"
_PLACEHOLDERS = frozenset(("-", "--", "—", "——", "−", "/", "\\", "无", "不适用", "空", "*"))
_PLAIN = re.compile(r"[+-]?\d+(?:[,\s]\d{3})*(?:\.\d+)?")
_CHINESE_ZEROS = frozenset(("〇", "○", "零"))
_AMOUNTS = frozenset(("disclosure.fees.amount", "disclosure.procurement.amount"))
_YUAN_ONLY = re.compile(r"(?<![万亿千百十])元")


def _printed(cell: Cell) -> str:
    """Return what stands in a cell, half-width and without the space around it."""
    return fold(cell.printed).strip()


def is_placeholder(cell: Cell) -> bool:
    """Return whether a sign for nothing stands in a cell, such as '-' or 无."""
    return cell.value is None and _printed(cell) in _PLACEHOLDERS


def _is_plain(cell: Cell) -> bool:
    """Return whether a cell holds a number and nothing else."""
    if cell.printed.isdecimal():
        return True
    printed = _printed(cell)
    return bool(_PLAIN.fullmatch(printed)) or printed in _CHINESE_ZEROS


@rule("cell.blank", Severity.WARNING, source=_PROMISE, formula="printed ≠ ''")
def blank(context: Context) -> Iterator[Result]:
    """Name the blank cells of each table; a reading step may have named them already."""
    yield from by_table(
        context,
        [
            path
            for path, cell in context.unusual_cells.items()
            if not cell.printed.strip() and path not in context.remarked_cells
        ],
    )


@rule("cell.placeholder", Severity.WARNING, source=_PROMISE, formula="printed ∉ {-, —, /, 无, 不适用}")
def placeholder(context: Context) -> Iterator[Result]:
    """Name the cells of each table in which a sign stands for nothing or for zero."""
    yield from by_table(context, [path for path, cell in context.unusual_cells.items() if is_placeholder(cell)])


@rule("cell.not_a_number", Severity.ERROR, source=_FORM, formula="printed = number")
def not_a_number(context: Context) -> Iterator[Result]:
    """Name each cell whose text is no number; those that a reading step explains are left to its remark."""
    yield passed(len(context.values))
    for path, cell in context.unusual_cells.items():
        explained = cell.value is not None or path in context.remarked_cells
        if not explained and cell.printed.strip() and not is_placeholder(cell):
            yield failed({"cell": cell_label(path), "printed": cell.printed}, cells=(path,))


@rule("cell.negative", Severity.ERROR, source=_FORM, formula="value ≥ 0 (本年增/减 excepted)")
def negative(context: Context) -> Iterator[Result]:
    """Name each count or amount below zero; only a change may be."""
    numbers = {path: cell.value for path, cell in context.unusual_cells.items() if cell.value is not None}
    wrong = {path: value for path, value in numbers.items() if value < 0 and not path.endswith(".change")}
    yield passed(len(context.values) - len(wrong))
    yield from (failed(_value_params(path, value), cells=(path,), left=value) for path, value in wrong.items())


@rule("cell.fraction", Severity.ERROR, source=_FORM, formula="value ∈ ℤ (amounts excepted)")
def fraction(context: Context) -> Iterator[Result]:
    """Name each count that is no whole number."""
    counts = {path: cell.value for path, cell in context.unusual_cells.items() if path not in _AMOUNTS}
    wrong = {path: value for path, value in counts.items() if value is not None and value % 1}
    yield passed(len(context.values) - len(wrong))
    yield from (failed(_value_params(path, value), cells=(path,), left=value) for path, value in wrong.items())


def _value_params(path: str, value: float) -> dict[str, str]:
    return {"cell": cell_label(path), "value": number_text(value)}


@rule("cell.wrong_unit", Severity.WARNING, source=f"{_FORM} 表二:单位:万元", formula="unit(行政事业性收费) = 万元")
def wrong_unit(context: Context) -> Iterator[Result]:
    """Name a fee that is printed in 元 or 亿元 in the column of 万元."""
    path = "disclosure.fees.amount"
    cell = context.cells.get(path)
    if cell is None or cell.value is None or context.form != "2021":
        return
    factor = _factor_to_ten_thousand(_printed(cell))
    if factor == 1:
        yield PASSED
        return
    value = round(cell.value * factor, 6)
    change = Change(cell=path, printed=cell.printed, value=value)
    proposed = suggest([change], because("suggestion.unit", printed=cell.printed))
    params = {"cell": cell_label(path), "printed": cell.printed, "unit": "元" if factor < 1 else "亿元"}
    yield failed(params, cells=(path,), left=cell.value, suggestion=proposed)


def _factor_to_ten_thousand(printed: str) -> float:
    """Return what turns a printed amount into 万元, by the unit printed with it; 1 where none is."""
    if "亿元" in printed:
        return 10_000
    return 0.0001 if _YUAN_ONLY.search(printed) else 1


@rule("cell.annotated", Severity.INFO, source=_FORM, formula="printed = digits only")
def annotated(context: Context) -> Iterator[Result]:
    """Name each cell in which a unit or a note stands beside the number."""
    filled = {path: cell for path, cell in context.unusual_cells.items() if cell.value is not None}
    noted = {path: cell for path, cell in filled.items() if not _is_plain(cell)}
    yield passed(len(context.values) - len(noted))
    for path, cell in noted.items():
        yield failed(_value_params(path, context.values[path]) | {"printed": cell.printed}, cells=(path,))


@rule("cell.value", Severity.ERROR, source="nianbao: nothing invented", formula="value = number(printed)")
def value_follows(context: Context) -> Iterator[Result]:
    """Name each cell whose value is not the plain number that stands in it."""
    filled = {path: cell.value for path, cell in context.unusual_cells.items() if cell.value is not None}
    wrong = {path: value for path, value in filled.items() if _differs(context.cells[path], value)}
    yield passed(len(context.values) - len(wrong))
    for path, value in wrong.items():
        params = _value_params(path, value) | {"printed": context.cells[path].printed}
        yield failed(params, cells=(path,), left=value)


def _differs(cell: Cell, value: float) -> bool:
    """Return whether a plain number other than the value is printed; a note or numeral is judged elsewhere."""
    if cell.printed.isdecimal():
        return int(cell.printed) != value
    printed = _printed(cell)
    return bool(_PLAIN.fullmatch(printed)) and float(re.sub(r"[,\s]", "", printed)) != value
