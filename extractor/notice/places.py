"""Where a mistake stands and what is printed there, in the words of the official form."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.messages import Language, render
from extractor.schema import Cell, Finding, Report
from extractor.validation.labels import PART_TITLES, TABLE_NUMBERS, cell_label, cell_list, column_label, row_label

_MOST_CELLS = 12
_MOST_QUOTES = 5
_NUMERALS = "一二三四五六"


def place_of(report: Report, finding: Finding, lang: Language) -> str:
    """Return part or table, row and column, and page of a finding."""
    places = [*_tables(finding.cells, lang), *_parts(finding, lang)]
    pages = sorted({page for page in _pages(report, finding) if page is not None})
    if pages:
        places.append(render("notice.page", {"pages": _enumeration(map(str, pages), lang)}, lang))
    return _enumeration(places, lang) if places else render("notice.no_place", lang=lang)


def printed_of(report: Report, finding: Finding, lang: Language) -> str:
    """Return what is printed at the place of a finding: the words, else the cells."""
    quotes = list(dict.fromkeys(" ".join(item.quote.split()) for item in finding.evidence if item.quote.strip()))
    if quotes:
        texts = [render("notice.quoted", {"quote": quote}, lang) for quote in quotes[:_MOST_QUOTES]]
        return _with_count(texts, len(quotes), lang)
    cells = [(path, report.tables.cell(path)) for path in finding.cells]
    zeros = [path for path, cell in cells if cell is not None and cell.printed.strip() == "0"]
    told = cells if len(zeros) < 2 or len(zeros) == len(cells) else [item for item in cells if item[0] not in zeros]
    labels = _labels(finding.cells)
    texts = [_printed(labels[path], cell, lang) for path, cell in told[:_MOST_CELLS]]
    text = _with_count(texts, len(told), lang)
    if len(told) < len(cells):
        text = _enumeration([text, render("notice.zeros", lang=lang)], lang)
    return text or render("notice.no_quote", lang=lang)


def _tables(cells: tuple[str, ...], lang: Language) -> Iterator[str]:
    """Yield where cells stand: the cell, its row or column where all are in one, else their names."""
    paths = [path.split(".") for path in cells if path.count(".") == 2]
    if not paths:
        return
    tables, rows, columns = (list(dict.fromkeys(items)) for items in zip(*paths, strict=True))
    table = TABLE_NUMBERS.get(tables[0], tables[0])
    if len(cells) == 1:
        yield cell_label(cells[0])
    elif len(tables) == len(rows) == 1:
        yield render("notice.row", {"table": table, "row": row_label(tables[0], rows[0])}, lang)
    elif len(tables) == len(columns) == 1:
        yield render("notice.column", {"table": table, "column": column_label(columns[0])}, lang)
    else:
        yield cell_list(cells)


def _parts(finding: Finding, lang: Language) -> Iterator[str]:
    """Yield the parts of the report in which the words of a finding stand."""
    for part in dict.fromkeys(item.part for item in finding.evidence):
        if part is None:
            yield render("notice.outside", lang=lang)
        else:
            number = _NUMERALS[part - 1] if lang == "zh" else str(part)
            yield render("notice.part", {"part": number, "title": PART_TITLES[part - 1]}, lang)


def _pages(report: Report, finding: Finding) -> Iterator[int | None]:
    yield from (item.page for item in finding.evidence)
    cells = map(report.tables.cell, finding.cells)
    yield from (cell.page for cell in cells if cell is not None)


def _labels(paths: tuple[str, ...]) -> dict[str, str]:
    """Return names of cells: of those in one row the columns, of those in one column the rows, else in full."""
    keys = {path: path.split(".") for path in paths if path.count(".") == 2}
    names = {path: cell_label(path) for path in keys}
    if len(keys) > 1 and len({(table, row) for table, row, _ in keys.values()}) == 1:
        names = {path: column_label(column) for path, (_, _, column) in keys.items()}
    elif len(keys) > 1 and len({(table, column) for table, _, column in keys.values()}) == 1:
        names = {path: row_label(table, row) for path, (table, row, _) in keys.items()}
    return {path: names.get(path, path) for path in paths}


def _printed(label: str, cell: Cell | None, lang: Language) -> str:
    if cell is None:
        return render("notice.absent", {"label": label}, lang)
    if not cell.printed.strip():
        return render("notice.blank", {"label": label}, lang)
    return render("notice.printed", {"label": label, "printed": cell.printed.strip()}, lang)


def _with_count(texts: list[str], number: int, lang: Language) -> str:
    more = [render("notice.more", {"count": number}, lang)] if number > len(texts) else []
    return _enumeration([*texts, *more], lang)


def _enumeration(texts: Iterator[str] | list[str], lang: Language) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)
