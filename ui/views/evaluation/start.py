"""Starting a run of the evaluation, and how far it is."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import streamlit as st

from eval.gold import find_cases
from eval.shelf import OPEN_SETS, RUNS_FOLDER, done_in, places_of
from extractor.review.people import Role, require
from ui import child
from ui.session import language, person, settings, t

_NAME = re.compile(r"\w[\w.-]{0,59}")
_PROPOSED = "evaluation.proposed"


def runs_folder() -> Path:
    """Return where the runs of this workbench are."""
    return settings().data_dir.expanduser() / RUNS_FOLDER


def show_start() -> None:
    """Draw the form that starts a run, or how far the running one is."""
    if child.show(_key(), "ui.evaluation.running"):
        return
    with st.expander(t("ui.evaluation.new"), icon=":material/play_circle:"), st.form("evaluation.new"):
        st.caption(t("ui.evaluation.new_help"))
        sets = st.multiselect(
            t("ui.evaluation.sets"),
            list(OPEN_SETS),
            default=["samples"],
            format_func=lambda name: t(f"ui.evaluation.set.{name}"),
            placeholder=t("ui.evaluation.choose"),
        )
        name = st.text_input(t("ui.evaluation.name"), _proposed(), max_chars=60)
        wanted = st.form_submit_button(t("ui.evaluation.start"), type="primary")
    if wanted:
        _start(sets, name.strip())


def _start(sets: list[str], name: str) -> None:
    """Start a run, unless it can't be one.

    Raises:
        NotAllowedError: The person only reads.
    """
    require(person(), Role.REVIEWER)
    if not sets or not _NAME.fullmatch(name):
        st.error(t("ui.evaluation.unusable"))
        return
    places = places_of(sets)
    folder = runs_folder() / name
    given = [part for place in places for part in ("--gold", str(place))]
    arguments = ("eval", "run", *given, "--out", str(folder))
    child.start(_key(), arguments, language(), len(find_cases(places)), lambda: done_in(folder))
    del st.session_state[_PROPOSED]
    st.rerun()


def _proposed() -> str:
    """Return the name proposed for the next run: the same until it starts, or what is typed over it would be lost."""
    name: str = st.session_state.setdefault(_PROPOSED, f"{datetime.now():%Y%m%d-%H%M%S}")
    return name


def _key() -> str:
    return f"evaluation {runs_folder()}"
