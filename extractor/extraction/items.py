"""Problems and improvements: part 5 cut into items, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.parsing.flow import Flow, Passage
from extractor.parsing.numbers import read_chinese
from extractor.schema import Document, Evidence, Item, Span

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
    "|有限|单一|难以|短板|差距|未能|未及时|过于|淡薄|偏[多长大高专窄]|延迟|不齐|不匀|公开不足|流于形式|同质化|需要|亟[待需]|迟缓|脱节|单薄|粗糙|死板|多$|参差|空白|弱|少$|慢$|低$|窄$"
)
_PROBLEM_CUE = re.compile(
    r"(?:存在|主要|突出|面临)[^。;,]{0,12}(?:问题|不足|困难|短板|差距)|问题(?:和|与|及)不足|不足之处|问题主要|薄弱环节"
    r"|(?:存在|表现)[^。;]{0,200}(?:问题|不足)$|(?:仍|还)(?:有|存在)[^。;]{0,12}(?:差距|不足)"
)
_IMPROVEMENT_CUE = re.compile(
    r"改进(?:的)?(?:情况|措施|方向|办法|意见|举措|思路|工作|建议)|(?:整改|解决)(?:措施|办法|情况)|下一?步|下一阶段|今后|下一年|新的一年|工作打算|努力方向"
    r"|(?:针对|对于|围绕|对照)[^。;,]{0,16}(?:问题|不足|短板)|为此|20\d\d年[^。;]{0,30}(?:将|打算|计划)|我[们局县区市镇乡办委院校][^。;]{0,6}(?:将|打算|拟|计划)"
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
                for name, span in item_spans(passage.flow.text, zone):
                    target = problems if name == "problem" else improvements
                    target.append(_item(document, passage.flow, span))
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
        if _GLUED_HEADING.match(words):
            segment = replace(segment, kind=None)
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
    glued = _GLUED_HEADING.match(words)
    if glued is not None:
        return "improvement" if glued["improvement"] else "problem"
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


_GLUED_HEADING = re.compile(
    r"(?:(?P<improvement>(?:下一?步)?(?:工作)?(?:改进|整改)(?:措施|情况|方向|意见))|(?:存在的?)?(?:主要)?(?:问题|不足)(?:及原因)?)"
    r"(?=针对|为|一年来|我|20|根据|虽然|主要|对照|当前|目前|近年)"
)


def _is_heading(words: str, segment: _Segment) -> bool:
    """Return whether a segment only names what follows."""
    return len(words.strip()) <= _HEADING and bool(_HEADING_WORDS.match(words.strip(" #*"))) and not _WEAK.search(words.replace("不足", ""))


def item_spans(text: str, zone: Zone) -> Iterator[tuple[str, Span]]:
    """Yield the items of a zone, `problem` or `improvement` with where each stands in the flow."""
    level = next((segment.kind for segment in zone.segments if segment.kind), None)
    if level is None:
        yield from _unnumbered(text, zone)
        return
    for index, segment in enumerate(zone.segments):
        if segment.kind == level or _is_lost_first(zone.segments, index, level):
            yield from _cut(text, segment.start, segment.end, zone.name)


def _is_lost_first(segments: Sequence[_Segment], index: int, level: str) -> bool:
    """Return whether a segment without ordinal is the first item: the list after it starts with 二是."""
    following = segments[index + 1] if index + 1 < len(segments) else None
    if segments[index].kind is not None or following is None or any(item.kind for item in segments[:index]):
        return False
    return following.kind == level and following.number == 2


_TARGET = re.compile(r"(?:针对|围绕|对于)(?P<problem>[^,]{4,60}?)(?P<said>等?的?(?:问题|不足|现象|短板)|等?的?情况),")
_NO_TARGET = re.compile("上述|以上|存在的?$|这些|上年|去年|20\d\d|工作中|方面$|出现的")


def _cut(text: str, start: int, end: int, zone: str) -> Iterator[tuple[str, Span]]:
    """Yield the item of a segment: a problem whole, an improvement up to its first comma, both of 针对…问题,…"""
    target = _TARGET.match(text, start, end)
    if target is not None:
        weak = "情况" not in target["said"] or _WEAK.search(target["problem"])
        if weak and not _NO_TARGET.search(target["problem"]):
            yield "problem", target.span("problem")
        start = target.end()
        zone = "improvement"
    start, end = _trim(text, start, end, zone)
    if end - start >= _SHORTEST and not _NOTHING.match(text[start:end]):
        yield zone, (start, end if zone == "problem" else _first_clause(text, start, end))


_SHORTEST = 4
"""Characters of the shortest item."""
_SHORTEST_CLAUSE = 6
_PREFACE = re.compile(
    r"(?:持续)?(?:严格)?(?:按照|根据|围绕|紧紧围绕|紧扣|依据|对照|结合|坚持|聚焦|以|针对)[^,]*$|(?:20\d\d年|下一?步|今后|同时|此外)$"
)


def _first_clause(text: str, start: int, end: int) -> int:
    """Return where the first clause of some length ends, 围绕…, before it counted in."""
    comma = text.find(",", start + _SHORTEST_CLAUSE, end)
    if comma >= 0 and _PREFACE.match(text[start:comma]):
        comma = text.find(",", comma + 1, end)
    return comma if comma >= 0 else end


_LEAD = {
    "problem": re.compile(
        r"[\s,*#、]*(?:[^,;、]{0,24}?(?:但|但是|然而|不过),?(?:还有(?!待)|仍有(?!待))?)?(?:也|还(?!不|有待)|仍然?(?!不|有待|需)|依然)?"
        r"(?:[^,;、]{0,16}?(?:存在|表现在|表现为|体现在|主要有|主要是|不足是|问题是|短板是)(?:着|了|的)?(?:以下)?"
        r"(?:(?:主要)?(?:问题|不足)(?:主要)?是)?|例如|比如|譬如|如(?!何|期|实))?,?"
    ),
    "improvement": re.compile(
        r"[\s,*#、]*(?:[^,;]{0,26}?(?:将|要|打算|计划|拟)(?=[一-龥]{2})(?!求)|下一?步|今后|此外|同时|为此|并)?,?(?:还?将|还要|我们将|我[局县区市镇乡办委院]将)?"
    ),
}
_TAIL = re.compile(r"(?:等(?:方面)?(?:的)?(?:问题|不足|情况|现象|短板)?|方面的?(?:问题|不足)|的?问题)?[\s,*]*$")


def _trim(text: str, start: int, end: int, zone: str) -> Span:
    """Return a clause without 但也存在 or 我局将 before it and 等问题 after it."""
    lead = _LEAD[zone].match(text, start, end)
    start = lead.end() if lead is not None else start
    tail = _TAIL.search(text[start:end]) if zone == "problem" else None
    return start, start + tail.start() if tail is not None else end


_CLAUSE = re.compile(r"[^,]+")
_CONTINUES = re.compile(r"(?:未能|在|尤其|特别|导致|影响|从而|使|与|和|相对|没有|难以|不能|还|仍|尚|也|缺乏|对照|对标|合并)")
_PRAISE = re.compile("成绩|成效|相比|要求|一定的?差距|一些(?:问题|不足)|取得[^,]{0,12}进展|进步|顺利|^存在|差距$(?<!有差距)")
_RESULT = re.compile(
    "切实将|确保|使|让|从而|以便|进而|推动|实现|做到|力争|为[^,]{2,}(?:提供|奠定)|提高|提升|增强|不断提[高升]|全面提升|切实提[高升]|有效提升|更好"
)


def _unnumbered(text: str, zone: Zone) -> Iterator[tuple[str, Span]]:
    """Yield the items of running text without ordinals."""
    said = [
        segment
        for segment in zone.segments
        if segment.closing != ":" and not _NOTHING.match(text[segment.start : segment.end])
    ]
    clauses = sum(text.count(",", segment.start, segment.end) + 1 for segment in said)
    listed = any(segment.closing == ";" for segment in said) and clauses <= _SHORT_LIST * len(said)
    single = sum(segment.closing != ";" for segment in said) <= 1
    for segment in said:
        if _TARGET.match(text, segment.start, segment.end):
            yield from _cut(text, segment.start, segment.end, zone.name)
        elif zone.name == "problem":
            spans = [(segment.start, segment.end)] if listed else _weaknesses(text, segment.start, segment.end)
            yield from _trimmed(text, spans, "problem")
        elif listed or not single:
            yield from _trimmed(text, [(segment.start, segment.end)], "improvement")
        else:
            yield from _trimmed(text, _actions(text, segment.start, segment.end), "improvement")


_SHORT_LIST = 2
"""Where the parts between ; have at most this many clauses each, a part is an item; else a clause is."""


def _phrases(text: str, start: int, end: int) -> list[Span]:
    """Return a clause cut at 、 where every phrase is long enough to be a measure."""
    phrases = [phrase.span() for phrase in _PHRASE.finditer(text, start, end)]
    return phrases if all(last - first >= _SHORTEST_CLAUSE for first, last in phrases) else [(start, end)]


_PHRASE = re.compile("[^、]+")


def _trimmed(text: str, spans: Iterable[Span], zone: str) -> Iterator[tuple[str, Span]]:
    """Yield clauses as items, those too short or of praise left out."""
    for start, end in spans:
        first, last = _trim(text, start, end, zone)
        if last - first < _SHORTEST or (zone == "problem" and _PRAISE.search(text[first:last])):
            continue
        yield zone, (first, last)


def _weaknesses(text: str, start: int, end: int) -> list[Span]:
    """Return the clauses of a sentence that say what is weak; one that only continues stays with the one before."""
    clauses = [clause.span() for clause in _CLAUSE.finditer(text, start, end)]
    weak = [span for span in clauses if _is_weak(text[slice(*_trim(text, *span, "problem"))])]
    if len(weak) == 1:
        return _enumerated(text, *weak[0])
    return weak


def _is_weak(clause: str) -> bool:
    bare = clause.strip()
    return bool(_WEAK.search(bare)) and not _CONTINUES.match(bare) and not _PRAISE.search(bare)


def _enumerated(text: str, start: int, end: int) -> list[Span]:
    """Return a clause cut at 、 where what stands before each 、 says by itself what is weak."""
    spans: list[Span] = []
    begin = start
    for match in re.compile("、").finditer(text, start, end):
        if _WEAK.search(text[begin : match.start()]):
            spans.append((begin, match.start()))
            begin = match.end()
    return [*spans, (begin, end)]


def _actions(text: str, start: int, end: int) -> list[Span]:
    """Return the measures of a single sentence, one a clause; what introduces them or follows from them left out."""
    clauses = [clause.span() for clause in _CLAUSE.finditer(text, start, end)]
    if len(clauses) == 1:
        return _phrases(text, start, end)
    found: list[Span] = []
    for first, last in clauses:
        begin, _ = _trim(text, first, last, "improvement")
        words = text[begin:last]
        if len(words) < _SHORTEST_CLAUSE or _PREFACE.match(words) or (found and (_RESULT.match(words) or _RESULT.match(text, first))):
            continue
        found.append((first, last))
    return found


def _item(document: Document, flow: Flow, span: tuple[int, int]) -> Item:
    """Return a stretch of part 5 as an item, its text without line breaks."""
    start, end = flow.span(*span)
    return Item(
        text=flow.text[span[0] : span[1]].replace("\n", ""),
        evidence=Evidence(
            quote=document.text[start:end], span=(start, end), page=document.page_of(start), part=5
        ),
    )
