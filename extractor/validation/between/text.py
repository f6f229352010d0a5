"""Between two years of one issuer: how much of the prose stands word for word in last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.parsing.flow import running_text
from extractor.patterns import Pattern
from extractor.schema import Evidence, Match, Severity
from extractor.validation.between.model import Series, names, other_report, series_rule
from extractor.validation.context import Context
from extractor.validation.result import PASSED, Result, failed

_NEARLY_ALL = 0.9
"""Share of sentences from which on a copied text is a warning."""
_FEWEST = 8
"""A report with fewer sentences is not judged."""
_SHORTEST = 12
"""Characters of a sentence that is counted; shorter ones are the same in every report."""
_PARTS = (1, 5, 6)
_LISTED = 3
_QUOTED = 40
_SENTENCE = Pattern(r"[^。!?;\n]+[。!?;]+")
"""A line without an end mark is a heading, or has lost its end."""
_NUMBER = Pattern(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words with every number as `#`, and where it stands."""

    words: str
    evidence: Evidence


def sentences_of(context: Context) -> list[Sentence]:
    """Return the sentences of parts 1, 5 and 6 that are long enough to be compared, in reading order."""
    found = []
    for section in context.report.sections:
        if section.part not in _PARTS:
            continue
        flow = running_text(context.text, [section.span])
        for match in _SENTENCE.finditer(flow.text):
            words = _NUMBER.sub("#", match[0].strip())
            if len(words) >= _SHORTEST:
                span = flow.span(match.start(), match.end())
                quote = context.text[span[0] : span[1]]
                found.append(Sentence(words, Evidence(quote=quote, span=span, part=section.part, match=Match.EXACT)))
    return found


@series_rule(
    "series.same_text",
    Severity.INFO,
    source="国办公开办函〔2021〕30号:年度报告应反映当年工作",
    formula="sentences of parts 1, 5, 6 that stand in last year's, numbers aside < 70 %; a warning from 90 % on",
)
def same_text(series: Series) -> Iterator[Result]:
    """Say how many sentences stand literally in last year's report, where those are most of them."""
    last = series.last
    if last is None or not series.own.text or not last.text:
        return
    own, before = sentences_of(series.own), {sentence.words: sentence for sentence in sentences_of(last)}
    same = [sentence for sentence in own if sentence.words in before]
    if len(own) < _FEWEST:
        return
    share = len(same) / len(own)
    if share < series.own.tolerance("copied_text"):
        yield PASSED
        return
    params = {
        "share": f"{share:.0%}",
        "same": len(same),
        "count": len(own),
        "quotes": [f"“{_short(sentence.evidence.quote)}”" for sentence in same[:_LISTED]],
    }
    copied = tuple(sentence.evidence for sentence in same[:_LISTED])
    originals = [before[sentence.words].evidence for sentence in same[:_LISTED]]
    yield failed(
        names(series, last) | params,
        severity=Severity.WARNING if share >= _NEARLY_ALL else None,
        left=share,
        evidence=copied,
        other_reports=(other_report(last, evidence=originals),),
    )


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "…"
