"""The identities that hold in a correct table: row totals, the balance and the results of table 3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.schema import Change, Severity, Suggestion
from extractor.validation.context import Context
from extractor.validation.equations import Evaluated
from extractor.validation.labels import cell_list, number_text
from extractor.validation.reasons import because, suggest
from extractor.validation.repair.cause import cause_of, is_plain
from extractor.validation.repair.suggest import Proposal, propose
from extractor.validation.repair.tables import unit_label, unit_of
from extractor.validation.result import Result, failed, passed, unknown
from extractor.validation.rule import rule

_FORM_NOTE = "国办公开办函〔2021〕30号、〔2019〕60号 表三"
_MANY = 3
"""So many identities that lack a number in one row or column are told together."""

_FORM_NOTE_4 = "国办公开办函〔2021〕30号、〔2019〕60号 表四"


def _suggestion(context: Context, item: Evaluated) -> Suggestion | None:
    """Return the value of the only blank, where no identity demands another one and it is a possible count."""
    change = _filled(context, item)
    return suggest([change], because("suggestion.identity", label=item.identity.label)) if change else None


def _filled(context: Context, item: Evaluated) -> Change | None:
    if len(item.blanks) != 1:
        return None
    cell = item.blanks[0]
    demanded = context.demanded[cell]
    if len(demanded) != 1 or (value := next(iter(demanded))) < 0:
        return None
    printed = context.cells[cell].printed if cell in context.cells else None
    return Change(cell=cell, printed=printed, value=value)


def _terms(paths: tuple[str, ...], values: dict[str, float]) -> str:
    """Return a sum as `3+1 = 4`, zeros and blanks left out; a single number as it is."""
    numbers = [values[path] for path in paths if path in values]
    terms = [number_text(number) for number in numbers if number]
    total = number_text(sum(numbers))
    return f"{'+'.join(terms)} = {total}" if len(terms) > 1 else total


def _mismatch(context: Context, item: Evaluated) -> Result:
    identity = item.identity
    params = {
        "label": identity.label,
        "key": identity.key,
        "left": number_text(item.left),
        "left_terms": _terms(identity.left, context.values),
        "right": number_text(item.right),
        "right_terms": _terms(identity.right, context.values),
    }
    cells = identity.left + identity.right
    return failed(params, left=item.left, right=item.right, cells=cells, **_repair(context, item))


def _blanks(context: Context, item: Evaluated) -> Result:
    return unknown(_blank_params(item), cells=_cells(item), suggestion=_suggestion(context, item))


def _blank_params(item: Evaluated) -> dict[str, Any]:
    return {"label": item.identity.label, "key": item.identity.key, "blanks": cell_list(item.blanks)}


def _cells(item: Evaluated) -> tuple[str, ...]:
    return item.identity.left + item.identity.right


def _repair(context: Context, item: Evaluated) -> dict[str, Any]:
    """Return the suggestion, the alternatives and the cause of an identity that does not hold with the others."""
    unit = unit_of(item.identity)
    repair = context.repairs.get(unit)
    if repair is None:
        return {}
    identities = [other.identity for others in context.identities.values() for other in others]
    together = [identity for identity in identities if unit_of(identity) == unit]
    proposal = (
        propose(repair, context.cells, context.second_readings, together) if repair.repairs else Proposal(None, ())
    )
    cause = cause_of(
        repair.repairs[0] if repair.is_clear else None,
        repair.repairs,
        item.identity.left + item.identity.right,
        context.second_readings,
        lambda path: path not in context.remarked_cells and is_plain(context.cells.get(path), context.document),
    )
    return {"suggestion": proposal.suggestion, "alternatives": proposal.alternatives, "cause": cause}


def _in_one_line(item: Evaluated) -> str | None:
    """Return the row or column in which all blanks of an identity stand, across it; None where there is none."""
    across = 1 if item.identity.key == item.blanks[0].split(".")[2] else 2
    lines = {path.split(".")[across] for path in item.blanks}
    return lines.pop() if len(lines) == 1 else None


def _line_of_blanks(context: Context, items: list[Evaluated]) -> Result:
    """Return one result for the identities that lack nothing but the numbers of one row or column."""
    blanks = tuple(path for item in items for path in item.blanks)
    params = {"labels": "、".join(item.identity.label for item in items), "blanks": cell_list(blanks)}
    changes = [change for item in items if (change := _filled(context, item))]
    proposed = suggest(changes, because("suggestion.identities")) if len(changes) == len(items) else None
    return unknown(
        params | {"count": len(items)},
        message_id="identity.blanks",
        cells=blanks,
        suggestion=proposed,
        count=len(items),
    )


def _all_blank(items: list[Evaluated]) -> Result:
    """Return one result for the identities of which no cell holds a number."""
    cells = tuple(path for item in items for path in item.identity.left + item.identity.right)
    params = {"labels": "、".join(item.identity.label for item in items), "count": len(items)}
    return unknown(params, message_id="identity.all_blank", cells=cells, count=len(items))


def _results(context: Context, name: str) -> Iterator[Result]:
    """Yield the result of each identity of a rule; those without any number come as one, as do a line's blanks."""
    empty: list[Evaluated] = []
    lacking: dict[str | None, list[Evaluated]] = {}
    holding = 0
    for item in context.identities.get(name, []):
        if not item.blanks and item.left == item.right:
            holding += 1
        elif item.contradicts:
            yield _mismatch(context, item)
        elif len(item.blanks) == len(item.identity.left) + len(item.identity.right):
            empty.append(item)
        elif any(len(context.demanded.get(blank, ())) > 1 for blank in item.blanks):
            yield unknown(_blank_params(item), cells=_cells(item), **_repair(context, item))
        else:
            lacking.setdefault(_in_one_line(item), []).append(item)
    for line, items in lacking.items():
        if line is not None and len(items) >= _MANY:
            yield _line_of_blanks(context, items)
        else:
            yield from (_blanks(context, item) for item in items)
    yield passed(holding)
    if empty:
        yield _all_blank(empty)


