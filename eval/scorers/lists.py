"""Problems and improvements: texts aligned by the best assignment on likeness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from eval.scorers.model import Judged, Sample, Verdict
from eval.scorers.text import likeness, plain, ratio
from extractor.confidence import item_confidences
from extractor.schema import Item

PROBLEMS, IMPROVEMENTS = "problems", "improvements"
SIMILAR = 0.6
"""From which likeness on a text is taken for the one of gold."""


def score_problems(sample: Sample) -> Iterator[Judged]:
    """Yield each problem."""
    yield from _score(sample, PROBLEMS, sample.report.problems, sample.gold.problems)


def score_improvements(sample: Sample) -> Iterator[Judged]:
    """Yield each improvement."""
    yield from _score(sample, IMPROVEMENTS, sample.report.improvements, sample.gold.improvements)


def align(texts: Sequence[str], gold: Sequence[str]) -> dict[int, int]:
    """Return index in gold → index in texts, for as many pairs of like texts as there can be, the nearest ones.

    A text that holds another is like it, but a pair that is nearer the same is taken before it.
    """
    if not texts or not gold:
        return {}
    from scipy.optimize import linear_sum_assignment

    found, wanted = [plain(text) for text in texts], [plain(text) for text in gold]
    similar = np.array([[likeness(text, other) >= SIMILAR for other in found] for text in wanted])
    nearness = np.array([[ratio(text, other) for other in found] for text in wanted])
    rows, columns = linear_sum_assignment(np.where(similar, len(gold) + 1 + nearness, 0), maximize=True)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if similar[row, column]}


def _score(sample: Sample, kind: str, items: Sequence[Item], gold: Sequence[str]) -> Iterator[Judged]:
    sure = item_confidences(items, kind)
    pairs = align([item.text for item in items], gold)
    for at, text in enumerate(gold):
        item = items[pairs[at]] if at in pairs else None
        span = item.evidence.span if item else None
        yield Judged(
            kind,
            f"{kind}[{at}]",
            Verdict.RIGHT if item else Verdict.OMITTED,
            text,
            item.text if item else None,
            place=sample.overlap(f"{kind}[{at}]", span, text),
            match=item.evidence.match if item else None,
            confidence=sure[pairs[at]] if item else None,
            quote=item.evidence.quote if item else None,
        )
    paired = set(pairs.values())
    for at, item in enumerate(items):
        if at not in paired:
            evidence = item.evidence
            yield Judged(
                kind,
                f"{kind}[+{at}]",
                Verdict.INVENTED,
                None,
                item.text,
                match=evidence.match,
                confidence=sure[at],
                quote=evidence.quote,
            )
