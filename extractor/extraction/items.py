"""Problems and improvements: part 5 cut into items, as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.extraction.part_five import LATER, WEAK, Segment, Zone, read_zones
from extractor.parsing.flow import Flow, Passage
from extractor.patterns import Pattern
from extractor.schema import Document, Evidence, Item, Span

_NOTHING = Pattern(r"^(?:暂?无|没有)[。,;]?$|^(?:暂?无|没有|不存在)[^,]{0,10}(?:问题|情况)?$")


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


def item_spans(text: str, zone: Zone) -> Iterator[tuple[str, Span]]:
    """Yield the items of a zone, `problem` or `improvement` with where each stands in the flow."""
    first = next((index for index, segment in enumerate(zone.segments) if segment.kind), None)
    if first is None:
        yield from _unnumbered(text, zone)
        return
    level = zone.segments[first].kind
    # A list that starts with 二是 has its first item before that.
    lost = first - 1 if zone.segments[first].number == 2 else None
    for index, segment in enumerate(zone.segments):
        if segment.kind == level or index == lost:
            yield from _cut(text, segment.start, segment.end, zone.name)


_TARGET = Pattern(r"(?:针对|围绕|对于)(?P<problem>[^,]{4,60}?)(?P<said>等?的?(?:问题|不足|现象|短板)|等?的?情况),")
_NO_TARGET = Pattern(r"上述|以上|存在的?$|这些|上年|去年|20\d\d|工作中|方面$|出现的")


def _cut(text: str, start: int, end: int, zone: str) -> Iterator[tuple[str, Span]]:
    """Yield the item of a segment: a problem whole, an improvement up to its first comma, 针对…问题,… as both."""
    target = _TARGET.match(text, start, end)
    if target is not None:
        weak = "情况" not in target["said"] or WEAK.search(target["problem"])
        if weak and not _NO_TARGET.search(target["problem"]):
            yield "problem", target.span("problem")
        start = target.end()
        zone = "improvement"
    start, end = _trim(text, start, end, zone)
    if end - start >= _SHORTEST and not _NOTHING.match(text[start:end]):
        yield zone, (start, end if zone == "problem" else _first_clause(text, start, end))


_SHORTEST = 3
"""Characters of the shortest item."""
_SHORTEST_ACTION = 4
_SHORTEST_CLAUSE = 6
_PREFACE = Pattern(
    rf"(?:持续)?(?:严格)?(?:按照|根据|围绕|紧紧围绕|紧扣|依据|对照|结合|坚持|聚焦|以|针对)[^,]*$"
    rf"|(?:{LATER}(?:里|中|的?工作中?|一[段个]时期|起)?|同时|此外|对此|为此|为(?:此|了)?(?:解决|改进|应对|破解|补齐)[^,]*)$"
)


def _first_clause(text: str, start: int, end: int) -> int:
    """Return where the first clause of some length ends, 围绕…, before it counted in."""
    comma = text.find(",", start + _SHORTEST_CLAUSE, end)
    if comma >= 0 and _PREFACE.match(text[start:comma]):
        comma = text.find(",", comma + 1, end)
    return comma if comma >= 0 else end


_LEAD = {
    "problem": Pattern(
        r"[\s,*#、]*(?:[^,;、]{0,24}?(?:但|但是|然而|不过),?(?:还有(?!待)|仍有(?!待))?)?(?:尤其是?|特别是?)?(?:也|还(?!不|有待)|仍然?(?!不|有待|需)|依然)?"
        r"(?:[^,;、]{0,16}?(?:存在|表现在|表现为|(?:集中|反映|体现)在|主要有|主要是|不足是|问题是|短板是|之处是|之处在于)(?:着|了|的)?(?:以下)?"
        r"(?:(?:主要)?(?:问题|不足)(?:主要)?是)?|例如|比如|譬如|如(?!何|期|实))?,?"
    ),
    "improvement": Pattern(
        r"[\s,*#、]*(?:[^,;]{0,26}?(?:将|要|打算|计划|拟)(?=[一-龥]{2})(?!求)|下一?步|今后|此外|同时|为此|对此|并)?,?(?:还?将|还要|我们将|我[局县区市镇乡办委院]将)?"
    ),
}
_TAIL = Pattern(
    r"(?:等(?:方面)?(?:的)?(?:(?:问题|不足|情况|现象|短板|困难)(?:仍然?|依然|还|也)?(?:客观)?(?:存在|突出)?)?|方面的?(?:问题|不足)|的?问题|的困难)?[\s,*]*$"
)


def _trim(text: str, start: int, end: int, zone: str) -> Span:
    """Return a clause without 但也存在 or 我局将 before it and 等问题 after it."""
    lead = _LEAD[zone].match(text, start, end)
    start = lead.end() if lead is not None else start
    tail = _TAIL.search(text[start:end]) if zone == "problem" else None
    return start, start + tail.start() if tail is not None else end


_CLAUSE = Pattern(r"[^,]+")
_CONTINUES = Pattern(r"(?:未能|在|导致|影响|从而|使|相对|没有|难以|不能|还|仍|尚|也|缺乏|对照|对标|合并)")
_PRAISE = Pattern(
    "^(?:主要|究其|其)?原因|^[^,]{0,3}(?:政务公开|信息公开|政府信息公开)工作(?:仍然?|还|尚)?(?:有待|需|有|存在)[^,]{0,6}(?:加强|改进|提高|提升|不足|短板)$|"
    "成绩|成效|相比|要求|一定的?差距|一些(?:问题|不足)|取得[^,]{0,12}进展|进步|顺利|^存在|差距$(?<!有差距)"
)
_RESULT = Pattern(
    "切实将|确保|使|让|从而|以便|进而|推动|实现|做到|力争|为[^,]{2,}(?:提供|奠定)|提高|提升|增强|不断提[高升]|全面提升|切实提[高升]|有效提升|更好"
)


def _unnumbered(text: str, zone: Zone) -> Iterator[tuple[str, Span]]:
    """Yield the items of running text without ordinals."""
    said = [
        segment
        for segment in zone.segments
        if segment.closing not in (":", "?")
        and not _NOTHING.match(text[segment.start : segment.end])
        and not (zone.name == "problem" and _SOLVED.match(text, segment.start, segment.end))
    ]
    if zone.name == "problem" and zone.named and not any(WEAK.search(text, item.start, item.end) for item in said):
        yield from _trimmed(text, [(item.start, item.end) for item in said if _is_short(item)], "problem")
        return
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


def _is_short(segment: Segment) -> bool:
    return segment.end - segment.start <= _LONGEST_UNKNOWN


_LONGEST_UNKNOWN = 40
"""Characters of the longest problem that no word marks as one; the heading above it does."""
_SOLVED = Pattern(
    r"[ #*]*(?:上年|去年|上一年|20\d\d年)[^。;]{0,40}(?:已|均)[^。;]{0,20}(?:解决|整改|完成|改进|纠正|销号)"
)
_SHORT_LIST = 2
"""Where the parts between ; have at most this many clauses each, a part is an item; else a clause is."""


def _phrases(text: str, start: int, end: int) -> list[Span]:
    """Return a clause cut at 、 where every phrase is long enough to be a measure."""
    phrases = [phrase.span() for phrase in _PHRASE.finditer(text, start, end)]
    return phrases if all(last - first >= _SHORTEST_CLAUSE for first, last in phrases) else [(start, end)]


_PHRASE = Pattern("[^、]+")


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
    return (
        len(bare) >= _SHORTEST and bool(WEAK.search(bare)) and not _CONTINUES.match(bare) and not _PRAISE.search(bare)
    )


def _enumerated(text: str, start: int, end: int) -> list[Span]:
    """Return a clause cut at 、 where what stands before each 、 says by itself what is weak."""
    spans: list[Span] = []
    begin = start
    if _CONTRAST.search(text, start, end):
        return [(start, end)]
    for match in Pattern("、").finditer(text, start, end):
        if WEAK.search(text[begin : match.start()]):
            spans.append((begin, match.start()))
            begin = match.end()
    return [*spans, (begin, end)]


_CONTRAST = Pattern("少、[^、,]{2,12}多(?![一-龥])|多、[^、,]{2,12}少(?![一-龥])")


def _actions(text: str, start: int, end: int) -> list[Span]:
    """Return the measures of a single sentence, one a clause; what introduces them or follows from them left out."""
    clauses = [clause.span() for clause in _CLAUSE.finditer(text, start, end)]
    if len(clauses) == 1:
        return _phrases(text, start, end)
    found: list[Span] = []
    for first, last in clauses:
        begin, _ = _trim(text, first, last, "improvement")
        words = text[begin:last]
        if (
            len(words) < _SHORTEST_ACTION
            or _PREFACE.match(words)
            or (found and (_RESULT.match(words) or _RESULT.match(text, first)))
        ):
            continue
        found.append((first, last))
    return found


def _item(document: Document, flow: Flow, span: tuple[int, int]) -> Item:
    """Return a stretch of part 5 as an item, its text without line breaks."""
    start, end = flow.span(*span)
    return Item(
        text=flow.printed(document.text, *span),
        evidence=Evidence(quote=document.text[start:end], span=(start, end), page=document.page_of(start), part=5),
    )
