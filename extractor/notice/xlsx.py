"""A notice as a list: a line for each mistake. Every text is written as text, never as a formula or a link."""

from __future__ import annotations

from io import BytesIO

from extractor.messages import render
from extractor.messages.times import local_time
from extractor.notice.content import Entry, Letter, Notice

MAX_CHARACTERS = 32_767
_WIDTHS = {
    "issuer": 24, "year": 8, "number": 6, "message": 40, "place": 30, "quote": 40, "formula": 40, "basis": 30,
    "proposal": 40, "state": 12, "by": 12, "at": 24, "reason": 24, "file": 24, "id": 20, "key": 18,
}  # fmt: skip
_OF_ENTRY = ("place", "quote", "formula", "basis", "proposal")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx_bytes(notice: Notice) -> bytes:
    """Return the notice as a workbook with one sheet."""
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        plain = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = workbook.add_worksheet(render("notice.sheet", lang=notice.lang))
        for column, (name, width) in enumerate(_WIDTHS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, _heading(name, notice), bold)
        rows = [
            _row(notice, letter, number, entry)
            for letter in notice.letters
            for number, entry in enumerate(letter.entries, start=1)
        ]
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(at, column, value, plain)
                else:
                    sheet.write_string(at, column, _fitting(value, notice), plain)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(_WIDTHS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return stream.getvalue()


def _heading(name: str, notice: Notice) -> str:
    return render(f"notice.{name}" if name in _OF_ENTRY else f"notice.column.{name}", lang=notice.lang)


def _row(notice: Notice, letter: Letter, number: int, entry: Entry) -> tuple[str | int, ...]:
    decision = entry.decision
    state = render(f"findings.state.{decision.state.value if decision else 'open'}", lang=notice.lang)
    decided = (decision.by, local_time(decision.at), decision.reason) if decision else ("", "", "")
    what = (entry.message, entry.place, entry.quote, entry.formula, entry.basis, entry.proposal)
    place = (letter.file, letter.report_id, entry.key)
    return letter.issuer or "", letter.year or "", number, *what, state, *decided, *place


def _fitting(text: str, notice: Notice) -> str:
    """Return a text that a cell can hold; one that is cut says so."""
    text = text.encode("utf-8", "replace").decode()
    if len(text) <= MAX_CHARACTERS:
        return text
    note = render("export.cut", {"characters": len(text)}, notice.lang)
    return text[: MAX_CHARACTERS - len(note)] + note
