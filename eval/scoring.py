"""How well a report was extracted, in a few figures: the verdicts of `eval.scorers`, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.gold import Gold
from eval.scorers import Judged, Sample, Verdict, cells, facts, head, lists, quantities
from extractor.schema import Report


@dataclass(frozen=True)
class Matches:
    """How many things were found that should be, missed, and found although they shouldn't be."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    def __add__(self, other: Matches) -> Matches:
        """Return both taken together."""
        return Matches(self.right + other.right, self.missed + other.missed, self.extra + other.extra)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right; 1 where nothing was found."""
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float:
        """Return the share of what there is that was found; 1 where there is nothing."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class CellScore:
    """The cells of the tables against gold.

    Attributes:
        total: How many cells gold determines; a row that gold calls missing counts as one.
        wrong: Names of the cells with another value; None and 0 are different values.
        silent: Those of them that no finding names.
    """

    total: int = 0
    wrong: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def __add__(self, other: CellScore) -> CellScore:
        """Return both taken together."""
        return CellScore(self.total + other.total, self.wrong + other.wrong, self.silent + other.silent)

    @property
    def share(self) -> float | None:
        """Return the share of right cells; None where gold has no table."""
        return 1 - len(self.wrong) / self.total if self.total else None


@dataclass(frozen=True)
class Score:
    """All measures of one report, or of many added up.

    Attributes:
        lists: Problems and improvements.
        head: Issuer, year, form and date of publication; nothing is ever extra here.
    """

    cells: CellScore = field(default_factory=CellScore)
    facts: Matches = field(default_factory=Matches)
    quantities: Matches = field(default_factory=Matches)
    lists: Matches = field(default_factory=Matches)
    head: Matches = field(default_factory=Matches)

    def __add__(self, other: Score) -> Score:
        """Return both taken together."""
        return Score(
            self.cells + other.cells,
            self.facts + other.facts,
            self.quantities + other.quantities,
            self.lists + other.lists,
            self.head + other.head,
        )


def score(report: Report, gold: dict[str, Any]) -> Score:
    """Return how far a report agrees with its gold."""
    sample = _sample(report, **gold)
    return Score(
        _cells(cells.score(sample)),
        matches(facts.score(sample)),
        matches(quantities.score(sample)),
        matches((*lists.score_problems(sample), *lists.score_improvements(sample))),
        _head(sample),
    )


def total(scores: Iterable[Score]) -> Score:
    """Return the scores of many reports added up."""
    return sum(scores, Score())


def score_cells(report: Report, tables: dict[str, Any]) -> CellScore:
    """Return the cells against gold: table → row → column → value, a row None where the document has none."""
    return _cells(cells.score(_sample(report, tables=tables)))


def named_cells(report: Report) -> set[str]:
    """Return the cells that some finding names."""
    return set(_sample(report).named_cells)


def score_facts(report: Report, wanted: dict[str, Any], optional: Iterable[str] = ()) -> Matches:
    """Return the facts against gold, field by field; those gold calls optional count neither way."""
    return matches(facts.score(_sample(report, facts=wanted, optional=tuple(optional))))


def score_quantities(report: Report, given: Iterable[dict[str, Any]]) -> Matches:
    """Return the numbers of the prose against gold, as a bag of amounts: no order, no sign, no zeros."""
    return matches(quantities.score(_sample(report, quantities=tuple(given))))


def score_items(texts: Sequence[str], gold: Iterable[str]) -> Matches:
    """Return texts against gold, each matched at most once."""
    wanted = list(gold)
    right = len(lists.align(texts, wanted))
    return Matches(right, len(wanted) - right, len(texts) - right)


def score_head(report: Report, gold: dict[str, Any]) -> Matches:
    """Return the head fields against gold; what gold leaves open is right."""
    return _head(_sample(report, **{name: gold.get(name) for name in head.FIELDS}))


def matches(judged: Iterable[Judged]) -> Matches:
    """Return verdicts as matches: a wrong value is one missed and one that shouldn't be there."""
    counted = Counter(value.verdict for value in judged)
    wrong = counted[Verdict.WRONG]
    return Matches(counted[Verdict.RIGHT], counted[Verdict.OMITTED] + wrong, counted[Verdict.INVENTED] + wrong)


def _sample(report: Report, **gold: Any) -> Sample:
    return Sample(Gold.model_validate({"file": "", **gold}), report)


def _cells(judged: Iterable[Judged]) -> CellScore:
    values = list(judged)
    wrong = [value for value in values if value.verdict not in (Verdict.RIGHT, Verdict.ABSENT)]
    silent = tuple(value.name for value in wrong if not value.flagged)
    return CellScore(len(values), tuple(value.name for value in wrong), silent)


def _head(sample: Sample) -> Matches:
    right = sum(value.verdict in (Verdict.RIGHT, Verdict.ABSENT) for value in head.score(sample))
    return Matches(right, len(head.FIELDS) - right)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
