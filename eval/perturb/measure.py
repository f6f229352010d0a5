"""Each edit on many reports: the untouched cells right, the touched one right, null with its print, or named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from eval.perturb import cells, layout
from eval.perturb.draft import LAYOUTS, SHOWING_BLANKS, Draft, make_draft, write_draft
from eval.scoring import named_cells, score_cells
from extractor.errors import DocumentError
from extractor.pipeline import process
from extractor.schema import Report

FIRST_SEED = 6_000_000
REPORTS = 20

EDITS: dict[str, Callable[[Draft], None]] = {
    "placeholder": cells.placeholder,
    "zero-row-blank": cells.zero_row_blank,
    "note-with-year": layout.note_with_year,
    "thousands": cells.thousands,
    "annotated": cells.annotated,
    "slashes": cells.slashes,
    "title-varied": layout.title_varied,
    "renumbered": layout.renumbered,
    "footer-in-table": layout.footer_in_table,
    "full-width": cells.full_width,
    "wrong-total": cells.wrong_total,
    "row-dropped": cells.row_dropped,
    "row-doubled": cells.row_doubled,
    "columns-swapped": cells.columns_swapped,
    "totals-blank": cells.totals_blank,
    "label-in-two-lines": layout.label_in_two_lines,
    "table-4-as-three": layout.table_4_as_three,
    "head-over-two-pages": layout.head_over_two_pages,
    "no-break-spaces": layout.no_break_spaces,
    "unit-in-cell": cells.unit_in_cell,
}
"""The edits of the issue, in its order."""

BLANKING = frozenset({"zero-row-blank", "totals-blank"})
"""Edits that only a layout with borders can show."""


@dataclass
class Result:
    """What became of one edit.

    Attributes:
        untouched: Cells the edit left alone, and in `wrong` those of them that are read otherwise.
        touched: Cells the edit changed, and in `silent` those read otherwise that nothing says.
        refused: Reports that were taken for none.
    """

    edit: str
    reports: int = 0
    untouched: int = 0
    touched: int = 0
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Return whether everything is as it should be."""
        return not (self.refused or self.wrong or self.silent)


def measure(edit: str, layouts: tuple[str, ...] = LAYOUTS, count: int = REPORTS) -> Result:
    """Return what became of an edit on reports that take the layouts in turn."""
    possible = [name for name in layouts if edit not in BLANKING or name in SHOWING_BLANKS]
    result = Result(edit)
    for number in range(count if possible else 0):
        _one(result, FIRST_SEED + number, possible[number % len(possible)])
    return result


def _one(result: Result, seed: int, name: str) -> None:
    draft = make_draft(seed, name)
    EDITS[result.edit](draft)
    result.reports += 1
    file, data = write_draft(draft, seed)
    try:
        report = process(data, file).report
    except DocumentError as error:
        result.refused.append(f"{seed} {name} {error.message_id}")
        return
    score = score_cells(report, draft.tables)
    changed = [cell for cell in score.wrong if _is_touched(cell, draft.touched)]
    result.touched += len(draft.touched)
    result.untouched += score.total - len(draft.touched)
    result.wrong += [f"{seed} {name} {cell}" for cell in score.wrong if cell not in changed]
    result.silent += [f"{seed} {name} {cell}" for cell in _unsaid(report, changed)]


def _unsaid(report: Report, names: list[str]) -> Iterator[str]:
    """Yield the cells that are neither null with their print nor named by a finding."""
    named = named_cells(report)
    for name in names:
        table, row, *columns = name.split(".")
        cell = ((getattr(report.tables, table) or {}).get(row) or {}).get(columns[0]) if columns else None
        kept = cell is not None and cell.value is None and cell.printed
        if not kept and not any(other == name or other.startswith(f"{name}.") for other in named):
            yield name


def _is_touched(cell: str, touched: set[str]) -> bool:
    return cell in touched or cell.rpartition(".")[0] in touched
