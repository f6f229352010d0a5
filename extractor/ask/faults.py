"""Questions about errors that the checks found: which reports have some that nobody has dealt with."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.ask.computing import Computing, Numbers
from extractor.ask.figures import MOST_LISTED, figure_of, left_out_of
from extractor.ask.model import ERRORS_COLUMN, MOST_SHOWN, Note, Row
from extractor.ask.plan import Plan
from extractor.ask.question import Question
from extractor.ask.scope import scope_of
from extractor.ask.topics import refuse_unread
from extractor.ask.values import Value, reports_in
from extractor.storage.open_errors import OpenErrors, open_errors

_CHECKED = r"(?:核对|校验|核验|检查|勾稽|核查)"
_FAULTS = re.compile(
    rf"{_CHECKED}(?:规则|结果)?(?:时)?(?:没有?|未|不)(?:能)?(?:通过|过|合格|一致)|{_CHECKED}(?:有|出|存在)(?:了)?(?:问题|错误|差错|错)"
    rf"|(?:没有?|未|不)(?:能)?(?:通过|过){_CHECKED}|{_CHECKED}(?:失败|出错)"
    r"|(?:表格|表|数据|数字|数|报告|年报|合计)[里中上内]?的?(?:存在|出现|含|带)?[了着]?有?"
    r"(?:差错|错误|出错|错|对不上|不平|算错|填错)"
    r"|(?:有|存在|出现|含有?)了?(?:表格|数据|数字|填报|计算|合计)?的?(?:差错|错误)"
    r"|failed checks?|fail(?:ed)? the checks?|with errors"
)
_ASKS = re.compile(r"哪|多少|几[份个家]|有没有|是否|什么|列出|谁|吗|which|how many|what")


def asks_for_faults(read: Question) -> bool:
    """Return whether a question is about errors of the reports themselves, not about a number or what they write."""
    return not read.metrics and bool(_FAULTS.search(read.text) and _ASKS.search(read.text))


def refuse_beside_faults(read: Question, plan: Plan) -> None:
    """Say what of a question about errors was not understood."""
    said = [(match.start(), match.end()) for match in _FAULTS.finditer(read.text)]
    outside = [token for token in read.rest if not any(start < token.end and token.start < end for start, end in said)]
    refuse_unread(replace(read, rest=outside), plan, told=False)


def count_faults(work: Computing) -> Numbers:
    """Return how many reports have open errors, and those as figures and rows with the cells they are in."""
    scope = scope_of(work.query, work.directory, restricted=work.restricted)
    among = reports_in(work.directory, scope)
    wrong = [one for one in open_errors(work.store, scope) if one.order in among.numbers]
    faulty = list(zip(among.pick(one.order for one in wrong), wrong, strict=True))
    faulty.sort(key=lambda pair: (-pair[1].open, pair[0].report.issuer or "", pair[0].report.year or 0))
    numbers = Numbers(left_out=left_out_of(among), entered=len(among.numbers), total=len(faulty))
    shown = faulty[: MOST_LISTED if len(faulty) <= MOST_LISTED else MOST_SHOWN]
    work.citations.load([value for value, _ in shown])
    label = Note(message_id="ask.figure.faulty", params={"among": len(among.numbers)})
    numbers.figures.append(figure_of(label, "reports", float(len(faulty)), "份", reports=len(among.numbers)))
    for value, one in shown:
        _enter(work, value, one, numbers)
    if any(not one.known for _, one in faulty):
        numbers.problems.append(Note(message_id="ask.note.faults_unknown"))
    numbers.problems.append(Note(message_id="ask.note.faults"))
    return numbers


def _enter(work: Computing, value: Value, one: OpenErrors, numbers: Numbers) -> None:
    """Enter a report; its cells are cited where all that was found is still open."""
    report = value.report
    cited = work.citations.cells(value, one.cells) if one.open == one.found else ()
    figure = figure_of(Note(message_id="ask.figure.faults"), "reports", float(one.open), "处", cited)
    numbers.figures.append(figure.model_copy(update={"issuer": report.issuer, "year": report.year}))
    values: dict[str, str | float | None] = {"issuer": report.issuer, "year": report.year, ERRORS_COLUMN: one.open}
    numbers.rows.append(Row(values=values, citations=cited))
