"""Sentences of running text, each with the sub-head it stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.parsing.flow import Passage

_SENTENCE = re.compile(r"[^。!?\n]+[。!?]*")
_ORDINAL = r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d))"
_SUBHEAD = re.compile(rf"[#*\s]{{0,8}}{_ORDINAL}([^。,;:\n]{{1,30}})")
_BARE_SUBHEAD = re.compile(
    r"[#*\s]{0,8}(?:先说|再说|关于|有关)?((?:政府信息|政务)?(?:主动公开|依申请公开|管理|公开平台建设|平台建设|监督保障)(?:方面|情况)?)"
)
_LISTED_SUBHEAD = re.compile(r"[#*\s]{0,8}[一二三四五六七八九十]是([^。,;:\n]{2,16})。")
"""`二是依申请公开规范。`: a sentence of its own that only names what follows."""
_SUBHEAD_STARTS = frozenset("#* (0123456789一二三四五六七八九十政主依管公平监先再关有")
_TOPICS = (
    ("requests", re.compile("依申请|申请公开|公开申请|申请办理")),
    ("supervision", re.compile("监督|保障|考核|评议|组织领导|队伍")),
    ("platform", re.compile("平台|网站建设|载体|渠道")),
    ("management", re.compile("管理|规范性文件|制度建设")),
    ("fees", re.compile("收费|收取|处理费")),
    ("disclosure", re.compile("主动公开|公开情况|信息公开|信息发布|解读|回应")),
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage.

    Attributes:
        passage: Index of the passage.
        start: Where it starts in the flow of its passage.
        end: Where it ends there.
        part: Part of the report, None before part 1 and after part 6.
        topic: What its sub-head is about (requests, supervision, …); None where no sub-head stands before it.
    """

    passage: int
    start: int
    end: int
    part: int | None
    topic: str | None


def split_sentences(passages: Sequence[Passage]) -> tuple[Sentence, ...]:
    """Return the sentences of the passages, in reading order."""
    sentences: list[Sentence] = []
    for index, passage in enumerate(passages):
        topic: str | None = None
        text = passage.flow.text
        for match in _SENTENCE.finditer(text):
            if text[match.start()] in _SUBHEAD_STARTS:
                topic = _topic(text[match.start() : match.start() + 60]) or topic
            sentences.append(Sentence(index, match.start(), match.end(), passage.part, topic))
    return tuple(sentences)


def sentence_at(sentences: Sequence[Sentence], position: int) -> Sentence | None:
    """Return the sentence of one passage that holds a position of its flow; None between two sentences."""
    index = bisect_right(sentences, position, key=lambda sentence: sentence.start) - 1
    if index < 0 or position >= sentences[index].end:
        return None
    return sentences[index]


def _topic(opening: str) -> str | None:
    """Return the topic that the sub-head at the start of a sentence names; None where there is none."""
    head = _SUBHEAD.match(opening) or _LISTED_SUBHEAD.match(opening) or _BARE_SUBHEAD.match(opening)
    if head is None:
        return None
    return next((name for name, cue in _TOPICS if cue.search(head[1][:16])), None)
