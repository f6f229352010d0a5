"""Small builders of reports for the tests: fictional, every value with a place in a text that holds it."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.schema import (
    Basis,
    Cell,
    Document,
    Evidence,
    Fact,
    Match,
    Quantity,
    Report,
    Section,
    Source,
    Stated,
    Status,
    TableCells,
    Tables,
)
from extractor.schema.forms import APPLICATIONS, DISCLOSURE, REVIEW_LITIGATION, TableForm

SHA256 = "ab" * 32


def cell(value: float | None, printed: str | None = None, span: tuple[int, int] | None = None) -> Cell:
    """A cell; what is printed follows from the value unless given."""
    text = printed if printed is not None else "" if value is None else f"{value:g}"
    return Cell(value=value, printed=text, span=span)


def table(form: TableForm, numbers: Mapping[str, float | None] | None = None) -> TableCells:
    """A table of zeros; `numbers` are the others, by `row.column`."""
    values = numbers or {}
    return {
        row.key: {column: cell(values.get(f"{row.key}.{column}", 0)) for column in row.columns} for row in form.rows
    }


def applications(form: str = "2021", **numbers: float | None) -> TableCells:
    """Table 3 of zeros; cells by `row__column`."""
    return table(APPLICATIONS[form], _paths(numbers))


def disclosure(form: str = "2021", **numbers: float | None) -> TableCells:
    """Table 2 of zeros; cells by `row__column`."""
    return table(DISCLOSURE[form], _paths(numbers))


def review(**numbers: float | None) -> TableCells:
    """Table 4 of zeros; cells by `row__column`."""
    return table(REVIEW_LITIGATION, _paths(numbers))


def _paths(numbers: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name.replace("__", "."): value for name, value in numbers.items()}


def evidence(quote: str, span: tuple[int, int] | None = None, match: Match = Match.NORMALIZED) -> Evidence:
    """Evidence that no rule about places looks at, unless the match is said to be exact."""
    return Evidence(quote=quote, span=span, part=1, match=match)


def stated(value: object, quote: str | None = None) -> Stated:
    """A value of the head."""
    return Stated(value=value, evidence=evidence(quote if quote is not None else str(value)))


def fact(field: str, value: float, quote: str | None = None, basis: Basis = Basis.STATED, **more: object) -> Fact:
    """A fact whose quote prints its number unless given."""
    words = quote if quote is not None else f"共{value:g}件"
    return Fact(field=field, value=value, unit="件", engine="rules", basis=basis, evidence=evidence(words), **more)


def quantity(name: str, value: float, subject: str = "培训", quote: str | None = None) -> Quantity:
    """A quantity in a sentence of its own."""
    words = quote if quote is not None else f"{subject}{value:g}次"
    return Quantity(id=name, subject=subject, value=value, unit="次", sentence=(0, 1), evidence=evidence(words))


def sections(parts: tuple[int, ...] = (1, 2, 3, 4, 5, 6)) -> tuple[Section, ...]:
    """Parts that follow each other in the given order."""
    return tuple(Section(part=part, title="", span=(10 * at, 10 * at + 10)) for at, part in enumerate(parts))


def report(**changes: object) -> Report:
    """A report of 2022 with which every rule agrees, with the given fields changed."""
    fields: dict[str, object] = {
        "id": SHA256[:16],
        "status": Status.COMPLETE,
        "source": Source(name="云溪县林业局.txt", sha256=SHA256, media_type="text/plain", characters=100),
        "form": "2021",
        "issuer": stated("云溪县林业局"),
        "year": stated(2022, "2022年"),
        "sections": sections(),
        "tables": tables(),
    }
    return Report.model_validate(fields | changes)


def tables(**changes: object) -> Tables:
    """The three tables of form 2021 with zeros, some of them changed."""
    whole: dict[str, object] = {
        "disclosure": disclosure(),
        "applications": applications(),
        "review_litigation": review(),
    }
    return Tables.model_validate(whole | changes)


def document(text: str, **changes: object) -> Document:
    """A document of plain text."""
    return Document(name="a.txt", sha256=SHA256, media_type="text/plain", text=text, **changes)
