"""A question cut into what it names: issuers, years, metrics, operations; and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.ask.issuers import Directory
from extractor.ask.vocabulary import STOP, meanings, patterns
from extractor.parsing.flow import fold
from extractor.parsing.numbers import read_number, read_year

ISSUER, ORGAN, YEAR, NUMBER, UNKNOWN = "issuer", "organ", "year", "number", "unknown"
_LONGEST = 30
"""Characters of the longest phrase that is looked up."""
_NUMERAL = "一二两三四五六七八九十百千"
_YEARS = re.compile(
    r"(?P<since>(?:自|从)?(?P<since_year>(?:19|20)\d\d)年?度?(?:以来|以后|之后|至今|到现在|起))"
    r"|(?P<year>(?:19|20)\d\d)(?:年度|年份|年)?(?![\d.]*[件条个家名份篇次万亿元起人场项宗])(?!\d)"
    r"|(?<!\d)(?P<typed>(?:19|20)\d{3}|\d(?:19|20)\d\d)年"
    r"|(?P<chinese>[一二][〇○零一二三四五六七八九]{3})年?度?"
    rf"|(?:最近|近|过去|这|前(?!一))(?P<last>[{_NUMERAL}]+|\d{{1,2}})个?(?:年度|年)(?:以来|来|间|里)?"
    r"|(?:the )?(?:last|past) (?P<last_en>two|three|four|five|six|\d{1,2}) years"
    r"|(?<!\d)(?P<short>[0123]\d)(?:年度?|(?=\s*(?:-|—+|–|~|至|到)\s*[0123]\d年))"
    r"|(?P<all>历年来?|各年度?|每年|逐年|这几年来?|近几年来?|近年来?|多年来|各年份|历年|all years|over the years)"
    r"|(?P<back>(?:再)?(?:往前|之前|早)(?:推|数|倒)?(?:的)?(?P<back_by>[一二两三]|\d)年|(?:前一|早(?P<earlier>[一两二]))个?年(?:度)?"
    r"|(?:the )?(?:previous|preceding|prior) year|(?:the )?year (?:before|earlier))"
    r"|(?P<next>(?:再)?(?:往后|之后)(?:的)?一年|后一年|次年|the (?:next|following) year|year after)"
    r"|(?P<ago>大前年|前年|去年|上一?个?年度?|今年|本年度?|最新一年|最近一年|最新年度|this year|last year)"
)
_NUMBERS = re.compile(
    rf"(?P<value>\d+(?:\.\d+)?)(?P<scale>[万亿千百])?|(?P<words>[{_NUMERAL}]+)(?P<words_scale>[万亿])?"
)
_COUNTED_YEARS = re.compile(rf"(?:[{_NUMERAL}]+|\d{{1,2}})年(?:间|里|内|来)?")
_ENGLISH_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BACK = {"二": 2, "两": 2, "2": 2, "三": 3, "3": 3}
_AGO = {"大前年": 3, "前年": 2, "去年": 1, "last year": 1}
_SPACED = re.compile(r"(?<=(?<![\u4e00-\u9fff])[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")
"""Spaces between characters that stand alone: 问 题."""
_MEANS_NOTHING = re.compile(r"[\s,.;:!?~、。,;:!?“”\"'‘’()\[\]《》〈〉…·/\\|+*=<>_#-]+")


@dataclass(frozen=True, eq=False)
class Token:
    """A stretch of the folded question.

    Attributes:
        meanings: Kind → key: a phrase may mean several things, and the rest of the question decides.
    """

    text: str
    start: int
    end: int
    meanings: Mapping[str, object]

    def key(self, kind: str) -> str | None:
        """Return what the token means as a kind; None where it means nothing of the kind."""
        value = self.meanings.get(kind)
        return None if value is None else str(value)


@dataclass(frozen=True)
class YearMark:
    """What a question says about years, before it is known which are stored.

    Attributes:
        year: A year as said; None for the others.
        since: From this year on.
        last: The newest so many years.
        ago: So many years before the newest, or before the year named beside it.
        every: All years.
        typed: As typed, with a digit too many.
        aside: The year a report would be of that says so; asked about only where no other year is named.
        relative: Whether 上年 may mean the year before the one that is named.
    """

    year: int | None = None
    since: int | None = None
    last: int | None = None
    ago: int | None = None
    every: bool = False
    relative: bool = False
    typed: str | None = None
    aside: int | None = None


def cut(question: str, directory: Directory) -> tuple[str, list[Token]]:
    """Return the folded question and its tokens in order; what was not understood comes as `unknown`."""
    text = _SPACED.sub("", fold(question).lower())
    tokens: list[Token] = []
    at, unread = 0, 0
    while at < len(text):
        token = _token_at(text, at, directory)
        if token is None:
            at += 1
            continue
        tokens += _unknown(text, unread, at)
        tokens.append(token)
        at = unread = token.end
    tokens += _unknown(text, unread, at)
    return text, tokens


def _unknown(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the stretches between two tokens that are more than punctuation."""
    at = start
    for gap in (*_MEANS_NOTHING.finditer(text, start, end), None):
        stop = gap.start() if gap else end
        if stop > at:
            yield Token(text[at:stop], at, stop, {UNKNOWN: text[at:stop]})
        at = gap.end() if gap else end


