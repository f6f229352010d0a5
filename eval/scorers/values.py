"""When two values are the same: the measure that each field declares in the catalogue."""

from __future__ import annotations

from collections.abc import Callable

from extractor.schema.fields import FIELD_BY_NAME, Measure

_EXACT = 1e-9
_CONVERTED = 1e-6


def same_count(value: float | None, gold: float | None) -> bool:
    """Return whether two counts are the same; None and 0 are not."""
    if value is None or gold is None:
        return value is gold
    return abs(value - gold) < _EXACT


def same_amount(value: float | None, gold: float | None) -> bool:
    """Return whether two amounts are the same, but for what converting 元 to 万元 loses in floating point."""
    if value is None or gold is None:
        return value is gold
    return abs(value - gold) <= max(_EXACT, _CONVERTED * abs(gold))


MEASURES: dict[Measure, Callable[[float | None, float | None], bool]] = {
    Measure.COUNT: same_count,
    Measure.AMOUNT: same_amount,
}


def same_in_field(name: str, value: float | None, gold: float | None) -> bool:
    """Return whether two values of a field are the same, as the field declares; unknown fields are counts."""
    spec = FIELD_BY_NAME.get(name)
    return MEASURES[spec.measure if spec else Measure.COUNT](value, gold)
