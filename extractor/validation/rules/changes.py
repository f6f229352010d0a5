"""What the prose says of the year before: a change, a growth rate and the numbers of both years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.patterns import Pattern
from extractor.schema import Quantity, Severity
from extractor.validation.context import Context
from extractor.validation.labels import number_text
from extractor.validation.result import PASSED, Result, failed
from extractor.validation.rule import rule
from extractor.validation.sentences import Counted, is_exact, is_near

_SOURCE = "nianbao: a sum that fails is said, never mended"
_OLD = Pattern(r"(?:由|从)(?:上年|去年|上一年度?|20\d\d年)?(?:度|同期)?的?$")
_BEFORE_OLD = ("的", "由", "从", "年", "度", "期")
_RISEN_TO = Pattern(r"(?:增加|增长|上升|提高|提升|减少|下降|降低|增|升|降|减)(?:到|至|为)(?:20\d\d年)?(?:度)?的?")
_CHANGE = Pattern(
    r"[,(](?:与|比|较|同比)?(?:上年|去年|上一年度?|20\d\d年)?(?:度)?(?:同期)?(?:相比)?,?(?:共|净)?"
    r"(?P<more>增加|增长|多|上升)?(?:减少|下降|少|降低)?了?"
)
_GROWTH = Pattern(
    r"[,(、]?(?:同比|较上年|比上年|与上年相比|较去年|比去年)?(?P<up>增长|增加|上升|提高|提升|增幅)?(?:下降|减少|降低|降幅)?(?:率|幅度)?(?:了|为|达)?"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A number with that of the year before and the difference, as far as the sentence prints them."""

    new: Quantity
    old: Quantity | None
    change: Quantity | None
    share: Quantity | None
    more: bool


@rule(
    "prose.change",
    Severity.WARNING,
    needs=("quantities", "document"),
    source=_SOURCE,
    formula="change = new − old; growth = 100 · change / old",
)
def change(context: Context) -> Iterator[Result]:
    """Hold a change and a growth rate against the numbers of both years in the same sentence."""
    for sentence in context.counted:
        for stated in _changes(sentence):
            counts = [item for item in (stated.new, stated.old, stated.change) if item]
            if all(map(is_exact, counts)) and not (stated.share and stated.share.approximate):
                yield from _judge_change(stated)


def _changes(sentence: Counted) -> Iterator[Change]:
    """Yield 由A增加到B(,增加C)(,增长p%) and B,比上年增加C,增长p%."""
    items, words = sentence.items, sentence.words
    for index, item in enumerate(items):
        old = None
        if (
            words[index].endswith(_BEFORE_OLD)
            and _OLD.search(words[index])
            and index + 1 < len(items)
            and _RISEN_TO.fullmatch(words[index + 1])
        ):
            old, item, index = item, items[index + 1], index + 1
        rest = list(zip(items[index + 1 : index + 3], words[index + 1 : index + 3], strict=False))
        amount, more = None, True
        if rest and rest[0][0].unit == item.unit and (match := _changed(_CHANGE, rest[0][1])):
            amount, more = rest[0][0], bool(match["more"])
            rest = rest[1:]
        share = None
        if rest and rest[0][0].unit == "%" and (match := _changed(_GROWTH, rest[0][1])):
            share, more = rest[0][0], bool(match["up"])
        if (amount and (old or share)) or (old and share):
            yield Change(item, old, amount, share, more)


_MOVES = Pattern("增|升|多|少|降|提")


def _changed(pattern: Pattern, words: str) -> re.Match[str] | None:
    """Return the match of words that say nothing but that a number rose or fell."""
    return pattern.fullmatch(words) if _MOVES.search(words) else None


def _judge_change(stated: Change) -> Iterator[Result]:
    sign = 1 if stated.more else -1
    old = stated.old.value if stated.old else stated.new.value - sign * (stated.change.value if stated.change else 0)
    if stated.change and stated.old:
        expected = sign * (stated.new.value - old)
        yield _compare(stated, stated.change, expected, round(stated.change.value - expected, 6) == 0)
    if stated.share and old > 0:
        expected = 100 * sign * (stated.new.value - old) / old
        yield _compare(stated, stated.share, expected, is_near(stated.share, expected))


def _compare(stated: Change, item: Quantity, expected: float, holds: bool) -> Result:
    if holds:
        return PASSED
    printed = tuple(each.evidence for each in (stated.old, stated.new, stated.change, stated.share) if each)
    params = {
        "stated": number_text(item.value) + item.unit,
        "expected": number_text(round(expected, 2)) + item.unit,
        "quotes": [evidence.quote for evidence in printed],
    }
    return failed(params, left=item.value, right=round(expected, 4), evidence=printed)
