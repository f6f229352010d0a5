"""A repair in words: the suggestions that the findings of its table carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.schema import Cell, Change, Reason, Suggestion
from extractor.validation.equations import Identity
from extractor.validation.labels import cell_label
from extractor.validation.reasons import because, suggest
from extractor.validation.repair.find import Repair
from extractor.validation.repair.likelihood import Slip, repair_slips
from extractor.validation.repair.readings import SecondReadings

SHOWN = 8
"""Candidates that a finding lists; the reason says how many there are."""


@dataclass(frozen=True)
class Proposal:
    """What the findings of a table propose.

    Attributes:
        suggestion: The only repair, or the one that is clearly likelier than the others.
        alternatives: The other repairs of the same size, the likeliest first.
    """

    suggestion: Suggestion | None
    alternatives: tuple[Suggestion, ...]


def propose(
    repair: Repair, cells: Mapping[str, Cell], readings: SecondReadings, identities: Sequence[Identity]
) -> Proposal:
    """Return the repairs of a table as suggestions.

    Args:
        repair: The repairs found.
        cells: The table's cells, by path.
        readings: What else the source says; a number of the prose is named.
        identities: What was to be mended; a cell of table 4 stands in one only, which is said.
    """
    words = _Words(repair, cells, readings, len(identities) == 1)
    shown = [words.suggestion(rank, meant) for rank, meant in enumerate(repair.repairs[:SHOWN], 1)]
    return Proposal(shown[0], tuple(shown[1:])) if repair.is_clear else Proposal(None, tuple(shown))


@dataclass(frozen=True)
class _Words:
    repair: Repair
    cells: Mapping[str, Cell]
    readings: SecondReadings
    one_identity: bool

    def suggestion(self, rank: int, meant: Mapping[str, int]) -> Suggestion:
        changes = [Change(cell=cell, printed=self.cells[cell].printed, value=value) for cell, value in meant.items()]
        return suggest(changes, *self._reasons(rank, meant))

    def _reasons(self, rank: int, meant: Mapping[str, int]) -> Iterator[Reason]:
        total = len(self.repair.repairs)
        unique = self.repair.complete and total == 1
        message = "repair.unique" if unique else "repair.one_of" if self.repair.complete else "repair.stopped"
        yield because(message, count=len(meant), total=total, rank=rank)
        if self.one_identity and not unique:
            yield because("repair.one_identity")
        printed = {cell: int(self.cells[cell].value or 0) for cell in meant}
        for concerned, kind in repair_slips(printed, meant).items():
            if kind is not Slip.OTHER:
                yield because(f"repair.{kind}", **_named(concerned, meant))
        for cell, value in meant.items():
            if value in self.readings.prose.get(cell, ()):
                yield because("repair.prose", value=value, **_named([cell], meant))
            if value in self.readings.print.get(cell, ()):
                yield because("repair.print", value=value, **_named([cell], meant))


def _named(concerned: Iterable[str], meant: Mapping[str, int]) -> dict[str, str]:
    """Return the cells that a reason is about; nothing where only one changes, which the suggestion names already."""
    return {"cells": "、".join(map(cell_label, concerned))} if len(meant) > 1 else {}
