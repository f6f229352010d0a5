"""Part 5 as runs of problems and improvements: its segments, ordinals and the words that change the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.parsing.numbers import read_chinese

_HAN = "一二三四五六七八九十"
_MARKS: dict[str, str] = {
    "is": rf"(?<![{_HAN}唯统之单第])[{_HAN}]{{1,2}}(?:则|要)?是(?!否)",
    "paren": rf"[#* ]{{0,4}}\([{_HAN}]{{1,3}}\)",
    "digit_paren": r"\(\d{1,2}\)|(?<![\d(])(?<=[\n。;:,])\d{1,2}\)",
    "digit": r"(?:^|(?<=[\n。;:,!?题施况足]))[#* ]{0,4}\d{1,2}[.、](?!\d)",
    "han": rf"(?:^|(?<=[\n。;:]))[#* ]{{0,4}}[{_HAN}]{{1,3}}[、.]",
    "circle": r"[①-⑳]",
    "nth": rf"第[{_HAN}](?=[,:])",
    "first": r"(?:首先|其次|再次|再者|最后)(?=[,:])",
}
_MARK = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _MARKS.items()))
_END = re.compile(r"[。;:!?\n]")
WEAK = re.compile(
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


@dataclass(frozen=True)
class Segment:
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


def split_segments(text: str) -> Iterator[Segment]:
    """Yield the segments of part 5 in order."""
    marks = list(_MARK.finditer(text))
    stops = [(match.start(), match.end(), match) for match in marks]
    cuts = sorted(
        [
            *((start, end, match) for start, end, match in stops),
            *((m.start(), m.end(), None) for m in _END.finditer(text)),
        ],
        key=lambda cut: cut[:2],
    )
    start, kind, number = 0, None, 0
    for at, after, mark in cuts:
        if at < start:
            continue
        if text[start:at].strip(" ,*#"):
            yield Segment(start, at, kind, number, "" if mark else text[at])
            kind, number = None, 0
        if mark is not None:
            kind, number = mark.lastgroup, _number(mark[0])
        start = after
    if text[start:].strip():
        yield Segment(start, len(text), kind, number, "")


def _number(mark: str) -> int:
    """Return the rank that an ordinal prints; 0 where it can't be told."""
    digits = re.search(r"\d{1,2}", mark)
    if digits is not None:
        return int(digits[0])
    if "①" <= mark[0] <= "⑳":
        return ord(mark[0]) - ord("①") + 1
    numeral = re.search(rf"[{_HAN}]{{1,3}}", mark)
    return int((read_chinese(numeral[0]) if numeral else None) or 0)


@dataclass
class Zone:
    """A run of segments about problems or about improvements."""

    name: str
    segments: list[Segment] = field(default_factory=list)


def read_zones(text: str) -> list[Zone]:
    """Return part 5 as runs of problems and improvements, the headings between them left out."""
    zones = [Zone("problem")]
    sequence: dict[str, tuple[str, int]] = {}
    for segment in split_segments(text):
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


def _resumed(sequence: dict[str, tuple[str, int]], segment: Segment, current: str) -> str:
    """Return the zone of the list that an ordinal goes on with, as in 1.问题…改进措施:… 2.问题…."""
    name, last = sequence.get(segment.kind or "", (current, 0))
    return name if segment.number == last + 1 and segment.number > 1 else current


def _zone_named(words: str, segment: Segment, in_list: bool) -> str | None:
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


def _is_heading(words: str, segment: Segment) -> bool:
    """Return whether a segment only names what follows."""
    return (
        len(words.strip()) <= _HEADING
        and bool(_HEADING_WORDS.match(words.strip(" #*")))
        and not WEAK.search(words.replace("不足", ""))
    )
