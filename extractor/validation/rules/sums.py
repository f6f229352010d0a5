"""Numbers of the prose against each other: parts and their total, counts and their shares of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.patterns import Pattern
from extractor.schema import Quantity, Severity
from extractor.validation.context import Context
from extractor.validation.labels import number_text
from extractor.validation.result import PASSED, Result, failed, unknown
from extractor.validation.rule import rule
from extractor.validation.sentences import Counted, decimals, is_exact, is_near

_SOURCE = "nianbao: a sum that fails is said, never mended"
_CUE = Pattern(r"其中|包括|分别为|分别是|\(含")
_EXHAUSTIVE = Pattern(r"分别为|分别是|(?<!主要)包括")
_OTHER_STATEMENT = Pattern(
    "答复|办结|结转|办理|回复|受理|(?<!不予)(?<!其他)处理|完成|整改|增加|减少|增长|下降|同比|较上|比上|累计|召开|举办|培训|开展|解读|浏览|阅读|访问|点击"
    "|关注|粉丝|转载|上年|去年|满意|超过|达到|其中|包括|包含|含|占|^等"
)
_REST = Pattern("(?:其他|其余)[^,、;]{0,4}$")
_OPEN_BEFORE = Pattern("主要")
_OPEN_AFTER = Pattern("^[^,;。]{0,12}等|其余|其他")
_REACH = 12
"""How many numbers back a total may stand."""
_OUTCOME = Pattern("予以公开|部分公开|不予|无法提供|其他处理")
_OF_ALL = Pattern("办结|答复|办理")


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers that a sentence makes parts of a total.

    Attributes:
        totals: What may be the total, in the order of the text.
        exhaustive: Whether the words say that these are all the parts.
        open_end: Whether they say that there are more: 等, 其余, 主要.
    """

    totals: tuple[Quantity, ...]
    items: tuple[Quantity, ...]
    exhaustive: bool
    open_end: bool


@rule("prose.parts_sum", Severity.WARNING, needs=("quantities", "document"), source=_SOURCE, formula="Σ parts = total")
def parts_sum(context: Context) -> Iterator[Result]:
    """Hold the parts that a sentence gives of a total against it; too small a sum may only lack a part."""
    previous: Counted | None = None
    for sentence in context.counted:
        for parts in _parts(sentence, previous):
            yield _judge(parts)
        previous = sentence


def _parts(sentence: Counted, previous: Counted | None) -> Iterator[Parts]:
    """Yield the totals of a sentence with their parts; 其中 at its start speaks of the sentence before."""
    for index, words in enumerate(sentence.words[:-1]):
        if (cue := _CUE.search(words)) is None:
            continue
        before = sentence.items[max(0, index - _REACH) : index]
        if not before and words.startswith("其中") and previous is not None:
            before = previous.items[-_REACH:]
        items = tuple(_listed(sentence, index, words[cue.end() :]))
        totals = tuple(item for item in before if items and item.unit == items[0].unit)
        if len(items) > 1 and totals and all(map(is_exact, (*totals, *items))):
            said = "".join(sentence.words[index : index + len(items)])
            if _OUTCOME.search(said) and not _OF_ALL.search(sentence.words[max(0, index - 1)]):
                continue
            after = sentence.words[index + len(items)]
            open_end = bool(_OPEN_BEFORE.search(words) or _OPEN_AFTER.search(after))
            yield Parts(totals, items, bool(_EXHAUSTIVE.search(words)), open_end)


def _listed(sentence: Counted, first: int, words: str) -> Iterator[Quantity]:
    """Yield the numbers of one unit that follow a cue, up to the first that is said of something else."""
    unit = sentence.items[first].unit
    for index in range(first, len(sentence.items)):
        gap = words if index == first else sentence.words[index]
        fits = sentence.items[index].unit == unit or (sentence.items[index].unit == "" and _REST.search(gap))
        if not fits or _OTHER_STATEMENT.search(gap) or set(gap) & set("()。"):
            return
        if index > first + 1 and ";" in gap and ";" not in sentence.words[first + 1]:
            return
        yield sentence.items[index]


def _judge(parts: Parts) -> Result:
    """Return how the parts stand to their total; a later number above it is no part but another statement."""
    values = [item.value for item in parts.items]
    whole = round(sum(values), 6)
    totals = {item.value for item in parts.totals}
    sums = {round(value, 6) for value in (*accumulate(values), *(whole - value for value in values))}
    if totals & sums or max(values[1:]) > max(totals) >= values[0]:
        return PASSED
    total = max(parts.totals, key=lambda item: item.value)
    evidence = (total.evidence, *(item.evidence for item in parts.items))
    params = {"terms": "+".join(map(number_text, values)), "sum": number_text(whole), "total": number_text(total.value)}
    if whole > total.value or (parts.exhaustive and len(totals) == 1):
        return failed(params, left=whole, right=total.value, evidence=evidence)
    if parts.open_end:
        return PASSED
    return unknown(params, severity=Severity.INFO, left=whole, right=total.value, evidence=evidence)


