"""The quantity scanner: every number with a unit that counts something in the prose, and every statement of none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.parsing.flow import Flow, Passage
from extractor.parsing.none_statements import NoneStatement, find_none_statements, none_under_heading
from extractor.parsing.not_counts import NOT_COUNTS
from extractor.parsing.numbers import ARABIC, CHINESE, SCALES, read_number
from extractor.parsing.sentences import Sentence, split_sentences
from extractor.schema import Basis, Document, Evidence, Quantity

UNITS: tuple[str, ...] = (
    "个百分点", "人次数", "人次", "条次", "篇次", "件次", "批次", "场次", "期次", "个次", "项次", "户次", "车次", "班次", "家次",
    "组次", "部次", "套次", "份次", "亿元", "万元", "元", "大类", "小类", "公里", "平方米", "亩", "吨", "兆", "%", "‰",
    "条", "件", "篇", "个", "份", "期", "次", "场", "起", "宗", "项", "批", "幅", "部", "名", "人", "家", "处", "户", "位", "套",
    "块", "张", "本", "册", "类", "种", "段", "版", "卷", "轮", "台", "座", "所", "间", "辆", "门", "组", "支", "队", "例", "单",
    "封", "通", "笔", "则", "趟", "帧", "集", "档", "帖", "步", "道", "点", "倍", "成", "分", "字",
)  # fmt: skip
_NOT_A_UNIT = {
    "人": "民|大|才|社|员|防|口|工(?!单)|事|力|行|居|群|均|气",
    "个": "人(?:信息|隐私|所得|账户|体)|性|别|体",
    "部": "门|委|署|分|队|长|级|位|属|办",
    "名": "单|录|称|义|城|额|誉",
    "家": "庭|长|园|电|乡|校",
    "场": "所|地|景|馆|监",
    "次": "日|年|月|序",
    "期": "间|限|末|满",
    "条": "例|款|目|件|块",
    "份": "额",
    "件": "套",
    "处": "罚|理|置|级|长|室|于|分|在",
    "起": "草|来|诉|到|步|止|点|因|源|施行|执行|至|,|底",
    "位": "于|置|列|居",
    "元": "旦|宝|素",
    "类": "似|别",
    "种": "植|子|业",
    "批": "复|准|评|示|次",
    "版": "权|面",
    "本": "市|级|地|年|局|区|县|单位|机关|部门|报告|行政|系统|着|次|身|乡|镇|街道|办|条例|省|厅|委",
    "台": "风|账|湾",
    "组": "织|成|长|建",
    "户": "籍|外|口",
    "篇": "幅|章",
    "幅": "度",
    "座": "谈",
    "所": "有|属|在|需|以|长|得",
    "支": "持|付|部|撑|队",
    "道": "路|德",
    "例": "如|行|会",
    "单": "位|独|一(?!条)",
    "通": "过|知|报|道|告|办|信",
    "宗": "旨|教",
    "点": "击|赞|位|多|半|至|前",
    "门": "户|口|诊",
    "成": "立|果|员|效|功|为|本|都|绩|品|长|果|分|套|交|都",
    "分": "别|类|为|开|公司|局|管|享|析|布|级|解|散|发|钟|之|步|批|期|工|两",
    "段": "落",
    "字": "体|号|样",
    "集": "中|成|团|体|约|市|镇",
    "间": "隔|接",
    "档": "案",
    "步": "骤|入|伐",
    "队": "伍|员",
    "则": "是|由|为|可|应|要|需",
    "张": "贴|家|村|掖|三|某",
    "项": "目标",
}  # fmt: skip
_ARABIC_ONLY = frozenset("点成分字倍兆亩吨步档队道例单支组门间座所集") | {"公里", "平方米", "小类"}
_UNIT = "|".join(
    f"{re.escape(unit)}(?!{_NOT_A_UNIT[unit]})" if unit in _NOT_A_UNIT else re.escape(unit)
    for unit in sorted(UNITS, key=len, reverse=True)
)
_APPROXIMATE = "大约|将近|接近|超过|超出|突破|不少于|不低于|多达|高达|约|近|超|逾|过"
_TOKEN = re.compile(
    rf"(?P<skip>{NOT_COUNTS})"
    rf"|(?P<approximate>{_APPROXIMATE})?"
    rf"(?:(?P<percent>百分之)?(?<![A-Za-z\d.+/])(?P<arabic>{ARABIC})|(?P<per>百分之)?(?P<chinese>{CHINESE}))"
    rf"(?P<more>[余多])?(?P<scale>{SCALES})?(?P<more_scaled>[余多来])?"
    rf"(?P<unit>{_UNIT})?(?P<more_units>[余多](?!个|条|次)|\+|以上)?"
)
_ONE_COUNTS_AS = frozenset("名位期篇份场家宗")
_BEFORE_ONE = re.compile(
    "(?:召开|开展|举办|组织|收到|受理|接到|公开|发布|制定|制发|出台|办理|回复|答复|发现|整改|共|新增|设立|设置|开设|配备|明确"
    "|安排|至少|各|培训|检查|发放|编印|增加|减少|进行|印发|建成|建立|刊发|发生|举行|参加|为|仅|只有|办结|录制|制作|新建|有)了?$"
)
_SHARE = re.compile("[长降占升达过]$")
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
        none = [
            Mention(item.start, item.end, 0.0, item.unit, Basis.IMPLIED, False, item.subject, sentence)
            for item in _none(text, sentence, under_headings[sentence.passage])
            if not any(item.start < other.end and other.start < item.end for other in counted)
        ]
        mentions.extend(sorted(counted + none, key=lambda mention: mention.start))
    return mentions


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
    if not unit or unit in _ARABIC_ONLY:
        return unit == "成" and bool(match["approximate"] or _SHARE.search(text[max(0, match.start() - 3) : match.start()]))
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
    r"|公开|发布|公布|受理|收到|办理|召开|开展|组织|回复|答复|完成|编发|刊登|推出|举办|新增|[、,和及与])+)"
)
_TRAILING = re.compile(r"(?:共计?|合计|总计|累计|约|达到?|为|数量?为|分别为|等|有|了|[::、\s])+$")


def _subject(text: str, previous: int, mention: Mention, end: int) -> str:
    """Return what a count counts, cut from its clause; what follows the unit where nothing stands before."""
    clause = _BREAK.split(text[max(previous, mention.start - 60) : mention.start])[-1]
    before = _LEADING.sub("", _TRAILING.sub("", clause))
    after = _BREAK.split(text[mention.end : min(end, mention.end + 24)])[0]
    if len(before) < 2:
        return (after or clause or text[max(previous, mention.start - 20) : mention.start]).strip("、, ")[:30]
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
