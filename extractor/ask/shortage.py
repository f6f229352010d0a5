"""Who writes of something, or that it is lacking: 哪些单位提到培训不足; passages with the words in one sentence."""

from __future__ import annotations

import re

from extractor.ask.lexer import UNKNOWN
from extractor.ask.model import Told
from extractor.ask.question import HOW_MANY, QUANTITY, Question
from extractor.ask.vocabulary import METRIC_KINDS, NARRATIVE, OPERATION, harmless, meanings, telling

_WHO = re.compile(r"哪|谁|(?:多少|几)[个家份]?(?:单位|部门|机关|报告|年报|家)|名单|列出")
_MENTIONS = re.compile(r"提到|提及|谈到|谈及|讲到|写到|说到")
_LACKS = re.compile(r"不足|不够|问题|困难|短板|薄弱|欠缺|缺乏|缺少|短缺|滞后|不到位|不强|不高|难点|难题|弱项")
_BOUND = re.compile(r"不足\s*[\d一二两三四五六七八九十百]")
_LACKING = re.compile(
    _LACKS.pattern + r"|不深|不细|不全|不及时|不畅|不便|不均|不规范|不完善|不平衡|不健全|不熟|不多|欠佳|偏[低少长慢弱]"
    r"|有待|差距|单一|参差|有限|较[少弱低]|紧张|难以|[还仍]需"
)
_SENTENCE = re.compile(r"[^。;；!！?？]+")
_ITEM = re.compile(r"(?=[一二三四五六七八九十]是)|(?=[（(][一二三四五六七八九十\d]+[）)])|(?<=\s)(?=\d+[.、])")
_OF_DISCLOSURE = re.compile(r"^(?:政府信息公开|政务公开|信息公开)(?=.)")
_NOUNS = frozenset(("人员", "平台", "渠道", "水平", "更新", "材料", "内容", "数据", "费用"))
"""Words that mean nothing elsewhere, and here are what is lacking."""


def told_of(read: Question) -> tuple[Told, str] | None:
    """Return how something is told of and which words say it; None where nobody asks who writes of what.

    A bound is none of it: 不足 10 件. Nor is a number that is asked for beside.
    """
    asks = _WHO.search(read.text) and not read.named.issuers and not _BOUND.search(read.text)
    counts = read.metrics and QUANTITY.search(read.text) and not HOW_MANY.search(read.text)
    told = Told.LACKING if _LACKS.search(read.text) else Told.SAID if _MENTIONS.search(read.text) else None
    words = " ".join(_subjects(read))
    return (told, words) if told and asks and not counts and words else None


def _subjects(read: Question) -> list[str]:
    """Return the words that name what is told of."""
    from extractor.index.words import word_at

    idle = harmless() | telling()
    found = []
    for token in read.rest:
        asks = {NARRATIVE, OPERATION} & set(token.meanings) or _LACKS.fullmatch(token.text)
        names = METRIC_KINDS & set(token.meanings) or UNKNOWN in token.meanings or token.text in _NOUNS
        if names and not asks and token.text not in idle:
            found.append(_LACKS.sub("", _OF_DISCLOSURE.sub("", token.text)))
        elif len(token.text) == 1:
            word = word_at(read.text, token.start)
            if word not in idle and word not in meanings():
                found.append(word)
    return [word for word in dict.fromkeys(found) if len(word) > 1 and not _LACKING.fullmatch(word)]


def holds(text: str, words: str, told: Told) -> bool:
    """Return whether one sentence, or one item of a list, holds all words, and says that it is lacking where asked."""
    for sentence in _SENTENCE.findall(text):
        for item in _ITEM.split(sentence):
            plain = "".join(item.split()).lower()
            if all(word in plain for word in words.split()) and (told is Told.SAID or _LACKING.search(plain)):
                return True
    return False
