"""Questions over many reports: how many are answered right, with which sources, and how fast."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from eval.bench.machine import calibrate
from eval.bench.row import Row, command, percent
from eval.questions.crowd import crowd
from eval.questions.crowd_index import fill_index
from eval.questions.model import HALVES, Half, Op, questions
from eval.questions.run import Tally, asking, lines, measure
from eval.questions.score import Ask
from extractor.config import DATABASE_FILE
from extractor.storage import open_store
from extractor.storage.indexing import chunks, reading

REPORTS = 2_000
PROMISED = 100_000
"""Reports at which the times are promised."""
_READ_ALL = 5_000
"""Above this passages are not cut from each report, but taken from those of the reports it is a copy of."""
_RUNS = 3
_NUMBERS_MS, _PASSAGES_MS = 150, 250


def ask_rows(*, quick: bool, reports: int | None = None, kept: Path | None = None) -> list[Row]:
    """Return the rows about questions.

    Args:
        quick: Over fewer reports.
        reports: How many the times are measured over; None for the usual number.
        kept: Folder of a store with its index, over which passages are looked for instead.
    """
    again = command("ask", quick=quick)
    rows = [row for half in HALVES for row in _quality(half, measure(half), again)]
    number = reports or (REPORTS // 5 if quick else REPORTS)
    if kept is None:
        return [*rows, *_times(number, again)]
    return [*rows, *_measured(number, again, numeric=True, passages=False), _kept_row(kept, again)]


def _quality(half: Half, tally: Tally, again: str) -> Iterator[Row]:
    """Yield what became of the questions of a half; of the test half misses are listed by id alone."""
    on = f"{len(questions(half))} questions, half `{half}`, 400 generated reports, no model"
    rights, asked = tally.numbers
    yield _share("numeric questions right", on, tally.numbers, again, "≥ 95 %", rights >= 0.95 * asked)
    yield _share("right citation for a right number", on, tally.citations, again, "100 %", _all(tally.citations))
    yield _share(
        "unanswerable questions answered all the same",
        on,
        tally.answered,
        again,
        "≤ 2 %",
        tally.answered[0] <= 0.02 * tally.answered[1],
    )
    yield _recall(tally.recall, on, again)
    yield _share("first passage from the right year and issuer", on, tally.first, again, "100 %", _all(tally.first))
    yield Row("passages given as the answer, not as the nearest", on, _of(tally.plain), again)
    yield _share("passages that stand as quoted", on, tally.quoted, again, "100 %", _all(tally.quoted))
    yield _share("reports left out are said", on, tally.said, again, "100 %", _all(tally.said))
    kinds = ", ".join(f"{kind} {right}/{of}" for kind, (right, of) in tally.kinds.items())
    yield Row("answers right in everything, by kind", on, kinds, again, details=tuple(lines(half, tally)))


def _recall(recall: float | None, on: str, again: str) -> Row:
    figure = "nothing to count" if recall is None else f"{recall:.3f}"
    return Row("passage recall@5", on, figure, again, "≥ 0.98", None if recall is None else recall >= 0.98)


def _all(counted: tuple[int, int]) -> bool:
    return counted[0] == counted[1]


def _share(what: str, on: str, counted: tuple[int, int], again: str, target: str, reached: bool) -> Row:
    return Row(what, on, _of(counted), again, target, reached if counted[1] else None)


def _of(counted: tuple[int, int]) -> str:
    part, whole = counted
    return f"{percent(part / whole if whole else None)} ({part} of {whole})"


def _times(reports: int, again: str) -> list[Row]:
    """Return how long answers take, in processor time, which other work disturbs less.

    Over many reports passages are asked for in a store without the values, which take the longest to write.
    """
    if reports <= _READ_ALL:
        return _measured(reports, again, numeric=True, passages=True)
    return [
        *_measured(reports, again, numeric=True, passages=False),
        *_measured(reports, again, numeric=False, passages=True),
    ]


def _measured(reports: int, again: str, *, numeric: bool, passages: bool) -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / DATABASE_FILE}"
        crowd(url, reports, slim=not numeric)
        with open_store(url) as store:
            if not numeric:
                fill_index(store, Path(folder))
        with open_store(url) as store, asking(store, Path(folder), indexed=passages, remember=False) as ask:
            if numeric:
                rows.append(_row("numeric", _texts(numeric=True), _NUMBERS_MS, ask, reports, again))
            if passages:
                rows.append(_row("passage", _texts(numeric=False), _PASSAGES_MS, ask, reports, again))
    return rows


def _kept_row(folder: Path, again: str) -> Row:
    """Return the row about passages over a store that is there; what waits to be indexed is indexed first."""
    with open_store(f"sqlite:///{folder / DATABASE_FILE}") as store, asking(store, folder, remember=False) as ask:
        with reading(store) as connection:
            passages = connection.scalar(select(func.count()).select_from(chunks))
        row = _row("passage", _texts(numeric=False), _PASSAGES_MS, ask, store.count(), again)
    on = row.on.replace(" reports,", f" reports, {passages:,} passages,")
    return replace(row, on=on, command=f"{again} --store FOLDER")


def _texts(*, numeric: bool) -> list[str]:
    """Return the questions that stand by themselves and ask for numbers, or for passages."""
    first = (question.turns[0] for half in HALVES for question in questions(half))
    return [turn.q for turn in first if turn.op is not Op.ABSTAIN and (turn.op is not Op.PASSAGES) == numeric]


def _row(kind: str, texts: Sequence[str], most: int, ask: Ask, reports: int, again: str) -> Row:
    took = sorted(_milliseconds(ask, text) for text in texts)
    p95 = took[int(0.95 * (len(took) - 1))]
    reached = p95 <= most if reports >= PROMISED or p95 > most else None
    return Row(
        f"{kind} question, p95 of {len(texts)}",
        f"{reports:,} generated reports, nothing remembered of other questions",
        f"{p95:.0f} ms of processor time (median {took[len(took) // 2]:.0f}, slowest {took[-1]:.0f}; "
        f"calibration {calibrate():.1f} ms)",
        f"{again} --reports {reports}",
        f"≤ {most} ms at {PROMISED:,}",
        reached,
    )


def _milliseconds(ask: Ask, text: str) -> float:
    """Return the least time of some runs, after one that loads what is loaded once."""
    return min(list(_runs(ask, text))[1:])


def _runs(ask: Ask, text: str) -> Iterator[float]:
    for _ in range(_RUNS + 1):
        start = time.process_time()
        ask(text, None)
        yield 1000 * (time.process_time() - start)
