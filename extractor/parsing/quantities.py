"""The quantity scanner: every number with a unit that counts something in the prose, and every statement of none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.parsing.flow import Flow, Passage
from extractor.parsing.none_statements import NoneStatement, find_none_statements, none_under_heading
from extractor.parsing.not_counts import FIRST_CHARACTERS, NOT_COUNTS
from extractor.parsing.numbers import ARABIC, CHINESE, SCALES, read_number
from extractor.parsing.sentences import Sentence, split_sentences
from extractor.parsing.units import ARABIC_ONLY, UNIT
from extractor.schema import Basis, Document, Evidence, Quantity

_APPROXIMATE = "大约|将近|接近|超过|超出|突破|不少于|不低于|多达|高达|约|(?<![附最])近|超|逾|(?<![通经])过"
_TOKEN = re.compile(
    rf"(?=[{FIRST_CHARACTERS}大将接超突不多高约近逾过]|百分之)(?:(?P<skip>{NOT_COUNTS})"
    rf"|(?P<approximate>{_APPROXIMATE})?"
    rf"(?:(?P<percent>百分之)?(?<![A-Za-z\d.+])(?<![A-Za-z\d./]/)(?P<arabic>{ARABIC})|(?P<per>百分之)?(?<!\d)(?P<chinese>{CHINESE}))"
    rf"(?P<more>[余多])?(?P<scale>{SCALES})?(?P<more_scaled>[余多来])?"
    rf"(?P<unit>{UNIT})?(?P<more_units>[余多](?!个|条|次|出|于|\d)|\+|以上)?)"
)
_ONE_COUNTS_AS = frozenset("名位期篇份场家宗")
_BEFORE_ONE = re.compile(
    "(?:召开|开展|举办|组织|收到|受理|接到|公开|发布|制定|制发|出台|办理|回复|答复|发现|整改|共|新增|设立|设置|开设|配备|明确"
    "|安排|至少|各|培训|检查|发放|编印|增加|减少|进行|印发|建成|建立|刊发|发生|举行|参加|为|仅|只有|办结|录制|制作|新建|有|更新|抽查|通报|调度|研究|听取|督查|例会|巡查|每[周月年季天日]|季度|半年)了?$"
)
_SHARE = re.compile("(?:[长降占升达过]|[达不]到)$")
_NEVER_ONE = re.compile("[无每同统唯单进第逐之任何哪某这那另再]$")
_DAMAGE = re.compile(r"[一二两三四五六七八九十]")
_BARE_BEFORE = re.compile(r"[一-龥”》:)]$")
_BARE_AFTER = re.compile(r"[,;、。)(!\n]|$")
_CLOSED = re.compile(r"[,;、。)\n]")
_BARE_CUE = re.compile(r"(?:总数|数量?|总量|总计|合计|共计|金额|总额|件数|条数|次数|人数)(?:共|均|分别)?[为是达:]?$")
_REST = re.compile(r"(?:其他|其它|其余)(?:类|信息|方面)?$")


@dataclass(frozen=True)
class Mention:
    """A count where it stands in the flow of a passage."""

    start: int
    end: int
    value: float
    unit: str
    basis: Basis
    approximate: bool
    subject: str
    sentence: Sentence


def scan(document: Document, passages: Sequence[Passage]) -> tuple[Quantity, ...]:
    """Return every count of the prose and every statement of none, in reading order."""
    return tuple(
        _quantity(document, passages[mention.sentence.passage].flow, mention, number)
        for number, mention in enumerate(find_mentions(passages), start=1)
    )


def find_mentions(passages: Sequence[Passage]) -> list[Mention]:
    """Return the counts and statements of none of all passages, in reading order."""
    mentions: list[Mention] = []
    under_headings = {index: list(none_under_heading(passage.flow.text)) for index, passage in enumerate(passages)}
    for sentence in split_sentences(passages):
        text = passages[sentence.passage].flow.text
        counted = list(_counts(text, sentence))
        ends = [mention.end for mention in counted]
        none = [
            Mention(item.start, item.end, 0.0, item.unit, Basis.IMPLIED, False, item.subject, sentence)
            for item in _none(text, sentence, under_headings[sentence.passage])
            if not _holds_count(item, counted, ends)
        ]
        mentions.extend(sorted(counted + none, key=lambda mention: mention.start))
    return mentions


def _holds_count(item: NoneStatement, counted: Sequence[Mention], ends: Sequence[int]) -> bool:
    """Return whether a count stands inside a statement of none: it then says what there is none of."""
    following = bisect_right(ends, item.start)
    return following < len(counted) and counted[following].start < item.end


def _none(text: str, sentence: Sentence, under_headings: list[NoneStatement]) -> Iterator[NoneStatement]:
    """Yield the statements of none of a sentence, a heading's lone 无 under the sentence that the 无 is."""
    yield from find_none_statements(text, sentence.start, sentence.end)
    yield from (item for item in under_headings if sentence.start < item.end <= sentence.end)


