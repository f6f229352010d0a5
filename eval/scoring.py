"""How well a report was extracted: deterministic measures of a `Report` against a gold dict of `eval/samples/gold`."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.schema import Report, Stated, TableCells
from extractor.schema.forms import cell_path

HEAD = ("issuer", "year", "form", "published_on")
_TABLES = ("disclosure", "applications", "review_litigation")
_TYPOGRAPHY = re.compile(r"[\s,。;、:“”\"'()]")
_SIMILAR = 0.6
"""From which likeness on an extracted problem or improvement is the one of the gold."""
_CONTAINED = 4
"""From how many characters on it is enough that one text holds the other."""


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
    return Score(
        score_cells(report, gold.get("tables") or {}),
        score_facts(report, gold.get("facts") or {}, gold.get("optional", ())),
        score_quantities(report, gold.get("quantities", ())),
        score_items([item.text for item in report.problems], gold.get("problems", ()))
        + score_items([item.text for item in report.improvements], gold.get("improvements", ())),
        score_head(report, gold),
    )


def total(scores: Iterable[Score]) -> Score:
    """Return the scores of many reports added up."""
    return sum(scores, Score())


def score_cells(report: Report, tables: dict[str, Any]) -> CellScore:
    """Return the cells against gold: table → row → column → value, a row None where the document has none."""
    named = named_cells(report)
    names = [name for name, agrees in _compared(report, tables) if not agrees]
    silent = [name for name in names if not any(cell == name or cell.startswith(f"{name}.") for cell in named)]
    count = sum(1 for _ in _compared(report, tables))
    return CellScore(count, tuple(names), tuple(silent))


def named_cells(report: Report) -> set[str]:
    """Return the cells that some finding names."""
    return {cell for finding in report.findings for cell in finding.cells}


def _compared(report: Report, tables: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield each cell (or missing row) of gold by name, and whether the report agrees."""
    for table in _TABLES:
        cells: TableCells = getattr(report.tables, table) or {}
        for row, columns in (tables.get(table) or {}).items():
            printed = cells.get(row) or {}
            if columns is None:
                yield f"{table}.{row}", not any(cell and cell.value is not None for cell in printed.values())
                continue
            for column, value in columns.items():
                cell = printed.get(column)
                yield cell_path(table, row, column), _same(cell.value if cell else None, value)


def score_facts(report: Report, facts: dict[str, Any], optional: Iterable[str] = ()) -> Matches:
    """Return the facts against gold, field by field; those gold calls optional count neither way."""
    stated: dict[str, list[float]] = {}
    for fact in report.facts:
        stated.setdefault(fact.field, []).append(fact.value)
    left_out = set(optional)
    right = {name for name, values in stated.items() if any(_same(value, facts.get(name)) for value in values)}
    wanted, found = set(facts) - left_out, set(stated) - left_out
    return Matches(len(wanted & right), len(wanted - right), len(found - right))


def score_quantities(report: Report, quantities: Iterable[dict[str, Any]]) -> Matches:
    """Return the numbers of the prose against gold, as a bag of amounts: no order, no sign, no zeros."""
    wanted = Counter(abs(float(quantity["value"])) for quantity in quantities if quantity["value"])
    found = Counter(abs(quantity.value) for quantity in report.quantities if quantity.value)
    right = (wanted & found).total()
    return Matches(right, wanted.total() - right, found.total() - right)


def score_items(texts: Sequence[str], gold: Iterable[str]) -> Matches:
    """Return texts against gold, each matched once with the likest that is left."""
    left = [_plain(text) for text in texts]
    wanted = [_plain(text) for text in gold]
    right = 0
    for text in wanted:
        likeness = [_likeness(text, other) for other in left]
        best = max(likeness, default=0.0)
        if best >= _SIMILAR:
            del left[likeness.index(best)]
            right += 1
    return Matches(right, len(wanted) - right, len(left))


def score_head(report: Report, gold: dict[str, Any]) -> Matches:
    """Return the head fields against gold; what gold leaves open is right."""
    right = sum(_head_agrees(name, getattr(report, name), gold.get(name)) for name in HEAD)
    return Matches(right, len(HEAD) - right)


def _head_agrees(name: str, stated: object, gold: object) -> bool:
    if gold is None:
        return True
    value = stated.value if isinstance(stated, Stated) else stated
    found, wanted = _plain(str(value)), _plain(str(gold))
    contained = name == "issuer" and min(len(found), len(wanted)) >= _CONTAINED
    return found == wanted or (contained and (found in wanted or wanted in found))


def _likeness(text: str, other: str) -> float:
    if min(len(text), len(other)) >= _CONTAINED and (text in other or other in text):
        return 1.0
    return difflib.SequenceMatcher(None, text, other).ratio()


def _plain(text: str) -> str:
    return _TYPOGRAPHY.sub("", unicodedata.normalize("NFKC", text))


def _same(value: float | None, gold: float | None) -> bool:
    if value is None or gold is None:
        return value is gold
    return abs(value - gold) < 1e-9


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
