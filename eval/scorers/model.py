"""What a scorer is given, what it returns, and what its verdicts are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

from eval.gold import Gold
from eval.scorers.text import Printed
from extractor.confidence import calibration, quantity_confidences
from extractor.confidence.features import cell_features, named_cells
from extractor.schema import Cell, Report, Severity, Span

Known = float | str | None


class Verdict(StrEnum):
    """How a value compares with gold.

    Attributes:
        RIGHT: As in gold.
        WRONG: Another value than gold's.
        OMITTED: Gold has it, the report has not.
        INVENTED: The report has it, gold has not.
        ABSENT: Neither has it, and that is right.
        LOST: Neither has it, but the report failed, so that nothing is to its credit.
    """

    RIGHT = "right"
    WRONG = "wrong"
    OMITTED = "omitted"
    INVENTED = "invented"
    ABSENT = "absent"
    LOST = "lost"


class Overlap(NamedTuple):
    """How far the place of a value is gold's, in characters.

    `whole` says whether gold's place is all the words that state the value, not only its number.
    """

    shared: int
    gold: int
    found: int
    whole: bool


class Judged(NamedTuple):
    """One value against gold.

    Attributes:
        kind: Name of its scorer, or of the list it stands in.
        name: Field, cell or entry.
        gold: None where gold has none.
        found: None where the report has none.
        place: None where gold does not say where the value stands, or the report has none.
        flagged: Whether a warning or an error of the report is about it.
        others: Further values that the report gives for it.
        match: How its quote was found.
        basis: How it follows from its quote.
        engine: Who read it.
        confidence: How sure it is, as the table of confidences says; None where that was not measured.
        quote: The words it rests on.
        source: What stands around it in the document, or around gold's number; only of what is not right.
    """

    kind: str
    name: str
    verdict: Verdict
    gold: Known = None
    found: Known = None
    place: Overlap | None = None
    flagged: bool = False
    others: tuple[float, ...] = ()
    match: str | None = None
    basis: str | None = None
    engine: str | None = None
    confidence: float | None = None
    quote: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Sample:
    """A report with its gold.

    Attributes:
        text: The document's text, which the report's spans count in; empty where only values are compared.
    """

    gold: Gold
    report: Report
    text: str = field(default="", repr=False)

    @cached_property
    def printed(self) -> Printed:
        """Return the document's text for looking up places."""
        return Printed(self.text)

    @cached_property
    def named_cells(self) -> frozenset[str]:
        """Return the cells that some finding names."""
        return frozenset(cell for finding in self.report.findings for cell in finding.cells)

    @cached_property
    def alarmed_spans(self) -> tuple[Span, ...]:
        """Return the places that warnings and errors point at."""
        return tuple(
            evidence.span
            for finding in self.report.findings
            if finding.severity != Severity.INFO
            for evidence in finding.evidence
            if evidence.span
        )

    @cached_property
    def quantity_confidences(self) -> dict[str, float]:
        """Return how sure each number of the prose is, by its id."""
        return {quantity.id: confidence for quantity, confidence in quantity_confidences(self.report)}

    def cell_confidence(self, name: str, cell: Cell) -> float:
        """Return how sure a cell is."""
        return calibration().kinds["cells"].confidence(cell_features(cell, self._findings_by_cell.get(name)))

    @cached_property
    def _findings_by_cell(self) -> dict[str, str]:
        return named_cells(self.report)

    def overlap(self, name: str, span: Span | None, value: float | str | None) -> Overlap | None:
        """Return how far a span is where gold says the value stands.

        Gold says it by `evidence`; without, an entry of a list stands where its text does, and the number of a fact
        where it is printed, if that is one place only. Cells have no place then: their digits may be run together.
        """
        if not self.text:
            return None
        quote = self.gold.evidence.get(name, value if isinstance(value, str) else None)
        in_table = name.count(".") > 1
        places = self.printed.quotes(quote) if quote is not None else [] if in_table else self.printed.number(value)
        if not places:
            return None
        shared, size = max((_shared(place, span), -(place[1] - place[0])) for place in places)
        return Overlap(shared, -size, span[1] - span[0] if span else 0, quote is not None)

    def around(self, value: Judged) -> str | None:
        """Return the line of the document that a value stands in, cut to length; None where it is not to be found."""
        places = self.printed.quotes(value.quote) if value.quote else []
        places = places or self.printed.numbers(value.gold) or self.printed.numbers(value.found)
        return self.printed.context(places[0]) if places else None

    def is_alarmed(self, span: Span | None) -> bool:
        """Return whether a warning or an error points at a place."""
        return span is not None and any(_shared(span, other) for other in self.alarmed_spans)


class Scorer(Protocol):
    """A measure of one kind of value."""

    def __call__(self, sample: Sample) -> Iterator[Judged]:
        """Yield every value that gold or the report has, judged."""
        ...


def _shared(place: Span, span: Span | None) -> int:
    return max(0, min(place[1], span[1]) - max(place[0], span[0])) if span else 0