def _counts(text: str, sentence: Sentence) -> Iterator[Mention]:
    """Yield the counts of one sentence; bare numbers count only beside others, as in 工作动态50;通知公告9."""
    counted: list[tuple[bool, Mention]] = []
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        if match["skip"] is None:
            found = _read(match, text, sentence)
            if found is not None:
                counted.append(found)
    listed = len(counted) >= 2
    previous = sentence.start
    for bare, mention in counted:
        cued = _BARE_CUE.search(text[max(sentence.start, mention.start - 8) : mention.start])
        if bare and not listed and not cued:
            continue
        yield replace(mention, subject=_subject(text, previous, mention, sentence.end))
        previous = mention.end


def _read(match: re.Match[str], text: str, sentence: Sentence) -> tuple[bool, Mention] | None:
    """Return the count that a token states and whether it has no unit; None where it counts nothing for certain."""
    printed = match["arabic"] or match["chinese"]
    unit, scale = match["unit"] or "", match["scale"] or ""
    if match["chinese"] and not _chinese_counts(match, text):
        return None
    if match["arabic"] and not unit and _DAMAGE.match(text, match.end()):
        return None
    if match["percent"] or match["per"]:
        unit = "%"
    bare = not unit and (not scale or scale in "百千")
    if bare and not _bare_counts(match, text, sentence):
        return None
    if unit == "元" and scale in ("万", "亿"):
        unit, scale = scale + unit, ""
    reading = read_number(printed, scale)
    if reading is None:
        return None
    value, plain = (reading.value * 10, False) if unit == "成" else (reading.value, reading.plain)
    approximate = any(match[name] for name in ("approximate", "more", "more_scaled", "more_units"))
    basis = Basis.STATED if plain else Basis.NORMALIZED
    end = match.end()
    return bare, Mention(match.start(), end, value, "%" if unit == "成" else unit, basis, approximate, "", sentence)


def _chinese_counts(match: re.Match[str], text: str) -> bool:
    """Return whether a Chinese numeral counts: it has a unit, and 一 is not that of 一个窗口 or 无一起."""
    numeral, unit = match["chinese"], match["unit"]
    if match["per"]:
        return True
    if not unit or unit in ARABIC_ONLY:
        return unit == "成" and bool(
            match["approximate"] or _SHARE.search(text[max(0, match.start() - 3) : match.start()])
        )
    if numeral[0] in "百千":
        return bool(match["approximate"] or match["more"] or match["more_scaled"])
    if numeral != "一":
        return not _NEVER_ONE.search(text, max(0, match.start() - 1), match.start())
    before = text[max(0, match.start() - 4) : match.start()]
    if _NEVER_ONE.search(before):
        return False
    closed = bool(_CLOSED.match(text, match.end())) and bool(_BARE_BEFORE.search(before))
    return closed or unit in _ONE_COUNTS_AS or bool(_BEFORE_ONE.search(before))


def _bare_counts(match: re.Match[str], text: str, sentence: Sentence) -> bool:
    """Return whether a number without unit may be an entry of a list: 通知公告9;政策文件6."""
    before = text[max(sentence.start, match.start() - 8) : match.start()]
    if match["chinese"] or len(match["arabic"]) > 8 or not _BARE_BEFORE.search(before):
        return False
    return bool(_BARE_AFTER.match(text, match.end()) or _REST.search(before))


_BREAK = re.compile(r"[,;:。!?()\n]")
_LEADING = re.compile(
    r"^(?:(?:其中|并|且|共|共计|全年|年内|累计|已|均|本年度?|我[局区县市镇乡街道办委厅院]|\d{4}年度?|通过|主要|及时|积极|分别|了"
    r"|公开|发布|公布|受理|收到|办理|召开|开展|组织|回复|答复|完成|编发|刊登|推出|举办|新增|[、,和及与的])+)"
)
_TRAILING = re.compile(r"(?:共计?|合计|总计|累计|约|达到?|为|数量?为|分别为|等|有|了|[::、\s])+$")


def _subject(text: str, previous: int, mention: Mention, end: int) -> str:
    """Return what a count counts, cut from its clause; what follows the unit where nothing stands before."""
    clause = _BREAK.split(text[max(previous, mention.start - 60) : mention.start])[-1]
    before = _LEADING.sub("", _TRAILING.sub("", clause))
    after = _BREAK.split(text[mention.end : min(end, mention.end + 24)])[0]
    if len(before) < 2:
        return (
            (after or clause or text[max(previous, mention.start - 20) : mention.start])
            .strip("、,/ ")
            .lstrip("的")[:30]
        )
    return before[-30:]


def _quantity(document: Document, flow: Flow, mention: Mention, number: int) -> Quantity:
    """Return a mention as a quantity, its places counted in the document."""
    start, end = flow.span(mention.start, mention.end)
    return Quantity(
        id=f"q{number}",
        subject=mention.subject,
        value=mention.value,
        unit=mention.unit,
        basis=mention.basis,
        approximate=mention.approximate,
        sentence=flow.span(mention.sentence.start, mention.sentence.end),
        evidence=Evidence(
            quote=document.text[start:end],
            span=(start, end),
            page=document.page_of(start),
            part=mention.sentence.part,
        ),
    )