@rule(
    "applications.row_total",
    Severity.ERROR,
    needs=("tables.applications",),
    source=_FORM_NOTE,
    formula="自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 = 总计",
)
def row_total(context: Context) -> Iterator[Result]:
    """Check each row of table 3."""
    yield from _results(context, "applications.row_total")


@rule(
    "applications.balance",
    Severity.ERROR,
    needs=("tables.applications",),
    source=f"{_FORM_NOTE}:第一项加第二项之和,等于第三项加第四项之和",
    formula="新收 + 上年结转 = (七)总计 + 结转下年度",
)
def balance(context: Context) -> Iterator[Result]:
    """Check each column of table 3: what came in equals what went out."""
    yield from _results(context, "applications.balance")


@rule(
    "applications.results",
    Severity.ERROR,
    needs=("tables.applications",),
    source=_FORM_NOTE,
    formula="(一) + (二) + … + (六) = (七)总计",
)
def results(context: Context) -> Iterator[Result]:
    """Check each column of table 3: the results sum up to the total processed."""
    yield from _results(context, "applications.results")


@rule(
    "review_litigation.row_total",
    Severity.ERROR,
    needs=("tables.review_litigation",),
    source=_FORM_NOTE_4,
    formula="结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计",
)
def review_row_total(context: Context) -> Iterator[Result]:
    """Check each of the three rows of table 4."""
    yield from _results(context, "review_litigation.row_total")


@rule(
    "repair.time_limit",
    Severity.INFO,
    source="软件约定:查找改动最少的更正有步数和时间上限,达到即说明",
    formula="查找已完成",
)
def time_limit(context: Context) -> Iterator[Result]:
    """Say of each table that does not add up whether the search for the smallest repair came to its end."""
    for unit, repair in context.repairs.items():
        params = {"table": unit_label(unit), "count": len(repair.repairs)}
        stopped = unknown(params, message_id="repair.time_limit", severity=Severity.INFO)
        yield passed(1) if repair.complete else stopped
