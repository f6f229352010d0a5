"""The evaluation itself: how long scoring takes, and whether a replayed run is the same again."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from eval.bench.row import Row, command
from eval.gold import Gold, find_cases
from eval.runs.extract import scored
from eval.runs.folder import REPORTS, SUMMARY, VALUES
from eval.runs.summary import summed
from eval.runs.work import Plan, run
from extractor.pipeline import process

_EVAL = Path(__file__).parents[1]
_REPORTS, _MOST_SECONDS = 1000, 20
_RECORDED = ("柳坪县商务局-2023", "青泽市水务局-2023")


def evaluation_rows(*, quick: bool) -> list[Row]:
    """Return the time that scoring takes, with intervals, and whether two replayed runs are identical."""
    again = command("evaluation", quick=quick)
    count = _REPORTS // 10 if quick else _REPORTS
    seconds = _scoring(count)
    most = _MOST_SECONDS * count / _REPORTS
    figure, on = f"{seconds:.1f} s of processor time", f"{count} reports, extracted beforehand, with 95 % intervals"
    same = _replayed_twice()
    return [
        Row("reports scored", on, figure, again, f"≤ {most:g} s", seconds <= most),
        Row(
            "two runs with `--replay`", "2 samples, engine both", "identical" if same else "different", again,
            "identical to the last digit", same,
        ),
    ]  # fmt: skip


def _scoring(count: int) -> float:
    """Return how long it takes to judge reports and sum them up; the samples in turns."""
    done = [(case.read(), process(case.document.read_bytes(), case.document.name)) for case in find_cases(["samples"])]
    given: list[tuple[str, Gold, int]] = [(f"r{at}", done[at % len(done)][0], at % len(done)) for at in range(count)]
    start = time.process_time()
    summed(scored(name, 0, gold, done[at][1]) for name, gold, at in given).figures()
    return time.process_time() - start


def _replayed_twice() -> bool:
    cases = [case for case in find_cases(["samples"]) if case.name in _RECORDED]
    with tempfile.TemporaryDirectory() as folder:
        runs = [Path(folder) / name for name in ("a", "b")]
        for path in runs:
            run(Plan(cases, "both", replay=_EVAL / "exchanges"), path)
        one, other = ([(path / name).read_bytes() for name in (VALUES, REPORTS, SUMMARY)] for path in runs)
    return one == other
