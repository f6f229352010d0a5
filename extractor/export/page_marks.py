"""Values as marks on the source text: collecting them, and writing the text with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from extractor.schema import Cell, Evidence, Fact, Item, Quantity, Report, Section, Severity, Span
from extractor.schema.forms import cell_path

KINDS = ("head", "cell", "fact", "quantity", "problem", "improvement", "evidence", "note")
"""Kinds of marks, the one shown first where two have the same span; `evidence` is of findings, `note` of mere hints."""

_HEADING_WITHIN = 120
"""A part's heading stands within so many characters after its beginning."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value and its place; `id` ties the mark in the text to the value beside it."""

    id: str
    kind: str
    span: Span


def mark_id(kind: str, name: object) -> str:
    """Return the id of a value: `fact-0`, `cell-applications.granted.total`."""
    return f"{kind}-{name}"


def head_evidence(report: Report) -> dict[str, Evidence]:
    """Return the evidence of the stated head fields by name."""
    stated = {name: getattr(report, name) for name in ("title", "issuer", "year", "published_on")}
    stated |= {name: getattr(report, name) for name in ("period_start", "period_end")}
    stated |= {name: getattr(report.contact, name) for name in ("address", "phone", "email", "postcode")}
    return {name: value.evidence for name, value in stated.items() if value is not None}


def _placed(kind: str, named: Iterable[tuple[object, Span | None]], length: int) -> Iterator[Mark]:
    """Yield a mark for each value with a place in a text of the given length."""
    for name, span in named:
        if span is not None and 0 <= span[0] < span[1] <= length:
            yield Mark(mark_id("evidence" if kind == "note" else kind, name), kind, span)


def cells_of(report: Report) -> Iterator[tuple[str, Cell]]:
    """Yield every cell that is in the document with its path; those of the annex by row number."""
    for table in ("disclosure", "applications", "review_litigation"):
        for row, cells in (getattr(report.tables, table) or {}).items():
            for column, cell in (cells or {}).items():
                if cell is not None:
                    yield cell_path(table, row, column), cell
    for at, annex_row in enumerate(report.tables.annex or ()):
        for column, cell in (("this_year", annex_row.this_year), ("cumulative", annex_row.cumulative)):
            if cell is not None:
                yield cell_path("annex", str(at), column), cell


def collect_marks(report: Report, length: int) -> list[Mark]:
    """Return the marks of everything in a report that has a place in its text of `length` characters."""
    marks = list(_placed("head", ((name, item.span) for name, item in head_evidence(report).items()), length))
    marks += _placed("cell", ((path, cell.span) for path, cell in cells_of(report)), length)
    listed: tuple[tuple[str, Sequence[Fact | Quantity | Item]], ...] = (
        ("fact", report.facts),
        ("quantity", report.quantities),
        ("problem", report.problems),
        ("improvement", report.improvements),
    )
    for kind, values in listed:
        marks += _placed(kind, ((at, value.evidence.span) for at, value in enumerate(values)), length)
    for at, finding in enumerate(report.findings):
        kind = "note" if finding.severity is Severity.INFO else "evidence"
        names = ((f"{at}-{number}", item.span) for number, item in enumerate(finding.evidence))
        marks += _placed(kind, names, length)
    return marks


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that lies under the same marks, the shortest first.

    Attributes:
        part: Number of the part in whose heading it lies; None outside of headings.
        begins: Whether that heading begins here.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    part: int | None = None
    begins: bool = False


def stretches(length: int, marks: Iterable[Mark], headings: Iterable[tuple[int, Span]]) -> Iterator[Stretch]:
    """Yield a text cut wherever a mark or a heading begins or ends.

    Args:
        length: Of the text, in characters.
        marks: May nest and overlap.
        headings: Number of a part and the span of its heading; a part without one has its first character.
    """
    ordered = sorted(marks, key=lambda mark: (mark.span[1] - mark.span[0], KINDS.index(mark.kind)))
    titles = {span[0]: (part, span[1]) for part, span in headings}
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for rank, mark in enumerate(ordered):
        starts.setdefault(mark.span[0], []).append(rank)
        ends.setdefault(mark.span[1], []).append(rank)
    title_ends = {end for _, end in titles.values()}
    bounds = sorted({0, length, *starts, *ends, *titles, *title_ends})
    open_ranks: set[int] = set()
    title: int | None = None
    for start, end in pairwise(bounds):
        open_ranks.difference_update(ends.get(start, ()))
        open_ranks.update(starts.get(start, ()))
        if start in title_ends:
            title = None
        if start in titles:
            title = titles[start][0]
        yield Stretch(start, end, tuple(ordered[rank] for rank in sorted(open_ranks)), title, start in titles)


def marked_text(text: str, marks: Iterable[Mark], headings: Iterable[tuple[int, Span]]) -> str:
    """Return the text as HTML, every stretch that lies under marks in a `mark` element that names them.

    Args:
        text: Source text; everything in it is escaped.
        marks: May nest and overlap: a stretch names all marks over it, the shortest first.
        headings: Number of a part and the span of its heading; a part without one has its first character.
    """
    return "".join(_written(text, stretch) for stretch in stretches(len(text), marks, headings))


def part_headings(sections: Iterable[Section], text: str) -> dict[int, Span]:
    """Return where the heading of each part stands; the part's first character where it has none."""
    return dict(reversed([(section.part, _heading(section, text)) for section in sections]))


def _heading(section: Section, text: str) -> Span:
    begin = section.span[0]
    start = text.find(section.title, begin, begin + _HEADING_WITHIN) if section.title else -1
    return (start, start + len(section.title)) if start >= 0 else (begin, begin + 1)


def _written(text: str, stretch: Stretch) -> str:
    words = text[stretch.start : stretch.end]
    written = escape(words)
    if stretch.marks:
        kinds = " ".join(dict.fromkeys(f"k-{mark.kind}" for mark in stretch.marks))
        ids = escape(" ".join(mark.id for mark in stretch.marks))
        written = f'<mark class="{kinds}" data-m="{ids}">{written}</mark>'
    if stretch.part is None:
        return written
    anchor = f' id="part-{stretch.part}"' if stretch.begins else ""
    return f'<span class="{"heading" if len(words) > 1 or not anchor else "unnamed"}"{anchor}>{written}</span>'
