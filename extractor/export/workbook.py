"""The Excel workbook: a sheet for each table. Every text is written as text, never as a formula or a link."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractor.export.sheets import WORKBOOK, Sheet, Value
from extractor.export.source import Exported
from extractor.export.worded import heading, in_words
from extractor.messages import Language, render

MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
"""What Excel holds in a sheet and in a cell; xlsxwriter drops the rest without a word, so it is minded here."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE = {"quote", "message", "text", "row_label", "remarks", "title", "reason", "address", "cells", "label", "note"}


def write_workbook(reports: Iterable[Exported], path: Path, lang: Language) -> None:
    """Write all sheets for the reports; a sheet that is full goes on in a second one.

    Raises:
        OSError: The file can't be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    workbook = xlsxwriter.Workbook(path, _OPTIONS)
    try:
        writers = [_SheetWriter(workbook, sheet, lang) for sheet in WORKBOOK]
        for report in reports:
            for writer in writers:
                writer.add(report)
        for writer in writers:
            writer.finish()
        workbook.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


class _SheetWriter:
    """Writes the rows of one kind of sheet."""

    def __init__(self, workbook: Any, sheet: Sheet, lang: Language) -> None:
        self._workbook, self._sheet, self._lang = workbook, sheet, lang
        self._bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._number = 0
        self._open()

    def add(self, report: Exported) -> None:
        """Write the rows of one report."""
        for row in self._sheet.rows(report, self._lang):
            if self._row == MAX_ROWS:
                self.finish()
                self._open()
            for column, (key, value) in enumerate(zip(self._sheet.columns, row, strict=True)):
                self._write(column, in_words(key, value, self._lang) if isinstance(value, str) else value)
            self._row += 1

    def finish(self) -> None:
        """Set what needs the number of rows; a sheet without any is hidden."""
        if self._row == 1 and self._sheet is not WORKBOOK[0]:
            self._worksheet.hide()
        self._worksheet.autofilter(0, 0, max(self._row - 1, 0), len(self._sheet.columns) - 1)

    def _open(self) -> None:
        self._number += 1
        name = self._sheet.title(self._lang) + (f" ({self._number})" if self._number > 1 else "")
        self._worksheet = self._workbook.add_worksheet(name)
        self._worksheet.freeze_panes(1, 3)
        for column, (key, title) in enumerate(zip(self._sheet.columns, self._sheet.headings(self._lang), strict=True)):
            self._worksheet.set_column(column, column, 40 if key in _WIDE else 18 if key in ("id", "issuer") else 12)
            self._worksheet.write_string(0, column, heading(key, title, self._lang), self._bold)
        self._row = 1

    def _write(self, column: int, value: Value) -> None:
        """Write one cell by the type of its value; None stays empty."""
        if isinstance(value, bool):
            self._worksheet.write_boolean(self._row, column, value)
        elif isinstance(value, str):
            self._worksheet.write_string(self._row, column, self._fitting(value))
        elif value is not None:
            self._worksheet.write_number(self._row, column, value)

    def _fitting(self, text: str) -> str:
        """Return a text that a cell can hold; one that is cut says so."""
        if len(text) <= MAX_CHARACTERS:
            return text
        note = render("export.cut", {"characters": len(text)}, self._lang)
        return text[: MAX_CHARACTERS - len(note)] + note
