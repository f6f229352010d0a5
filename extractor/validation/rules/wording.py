"""What the text holds that no report should: template residue, personal data, words and sentences cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor.patterns import Pattern
from extractor.schema import Evidence, Section, Severity, Span
from extractor.validation.context import Context
from extractor.validation.result import PASSED, Result, failed
from extractor.validation.rule import rule
from extractor.validation.running import occurrences

_NOTHING_SILENT = "nianbao: nothing silent"
_LISTED = 8
_MOST = 200
"""Places named in one finding; all are counted."""

_ALONE = r"(?<![A-Za-z0-9./@_\-])(?:[Xx]{2,}|20[Xx]{2})(?![A-Za-z0-9./@_\-])"
_RESIDUE = Pattern(
    rf"[×✕╳]{{2,}}|{_ALONE}|[一-龥:(]_{{3,}}"
    r"|[(\[【<](?:(?:单位|机关|部门|具体)(?:名称|网址|地址|数字|日期)|(?:此处|请)填写?[^()\n]{0,12})[)\]】>]"
    r"|该部分以表格形式报告"
)
_RESIDUE_WORDS = ("××", "✕✕", "╳╳", "XX", "xx", "Xx", "___", "名称", "填写", "(具体", "[具体", "该部分以表格")
_STARS = Pattern(r"(?<=[一-龥\d:])\*{3,}(?=[一-龥\d\s,。;]|$)", re.MULTILINE)


@rule("text.template_residue", Severity.WARNING, needs=("document",), source=_NOTHING_SILENT, formula="no XX, ××, ****")
def template_residue(context: Context) -> Iterator[Result]:
    """Name, as one finding, what was never filled in: XX, ××, ****, ___, (单位名称)."""
    patterns = _residue_patterns(context)
    found = [
        (offset + match.start(), offset + match.end())
        for offset, piece in context.running.pieces
        for pattern in patterns
        for match in pattern.finditer(piece)
    ]
    yield _all_named(context, found)


def _residue_patterns(context: Context) -> list[Pattern]:
    """Return what to search the text for; no stars where they are marks of bold type."""
    text = context.running.text
    patterns = [_RESIDUE] if any(word in text for word in _RESIDUE_WORDS) else []
    stars = "***" in text and not re.search(r"(?<!\*)\*\*(?!\*)", text)
    return [*patterns, _STARS] if stars else patterns


def _all_named(context: Context, spans: list[Span]) -> Result:
    """Return one finding for all places, a passed result where there is none."""
    evidence = tuple(context.running.evidence_at(span) for span in sorted(spans)[:_MOST])
    printed = list(dict.fromkeys("".join(item.quote.split()) for item in evidence))[:_LISTED]
    return failed({"printed": printed, "count": len(spans)}, evidence=evidence) if evidence else PASSED


_DIGITS = Pattern(r"\d{11,}+[Xx]?+(?!\.\d|[元次条件人])")
_MOBILE = Pattern(r"1[3-9]\d{9}")
_IN_ADDRESS = Pattern(r"[A-Za-z0-9./=_&?%:@\-]$")
_BEFORE_CONTACT = Pattern(r"电话|手机|联系|传真|热线|咨询")
_CONTACT_REACH = 30
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


@rule(
    "text.personal_data",
    Severity.WARNING,
    needs=("document",),
    source="政府信息公开条例(2019修订)第十五条",
    formula="no ID number, no mobile phone outside the contact",
)
def personal_data(context: Context) -> Iterator[Result]:
    """Name, by part, the ID numbers (an error) and the mobile phones that are not the report's contact."""
    found: dict[tuple[str, int | None], list[Span]] = {}
    for offset, piece in context.running.pieces:
        for match in _DIGITS.finditer(piece):
            if kind := _kind_of_number(match, piece):
                place = kind, context.running.part_of(offset + match.start())
                found.setdefault(place, []).append((offset + match.start(), offset + match.end()))
    if not found:
        yield PASSED
    for (kind, part), spans in found.items():
        yield _personal(kind, part, tuple(context.running.evidence_at(span) for span in spans[:_MOST]), len(spans))


def _kind_of_number(match: re.Match[str], piece: str) -> str | None:
    """Return `id` or `phone` for a number that belongs to a person; None for any other."""
    before = piece[max(0, match.start() - _CONTACT_REACH) : match.start()]
    if _IN_ADDRESS.search(before) and not before.endswith((":", "-")):
        return None
    if is_id_number(match[0].upper()):
        return "id"
    return "phone" if _MOBILE.fullmatch(match[0]) and not _BEFORE_CONTACT.search(before) else None


