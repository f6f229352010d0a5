"""What a reader would get without this project: other libraries on the same files, in the same call."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from eval.bench.formats import FIRST_SEED, Made
from eval.bench.peers_grids import cells_right, wanted_rows
from eval.bench.peers_process import Peer, PeerError, peer
from eval.bench.peers_quotes import quote_rows
from eval.bench.row import Row, command, percent
from eval.scoring import score_cells
from eval.synth.formats.docx import write_docx
from eval.synth.formats.html import write_html
from eval.synth.formats.pdf import write_pdf
from eval.synth.generate import compose
from extractor.pipeline import process

_COUNT, _QUICK_COUNT, _WARM_UP = 20, 2, 2
_TABLE_PEERS = ("docling", "unstructured")
_WRITERS: dict[str, Callable[[int], Made]] = {"HTML": write_html, "DOCX": write_docx}


@dataclass
class Tally:
    """What a library and ours came to on files of one format.

    Attributes:
        cells: Cells that were printed.
        ours: Those that are in our report as in gold.
        theirs: Those that stand in the library's grids.
        ratios: The library's processor time against ours, a file each.
        seconds: Our processor time of each file.
        refused: Files that the library could not read; all their cells count as wrong.
        styles: By how the tables are marked up: cells, and the library's right ones.
    """

    cells: int = 0
    ours: int = 0
    theirs: int = 0
    ratios: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    styles: Counter[tuple[str, str]] = field(default_factory=Counter)


def peer_rows(*, quick: bool) -> list[Row]:
    """Return the rows of all libraries; none of them has a target."""
    again = command("peers", quick=quick)
    count = _QUICK_COUNT if quick else _COUNT
    tables = [row for name in _TABLE_PEERS for kind in _WRITERS for row in _table_rows(name, kind, count, again)]
    return [*tables, *(_pdf_row(name, again) for name in _TABLE_PEERS), *quote_rows(again, quick=quick)]


def _table_rows(name: str, kind: str, count: int, again: str) -> list[Row]:
    what, on = f"{kind}, {name}", f"{count} generated files, seeds from {FIRST_SEED} on"
    try:
        with peer(name) as library, tempfile.TemporaryDirectory() as folder:
            what = f"{what} {library.version}"
            tally = _measure(library, kind, count, Path(folder))
    except PeerError as error:
        return [Row(what, on, f"not measured: {error}", again)]
    if not tally.ratios:
        return [Row(what, on, f"not measured: {tally.refused[0]}", again)]
    theirs, ours = (percent(right / tally.cells if tally.cells else None) for right in (tally.theirs, tally.ours))
    figure = f"{theirs}; nianbao {ours}"
    times = f"× {median(tally.ratios):.2f} (ours {1000 * median(tally.seconds):.0f} ms)"
    return [
        Row(f"{what}: table cells right", f"{on}, {tally.cells} cells", figure, again, details=_details(tally)),
        Row(f"{what}: processor time against nianbao's", on, times, again),
    ]


def _details(tally: Tally) -> tuple[str, ...]:
    """Return the library's cells by markup where it has more than one, and what it refused."""
    names = sorted({style for style, _ in tally.styles})
    shares = [f"tables as {name}: {tally.styles[name, 'right']} of {tally.styles[name, 'cells']}" for name in names]
    return (*(shares if len(names) > 1 else ()), *tally.refused)


@cache
def _made(kind: str, seed: int) -> Made:
    return _WRITERS[kind](seed)


def _measure(library: Peer, kind: str, count: int, folder: Path) -> Tally:
    """Return what came of the files, each read by us and by the library in turn; the first are read for warming up."""
    tally = Tally()
    for seed in range(FIRST_SEED, FIRST_SEED + _WARM_UP):
        _read_both(Tally(), library, _made(kind, seed), seed, folder)
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        _read_both(tally, library, _made(kind, seed), seed, folder)
    return tally


def _read_both(tally: Tally, library: Peer, made: Made, seed: int, folder: Path) -> None:
    start = time.process_time()
    report = process(made.data, made.name).report
    seconds = time.process_time() - start
    score = score_cells(report, printed_rows(made.gold["tables"]))
    right, ratio = 0, None
    try:
        grids, theirs = library.ask(file=str(_saved(made, folder)))
        right, ratio = cells_right(grids, wanted_rows(compose(seed).blocks)), theirs / seconds
    except PeerError as error:
        tally.refused.append(f"{seed}: {error}")
    tally.cells += score.total
    tally.ours += score.total - len(score.wrong)
    tally.theirs += right
    tally.seconds.append(seconds)
    tally.ratios += [] if ratio is None else [ratio]
    style = str(getattr(made, "table_style", ""))
    tally.styles.update({(style, "cells"): score.total, (style, "right"): right})


def printed_rows(tables: dict[str, Any]) -> dict[str, Any]:
    """Return the tables of gold without the rows that are not printed, which a library can't give."""
    return {name: {key: row for key, row in (rows or {}).items() if row is not None} for name, rows in tables.items()}


def _saved(made: Made, folder: Path) -> Path:
    path = folder / made.name
    path.write_bytes(made.data)
    return path


def _pdf_row(name: str, again: str) -> Row:
    """Return whether a library reads a PDF without network: if not, what it says."""
    what, on = f"PDF, {name}: table cells right", "1 generated file, ruled tables"
    try:
        with peer(name) as library, tempfile.TemporaryDirectory() as folder:
            made = write_pdf(FIRST_SEED, ruled=True)
            grids, _ = library.ask(file=str(_saved(made, Path(folder))))
            rows = wanted_rows(compose(FIRST_SEED).blocks)
            figure = percent(cells_right(grids, rows) / sum(len(row.printed) for row in rows))
    except PeerError as error:
        figure = f"not measured: {error}"
    return Row(what, on, figure, again)
