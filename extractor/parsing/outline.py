"""Where the parts of a report stand: by meaning, whatever the heading's wording, number, markup or place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractor.parsing.compact import Compact, compact
from extractor.parsing.flow import fold_document
from extractor.schema import Evidence, Remark, Section, Span

PART_TITLES = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "政府信息公开工作存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}


@dataclass(frozen=True)
class Outline:
    """The report's skeleton.

    Attributes:
        body: From the first character of the report to its last, a second copy left out.
        sections: The parts found, in order.
        headings: Part → span of its printed heading; a part found by its content has none.
        page_marks: Page numbers that stand between or inside the text.
        tail: What follows part 6: signature, attachments, site chrome.
        remarks: What was unsure.
    """

    body: Span
    sections: tuple[Section, ...]
    headings: dict[int, Span]
    page_marks: tuple[Span, ...]
    tail: Span
    remarks: tuple[Remark, ...]

    def section(self, part: int) -> Section | None:
        """Return a part; None where it was not found."""
        return next((section for section in self.sections if section.part == part), None)


_STRICT = {
    1: "总体(?:工作)?情况",
    2: "主动公开政府(?:信息|资讯)的?情况|政府(?:信息|资讯)主动公开情况",
    3: "收到(?:和|及|与|、)?处理的?(?:政府)?(?:信息|资讯)公开申请的?情况",
    4: "行政复议(?:和|、|及|与|,)?被?(?:提起)?行政诉讼的?情况",
    5: "存在的?(?:主要)?(?:困难)?和?问题(?:和|及|与|以及|、)(?:下一步)?(?:改进|整改|工作)的?"
    "(?:情况|措施|意见|方向|打算|计划)?",
    6: "其[他它]需?要?应?当?(?:报告|说明)的?(?:其他)?(?:有关)?(?:事项|情况)",
}
_LOOSE = {
    1: "概述|基本情况|工作开展情况",
    2: "主动公开(?:政府)?(?:信息|资讯)?(?:工作)?的?(?:基本)?情况",
    3: "依?申请公开(?:政府)?(?:信息|资讯)?(?:工作)?(?:办理)?的?情况",
    4: "复议(?:、|和|及)?(?:提起)?(?:行政)?诉讼(?:和申诉)?的?情况",
    5: "(?:存在|主要)的?(?:主要)?(?:不足|问题)[^。]{0,14}",
    6: "其[他它](?:有关)?事项",
}
_CONTENT = {
    1: r"\(一\)主动公开",
    2: r"第二十条第\(?一\)?项",
    3: "本列数据的?勾稽关系|申请人情况",
    4: "行政复议行政诉讼(?:结果|未经|总计)",
    5: r"\(一\)(?:\d{4}年)?[^。;]{0,12}(?:存在[^。]{0,6}问题|问题[^。]{0,10}改进)",
}
_FEES = "收费(?:标准)?(?:[及和与、]?(?:费用)?减免)?的?情况"
"""A part that reports before 2019 have behind part 5: to the form of today it is one of the other matters."""
_CORE = re.compile(
    "(?=[总主政收行存其概基工依申复第(本])(?:"  # passes over most characters without trying every title
    + "|".join(
        [f"(?P<s{part}>{pattern})" for part, pattern in _STRICT.items()]
        + [f"(?P<l{part}>{pattern})" for part, pattern in _LOOSE.items()]
        + [f"(?P<c{part}>{pattern})" for part, pattern in _CONTENT.items()]
        + [f"(?P<f6>{_FEES})"]
    )
    + ")"
)
_BEFORE = re.compile(
    r"(?:(?P<top>第?[一二三四五六七八九](?:部分)?[、.,:]|第[一二三四五六七八九]部分|[一二三四五六七八九](?=政府|行政|主动|总体|收到|因|存在|其他))"
    r"|(?P<low>\([一二三四五六七八九1-9]\)、?|[1-9][、.]))?"
    r"(?:行政机关|政府|信息|资讯|公开|工作|年度|20\d\d年|我[局县市区镇乡]|本机关|因|被|申请|提起|提出|中|的)*$"
)
_BEFORE_REACH = 32
_FAINT = 0.3
"""Score of a heading that never stands against another: less than any other has."""

_PAGE_MARK = re.compile(
    r"^[ \t]*(?:[-—–·•]{1,3}[ \t]{0,3}\d{1,3}[ \t]{0,3}[-—–·•]{1,3}"
    r"|第[ \t]{0,3}\d{1,3}[ \t]{0,3}页(?:[ \t]{0,3}[,/]?[ \t]{0,3}共[ \t]{0,3}\d{1,3}[ \t]{0,3}页)?)[ \t]*$"
    r"|[—–]{1,2}[ \t]{0,3}\d{1,3}[ \t]{0,3}[—–]{1,2}",
    re.MULTILINE,
)
_TAIL = re.compile(
    r"^[ \t]*(?:附件|附表|附:|扫一扫|分享到|打印本页|\[?打印\]?|\[?关闭|上一篇|下一篇|责任编辑"
    r"|相关链接|版权所有|主办单位|主办:|网站标识码|相关附件)"
    r"|附件下载|附表\s{0,3}:|打印本页|关闭窗口|【打印】|【关闭】|扫一扫在手机打开|版权所有",
    re.MULTILINE,
)
_SIGNATURE = re.compile(
    r"[\u4e00-\u9fff]{2,40}\s{1,40}(?:20\d{2}|二[〇○0零]\S{2})[ ]?年[ ]?\S{1,3}[ ]?月[ ]?\S{1,3}[ ]?日[ \t]*$",
    re.MULTILINE,
)
_REPORT_TITLE = re.compile(r"政府(?:信息|资讯)公开[^\n。]{0,12}(?:报告|年报)")


@dataclass(frozen=True)
class _Candidate:
    part: int
    start: int
    end: int
    score: float
    printed: bool


def find_outline(text: str) -> Outline:
    """Return the parts of a report, what surrounds them, and what was unsure."""
    folded = fold_document(text)
    marks = tuple(match.span() for match in _PAGE_MARK.finditer(folded))
    candidates = sorted(_candidates(compact(folded)), key=lambda candidate: (candidate.start, -candidate.score))
    chain = _best_chain(candidates)
    end, remarks = _second_copy(text, folded, candidates, chain)
    tail = _tail_start(folded, chain, end)
    sections, headings = [], {}
    for index, candidate in enumerate(chain):
        stop = chain[index + 1].start if index + 1 < len(chain) else tail
        title = re.sub(r"[\s#*|]+", "", text[candidate.start : candidate.end]) if candidate.printed else ""
        sections.append(Section(part=candidate.part, title=title, span=(candidate.start, max(stop, candidate.start))))
        if candidate.printed:
            headings[candidate.part] = (candidate.start, candidate.end)
        else:
            remarks.append(_missing_heading(text, candidate))
    return Outline((0, end), tuple(sections), headings, marks, (tail, end), tuple(remarks))


def _candidates(squeezed: Compact) -> Iterator[_Candidate]:
    for match in _CORE.finditer(squeezed.text):
        kind, part = (match.lastgroup or "c0")[0], int((match.lastgroup or "c0")[1])
        if kind == "c":
            start = squeezed.offset(match.start())
            yield _Candidate(part, start, start, 0.4, False)
            continue
        lead = _BEFORE.search(squeezed.text, max(0, match.start() - _BEFORE_REACH), match.start())
        start = lead.start() if lead else match.start()
        score = _score(squeezed, lead, start, match.end(), strict=kind == "s")
        if kind == "f":
            score = _FAINT if score > 1 else 0
        if score > 0:
            yield _Candidate(part, *squeezed.span(start, match.end()), score, True)


def _score(squeezed: Compact, lead: re.Match[str] | None, start: int, end: int, strict: bool) -> float:
    """Return how much a match looks like a heading; 0 when it does not."""
    after = squeezed.text[end : end + 1]
    at_start = squeezed.begins_line(start)
    alone = at_start and squeezed.ends_line(end + (after in (":", "。")))
    if lead and lead.group("top"):
        listed = after in ("、", ",", ";", ")") and not squeezed.ends_line(end + 1)
        return (4 if alone else 3.5 if at_start else 2.5) - (0 if strict else 1) - (2 if listed else 0)
    if not strict:
        return 1 if alone and not (lead and lead.group("low")) else 0
    if alone:
        return 3
    return 2 if lead and lead.group("low") and at_start else 0


def _best_chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the sequence of growing parts with the highest score, the earliest of equals."""
    best: list[tuple[float, int | None]] = [(0.0, None)] * len(candidates)
    for index in range(len(candidates) - 1, -1, -1):
        here = candidates[index]
        score, following = here.score, None
        for later in range(index + 1, len(candidates)):
            other = candidates[later]
            if other.part > here.part and other.start >= here.end and here.score + best[later][0] > score:
                score, following = here.score + best[later][0], later
        best[index] = (score, following)
    chain: list[_Candidate] = []
    at = max(range(len(candidates)), key=lambda index: (best[index][0], -index), default=None)
    while at is not None:
        chain.append(candidates[at])
        at = best[at][1]
    return chain


