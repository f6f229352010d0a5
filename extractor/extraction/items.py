"""Problems and improvements: part 5 cut into items, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.parsing.flow import Flow, Passage
from extractor.parsing.numbers import read_chinese
from extractor.schema import Document, Evidence, Item

_HAN = "一二三四五六七八九十"
_MARKS: dict[str, str] = {
    "is": rf"(?<![{_HAN}唯统之单第])[{_HAN}]{{1,2}}(?:则|要)?是(?!否)",
    "paren": rf"[#* ]{{0,4}}\([{_HAN}]{{1,3}}\)",
    "digit_paren": r"\(\d{1,2}\)|(?<![\d(])(?<=[\n。;:,])\d{1,2}\)",
    "digit": r"(?:^|(?<=[\n。;:,!?]))[#* ]{0,4}\d{1,2}[.、](?!\d)",
    "han": rf"(?:^|(?<=[\n。;:]))[#* ]{{0,4}}[{_HAN}]{{1,3}}[、.]",
    "circle": r"[①-⑳]",
    "nth": rf"第[{_HAN}](?=[,:])",
    "first": r"(?:首先|其次|再次|再者|最后)(?=[,:])",
}
_MARK = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _MARKS.items()))
_END = re.compile(r"[。;:!?\n]")
_WEAK = re.compile(
    "有待|不够|不足|不强|不高|不全|不深|不广|不及时|不到位|不平衡|不明显|不完善|不规范|不健全|不丰富|不充分|不均|不多|不严|不细|不熟|不紧|不大|不便|不畅"
    "|不精|不准|不优|不实|不新|不活|不尽|不能|较少|偏少|较低|偏低|较弱|偏弱|较慢|较窄|欠缺|欠佳|滞后|薄弱|缺乏|缺少|仍需|还需|尚需|需要?进一步|需加强|仍有|还有差距|还不|尚不|尚未|没有"
    "|有限|单一|难以|短板|差距|未能|未及时|过于|淡薄|参差|空白|弱|少$|慢$|低$|窄$"
)
_PROBLEM_CUE = re.compile(
    r"(?:存在|主要|突出|面临)[^。;,]{0,12}(?:问题|不足|困难|短板|差距)|问题(?:和|与|及)不足|不足之处|问题主要|薄弱环节"
    r"|(?:存在|表现)[^。;]{0,200}(?:问题|不足)$|(?:仍|还)(?:有|存在)[^。;]{0,12}(?:差距|不足)"
)
_IMPROVEMENT_CUE = re.compile(
    r"改进(?:的)?(?:情况|措施|方向|办法|意见|举措|思路|工作|建议)|(?:整改|解决)(?:措施|办法|情况)|下一?步|下一阶段|今后|下一年|新的一年|工作打算|努力方向"
    r"|(?:针对|对于|围绕|对照)[^。;,]{0,16}(?:问题|不足|短板)|20\d\d年[^。;]{0,30}将|我[局县区市镇乡办委院校][^。;]{0,6}将"
)
_HEADING = 26
"""A segment up to this length that names problems or improvements is a heading, no item."""
_CUE_AT_START = 14
"""In the middle of a list a cue changes the zone only at the start of a segment."""
_NOTHING = re.compile(r"^(?:暂?无|没有)[。,;]?$|^(?:暂?无|没有|不存在)[^,]{0,10}(?:问题|情况)?$")


@dataclass(frozen=True)
class _Segment:
    """A stretch of part 5 up to 。 ; or : with the ordinal before it.

    Attributes:
        start: Where its words start in the flow, after the ordinal.
        end: Where they end, before the mark.
        kind: Kind of the ordinal; None where none stands before it.
        number: Rank of the ordinal, from 1; 0 where none stands before it.
        closing: Mark that ends it; empty where the next ordinal does.
    """

    start: int
    end: int
    kind: str | None
    number: int
    closing: str


def _segments(text: str) -> Iterator[_Segment]:
    """Yield the segments of part 5 in order."""
    marks = list(_MARK.finditer(text))
    stops = [(match.start(), match.end(), match) for match in marks]
    cuts = sorted([*((start, end, match) for start, end, match in stops), *((m.start(), m.end(), None) for m in _END.finditer(text))], key=lambda cut: cut[:2])
    start, kind, number = 0, None, 0
    for at, after, mark in cuts:
        if at < start:
            continue
        if text[start:at].strip(" ,*#"):
            yield _Segment(start, at, kind, number, "" if mark else text[at])
            kind, number = None, 0
        if mark is not None:
            kind, number = mark.lastgroup, _number(mark[0])
        start = after
    if text[start:].strip():
        yield _Segment(start, len(text), kind, number, "")


def _number(mark: str) -> int:
    """Return the rank that an ordinal prints; 0 where it can't be told."""
    digits = re.search(r"\d{1,2}", mark)
    if digits is not None:
        return int(digits[0])
    if "①" <= mark[0] <= "⑳":
        return ord(mark[0]) - ord("①") + 1
    numeral = re.search(rf"[{_HAN}]{{1,3}}", mark)
    return int((read_chinese(numeral[0]) if numeral else None) or 0)