def _token_at(text: str, at: int, directory: Directory) -> Token | None:
    """Return the longest token that begins at a place; of equally long ones an issuer first, a number last."""
    if text[at].isascii() and text[at].isalnum() and at and text[at - 1].isascii() and text[at - 1].isalpha():
        return None
    best: Token | None = None
    for end in range(min(len(text), at + _LONGEST), at, -1):
        found = _meanings(text[at:end], directory)
        if found and _ends_word(text, end):
            best = Token(text[at:end], at, end, found)
            break
    best = _longer_pattern(text, at, best)
    for pattern, kind in ((_YEARS, YEAR), (_COUNTED_YEARS, STOP), (_NUMBERS, NUMBER)):
        match = pattern.match(text, at)
        longer = match and (best is None or match.end() - at > len(best.text))
        if match and (longer or (kind == YEAR and best and best.end == match.end() and ISSUER not in best.meanings)):
            value = _year_mark(match) if kind == YEAR else _number(match) if kind == NUMBER else match[0]
            best = best if value is None else Token(match[0], at, match.end(), {kind: value})
    return best


def _longer_pattern(text: str, at: int, best: Token | None) -> Token | None:
    """Return the longest way of saying something that is no phrase of the vocabulary, where it is longer than one."""
    for kind, key, pattern in patterns():
        match = pattern.match(text, at)
        if match and match.end() - at > (len(best.text) if best else 0) and _ends_word(text, match.end()):
            aside = next((int(year) for year in match.groupdict().values() if year), None)
            meant: dict[str, object] = {kind: key}
            if aside is not None:
                meant[YEAR] = YearMark(aside=aside + (1 if "before" in pattern.groupindex else -1))
            best = Token(match[0], at, match.end(), meant)
    return best


def _ends_word(text: str, end: int) -> bool:
    return not (
        end < len(text)
        and text[end - 1].isascii()
        and text[end - 1].isalpha()
        and text[end].isalpha()
        and text[end].isascii()
    )


def _meanings(phrase: str, directory: Directory) -> dict[str, object]:
    found: dict[str, object] = dict(meanings().get(phrase, {}))
    if phrase in directory.aliases or (phrase in directory.places and len(phrase) > 1):
        found[ISSUER] = phrase
    elif phrase in directory.organs:
        found[ORGAN] = phrase
    return found


def _year_mark(match: re.Match[str]) -> YearMark | None:
    if match["since_year"]:
        return YearMark(since=int(match["since_year"]))
    if match["year"]:
        return YearMark(year=int(match["year"]))
    if match["typed"]:
        return YearMark(typed=match["typed"])
    if match["chinese"]:
        year = read_year(match["chinese"])
        return YearMark(year=year) if year else None
    if match["last"] or match["last_en"]:
        said = match["last"] or match["last_en"]
        count = _ENGLISH_NUMBERS.get(said) or int((read_number(said) or read_number("1")).value)  # type: ignore[union-attr]
        return YearMark(last=count)
    if match["short"]:
        return YearMark(year=2000 + int(match["short"]))
    if match["all"]:
        return YearMark(every=True)
    if match["back"]:
        return YearMark(ago=_BACK.get(match["back_by"] or match["earlier"] or "", 1), relative=True)
    if match["next"]:
        return YearMark(ago=-1, relative=True)
    return YearMark(
        ago=_AGO.get(match["ago"], 1 if match["ago"].startswith("上") else 0), relative=match["ago"].startswith("上")
    )


def _number(match: re.Match[str]) -> float | None:
    reading = read_number(match["value"] or match["words"], match["scale"] or match["words_scale"] or "")
    return None if reading is None else reading.value
