"""The words of a text, as they are indexed and asked for."""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from extractor.parsing.flow import fold

_RUN = re.compile(r"[\u4e00-\u9fff〇]+|[a-z0-9]+(?:\.[0-9]+)?")
_LONGEST_RUN = 64
_FEW_TIMES = 20
"""How often a word inside another has to be seen to count as one."""
_UNKNOWN = 3
"""How often a word counts as seen that the dictionary doesn't have."""

_STOP = """
的 了 和 与 及 或 在 是 有 等 对 为 以 于 中 上 下 其 该 本 各 由 将 并 也 都 就 我 你 他 我们 这 那 这个 那个 年 月 日
什么 哪些 哪 哪个 哪里 怎么 怎样 如何 为什么 吗 呢 吧 请 请问 一下 多少 几 有没有 是否
做 做了 说 说了 提到 关于 进行 开展
政府 信息 政府信息 公开 政府信息公开 工作 情况 报告 年度 年报 单位 机关 行政机关 部门 方面
the a an of in and or to is are was were what which how did do does for on by with about
"""
STOP = frozenset(_STOP.split())
"""Words that stand in nearly every passage, or only make a question; they find nothing."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, folded and in lower case; numbers and Latin words count as words."""
    return [word for line in text.split("\n") for word in _words_in(line)]


def question_words(text: str, most: int = 24) -> list[str]:
    """Return the words of a question that can find something, the rarest first, each once."""
    words = dict.fromkeys(word for word in words_of(text) if word not in STOP)
    longer = [word for word in words if len(word) > 1]
    return sorted(longer or words, key=rarity, reverse=True)[:most]


def word_at(text: str, place: int) -> str:
    """Return the word of the dictionary that a character of a text belongs to."""
    end = 0
    for word in _dictionary().lcut(text, HMM=False):
        end += len(word)
        if end > place:
            return str(word)
    return ""


def overlap(asked: Iterable[str], found: Iterable[str]) -> float:
    """Return which share of the words asked for stands among those found, weighed by rarity; 0 where none is asked."""
    here = frozenset(found)
    weights: Mapping[str, float] = {word: rarity(word) for word in asked}
    whole = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in here) / whole if whole else 0.0


def subwords_of(word: str) -> list[str]:
    """Return the words inside a longer one that the dictionary has: 外贸 and 企业 of 外贸企业."""
    if len(word) < 3 or word.isascii():
        return []
    known = _dictionary().FREQ
    parts = (word[start : start + 2] for start in range(len(word) - 1))
    return [part for part in parts if known.get(part, 0) > _FEW_TIMES and part not in STOP]


@lru_cache(maxsize=20_000)
def rarity(word: str) -> float:
    """Return how much a word tells, by how often Chinese texts have it."""
    words = _dictionary()
    return math.log(words.total / (words.FREQ.get(word) or _UNKNOWN))


@lru_cache(maxsize=10_000)
def _words_in(line: str) -> tuple[str, ...]:
    """Return the words of a line; each is asked for once for its words and once for its vector."""
    found: list[str] = []
    for run in _RUN.findall(fold(line).lower()):
        if run[0].isascii():
            found.append(run)
        else:
            found += _cut(run) if len(run) <= _LONGEST_RUN else _dictionary().lcut(run, HMM=False)
    return tuple(found)


@lru_cache(maxsize=50_000)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(_dictionary().lcut(run, HMM=False))


@cache
def _dictionary() -> Any:
    """Return jieba's dictionary; loading it takes more than a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # type: ignore[import-untyped]
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.dt