def extract_items(document: Document, passages: Sequence[Passage]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the problems and the improvements of part 5, in the order of the text."""
    problems: list[Item] = []
    improvements: list[Item] = []
    for passage in passages:
        if passage.part == 5 and passage.flow.text:
            for zone in read_zones(passage.flow.text):
                target = problems if zone.name == "problem" else improvements
                target.extend(_item(document, passage.flow, span) for span in item_spans(passage.flow.text, zone))
    return tuple(problems), tuple(improvements)


@dataclass
class Zone:
    """A run of segments about problems or about improvements."""

    name: str
    segments: list[_Segment] = field(default_factory=list)


def read_zones(text: str) -> list[Zone]:
    """Return part 5 as runs of problems and improvements, the headings between them left out."""
    zones = [Zone("problem")]
    sequence: dict[str, tuple[str, int]] = {}
    for segment in _segments(text):
        words = text[segment.start : segment.end]
        name = _zone_named(words, segment, bool(zones[-1].segments and any(item.kind for item in zones[-1].segments)))
        if name is None and segment.kind is not None:
            name = _resumed(sequence, segment, zones[-1].name)
        if name is not None and name != zones[-1].name:
            zones.append(Zone(name))
        if segment.kind is not None and not _is_heading(words, segment):
            sequence[segment.kind] = (zones[-1].name, segment.number)
        if not _is_heading(words, segment):
            zones[-1].segments.append(segment)
    return zones


def _resumed(sequence: dict[str, tuple[str, int]], segment: _Segment, current: str) -> str:
    """Return the zone of the list that an ordinal goes on with: 1.问题…改进措施:… 2.问题…"""
    name, last = sequence.get(segment.kind or "", (current, 0))
    return name if segment.number == last + 1 and segment.number > 1 else current


def _zone_named(words: str, segment: _Segment, in_list: bool) -> str | None:
    """Return the zone that a segment opens; None where it goes on with the one before."""
    reach = len(words) if len(words) <= _HEADING or not (in_list or segment.kind) else _CUE_AT_START
    if segment.kind is not None and len(words) > _HEADING:
        return None
    improvement, problem = _IMPROVEMENT_CUE.search(words), _PROBLEM_CUE.search(words)
    if improvement is not None and improvement.start() < reach:
        return None if segment.kind is not None and not _is_heading(words, segment) else "improvement"
    if problem is not None and problem.start() < reach:
        return None if segment.kind is not None and not _is_heading(words, segment) else "problem"
    return None


_HEADING_WORDS = re.compile(
    r"^(?:\d{4}年)?[^,]{0,14}(?:问题|不足|困难|短板|差距|改进[^,]{0,4}|整改[^,]{0,4}|打算|措施|方向|下一?步[^,]{0,8})(?:及原因|情况|方面)?$"
)


def _is_heading(words: str, segment: _Segment) -> bool:
    """Return whether a segment only names what follows."""
    return len(words.strip()) <= _HEADING and bool(_HEADING_WORDS.match(words.strip(" #*"))) and not _WEAK.search(words.replace("不足", ""))


def item_spans(text: str, zone: Zone) -> Iterator[tuple[int, int]]:
    """Yield where the items of a zone stand in the flow."""
    level = next((segment.kind for segment in zone.segments if segment.kind), None)
    if level is None:
        yield from _unnumbered(text, zone)
        return
    for index, segment in enumerate(zone.segments):
        following = zone.segments[index + 1] if index + 1 < len(zone.segments) else None
        lost_first = segment.kind is None and following is not None and following.kind == level and following.number == 2
        if segment.kind == level or (lost_first and not any(item.kind for item in zone.segments[:index])):
            yield from _cut(text, segment.start, segment.end, zone.name)


_TARGET = re.compile(r"针对(?P<problem>[^,]{4,50}?)(?:等|的)*(?:问题|不足|现象|情况|短板)?,")


def _cut(text: str, start: int, end: int, zone: str) -> Iterator[tuple[int, int]]:
    """Yield the item of a segment: a problem whole, an improvement up to its first comma."""
    target = _TARGET.match(text, start, end)
    if target is not None:
        yield target.span("problem") if zone == "problem" else (target.end(), _first_clause(text, target.end(), end))
        return
    start, end = _trim(text, start, end)
    if start < end and not _NOTHING.match(text[start:end]):
        yield start, end if zone == "problem" else _first_clause(text, start, end)


_SHORTEST_CLAUSE = 6


def _first_clause(text: str, start: int, end: int) -> int:
    """Return where the first clause of some length ends."""
    comma = text.find(",", start + _SHORTEST_CLAUSE, end)
    return comma if comma >= 0 else end


_LEAD = re.compile(
    r"[\s,*#、]*(?:(?:但|但是|然而|同时|此外|另外)?,?(?:也|还|仍|仍然|依然)?(?:存在|表现在|表现为|主要表现(?:在|为)|主要是|体现在|主要有|例如|比如|如)(?:着|了)?(?:以下)?,?)?"
)
_TAIL = re.compile(r"(?:等)?(?:方面)?(?:的)?(?:问题|不足|情况)?[\s,*]*$")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a clause without 但也存在 before it and 等问题 after it."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead is not None else start
    tail = _TAIL.search(text[start:end])
    return start, start + (tail.start() if tail is not None else end - start)


_CLAUSE = re.compile(r"[^,;]+")
_CONTINUES = re.compile(r"^(?:未能|在|尤其|特别|导致|影响|从而|使|与|和|相对|没有|难以|不能|还|仍|尚|也|缺乏|对照|对标)")
_PRAISE = re.compile("成绩|成效|相比|对照|要求|差距$|一定的?差距|一些(?:问题|不足)|进展|顺利")
_ACTION = re.compile(
    "(?:进一步|继续|不断|持续|切实|着力|积极|认真|严格|充分|全面|大力|及时|更加|主动|扎实|深入|努力|逐步|加强|加大|加快|健全|强化|细化|扩大|规范|完善|提高|提升|推进"
    "|推动|深化|优化|丰富|拓宽|拓展|畅通|落实|做好|建立|组织|开展|创新|增强|抓好|明确|整合|改进|压实|严把|聚焦|围绕|以|紧紧|按照)"
)
_RESULT = re.compile("(?:切实将|确保|使|让|从而|以便|进而|推动.{0,14}(?:再上|迈上|透明))")
_ANNOUNCES = re.compile(r".{0,40}?(?:将|下一?步|今后|打算|改进措施|改进)(?:[^,]{0,16}(?:以下|如下|几个?方面|工作))?,?")


def _unnumbered(text: str, zone: Zone) -> Iterator[tuple[int, int]]:
    """Yield the items of running text without ordinals."""
    if zone.name == "problem":
        for segment in zone.segments:
            yield from _weaknesses(text, segment.start, segment.end)
        return
    sentences = [segment for segment in zone.segments if not _NOTHING.match(text[segment.start : segment.end])]
    single = sum(segment.closing in ("。", "\n", "") for segment in sentences) <= 1
    for segment in sentences:
        yield from _actions(text, segment.start, segment.end, single)


def _weaknesses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence that say what is weak."""
    for clause in _CLAUSE.finditer(text, start, end):
        for first, last in _enumerated(text, clause.start(), clause.end()):
            first, last = _trim(text, first, last)
            words = text[first:last]
            if _WEAK.search(words) and not _PRAISE.search(words) and not _CONTINUES.match(words) and len(words) >= _SHORTEST_CLAUSE - 1:
                yield first, last


def _enumerated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a clause cut at 、 where what stands before each 、 says by itself what is weak."""
    spans: list[tuple[int, int]] = []
    begin = start
    for index in range(start, end):
        if text[index] == "、" and _WEAK.search(text[begin:index]):
            spans.append((begin, index))
            begin = index + 1
    return [*spans, (begin, end)]


def _actions(text: str, start: int, end: int, single: bool) -> Iterator[tuple[int, int]]:
    """Yield the measures of a sentence: each clause that starts with one where there is a single sentence."""
    clauses = [
        (first, clause.end())
        for clause in _CLAUSE.finditer(text, start, end)
        for first in [_after_announcement(text, clause.start(), clause.end())]
        if _ACTION.match(text, first, clause.end()) and not _RESULT.match(text, first, clause.end())
        and clause.end() - first >= _SHORTEST_CLAUSE
    ]
    yield from clauses if single else clauses[:1]


def _after_announcement(text: str, start: int, end: int) -> int:
    """Return where a clause starts after 下一步,我局将."""
    announced = _ANNOUNCES.match(text, start, end)
    if announced is not None and announced.end() < end:
        return announced.end()
    joined = re.compile("同时|并|此外|另外").match(text, start, end)
    return joined.end() if joined is not None else start


def _item(document: Document, flow: Flow, span: tuple[int, int]) -> Item:
    """Return a stretch of part 5 as an item, its text without line breaks."""
    start, end = flow.span(*span)
    return Item(
        text=flow.text[span[0] : span[1]].replace("\n", ""),
        evidence=Evidence(
            quote=document.text[start:end], span=(start, end), page=document.page_of(start), part=5
        ),
    )
