"""The repairs of a report's tables: table 3 as one, table 4 row by row, since its rows share no cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from extractor.validation.equations import Evaluated, Identity
from extractor.validation.labels import TABLE_NUMBERS, row_label
from extractor.validation.repair.find import SECONDS, Repair, find_repair
from extractor.validation.repair.readings import SecondReadings


def unit_of(identity: Identity) -> str:
    """Return what an identity is repaired together with: the key of table 3, or `table.row` of table 4."""
    table, row, _ = identity.left[0].split(".")
    return table if table == "applications" else f"{table}.{row}"


def unit_label(unit: str) -> str:
    """Return how a finding names it: `表三`, `表四“行政复议”行`."""
    table, _, row = unit.partition(".")
    return TABLE_NUMBERS[table] + (f"“{row_label(table, row)}”行" if row else "")


def find_repairs(
    items: Collection[Evaluated], values: Mapping[str, float], readings: SecondReadings, seconds: float = SECONDS
) -> dict[str, Repair]:
    """Return the smallest repairs, by table 3 or row of table 4; nothing of those whose identities can all hold."""
    found = {}
    for unit in dict.fromkeys(unit_of(item.identity) for item in _suspicious(items)):
        identities = [item.identity for item in items if unit_of(item.identity) == unit]
        repair = find_repair(identities, values, readings, seconds)
        if repair is not None:
            found[unit] = repair
    return found


def _suspicious(items: Iterable[Evaluated]) -> list[Evaluated]:
    """Return the identities that can't hold, and those that demand of a blank what another one does not."""
    demanded: dict[str, float] = {}
    found = []
    for item in items:
        if not item.blanks and item.left == item.right:
            continue
        wanted = item.demanded
        disagrees = wanted is not None and demanded.setdefault(item.blanks[0], wanted) != wanted
        if disagrees or item.contradicts:
            found.append(item)
    return found
