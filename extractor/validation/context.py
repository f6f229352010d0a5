"""What the rules look at: a report with its document, and what several rules need of them, made once."""

from __future__ import annotations

from functools import cached_property

from extractor.schema import Cell, Document, Evidence, Fact, Remark, Report, Span, TableCells
from extractor.schema.forms import APPLICATIONS, DISCLOSURE, REVIEW_LITIGATION, TableForm, row_paths
from extractor.validation.equations import Evaluated, evaluate, identities
from extractor.validation.repair import Repair, SecondReadings, find_repairs, second_readings
from extractor.validation.running import Running
from extractor.validation.sentences import Counted, counted_sentences
from extractor.validation.settings import DECLARED, CheckSettings

TABLE_KEYS = ("disclosure", "applications", "review_litigation")


class Context:
    """What the rules look at: a report, what the reading steps remarked, and the document, where it is at hand.

    Attributes:
        settings: Of the office; a rule reads a tolerance with `tolerance`, the engine does the rest.
        touched: Entries of the settings that changed a tolerance the running rule has read.
    """

    def __init__(
        self,
        report: Report,
        remarks: tuple[Remark, ...],
        document: Document | None,
        settings: CheckSettings = DECLARED,
    ) -> None:
        self.report = report
        self.remarks = remarks
        self.document = document
        self.settings = settings
        self.touched: dict[str, None] = {}
        self._there: dict[str, bool] = {}

    def has(self, need: str) -> bool:
        """Return whether something that rules need is there: `document`, `tables.*`, `facts.*`, a field of the head."""
        if need not in self._there:
            self._there[need] = self._is_there(*need.partition("."))
        return self._there[need]

    def _is_there(self, kind: str, _: str, name: str) -> bool:
        if kind == "tables":
            return name in self.tables
        if kind == "facts":
            return name in self.facts if name else bool(self.facts)
        if kind == "document":
            return self.document is not None
        return bool(getattr(self.report, kind))

    def tolerance(self, name: str) -> float:
        """Return a tolerance, a field of `Tolerances`; findings of the rule that asks say so where an office set it."""
        tolerances = self.settings.tolerance
        if name in tolerances.model_fields_set:
            self.touched[f"tolerance.{name}"] = None
        value: float = getattr(tolerances, name)
        return value

    @cached_property
    def form(self) -> str:
        """Return the form whose rows the tables are held against; `2021` where none was recognised."""
        return "2019" if self.report.form == "2019" else "2021"

    @property
    def has_forms(self) -> bool:
        """Return whether the official tables are to be expected: they came with the reports of 2019."""
        if self.report.form is not None:
            return self.report.form != "pre2019"
        return self.report.year is None or self.report.year.value >= 2019

    @cached_property
    def form_tables(self) -> dict[str, TableForm]:
        """Return the three official tables of the report's form by key."""
        return {
            "disclosure": DISCLOSURE[self.form],
            "applications": APPLICATIONS[self.form],
            "review_litigation": REVIEW_LITIGATION,
        }

    @property
    def text(self) -> str:
        """Return the document's text; empty where the document is not at hand (a rule that needs it does not run)."""
        return self.document.text if self.document else ""

    @cached_property
    def running(self) -> Running:
        """Return the prose as one run of text; for rules that need the document."""
        if self.document is None:
            raise ValueError("a rule that reads the text has to need the document")
        tables = (_place_of(rows) for rows in self.tables.values())
        return Running(self.document, self.report.sections, [span for span in tables if span])

    @cached_property
    def preamble(self) -> str:
        """Return the beginning of the running text, up to the first part; empty where no part was found."""
        starts = [section.span[0] for section in self.report.sections]
        return self.running.before(min(starts))[:_PREAMBLE] if starts else ""

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """Return the sentences that print a number; for rules that need the document."""
        return counted_sentences(self.report, self.document) if self.document else ()

    @cached_property
    def tables(self) -> dict[str, TableCells]:
        """Return the official tables that the document has, by key."""
        pairs = ((key, getattr(self.report.tables, key)) for key in TABLE_KEYS)
        return {key: table for key, table in pairs if table is not None}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Return every cell that is in the document, by `table.row.column`."""
        return {
            paths[column]: cell
            for table, rows in self.tables.items()
            for row, columns in rows.items()
            if columns is not None
            for paths in [row_paths(table, row)]
            for column, cell in columns.items()
            if cell is not None
        }

    @cached_property
    def unusual_cells(self) -> dict[str, Cell]:
        """Return the cells that hold anything but plain digits read as the number they spell, by path."""
        return {
            path: cell
            for path, cell in self.cells.items()
            if (cell.value != 0 or cell.printed != "0") and not _is_usual(cell)
        }

    @cached_property
    def values(self) -> dict[str, float]:
        """Return the cells that hold a number, by path."""
        return {path: value for path, cell in self.cells.items() if (value := cell.value) is not None}

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence of everything read from the prose and the head."""
        report, contact = self.report, self.report.contact
        head = (report.issuer, report.year, report.title, report.published_on, report.period_start, report.period_end)
        said = (*head, contact.address, contact.phone, contact.email, contact.postcode)
        groups = (report.facts, report.quantities, report.problems, report.improvements)
        stated = [value.evidence for value in said if value is not None]
        return (*stated, *(value.evidence for group in groups for value in group))

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """Return the facts by field."""
        by_field: dict[str, list[Fact]] = {}
        for fact in self.report.facts:
            by_field.setdefault(fact.field, []).append(fact)
        return by_field

    @cached_property
    def remarked_cells(self) -> frozenset[str]:
        """Return the cells that a reading step already has a remark about."""
        return frozenset(cell for remark in self.remarks for cell in remark.cells)

    @cached_property
    def single_other_row(self) -> bool:
        """Return whether (六)其他处理 stands as one row, as in form 2019."""
        rows = self.tables.get("applications", {})
        if rows.get("other_handling") is not None:
            return True
        return self.form == "2019" and rows.get("other_not_corrected") is None

    @cached_property
    def identities(self) -> dict[str, list[Evaluated]]:
        """Return the evaluated identities of tables 3 and 4 by rule."""
        by_rule: dict[str, list[Evaluated]] = {}
        for identity in identities(self.single_other_row):
            by_rule.setdefault(identity.rule, []).append(evaluate(identity, self.values))
        return by_rule

    @cached_property
    def demanded(self) -> dict[str, set[float]]:
        """Return for each blank cell what the identities that lack nothing else demand of it."""
        demanded: dict[str, set[float]] = {}
        for item in (item for items in self.identities.values() for item in items if item.blanks):
            if (value := item.demanded) is not None:
                demanded.setdefault(item.blanks[0], set()).add(value)
        return demanded

    @cached_property
    def second_readings(self) -> SecondReadings:
        """Return what else the source says of the cells of tables 3 and 4."""
        return second_readings(self.report.facts, self.remarks)

    @cached_property
    def repairs(self) -> dict[str, Repair]:
        """Return the smallest repairs of what does not add up, by table 3 or row of table 4."""
        items = [item for found in self.identities.values() for item in found]
        return find_repairs(items, self.values, self.second_readings)


def _is_usual(cell: Cell) -> bool:
    return cell.printed.isdecimal() and cell.value == int(cell.printed)


def _place_of(rows: TableCells) -> Span | None:
    """Return where a table's cells stand, from the first to the last; None where no place is known."""
    spans = [cell.span for row in rows.values() if row for cell in row.values() if cell and cell.span]
    return (min(spans)[0], max(spans)[1]) if spans else None


_PREAMBLE = 10_000
"""How much of a very long beginning is looked at, so that no file holds up the rules."""