def _second_copy(
    text: str, folded: str, candidates: Sequence[_Candidate], chain: Sequence[_Candidate]
) -> tuple[int, list[Remark]]:
    """Return where the report ends when it, or another one, stands again behind it."""
    if len(chain) < 3:
        return len(text), []
    last = chain[-1]
    again = [c for c in candidates if c.start > last.end and c.printed and c.score >= 2]
    restart = next((c for c in again if c.part <= chain[1].part), None)
    if restart is None or len({c.part for c in again}) < 3:
        return len(text), []
    title = _REPORT_TITLE.search(folded)
    first_line = folded[: chain[0].start].strip().split("\n")[0].strip()[:60]
    at = folded.find(first_line, last.end, restart.start) if len(first_line) >= 4 else -1
    if at < 0 and title:
        later = _REPORT_TITLE.search(folded, last.end, restart.start)
        at = folded.rfind("\n", last.end, later.start()) + 1 if later else -1
    start = at if at > last.end else restart.start
    same = fuzz.ratio(_squeezed(text[chain[0].start : start]), _squeezed(text[restart.start :])) >= 90
    evidence = (Evidence(quote=text[start : start + 30], span=(start, min(start + 30, len(text)))),)
    rule = "reading.doubled" if same else "reading.second_report"
    return start, [Remark(rule=rule, params={"first": chain[0].start, "second": start}, evidence=evidence)]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s|#*]+", "", text)[:20_000]


def _tail_start(folded: str, chain: Sequence[_Candidate], end: int) -> int:
    """Return where the last part ends: before attachments, chrome or the signature."""
    if not chain:
        return end
    after = chain[-1].end
    starts = [match.start() for pattern in (_TAIL, _SIGNATURE) if (match := pattern.search(folded, after, end))]
    return min(starts, default=end)


def _missing_heading(text: str, candidate: _Candidate) -> Remark:
    quote = text[candidate.start : candidate.start + 20]
    evidence = Evidence(quote=quote, span=(candidate.start, candidate.start + len(quote)), part=candidate.part)
    return Remark(rule="reading.heading_missing", params={"part": candidate.part}, evidence=(evidence,))
