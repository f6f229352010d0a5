"""From a count and the words around it to the fact of a field: unit, sign, evidence."""

from __future__ import annotations

import re

from extractor.extraction.context import Context
from extractor.extraction.cues import LESS
from extractor.schema import Basis, Document, Evidence, Fact
from extractor.schema.fields import FIELD_BY_NAME

_FACTORS = {("元", "万元"): 0.0001, ("亿元", "万元"): 10_000, ("万元", "元"): 10_000, ("亿元", "元"): 100_000_000}


def value_in_unit(context: Context, field: str) -> float:
    """Return the value in the unit of the field; a decrease is negative."""
    quantity = context.quantity
    value = round(quantity.value * _FACTORS.get((quantity.unit, FIELD_BY_NAME[field].unit), 1), 6)
    if field == "disclosure.change" and re.search(LESS, context.near.partition("#")[0][-6:]):
        return -value
    return value


def basis_of(context: Context, value: float) -> Basis:
    """Return `normalized` where the value is not the number as printed."""
    return context.quantity.basis if abs(value) == context.quantity.value else Basis.NORMALIZED


def fact_of(document: Document, context: Context, field: str, value: float, basis: Basis, engine: str) -> Fact:
    """Return a field and its value as a fact, with the clause that states it."""
    start, end = context.place
    return Fact(
        field=field,
        value=value,
        unit=FIELD_BY_NAME[field].unit,
        engine=engine,
        basis=basis,
        approximate=context.quantity.approximate,
        evidence=Evidence(
            quote=document.text[start:end], span=(start, end), page=document.page_of(start), part=context.part
        ),
    )
