"""Part 5 as runs of problems and improvements: its segments, ordinals and the words that change the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.parsing.numbers import read_chinese
from extractor.patterns import Pattern

_HAN = "一二三四五六七八九十"
_MARKS: dict[str, str] = {
    "is": rf"(?<![{_HAN}唯统之单第])[{_HAN}]{{1,2}}(?:则|要)?是(?!否)",
    "paren": rf"[#* ]{{0,4}}\([{_HAN}]{{1,3}}\)",
    "digit_paren": r"\(\d{1,2}\)|(?<![\d(])(?<=[\n。;:,])\d{1,2}\)",
    "digit": r"(?:^|(?<=[\n。;:,!?题施况足]))[#* ]{0,4}\d{1,2}[.、](?!\d)",
    "han": rf"(?:^|(?<=[\n。;:]))[#* ]{{0,4}}[{_HAN}]{{1,3}}[、.]",
    "circle": r"[①-⑳]",
    "need": rf"(?<=[。;:,\n])[{_HAN}]要(?![求点素件闻])",
    "nth": rf"[第其][{_HAN}](?=[,:])",
    "first": r"(?:首先|其次|再次|再者|最后)(?=[,:])",
}
_MARK = Pattern("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _MARKS.items()))
_END = Pattern(r"[。;:!?\n]")
WEAK = Pattern(
    "(?<![毫决绝从永])不(?![断仅但少过再折论管忘予只光久松减停懈漏]|同(?!步|程度)|可或缺)"
    "|有待|较[少低弱慢窄长差]|偏[多长大高专窄少低弱慢僻远]|欠|滞后|薄弱|缺[乏少失位口]|[仍还尚]需|需要|需进一步|需加强|仍有|还有差距|尚未|没有|未能|未及时"
    "|有限|单一|难以|困难|畏难|短板|差距|过于|淡薄|延迟|迟|拖[延沓拉]|流于形式|同质化|亟[待需]|脱节|单[薄调]|粗[糙放]|死板|生硬|枯燥|参差|空[白泛洞]|弱"
    "|陈旧|老[化套旧]|过时|千篇一律|雷同|照搬|笼统|模糊|零散|分散|割裂|断[档层更]|错[位漏误]|出错|遗漏|瑕疵|吃[力紧]|频繁|悬殊|随意|混乱|敷衍|应付|被动"
    "|五花八门|一知半解|停留[在于]|局限[在于]|偏重|侧重|重[一-龥]{1,6}轻|盲[区点]|死角|堵点|费[时力]|冷清|零报送|很少|鲜有|少有"
    "|[少慢低窄晚旧紧缺差多]$|(?:流动性?|差[异别距]|压力|难度|缺口)[较很]?大|(?:间隔|周期|时间|流程|用时)[较过太偏]?长"
)
_PROBLEM_CUE = Pattern(
    r"(?:存在|主要|突出|面临)[^。;,]{0,12}(?:问题|不足|困难|短板|差距)|问题(?:和|与|及)不足|不足之处|问题主要|薄弱环节"
    r"|(?:存在|表现)[^。;]{0,200}(?:问题|不足)$|(?:仍|还)(?:有|存在)[^。;]{0,12}(?:差距|不足)"
    r"|^[ #*]*(?:问题|不足)[一二三四五六七八九\d]?$"
)
LATER = (
    r"(?:20\d\d(?:[-—~至]{1,2}(?:20)?\d\d)?学?年度?|下一?步|下一?阶段|接下来|今后|以后|未来|明年|来年|下一?年度?|新的?一年"
    r"|新学?年度?|后续)"
)
"""Words for the time in which improvements are to come."""
_WILL = "将|打算|拟|计划|准备"
_WE = "我[们局县区市镇乡办委院校厅处街]|学校|学院|街道|本[局机单镇乡县区市]"
_IMPROVEMENT_CUE = Pattern(
    r"改进的?(?:具体|主要|工作)?(?:情况|措施|方向|办法|意见|举措|思路|工作|建议|做法|打算|计划|重点|安排)"
    r"|(?:整改|解决|应对)的?(?:措施|办法|情况|对策|思路|举措)"
    r"|下一?步|下一?阶段|今后|下一年|新的?一年|接下来|^[^。;,]{0,4}(?:明年|来年)|工作打算|努力的?方向"
    r"|(?:针对|对于|围绕|对照)[^。;,]{0,16}(?:问题|不足|短板|情况)|为此|^[ #*]*对此"
    rf"|(?:20\d\d|\d\d学)年度?[^。;]{{0,30}}(?:{_WILL}|着力)|^[ #*]*20\d\d年度?,?$"
    rf"|^20\d\d年(?:度|,)?(?:[^。;,]{{0,8}},)?要(?!求|点|素|闻)|(?:{_WE})[^。;,]{{0,6}}(?:{_WILL})"
    r"|^[ #*]*(?:将|拟|打算|计划)(?=[一-龥]{2})(?!求|近|来)"
    r"|^[ #*]*(?:20\d\d年度?的?)?(?:主要|具体|工作|有关|相应|下步)?的?"
    r"(?:改进|整改|措施|对策|举措|打算|做法|办法)(?:如下|包括|有|是)?[一二三四五六七八九\d]?$"
    r"|^[^。;,]{0,2}抓(?:好)?(?:改进|整改)|^[ #*]*要(?![求点素件闻么])"
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
    """A run of segments about problems or about improvements.

    Attributes:
        name: `problem` or `improvement`.
        named: Whether words of the report open it.
        segments: Those in it, headings left out.
        numbered: Whether an ordinal stands before any of them.
    """

    name: str
    named: bool = False
    segments: list[Segment] = field(default_factory=list)
    numbered: bool = False

    def add(self, segment: Segment) -> None:
        """Take a segment in."""
        self.segments.append(segment)
        self.numbered = self.numbered or segment.kind is not None


def read_zones(text: str) -> list[Zone]:
    """Return part 5 as runs of problems and improvements, the headings between them left out."""
    zones = [Zone("problem")]
    sequence: dict[str, tuple[str, int]] = {}
    for segment in split_segments(text):
        words = text[segment.start : segment.end]
        name = _zone_named(words, segment, zones[-1].numbered)
        opened = name is not None
        if name is None and segment.kind is not None:
            name = _resumed(sequence, segment, zones[-1].name)
        if name is None and _is_bare_action(words, segment, zones[-1]):
            name = "improvement"
        if name is not None and name != zones[-1].name:
            zones.append(Zone(name))
        zones[-1].named = zones[-1].named or opened
        if _GLUED_HEADING.match(words):
            segment = replace(segment, kind=None)
        if segment.kind is not None and not _is_heading(words, segment):
            sequence[segment.kind] = (zones[-1].name, segment.number)
        if not _is_heading(words, segment):
            zones[-1].add(segment)
    return zones


def _is_bare_action(words: str, segment: Segment, zone: Zone) -> bool:
    """Return whether a sentence says what will be done, without a word like 下一步 before it."""
    if zone.name != "problem" or segment.kind is not None or zone.numbered:
        return False
    return bool(zone.segments) and _ACTION.match(words) is not None and WEAK.search(words) is None


_ACTION = Pattern(
    r"[ #*]*(?:20\d\d年度?,?)?(?:同时|并|进一步|持续|不断|切实|及时|定期|着力|继续|大力|全面|逐步|积极|主动|,)*"
    r"(?:加强|强化|完善|健全|建立|优化|细化|规范|推进|推动|提升|提高|加大|加快|拓宽|拓展|丰富|组织|开展|举办|制定|编制|编印|梳理|整合|落实|明确|增加|派[人员]|请[一-龥]{2,6}(?=适配|参与|讲|授|来|做|把|评)"
    r"|压实|畅通|争取|聘请|邀请|引入|增设|增配|改版|升级|推行|实行|选派|抽调|督促|清理|补齐|统一|充实|扩大|严格|深化|创新|抓好|做好)"
)


def _resumed(sequence: dict[str, tuple[str, int]], segment: Segment, current: str) -> str:
    """Return the zone of the list that an ordinal goes on with, as in 1.问题…改进措施:… 2.问题…."""
    name, last = sequence.get(segment.kind or "", (current, 0))
    return name if segment.number == last + 1 and segment.number > 1 else current


def _zone_named(words: str, segment: Segment, in_list: bool) -> str | None:
    """Return the zone that a segment opens; None where it goes on with the one before."""
    if segment.kind == "need":
        return "improvement"
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


_HEADING_WORDS = Pattern(
    r"^(?:\d{4}年)?[^,]{0,14}(?:问题|(?<![一-龥])不足(?:之处)?|(?<=[在要的有和与及、作])不足(?:之处)?|困难|短板|差距|(?:改进|整改)的?(?:具体|工作)?(?:情况|措施|方向|办法|意见|举措|思路|工作|建议|做法|打算|计划|重点|安排)?|打算|措施|对策|举措|做法|方向|下一?步(?:的|工作|改进|整改|打算|计划|安排|措施|思路|重点|方向|[和及与、])*)(?:及原因|情况|方面)?[一二三四五六七八九\d]?$"
)


_GLUED_HEADING = Pattern(
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
