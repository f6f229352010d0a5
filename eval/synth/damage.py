"""What happens to whole rows, heads and reports on the way to a web page."""

from __future__ import annotations

from random import Random

from eval.synth.grids import Grid, GridRow
from eval.synth.model import Cell, Tables

_PARTIAL = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
_MISSPELT = {
    "行政处罚": "政处罚",
    "2.其他法律行政法规禁止公开": "2.其他法律法规禁止公开",
    "3.危及“三安全一稳定”": "3.危及三安全一稳定",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新出具己获取信息",
    _PARTIAL: _PARTIAL.removesuffix("）"),
    "1.本机关不掌握相关政府信息": "1.本机关不掌握相关信息",
}


def drop_row(rng: Random, tables: Tables) -> str | None:
    """Take one all-zero result row out of table 3 and return its key; None where there is none."""
    table = tables["applications"]
    refusals = [row for row in table if row.startswith(("denied", "not_"))]
    empty = [row for row in refusals if not any(cell.value for cell in table[row].values())]
    if not empty:
        return None
    row = rng.choice(empty)
    del table[row]
    return row


def blank_totals(tables: Tables) -> None:
    """Leave the 总计 column of table 3 blank, but for the first row and (七)."""
    for row, cells in tables["applications"].items():
        if row not in ("new_received", "total_processed"):
            cells["total"] = Cell(None, "")


def misspell(grid: Grid) -> None:
    """Put the usual misspellings into a table's labels."""
    for row in grid.rows:
        row.labels = [_MISSPELT.get(label, label) for label in row.labels]


def lose_head(grid: Grid) -> None:
    """Lose the word 总计 from the head of a table, its figures kept."""
    for row in grid.rows:
        if not row.key:
            row.labels = ["" if label == "总计" else label for label in row.labels]


def double_row(rng: Random, grid: Grid) -> None:
    """Print one row that holds a numbered label twice."""
    places = [i for i, row in enumerate(grid.rows) if row.key and row.labels and not row.labels[0] and row.labels[-1]]
    if places:
        at = rng.choice(places)
        row = grid.rows[at]
        grid.rows.insert(at + 1, GridRow(["", "", row.labels[-1]], list(row.values), row.key))


def space_heads(rng: Random, grid: Grid) -> None:
    """Break some four-character heads with a space, as cells that were two lines on the page."""
    for row in grid.rows:
        if not row.key:
            halves = rng.random() < 0.7
            row.labels = [f"{label[:2]} {label[2:]}" if halves and len(label) == 4 else label for label in row.labels]


def space_rows(rng: Random, grid: Grid, doubtful: set[str]) -> None:
    """Put a space between two figures of some rows; rows in `doubtful` stay, since a space would settle them."""
    for row in grid.rows:
        if row.key and row.key not in doubtful and rng.random() < 0.3:
            at = rng.randrange(1, len(row.values))
            row.values[at] = " " + row.values[at]
