"""The numbers of an answer, whether it gives them as figures or as rows of its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.questions.model import Gold, Op, Value
from extractor.ask.model import Answer, Figure, Row

_ROUNDED = frozenset({Op.MEAN, Op.SHARE})
_CLOSE, _ABOUT = 1e-6, 0.051
"""How far a number may be from gold: as stored, and rounded to one decimal."""


@dataclass(frozen=True)
class Entry:
    """A number of an answer with whose it is.

    Attributes:
        values: One of a figure; of a row of the table all its numbers.
        units: In which the values are.
    """

    values: tuple[float, ...]
    units: frozenset[str]
    issuer: str | None
    year: int | None
    citations: tuple[int, ...]

    def is_of(self, wanted: Value) -> bool:
        """Return whether it is of the issuer and the year, as far as it says whose it is."""
        return self.issuer in (None, wanted.issuer) and self.year in (None, wanted.year)

    def has(self, number: float, op: Op, units: Sequence[str]) -> bool:
        """Return whether it gives the number in one of the units."""
        margin = _ABOUT if op in _ROUNDED else _CLOSE * max(1.0, abs(number))
        return bool(self.units & set(units)) and any(abs(value - number) <= margin for value in self.values)


def figures(answer: Answer) -> list[Entry]:
    """Return the figures of an answer that have a value."""
    return [_of_figure(figure) for figure in answer.figures if figure.value is not None]


def _of_figure(figure: Figure) -> Entry:
    value = figure.value if figure.value is not None else 0.0
    return Entry((value,), frozenset({figure.unit}), figure.issuer, figure.year, figure.citations)


def rows(answer: Answer) -> list[Entry]:
    """Return the rows of an answer's table that hold a number."""
    if answer.table is None:
        return []
    numeric = [column for column in answer.table.columns if column.key not in ("issuer", "year")]
    found = (_of_row(row, [(column.key, column.unit) for column in numeric]) for row in answer.table.rows)
    return [entry for entry in found if entry.values]


def _of_row(row: Row, columns: Iterable[tuple[str, str]]) -> Entry:
    numbers = [(row.values.get(key), unit) for key, unit in columns]
    values = [(float(number), unit) for number, unit in numbers if isinstance(number, int | float)]
    issuer, year = row.values.get("issuer"), row.values.get("year")
    return Entry(
        tuple(value for value, _ in values),
        frozenset(unit for _, unit in values),
        str(issuer) if issuer is not None else None,
        int(year) if year is not None else None,
        row.citations,
    )


def matching(gold: Gold, answer: Answer) -> list[Entry] | None:
    """Return the entries that give the gold's values, in its order; None where the answer isn't right."""
    single = gold.op in (Op.SUM, Op.MEAN, Op.COUNT, Op.SHARE)
    if single:
        given = figures(answer)[:1]
        return given if given and given[0].has(gold.values[0].value, gold.op, gold.units) else None
    if gold.op is Op.DIFFERENCE:
        return _difference(gold, answer)
    shown = [entry for entry in figures(answer) if gold.op is not Op.RANK or entry.issuer or entry.year]
    return _all_of(gold, shown) or _all_of(gold, rows(answer))


def _difference(gold: Gold, answer: Answer) -> list[Entry] | None:
    """Return the entries of the two values and their difference, which may be given without its sign."""
    difference, *both = gold.values
    signed = (difference.value, -difference.value)
    given = [entry for entry in figures(answer) if any(entry.has(value, gold.op, gold.units) for value in signed)]
    two = _all_of(gold.model_copy(update={"op": Op.VALUES, "values": tuple(both)}), [*figures(answer), *rows(answer)])
    return two if given and two else None


def _all_of(gold: Gold, given: Sequence[Entry]) -> list[Entry] | None:
    """Return an entry for each value of the gold; None where one lacks, is another or stands elsewhere."""
    if gold.op is Op.RANK:
        pairs = list(zip(gold.values, given, strict=False))
        fits = len(pairs) == len(gold.values) and all(_fits(entry, value, gold) for value, entry in pairs)
        return [entry for _, entry in pairs] if fits else None
    found = [next((entry for entry in given if _fits(entry, value, gold)), None) for value in gold.values]
    whole = [entry for entry in found if entry is not None]
    strangers = [entry for entry in given if entry.issuer and not any(entry.is_of(value) for value in gold.values)]
    return whole if len(whole) == len(gold.values) and not strangers else None


def _fits(entry: Entry, value: Value, gold: Gold) -> bool:
    """Return whether an entry gives a value; where there are several issuers or years, it has to say which."""
    issuers, years = ({getattr(one, name) for one in gold.values} for name in ("issuer", "year"))
    told = (entry.issuer or len(issuers) == 1) and (entry.year or len(years) == 1)
    return bool(told) and entry.is_of(value) and entry.has(value.value, gold.op, gold.units)
