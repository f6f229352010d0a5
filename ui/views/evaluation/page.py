"""The page evaluation: runs over gold, their figures, what is not right, and two of them compared."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import streamlit as st

from eval.compare import Comparison, compare
from eval.report.content import Content, content_of
from eval.runs.folder import RunFolder
from eval.shelf import Shelved, runs_in
from ui.plain import plain
from ui.session import t
from ui.views.evaluation.comparison import show_comparison
from ui.views.evaluation.figures import show_run
from ui.views.evaluation.start import runs_folder, show_start

_RUN, _OTHER = "run", "with"


def render() -> None:
    """Draw the page."""
    st.title(t("ui.evaluation.title"))
    st.caption(t("ui.evaluation.intro"))
    show_start()
    shelf = {run.name: run for run in runs_in(runs_folder())}
    if not shelf:
        st.info(plain(t("ui.evaluation.empty", folder=runs_folder())))
        return
    _list(list(shelf.values()))
    finished = [name for name, run in shelf.items() if run.summary is not None]
    if not finished:
        return
    left, right = st.columns(2)
    with left:
        run = shelf[_choice(_RUN, finished) or finished[0]]
    with right:
        other = _choice(_OTHER, [name for name in finished if name != run.name])
    if other is None:
        show_run(run, _content(run.path, run.changed_at))
    else:
        before = shelf[other]
        found = _compared(before.path, before.changed_at, run.path, run.changed_at)
        show_comparison(found, before.name, run.name)


def _choice(name: str, options: list[str]) -> str | None:
    """Draw the choice of a run, which is kept in the address; None where none is chosen."""
    given = st.query_params.get(name)
    index = options.index(given) if given in options else 0 if name == _RUN else None
    chosen = st.selectbox(
        t(f"ui.evaluation.{name}"), options, index=index, placeholder=t("ui.evaluation.none"), key=f"evaluation.{name}"
    )
    if chosen is not None:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    return chosen


def _list(runs: list[Shelved]) -> None:
    """Draw the runs, a line each."""
    st.dataframe([_row(run) for run in runs], hide_index=True, width="stretch")


def _row(run: Shelved) -> dict[str, object]:
    measures = run.summary["metrics"] if run.summary else {}
    figures = {
        t(f"eval.metric.{name}"): _figure(measures, name)
        for name in ("cells.right", "facts.f1", "quantities.f1", "lists.f1", "reports.right")
    }
    return {
        t("ui.evaluation.run"): run.name,
        t("ui.evaluation.when"): f"{datetime.fromtimestamp(run.changed_at):%Y-%m-%d %H:%M}",
        t("eval.report.engine"): run.settings.model or run.settings.engine,
        t("ui.evaluation.reports"): f"{run.done}/{run.total}",
        **figures,
    }


def _figure(measures: dict[str, dict[str, float | None]], name: str) -> str:
    value = measures.get(name, {}).get("value")
    return t("eval.nothing") if value is None else f"{value:.3f}"


@lru_cache(maxsize=8)
def _content(path: Path, _changed_at: float) -> Content:
    return content_of(RunFolder(path))


@lru_cache(maxsize=8)
def _compared(first: Path, _first_at: float, second: Path, _second_at: float) -> Comparison:
    return compare(RunFolder(first), RunFolder(second))
