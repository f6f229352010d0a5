"""A document of a few fictional sentences, read as prose of one part."""

from __future__ import annotations

from extractor.extraction.items import extract_items
from extractor.extraction.rules import extract_facts
from extractor.parsing.flow import Passage, running_text
from extractor.parsing.quantities import scan
from extractor.schema import Document, Fact, Quantity, Tables


def document(text: str) -> Document:
    """A document of a text."""
    return Document(name="a.txt", sha256="0" * 64, media_type="text/plain", text=text)


def passages(text: str, part: int | None = 1) -> tuple[Passage, ...]:
    """The whole text as prose of one part."""
    return (Passage(part, running_text(text, [(0, len(text))])),)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text."""
    return scan(document(text), passages(text))


def facts(text: str, tables: Tables | None = None) -> tuple[Fact, ...]:
    """The facts of a text."""
    return extract_facts(document(text), passages(text), quantities(text), tables or Tables())


def values(text: str, tables: Tables | None = None) -> dict[str, float]:
    """The facts of a text by field; the first where a field is stated twice."""
    found: dict[str, float] = {}
    for fact in facts(text, tables):
        found.setdefault(fact.field, fact.value)
    return found


def items(text: str) -> tuple[list[str], list[str]]:
    """Problems and improvements of a text of part 5."""
    problems, improvements = extract_items(document(text), passages(text, 5))
    return [item.text for item in problems], [item.text for item in improvements]
