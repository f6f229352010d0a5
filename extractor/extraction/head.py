"""The head of a report: issuer, year, title, date of publication, period, contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.extraction.school_year import SCHOOL_YEAR, find_school_titles
from extractor.parsing.flow import Flow, Passage
from extractor.parsing.numbers import read_chinese, read_year
from extractor.patterns import Pattern
from extractor.schema import Contact, Document, Evidence, Span, Stated
from extractor.schema.document import Frozen

_Y = r"(?P<year>(?:19|20)\d{2}|二[〇○零O0][〇○零一二三四五六七八九]{2})"
_KIND = Pattern(
    r"(?:(?:政府|政务)\n?信息\n?公开|政务\n?公开)\n?(?:工作)?\n?(?:情况)?的?\n?(?:工作)?(?:年度)?\n?(?:工作)?\n?(?:报告|年报)"
)
_TITLE_BEFORE = Pattern(
    rf"(?P<before>[^。:;>|\n]{{0,50}})\n?(?:(?<!\d)|(?<=:\d\d)){_Y}(?!\d)年?度?(?P<between>[^。:;|\n]{{0,40}})\n?\Z"
)
_TITLE_REACH = 100
"""Within how many characters before 政府信息公开工作年度报告 a title starts."""
_NO_TITLE = Pattern("现将|现公布|根据|要求|编制|通知|关于印发|格式")
_ISSUER_LINE = Pattern(r"(?:发布机构|发布单位|公开机构|编制单位|填报单位)[:]\s?(?P<issuer>[一-龥]{3,40})")
_ORGAN = (
    r"[一-龥]{2,28}?(?:人民政府办公厅|人民政府办公室|人民政府|管理委员会|管委会|委员会办公室|委员会|街道办事处|办事处|办公厅|办公室"
    r"|[一-龥]局|[一-龥]厅|总队|支队|大队|大学|学院|医院|中心|银行|法院|检察院|公司|联合会|[一-龥]委|[一-龥]办)"
)
_SUBJECT_AFTER = (
    r"(?=将|坚持|认真|严格|编制|高度|在|始终|按照|根据|全面|深入|以|紧紧|积极|的?政府信息公开|持续|切实|依法|贯彻|现|政务公开"
    r"|\(以下)"
)
_ORGAN_IN_TEXT = Pattern(rf"(?:^|[,。;:\n]|由|年度?)(?P<issuer>{_ORGAN}){_SUBJECT_AFTER}")
_SIGNATURE = Pattern(rf"(?:^|[\n。])(?P<issuer>{_ORGAN})\n?(?=\n|\d{{4}}年|二[〇○零]|\Z)")
_NOT_AN_ISSUER = Pattern(
    "国务院|党中央|中共中央|上级|本机关|我[局县区市镇乡办委]|领导小组|党的|信息公开|年报|首页|网站"
)
_YEAR_SAID = Pattern(rf"(?:现将|公布|总结|编制)?{_Y}(?:{SCHOOL_YEAR}|年度?)(?=[^。]{{0,30}}(?:信息公开|政务公开))")

_MARKS = Pattern(r"[#*]")

_DATE = (
    r"(?P<y>(?:19|20)\d{2}|二[〇○零O0][〇○零一二三四五六七八九]{2})\s?(?:[-/.年])\s?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:[-/.月])"
    r"\s?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)日?"
)
_PUBLISHED = Pattern(rf"(?:发布时间|发布日期|发文日期|公开日期|成文日期|生成日期|信息时间|时间|日期)[:]?\s?(?={_DATE})")
_PUBLISHED_FIRST = Pattern(rf"(?:发布时间|发布日期|公开日期|信息时间)[:]?\s?(?={_DATE})")
_ANY_DATE = Pattern(_DATE)
_SIGNED = Pattern(rf"(?:^|[\n一-龥])\s?(?P<date>{_DATE})\s*(?:\n|\Z|附)")
_PERIOD = Pattern(
    rf"(?:自|从|为|期限|期|时间|起止|:)?\s?(?P<first>{_DATE})(?:起)?\s?(?:至|到|—+|-+|~)\s?"
    r"(?P<last>(?:(?P<y2>(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})\s?年\s?)?(?P<m2>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?"
    r"(?P<d2>\d{1,2}|[一二三四五六七八九十]{1,3})\s?日)"
)
_STATISTICS = Pattern("统计|期限|数据|所列|本年报|本报告|报告期|学年")
_CONTACT = {
    "address": Pattern(r"(?:联系|办公|通讯|通信|邮寄|单位)?地\s?址(?:为|是)?[:为]?\s?(?P<value>[^,;。:\n()、]{4,60})"),
    "phone": Pattern(
        r"(?:联系|咨询|办公|监督)?电\s?话(?:/传真|\(传真\)|及传真|号码)?(?:为|是)?[:]?\s?\n?"
        r"(?P<value>\(?0\d{2,3}\)?[-—转 ]{0,2}\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)[2-9]\d{6,7}(?!\d))"
    ),
    "email": Pattern(
        r"(?P<value>(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"
    ),
    "postcode": Pattern(r"(?:邮\s?编|邮政编码)(?:为|是)?[:]?\s?\n?(?P<value>\d{6})(?!\d)"),
}


class Head(Frozen):
    """The head of a report; None where the report doesn't say, or says it in damaged form."""

    issuer: Stated[str] | None = None
    year: Stated[int] | None = None
    title: Stated[str] | None = None
    published_on: Stated[str] | None = None
    period_start: Stated[str] | None = None
    period_end: Stated[str] | None = None
    contact: Contact = Contact()