def is_id_number(number: str) -> bool:
    """Return whether 18 characters are an ID number: a day of birth inside, the right check digit at the end."""
    if len(number) != len(_WEIGHTS) + 1 or number[0] not in "12345678" or not number[:-1].isdecimal():
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return 1900 <= born.year <= 2100 and number[-1] == _CHECK_DIGITS[weighed % 11]


def _personal(kind: str, part: int | None, evidence: tuple[Evidence, ...], count: int) -> Result:
    """Return the finding, which says in which part but does not repeat the numbers."""
    masked = [item.quote[:3] + "*" * (len(item.quote) - 5) + item.quote[-2:] for item in evidence[:_LISTED]]
    severity = Severity.ERROR if kind == "id" else None
    message_id = f"text.personal_data.{kind}" + ("" if part else "_outside")
    params = {"printed": masked, "part": part, "count": count}
    return failed(params, message_id=message_id, severity=severity, evidence=evidence)


_HALF_WORDS = Pattern(
    r"(?:(?<=受理|公开|信息|发布|沟通|申请|互动|宣传|服务|诉求|反映|传播|监督|查询|获取|参与)渠|(?<![栽安])培|咨|遵|氛|阐|亟|(?<![开落])拓|仍)"
    r"(?=[,。;、!?])|政府信(?=[条篇份][,。;、])"
    r"|(?:(?<!公)共|(?<=[合总累共])计)(?:收到|受理|公开|发布|办理|制发)?[条件篇份宗项个次](?=[,。;、]|内容|部分)"
)
"""Beginnings of words that end no clause (渠道, 培训, 咨询, 遵循, 氛围, 阐述, 拓展, 政府信息), units without number."""
_FIRST = ("渠", "培", "咨", "遵", "氛", "阐", "亟", "拓", "仍", "政府信条", "政府信篇", "政府信份", "共", "计")


@rule("text.lost_characters", Severity.WARNING, needs=("document",), source=_NOTHING_SILENT, formula="words are whole")
def lost_characters(context: Context) -> Iterator[Result]:
    """Name, as one finding, the words of which only the first half is left (渠。) and the units without a number."""
    text = context.running.text
    matches = [_HALF_WORDS.match(text, at) for at in sorted(occurrences(text, _FIRST))]
    found = [match for match in matches if match]
    evidence = tuple(_with_words_before(context, match) for match in found[:_MOST])
    if not evidence:
        yield PASSED
        return
    quotes = ["".join(item.quote.split()) for item in evidence]
    yield failed({"printed": quotes[:_LISTED], "count": len(found)}, evidence=evidence)


_CLAUSE_END = Pattern(r"[,。;、:!?\n()]")


def _with_words_before(context: Context, match: re.Match[str]) -> Evidence:
    """Return the place of a damaged word with up to eight characters before and the punctuation after it."""
    text = context.running.text
    start = max(0, match.start() - 8)
    breaks = [cut.end() for cut in _CLAUSE_END.finditer(text, start, match.start())]
    return context.running.evidence(breaks[-1] if breaks else start, min(len(text), match.end() + 1))


_CUT_OFF = Pattern(r"[,、](?:[\s*#]*[-—－─]\s*\d+\s*[-—－─])?[\s*#]*$")
_PROSE_PARTS = (1, 5, 6)


@rule(
    "text.breaks_off", Severity.WARNING, needs=("sections", "document"), source=_NOTHING_SILENT, formula="last ≠ , 、"
)
def breaks_off(context: Context) -> Iterator[Result]:
    """Name each part of prose that ends in a comma: the rest of its sentence is not there."""
    for section in context.report.sections:
        if section.part in _PROSE_PARTS:
            span = _cut_off(context.text, section)
            evidence = (context.running.evidence_at(span),) if span else ()
            yield failed({"quote": evidence[0].quote.strip()}, evidence=evidence) if evidence else PASSED


def _cut_off(text: str, section: Section) -> Span | None:
    """Return the last words of a part that ends in a comma; None where it ends otherwise."""
    start, end = max(section.span[0], section.span[1] - 60), section.span[1]
    match = _CUT_OFF.search(text[start:end].replace("，", ","))
    return (max(start, start + match.start() - 15), start + match.start() + 1) if match else None
