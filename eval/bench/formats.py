"""How well each file format is read, by what the issue of the formats promises, row by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, Protocol

from eval.bench.misses import describe, misses
from eval.bench.quality import SHARED
from eval.bench.ratio import Ratio, html_ratio, pdf_ratio
from eval.bench.row import Row, command, percent
from eval.bench.scans import read_scans
from eval.perturb.draft import make_draft, write_draft
from eval.perturb.measure import EDITS, REPORTS, Result, measure
from eval.scoring import CellScore, named_cells
from eval.synth.formats.docx import write_docx
from eval.synth.formats.html import write_html
from eval.synth.formats.pdf import write_pdf
from eval.synth.formats.scan import font_path
from eval.synth.formats.xlsx import write_xlsx
from extractor.errors import DocumentError
from extractor.pipeline import process

FIRST_SEED = 7_000_000
"""Seeds from here on are used nowhere else."""
COUNT, SCANS = 100, 3
_QUICK_COUNT, _QUICK_SCANS, _QUICK_EDITS = 10, 1, 2
_TIMED = 5
"""Generated files of each kind whose reading is timed."""
_MOST = 2.0
_SCANNED = ((200, 0.995), (150, 0.98))
"""Dots an inch, and the least share of right cells."""
_NOT_HERE = "not available here"


class Made(Protocol):
    """A generated file."""

    @property
    def name(self) -> str:
        """Return its file name."""

    @property
    def data(self) -> bytes:
        """Return its bytes."""

    @property
    def gold(self) -> dict[str, Any]:
        """Return what a correct extraction gives."""


def _ruled(seed: int) -> Made:
    return write_pdf(seed, ruled=True)


def _unruled(seed: int) -> Made:
    return write_pdf(seed, ruled=False)


WRITERS: dict[str, Callable[[int], Made]] = {
    "HTML": write_html,
    "PDF, ruled tables": _ruled,
    "PDF, unruled tables": _unruled,
    "DOCX": write_docx,
    "XLSX": write_xlsx,
}


def format_rows(*, quick: bool, count: int | None = None, scans: int | None = None, shared: Path = SHARED) -> list[Row]:
    """Return the rows of all formats.

    Args:
        quick: A tenth of the numbers.
        count: Generated reports of each format; None for the usual number.
        scans: Generated scans of each resolution; None for the usual number, 0 for none.
        shared: Where the real reports are, which users don't have.
    """
    again = command("formats", quick=quick)
    again += "".join(f" --{name} {value}" for name, value in (("count", count), ("scans", scans)) if value is not None)
    count = (_QUICK_COUNT if quick else COUNT) if count is None else count
    scans = (_QUICK_SCANS if quick else SCANS) if scans is None else scans
    return [
        *(_generated(name, write, count, again) for name, write in WRITERS.items()),
        *(row for dpi, least in _SCANNED for row in _scanned(dpi, least, scans, again)),
        _perturbed(_QUICK_EDITS if quick else REPORTS, again),
        _real(shared, again),
        _timed("PDF", "pypdfium2's text", _pdfs(shared), pdf_ratio, again),
        _timed("HTML", "lxml's text_content", _pages(), html_ratio, again),
    ]


def _generated(name: str, write: Callable[[int], Made], count: int, again: str) -> Row:
    """Return the row of one format; a report that is refused has all its cells wrong."""
    whole = CellScore()
    lines: list[str] = []
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        made = write(seed)
        cells, wrong = _read(made.data, made.name, made.gold["tables"], str(seed))
        whole, lines = whole + cells, lines + wrong
    on = f"{count} generated reports, seeds from {FIRST_SEED} on"
    return Row(
        f"{name}: cells as in gold", on, _share(whole), again, "100 %", not lines if whole.total else None, tuple(lines)
    )


def _read(data: bytes, name: str, tables: dict[str, Any], where: str) -> tuple[CellScore, list[str]]:
    try:
        report = process(data, name).report
    except DocumentError as error:
        cells = tuple(f"{table}.{row}" for table, rows in tables.items() for row in rows or {})
        return CellScore(len(cells), cells, cells), [
            f"{where}: refused, {error.message_id} {error.params.get('reason', '')}"
        ]
    score, wrong = misses(report, tables, where)
    return score, list(wrong)


def _share(cells: CellScore) -> str:
    return f"{percent(cells.share)} ({cells.total - len(cells.wrong)} of {cells.total})"


def _scanned(dpi: int, least: float, count: int, again: str) -> list[Row]:
    """Return the rows of one resolution: the cells, and the wrong ones that no finding names."""
    on = f"{count} generated scans, seeds from {FIRST_SEED} on, skew up to 2°, JPEG, ruled"
    whats = (f"scan at {dpi} dpi: cells as in gold", f"scan at {dpi} dpi: wrong cells that no finding names")
    targets = (f"≥ {least:.1%}".replace("%", " %"), "0")
    if not count or not _can_scan():
        figure = _NOT_HERE if count else "not asked for"
        return [Row(what, on, figure, again, target) for what, target in zip(whats, targets, strict=True)]
    scans = list(read_scans(range(FIRST_SEED, FIRST_SEED + count), dpi))
    whole = sum((scan.score.cells for scan in scans), CellScore())
    lines = tuple(line for scan in scans for line in scan.wrong)
    silent = len(whole.silent)
    share = whole.share or 0.0
    return [
        Row(whats[0], on, _share(whole), again, targets[0], share >= least, lines),
        Row(whats[1], on, f"{silent} of {len(whole.wrong)} wrong", again, targets[1], not silent),
    ]


def _can_scan() -> bool:
    """Return whether scans can be written and read here: a font, and the extra `ocr`."""
    from importlib.util import find_spec

    return font_path() is not None and find_spec("rapidocr") is not None


def _perturbed(count: int, again: str) -> Row:
    """Return the row of the edits."""
    results = [measure(edit, count=count) for edit in EDITS]
    failed = [line for result in results for line in _failures(result)]
    passed = sum(result.passed for result in results)
    untouched, touched = (sum(getattr(result, name) for result in results) for name in ("untouched", "touched"))
    wrong, silent = sum(len(result.wrong) for result in results), sum(len(result.silent) for result in results)
    figure = (
        f"{passed} of {len(results)} edits; untouched {untouched - wrong} of {untouched} right; "
        f"touched {touched - silent} of {touched} right, null with its print, or named"
    )
    on = f"{len(results)} edits on {count} generated reports each"
    return Row("perturbations", on, figure, again, "all", not failed, tuple(failed))


def _failures(result: Result) -> Iterator[str]:
    """Yield what became wrong by an edit, in words."""
    yield from (f"{result.edit} {line}: refused" for line in result.refused)
    for line in (*result.wrong, *result.silent):
        seed, layout, name = line.split()
        draft = make_draft(int(seed), layout)
        EDITS[result.edit](draft)
        file, data = write_draft(draft, int(seed))
        report = process(data, file).report
        named = any(cell == name or cell.startswith(f"{name}.") for cell in named_cells(report))
        yield describe(report, draft.tables, name, f"{result.edit} {seed} {layout}", silent=not named)


def _real(shared: Path, again: str) -> Row:
    """Return the row of the real reports, which are called by their number."""
    what, target = "cells of the real reports as in gold", "100 %"
    if not (shared / "gold").is_dir():
        return Row(what, "real reports", _NOT_HERE, again, target)
    whole = CellScore()
    lines: list[str] = []
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "gold").glob("*.json"))]
    for number, gold in enumerate(golds, 1):
        path = _source(shared, gold["file"])
        cells, wrong = _read(path.read_bytes(), path.name, gold.get("tables") or {}, f"real report {number}")
        whole, lines = whole + cells, lines + wrong
    return Row(what, f"{len(golds)} real reports", _share(whole), again, target, not lines, tuple(lines))


def _source(shared: Path, name: str) -> Path:
    base = Path(name).name
    return next(path for path in (shared / "seeds" / base, shared / "reports" / base) if path.is_file())


def _timed(
    kind: str, raw: str, files: Iterable[tuple[str, bytes]], ratio: Callable[[str, bytes], Ratio], again: str
) -> Row:
    """Return the row of the time of one kind, judged by its slowest file; if that is too slow, all are listed."""
    ratios = [ratio(name, data) for name, data in files]
    worst = max(item.value for item in ratios)
    figure = f"× {median(item.value for item in ratios):.2f} in the middle, × {worst:.2f} at most"
    what = f"{kind}: processor time against {raw} of the same file"
    lines = tuple(str(item) for item in ratios) if worst > _MOST else ()
    return Row(what, f"{len(ratios)} files, medians in turns", figure, again, f"≤ × {_MOST:g}", worst <= _MOST, lines)


def _pdfs(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Yield generated PDFs, ruled and unruled, and the real ones by number."""
    for seed in range(FIRST_SEED, FIRST_SEED + _TIMED):
        yield f"{seed} ruled", _ruled(seed).data
        yield f"{seed} unruled", _unruled(seed).data
    for number, path in enumerate(sorted(shared.glob("reports/*.pdf")), 1):
        yield f"real PDF {number}", path.read_bytes()


def _pages() -> Iterator[tuple[str, bytes]]:
    """Yield generated pages; their seeds draw the markup of their tables."""
    for seed in range(FIRST_SEED, FIRST_SEED + 2 * _TIMED):
        page = write_html(seed)
        yield f"{seed} {page.table_style}", page.data
