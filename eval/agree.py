"""Two people's gold of the same reports: how far they agree, kind by kind, and where they don't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.gold import Gold, GoldTable, read_gold
from eval.scorers.cells import TABLES
from eval.scorers.head import FIELDS as HEAD
from eval.scorers.lists import IMPROVEMENTS, PROBLEMS, align
from eval.scorers.values import same_in_field
from extractor.errors import ConfigError
from extractor.schema.fields import FIELDS
from extractor.validation.labels import number_text

KINDS = ("cells", "facts", "head", "quantities", PROBLEMS, IMPROVEMENTS)
CHOSEN = KINDS[:3]
"""Kinds in which both decide about every value there can be, so that agreement by chance can be reckoned."""
MISSING, BLANK, NOT_STATED = "missing", "blank", "not stated"


@dataclass(frozen=True)
class Judgement:
    """What two people say of one value; None where one of them doesn't list it at all."""

    report: str
    kind: str
    name: str
    first: str | None
    second: str | None
    same: bool


@dataclass(frozen=True)
class KindAgreement:
    """How far two people agree on one kind of value.

    Attributes:
        values: How many at least one of them speaks of.
        agreed: On how many both say the same.
        kappa: Cohen's, each value one of what it can be; None for lists, where nobody says what is not in them, and
            where chance alone would agree on all.
    """

    values: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        """Return the share on which both agree; None where there is no value."""
        return self.agreed / self.values if self.values else None


@dataclass(frozen=True)
class Agreed:
    """The agreement of two sets of gold.

    Attributes:
        reports: Those that both have.
        only_first: Names of gold that the first alone has; likewise `only_second`.
        kinds: Only those with values.
        differences: In the order of reports and values.
    """

    reports: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    kinds: dict[str, KindAgreement]
    differences: tuple[Judgement, ...]


def agree(first: Path, second: Path) -> Agreed:
    """Return how far two gold files, or two folders of them with the same names, agree.

    Raises:
        ConfigError: One is no gold, or they have no report in common.
    """
    a, b = _golds(first), _golds(second)
    common = tuple(name for name in a if name in b)
    if len(a) == len(b) == 1 and not common:
        (one,), (other,) = a, b
        b, common = {one: b[other]}, (one,)
    if not common:
        raise ConfigError("eval.error.nothing_common")
    judged = [one for name in common for one in judge_pair(name, read_gold(a[name]), read_gold(b[name]))]
    kinds = {kind: _agreement(kind, [one for one in judged if one.kind == kind]) for kind in KINDS}
    return Agreed(
        common,
        tuple(name for name in a if name not in b),
        tuple(name for name in b if name not in a),
        {kind: found for kind, found in kinds.items() if found.values},
        tuple(one for one in judged if not one.same),
    )


def judge_pair(report: str, a: Gold, b: Gold) -> Iterator[Judgement]:
    """Yield what two people say of each value of a report; what one leaves open is not compared."""
    yield from _cells(report, a, b)
    yield from _facts(report, a, b)
    for name in HEAD:
        one, other = getattr(a, name), getattr(b, name)
        if one is not None and other is not None:
            yield Judgement(report, "head", name, str(one), str(other), one == other)
    yield from _quantities(report, a, b)
    yield from _items(report, PROBLEMS, a.problems, b.problems)
    yield from _items(report, IMPROVEMENTS, a.improvements, b.improvements)


def as_dict(found: Agreed) -> dict[str, Any]:
    """Return an agreement as JSON has it."""
    kinds = {name: {**vars(kind), "share": kind.share} for name, kind in found.kinds.items()}
    return {**vars(found), "kinds": kinds, "differences": [vars(one) for one in found.differences]}


def _golds(place: Path) -> dict[str, Path]:
    found = sorted(place.rglob("*.json")) if place.is_dir() else [place]
    if not found:
        raise ConfigError("eval.error.no_gold", place=place)
    return {path.stem: path for path in found}


def _agreement(kind: str, judged: Sequence[Judgement]) -> KindAgreement:
    from extractor.review.agreement import agreement

    found = agreement([(one.first or "", one.second or "", one.same) for one in judged])
    return KindAgreement(found.values, found.agreed, found.kappa if kind in CHOSEN else None)


def _cells(report: str, a: Gold, b: Gold) -> Iterator[Judgement]:
    """Yield the cells of the tables that both speak of."""
    first, second = a.tables or {}, b.tables or {}
    for table in TABLES:
        if table in first and table in second:
            for name in _cell_names(table, first[table], second[table]):
                one, other = (_cell(tables[table], name) for tables in (first, second))
                yield Judgement(report, "cells", name, one, other, one == other)


def _cell_names(table: str, *given: GoldTable | None) -> list[str]:
    """Return the cells that any of some tables has; a table that all lack is one value."""
    names = [
        f"{table}.{row}.{column}" for rows in given for row, cells in (rows or {}).items() for column in cells or {}
    ]
    return list(dict.fromkeys(names)) or [table]


def _cell(rows: GoldTable | None, name: str) -> str:
    if rows is None or name.count(".") < 2:
        return MISSING
    _, row, column = name.split(".")
    cells = rows.get(row)
    if cells is None or column not in cells:
        return MISSING
    return _number(cells[column], BLANK)


def _facts(report: str, a: Gold, b: Gold) -> Iterator[Judgement]:
    names = dict.fromkeys((*(spec.name for spec in FIELDS), *a.facts, *b.facts))
    for name in names:
        if name in a.optional or name in b.optional:
            continue
        one, other = a.facts.get(name), b.facts.get(name)
        same = same_in_field(name, one, other)
        first = _number(one, NOT_STATED)
        yield Judgement(report, "facts", name, first, first if same else _number(other, NOT_STATED), same)


def _quantities(report: str, a: Gold, b: Gold) -> Iterator[Judgement]:
    """Yield the numbers of the prose as a bag of amounts with units."""
    bags = [Counter((number_text(one.value), one.unit) for one in gold.quantities) for gold in (a, b)]
    for value, unit in dict.fromkeys((*bags[0], *bags[1])):
        counts = [bag[value, unit] for bag in bags]
        for at in range(max(counts)):
            one, other = (f"{value} {unit}".strip() if at < count else None for count in counts)
            yield Judgement(report, "quantities", f"{value} {unit}".strip(), one, other, one == other)


def _items(report: str, kind: str, a: Sequence[str], b: Sequence[str]) -> Iterator[Judgement]:
    """Yield the entries of a list, those of like words as the same one."""
    pairs = align(b, a)
    for at, text in enumerate(a):
        other = b[pairs[at]] if at in pairs else None
        yield Judgement(report, kind, f"{kind}[{at}]", text, other, other is not None)
    for at, text in enumerate(b):
        if at not in pairs.values():
            yield Judgement(report, kind, f"{kind}[+{at}]", None, text, False)


def _number(value: float | None, none: str) -> str:
    return none if value is None else number_text(value)