class _Source:
    """A flow with its document, from which values are taken with their evidence."""

    def __init__(self, document: Document, flow: Flow, part: int | None = None) -> None:
        self.document = document
        self.flow = flow
        self.text = flow.text
        self.part = part

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the words `text[start:end]` with their place in the document."""
        first, last = self.flow.span(start, end)
        return Evidence(
            quote=self.document.text[first:last],
            span=(first, last),
            page=self.document.page_of(first),
            part=self.part,
        )

    def stated(self, value: str, start: int, end: int) -> Stated[str]:
        """Return a value with the words that state it."""
        return Stated[str](value=value, evidence=self.evidence(start, end))

    def printed(self, start: int, end: int) -> Stated[str]:
        """Return the words themselves as the value, as printed."""
        return self.stated(_MARKS.sub("", self.flow.printed(self.document.text, start, end)).strip(), start, end)

    def year(self, value: int, start: int, end: int) -> Stated[int]:
        """Return a year with the words that state it."""
        return Stated[int](value=value, evidence=self.evidence(start, end))


def extract_head(document: Document, head: Flow, tail: Flow, passages: Sequence[Passage]) -> Head:
    """Return the head fields: from the lines before part 1, else from the end, else from the prose."""
    top, bottom = _Source(document, head), _Source(document, tail)
    parts = [_Source(document, passage.flow, passage.part) for passage in passages if passage.part is not None]
    title = find_title(top.text)
    period = _period([top, *parts[:1]])
    return Head(
        issuer=_issuer(top, bottom, parts, title),
        year=_year(top, parts, title, period),
        title=_title(top, title),
        published_on=_published_on(top, bottom, parts),
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        contact=_contact([top, bottom, *parts[:1], *parts[-1:]]),
    )


@dataclass(frozen=True)
class Title:
    """Where a title stands in the text before part 1, and where its pieces are."""

    start: int
    end: int
    year: int
    year_at: Span
    before: Span
    between: Span


def find_title(text: str) -> Title | None:
    """Return the first line, or two, that read `…2021年…政府信息公开工作年度报告`; None where there is no title.

    A university's names a 学年 instead; its year is the one in which that begins.
    """
    titles = [title for title in (_school_title(text), _calendar_title(text)) if title is not None]
    return min(titles, key=lambda title: title.start, default=None)


def _school_title(text: str) -> Title | None:
    for start, end, year_at, before, between in find_school_titles(text, _WINDOW):
        year = read_year(text[slice(*year_at)])
        if year is not None and not _NO_TITLE.search(text[start:end]):
            return Title(start, end, year, year_at, before, between)
    return None


def _calendar_title(text: str) -> Title | None:
    for kind in _KIND.finditer(text, 0, min(len(text), _WINDOW)):
        offset = max(0, kind.start() - _TITLE_REACH)
        match = _TITLE_BEFORE.search(text[offset : kind.start()])
        year = read_year(match["year"]) if match is not None else None
        if match is None or year is None or _NO_TITLE.search(match[0]):
            continue
        year_at, before, between = (_shift(match.span(name), offset) for name in ("year", "before", "between"))
        return Title(before[0], kind.end(), year, year_at, before, between)
    return None


def _shift(span: Span, offset: int) -> Span:
    return span[0] + offset, span[1] + offset


def _title(top: _Source, title: Title | None) -> Stated[str] | None:
    """Return the title, its lines joined, without what the page prints before it."""
    if title is None:
        return None
    value = _after_chrome(re.sub(r"[\n#*]", "", top.text[title.start : title.end]))
    start = top.text.find(value[:1], title.start, title.end) if value else -1
    while start >= 0 and re.sub(r"[\n#*]", "", top.text[start : title.end]).strip() != value:
        start = top.text.find(value[:1], start + 1, title.end)
    return top.printed(start, title.end) if start >= 0 else None


_CHROME = Pattern(
    r".*(?:标题:|正文|首页[^ ]*年报|年报 |信息公开(?:工作)?年(?:度报告|报)(?=[一-龥]{4})|>|》(?=[一-龥]{4,}))\s?"
)


def _after_chrome(title: str) -> str:
    """Return a title without what a page prints before it: 标题:, 正文, the breadcrumb."""
    return _CHROME.sub("", title).strip()


def _issuer(top: _Source, bottom: _Source, parts: Sequence[_Source], title: Title | None) -> Stated[str] | None:
    """Return who issued the report: as the title names it, else a 发布机构 line, the signature, the text."""
    named = _issuer_of_title(top, title) if title is not None else None
    if named is not None:
        return named
    for source, pattern in (
        (top, _ISSUER_LINE),
        (bottom, _SIGNATURE),
        (top, _ORGAN_IN_TEXT),
        *((part, _ORGAN_IN_TEXT) for part in parts[:1]),
        *((part, _SIGNATURE) for part in parts[-1:]),
    ):
        for match in pattern.finditer(source.text[:_WINDOW]):
            if not _NOT_AN_ISSUER.search(match["issuer"]):
                return source.printed(*match.span("issuer"))
    return None


_WINDOW = 20_000
"""How far into a flow the head fields are looked for."""
_NAME = Pattern(r"[一-龥()]{3,40}")


def _issuer_of_title(top: _Source, title: Title) -> Stated[str] | None:
    """Return the issuer that the title names, before the year or after it; None in `2021年政府信息公开工作年度报告`."""
    for start, end in (title.before, title.between):
        printed = top.text[start:end]
        tidy = _after_chrome(re.sub(r"[\n#*]", "", printed))
        tidy = re.sub(r"^(?:关于)|(?:关于|的)$", "", tidy)
        name = _NAME.search(tidy)
        if name is None or _NOT_AN_ISSUER.search(name[0]) or re.search("根据|现将|要求|我局|编制", name[0]):
            continue
        found = top.text.find(name[0], start, end)
        if found >= 0:
            return top.printed(found, found + len(name[0]))
    return None


def _year(
    top: _Source,
    parts: Sequence[_Source],
    title: Title | None,
    period: tuple[Stated[str], Stated[str]] | None,
) -> Stated[int] | None:
    """Return the report year: of the title, else of the sentence that announces the report, else of the period."""
    if title is not None:
        return top.year(title.year, *title.year_at)
    for source in (top, *parts[:1]):
        said = _YEAR_SAID.search(source.text[:_WINDOW])
        if said is not None and (year := read_year(said["year"])) is not None:
            return source.year(year, *said.span("year"))
    if period is not None and (period[0].value[:4] == period[1].value[:4] or "学年" in top.text):
        return Stated[int](value=int(period[0].value[:4]), evidence=period[0].evidence)
    return None


def _published_on(top: _Source, bottom: _Source, parts: Sequence[_Source]) -> Stated[str] | None:
    """Return the date of a 发布时间 line, else the date signed at the end."""
    for pattern in (_PUBLISHED_FIRST, _PUBLISHED):
        for match in pattern.finditer(top.text[:_WINDOW]):
            found = _ANY_DATE.match(top.text, match.end())
            if found is not None and (day := _iso(found["y"], found["m"], found["d"])) is not None:
                return top.stated(day, *found.span())
    for source in (bottom, *parts[-1:]):
        signed = list(_SIGNED.finditer(source.text[-_SIGNED_WITHIN:]))
        shift = max(0, len(source.text) - _SIGNED_WITHIN)
        for found in reversed(signed):
            if (day := _iso(found["y"], found["m"], found["d"])) is not None:
                return source.stated(day, found.start("date") + shift, found.end("date") + shift)
    return None


_SIGNED_WITHIN = 300
"""The signed date stands in the last characters of the text."""


def _iso(year: str, month: str, day: str) -> str | None:
    """Return a date as ISO text; None where there is no such day."""
    numbers = (read_year(year), _small(month), _small(day))
    if None in numbers:
        return None
    try:
        return date(*[int(number) for number in numbers if number is not None]).isoformat()
    except ValueError:
        return None


def _small(printed: str) -> float | None:
    return float(printed) if printed.isdigit() else read_chinese(printed)


def _period(sources: Sequence[_Source]) -> tuple[Stated[str], Stated[str]] | None:
    """Return first and last day of the statistics period; None where it isn't said or the dates are damaged."""
    for source, match in _periods(sources):
        first = _iso(match["y"], match["m"], match["d"])
        last = _iso(match["y2"] or match["y"], match["m2"], match["d2"])
        said = _STATISTICS.search(source.text, max(0, match.start() - 40), min(len(source.text), match.end() + 20))
        if first is not None and last is not None and first < last and said is not None:
            return source.stated(first, *match.span("first")), source.stated(last, *match.span("last"))
    return None


def _periods(sources: Sequence[_Source]) -> Iterator[tuple[_Source, re.Match[str]]]:
    for source in sources:
        for match in _PERIOD.finditer(source.text[:_WINDOW]):
            yield source, match


def _contact(sources: Sequence[_Source]) -> Contact:
    """Return address, phone, e-mail and postcode, each from the first place that has it."""
    found: dict[str, Stated[str]] = {}
    for name, pattern in _CONTACT.items():
        for source in sources:
            match = pattern.search(source.text[:_WINDOW])
            if match is not None:
                found[name] = source.stated(match["value"].strip(), *match.span("value"))
                break
    return Contact(**found)