_SHARE_GAP = Pattern(r"[,(]?(?:约?占(?P<of>[^,;。:、()]{0,12}?)(?:的|为|约|达|到)*)?")
_OF_ALL_PRINTED = Pattern("总|全部|全年|比")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage right behind its count: 208件(17.46%), 12件,占总数的5%.

    Attributes:
        index: Of the count among the numbers of its sentence.
        of_all: Whether the words say that it is a share of the total.
    """

    index: int
    count: Quantity
    percent: Quantity
    of_all: bool

    def follows(self, total: float) -> bool:
        """Return whether the percentage is the count's share of a total."""
        return total > 0 and is_near(self.percent, 100 * self.count.value / total)


@rule(
    "prose.percentages",
    Severity.WARNING,
    needs=("quantities", "document"),
    source=_SOURCE,
    formula="share = 100 · count / total",
)
def percentages(context: Context) -> Iterator[Result]:
    """Hold each share that stands beside its count against the total before it, or the one most of them agree on."""
    previous: Counted | None = None
    for sentence in context.counted:
        if shared := tuple(_shares(sentence)):
            printed = _totals(sentence, shared)
            yield from _judge_shares(shared, printed, () if previous is None else _values(previous.items, shared))
        previous = sentence


def _shares(sentence: Counted) -> Iterator[Share]:
    """Yield the counts with the percentage that stands right behind them."""
    pairs = zip(sentence.items, sentence.items[1:], sentence.words[1:], strict=False)
    for index, (count, percent, gap) in enumerate(pairs):
        match = _SHARE_GAP.fullmatch(gap) if percent.unit == "%" and count.unit != "%" else None
        if match and is_exact(count) and not percent.approximate:
            yield Share(index, count, percent, bool(match["of"] and _OF_ALL_PRINTED.search(match["of"])))


def _totals(sentence: Counted, shared: Sequence[Share]) -> tuple[float, ...]:
    """Return the numbers printed before the first share that can be what it is a share of."""
    return _values(sentence.items[: shared[0].index], shared)


def _values(items: Sequence[Quantity], shared: Sequence[Share]) -> tuple[float, ...]:
    count = shared[0].count
    return tuple(
        dict.fromkeys(item.value for item in items[-_REACH:] if item.unit == count.unit and item.value >= count.value)
    )


def _judge_shares(shared: Sequence[Share], printed: tuple[float, ...], before: tuple[float, ...]) -> Iterator[Result]:
    """Yield a result for each share; where no total is certain, those that don't follow are let pass."""
    totals = (*printed, *before, sum(share.count.value for share in shared))
    best = max(totals, key=lambda total: sum(share.follows(total) for share in shared))
    fitting = sum(share.follows(best) for share in shared)
    agreed = len(shared) > 2 and 2 * fitting > len(shared)
    for share in shared:
        single = share.of_all and len(printed) == 1
        if share.follows(best) or not (agreed or single):
            yield PASSED
        else:
            yield _wrong_share(share, best if agreed else printed[0])


def _wrong_share(share: Share, total: float) -> Result:
    expected = 100 * share.count.value / total
    params = {
        "count": number_text(share.count.value),
        "share": number_text(share.percent.value),
        "total": number_text(total),
        "expected": number_text(round(expected, max(1, decimals(share.percent)))),
    }
    evidence = (share.count.evidence, share.percent.evidence)
    return failed(params, left=share.percent.value, right=round(expected, 4), evidence=evidence)


@rule("prose.shares", Severity.WARNING, needs=("quantities", "document"), source=_SOURCE, formula="Σ shares ≤ 100 %")
def shares(context: Context) -> Iterator[Result]:
    """Say where shares that a sentence lists as those of one whole sum up to more than all of it."""
    for sentence in context.counted:
        for index, words in enumerate(sentence.words[:-1]):
            listed = _share_list(sentence, index) if words.endswith(("分别占", "占比分别为", "分别为")) else []
            if len(listed) < 2 or ("占" not in words):
                continue
            whole = sum(item.value for item in listed)
            evidence = tuple(item.evidence for item in listed)
            terms = "+".join(number_text(item.value) for item in listed)
            slack = sum(10 ** -decimals(item) for item in listed)
            params = {"terms": terms, "sum": number_text(round(whole, 4))}
            yield PASSED if whole <= 100 + slack else failed(params, left=whole, right=100, evidence=evidence)


def _share_list(sentence: Counted, first: int) -> list[Quantity]:
    """Return the percentages that follow each other with nothing but a comma between them."""
    listed: list[Quantity] = []
    for index in range(first, len(sentence.items)):
        if sentence.items[index].unit != "%" or (
            index > first and sentence.words[index] not in (",", "、", "和", "及")
        ):
            break
        listed.append(sentence.items[index])
    return listed
