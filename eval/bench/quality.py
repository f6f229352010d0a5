"""How well reports are read: the real ones, where they are, the samples, and the hand-written proses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from eval.bench.row import Row, command, percent
from eval.scoring import Score, score, total
from extractor.pipeline import process

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
_SHARED_COMMAND = (
    "nianbao extract ../shared/seeds ../shared/reports --no-store --out OUT; "
    "python ../shared/tools/score.py ../shared/gold OUT --verbose"
)
_FIGURE = re.compile(r"(\w+) ([\d.]+)(?:,|$)")
_FACTS, _RECALL, _PRECISION, _LISTS = 0.92, 0.98, 0.95, 0.90

Promised = list[tuple[str, str, Callable[[dict[str, float]], str], Callable[[dict[str, float]], bool]]]

MEASURES: Promised = [
    ("table cells as in gold", "100 %", lambda f: percent(f["cells"]), lambda f: f["cells"] == 1),
    ("wrong cells that no finding names", "0", lambda f: f"{f['silent']:.0f}", lambda f: f["silent"] == 0),
    ("facts, F1", f"≥ {_FACTS}", lambda f: f"{f['facts']:.4f}", lambda f: f["facts"] >= _FACTS),
    (
        "quantities, recall / precision",
        f"≥ {_RECALL} / {_PRECISION}",
        lambda f: f"{f['quantities_recall']:.4f} / {f['quantities_precision']:.4f}",
        lambda f: f["quantities_recall"] >= _RECALL and f["quantities_precision"] >= _PRECISION,
    ),
    ("problems and improvements, F1", f"≥ {_LISTS}", lambda f: f"{f['lists']:.4f}", lambda f: f["lists"] >= _LISTS),
]
"""What is measured, its target, how it is printed, and when it is reached."""


def shared_rows(*, quick: bool, shared: Path = SHARED) -> list[Row]:
    """Return the figures of the developers' tool on the real reports, which users don't have."""
    if not (shared / "gold").is_dir():
        return [
            Row(what, "real reports", "not available here", _SHARED_COMMAND, target) for what, target, _, _ in MEASURES
        ]
    with tempfile.TemporaryDirectory() as folder:
        on = f"{_extract(shared, Path(folder))} real reports"
        tool = [sys.executable, str(shared / "tools" / "score.py"), str(shared / "gold"), folder]
        printed = subprocess.run(tool, capture_output=True, text=True, check=False).stdout
    figures = {name: float(value) for name, value in _FIGURE.findall(printed.splitlines()[-1])}
    return _rows(figures, on, _SHARED_COMMAND)


def sample_rows(*, quick: bool) -> list[Row]:
    """Return our own figures on the generated samples."""
    return _own(ROOT / "eval" / "samples", "eval/samples", command("samples", quick=quick))


def prose_rows(*, quick: bool) -> list[Row]:
    """Return our own figures on the hand-written reports, those the rules were made from and those held out."""
    again = command("prose", quick=quick)
    rows = []
    for name in ("prose_cases", "handwritten"):
        folder = ROOT / "eval" / name
        rows += _own(folder / "dev", f"eval/{name}/dev", again)
        rows += _own(folder / "test", f"eval/{name}/test (held out)", again)
    return rows


def score_folder(folder: Path) -> tuple[int, Score]:
    """Return how many reports a folder with `gold/` holds, and their score."""
    scores = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        report = process((folder / gold["file"]).read_bytes(), gold["file"]).report
        scores.append(score(report, gold))
    return len(scores), total(scores)


def _own(folder: Path, name: str, again: str) -> list[Row]:
    count, result = score_folder(folder)
    return _rows(figures_of(result), f"{name}, {count} reports", again)


def figures_of(result: Score) -> dict[str, float]:
    """Return a score under the names the shared tool prints."""
    return {
        "cells": 1.0 if result.cells.share is None else result.cells.share,
        "silent": len(result.cells.silent),
        "facts": result.facts.f1,
        "quantities_recall": result.quantities.recall,
        "quantities_precision": result.quantities.precision,
        "lists": result.lists.f1,
    }


def _rows(figures: dict[str, float], on: str, again: str) -> list[Row]:
    return [Row(what, on, shown(figures), again, target, reached(figures)) for what, target, shown, reached in MEASURES]


def _extract(shared: Path, out: Path) -> int:
    """Write the JSON of each real report; return how many there are."""
    files = [path for name in ("seeds", "reports") for path in sorted((shared / name).iterdir()) if path.is_file()]
    for path in files:
        report = process(path.read_bytes(), path.name).report
        (out / f"{path.stem}.json").write_text(report.model_dump_json(), encoding="utf-8")
    return len(files)
