"""Statements of none: 未收到…申请 · 无收费情况 · 零投诉 · 没有发生… and what there was none of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_VERBS = (
    "收到|接到|接收到?|接获|接受|受理|收取|收费|发生|产生|出现|发现|涉及|办理|制发|制定|出台|印发|召开|举办|发放|发出|征收|承办|引发|结转|存在|有"
    "|涉诉|因|被|向|公开|发布|开展|组织|新增|废止|开设|建立|提起|进行|对|实施|就|由|新制"
)
_NEGATION = re.compile(
    rf"(?:从|尚|暂|均|亦|也|并|都|皆)?(?:未(?:曾|有|能)?(?:{_VERBS})|没有|没(?={_VERBS})|不存在|不涉及"
    r"|无(?!法|效|论|需|须|障碍|关|偿|锡|纸|缝|人机|线|烟|疑|正当|故|条件|形|从|穷|限|误|力|补正|规定|不|党|声|私|微不至)"
    r"|零(?=[一-龥]{2,10}))"
)
_CLAUSE_END = re.compile(r"[,;。!?\n]|(?=其中)")
_LONG_END = re.compile(r"[;。!?\n]")
_OBJECT = re.compile(
    "申请|复议|诉讼|起诉|应诉|涉诉|败诉|投诉|举报|收费|费用|处理费|收取|收过费|转[入至到]?下一?年|减免|建议|提案|议案|规范性文件|规章|新闻发布会|责任追究|追责|问责|结转|遗留"
    "|通知|公开|信息|事项|情况|情形|案件|问题|留言|咨询|培训|采购|许可|处罚|强制|文件|泄密|事故|事件|现象|纠正|纠错|撤销"
)
_ENDS_CLAUSE = re.compile(r"(?:收到?|接到|发生|产生|出现|提起|收取|有)?过?")
_SAID_BEFORE = re.compile(r"(?:申请|复议|诉讼|应诉|投诉|举报|信访|费用)(?:案件|事项|情况|情形|行为)?(?:一[件起份笔])?$")
"""What a negation at the end of its clause may be about; 申请人未收到 is about no 申请."""
_ZERO_WORD = re.compile("零(?:投诉|举报|申请|收费|复议|诉讼|失误|差错|泄密|事故|积压|延误|超期|违规|败诉|纠错|信访)")
_PAIRS = (
    (re.compile("复议"), re.compile("诉讼|起诉|应诉")),
    (re.compile("建议|议案"), re.compile("提案")),
)
_STANDALONE = re.compile(
    r"(?:\A|[。;\n:])[#*\s]*(?P<head>[^。;\n:]{2,40})[。:*\n]{1,3}\s*(?P<none>(?:暂|均)?无(?:此类?情况|相关情况|此项)?|没有)\s*(?=[。;\n]|\Z)"
)


@dataclass(frozen=True)
class NoneStatement:
    """A statement that there was none of something.

    Attributes:
        start: Where the negation starts in the flow.
        end: Where its clause ends.
        subject: What there was none of.
        unit: Unit of the zero; empty, none is printed.
    """

    start: int
    end: int
    subject: str
    unit: str = ""


def find_none_statements(text: str, start: int, end: int) -> Iterator[NoneStatement]:
    """Yield what a sentence, `text[start:end]`, says there was none of; two things joined give two statements."""
    position = start
    while (match := _NEGATION.search(text, position, end)) is not None:
        stop = _clause_end(text, match.end(), end)
        position = max(stop, match.end())
        if match[0] == "零" and not _ZERO_WORD.match(text, match.start()):
            position = match.end()
            continue
        said = text[match.start() : stop]
        if _OBJECT.search(said):
            if len(said) <= _LONGEST:
                yield from _split(match.start(), stop, said)
        elif _ENDS_CLAUSE.fullmatch(text, match.end(), stop):
            yield from _said_before(text, start, match.start(), stop)


_LONGEST = 120
_MORE = re.compile(
    r",(?![^,。;]{0,3}[未没无不零])"
    r"(?=[^,。;]{0,3}(?:提起|被提起|或|行政诉讼|诉讼|行政复议|提案|政协|收取|产生))"
)


def _said_before(text: str, start: int, negation: int, end: int) -> Iterator[NoneStatement]:
    """Yield what a negation at the end of its clause denies: 行政复议、行政诉讼均未发生."""
    breaks = [match.end() for match in _CLAUSE_END.finditer(text, start, negation)]
    begin = max(breaks, default=start)
    if negation - begin <= _LONGEST and _SAID_BEFORE.search(text, begin, negation):
        yield from _split(begin, end, text[begin:end])


def _clause_end(text: str, start: int, end: int) -> int:
    """Return where the clause of a negation ends; a comma inside `被申请行政复议,提起行政诉讼` doesn't end it."""
    position = start
    while (match := _CLAUSE_END.search(text, position, end)) is not None:
        if not _MORE.match(text, match.start()):
            return match.start()
        position = match.end()
    return end


def _split(start: int, end: int, said: str) -> Iterator[NoneStatement]:
    """Yield one statement, or one for each of two things that are named together (复议 and 诉讼, 建议 and 提案)."""
    subject = said.strip()[:60]
    for one, other in _PAIRS:
        first, second = one.search(said), other.search(said)
        if first and second:
            yield NoneStatement(start, end, first[0])
            yield NoneStatement(start, end, second[0])
            return
    yield NoneStatement(start, end, subject)


def none_under_heading(text: str) -> Iterator[NoneStatement]:
    """Yield what a heading names where nothing but 无 stands under it or after its colon."""
    for match in _STANDALONE.finditer(text):
        if _OBJECT.search(match["head"]):
            yield NoneStatement(match.start("head"), match.end("none"), match["head"].strip())
