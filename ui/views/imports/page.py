"""The page imports: hand reports in, see what they would cost, follow how they are read."""

from __future__ import annotations

import os
from dataclasses import dataclass

import streamlit as st

from extractor.extraction.engines import BOTH, LLM, RULES
from extractor.intake import Estimate, estimate, read_protected, submit
from extractor.llm.settings import ModelSettings, load_model_settings
from extractor.problems import describe
from extractor.review import Role
from ui.plain import plain
from ui.session import checks, language, person, settings, store, t
from ui.views.imports.jobs import show_jobs
from ui.views.imports.sources import Given, Source, chosen_source, given, next_round, uploaded
from ui.worker import ensure_worker

_ESTIMATE, _RESULTS = "imports.estimate", "imports.results"


@dataclass(frozen=True)
class _Choice:
    """Who reads, and for how much at most; not `ready` while the cost has to be looked at first."""

    engine: str = RULES
    max_cost: float | None = None
    ready: bool = True


def render() -> None:
    """Draw the page."""
    st.title(t("ui.imports.title"))
    if os.environ.get("NIANBAO_UI_SAMPLES"):
        st.warning(t("ui.imports.samples"))
    if person().role.rank < Role.REVIEWER.rank:
        st.info(t("ui.imports.readers"))
    else:
        source = chosen_source()
        if source is Source.PROTECTED:
            _protected()
        else:
            _hand_in(given(source))
    show_jobs()


def _hand_in(files: Given | None) -> None:
    """Draw who reads and the button that begins."""
    choice = _choice(files)
    count = files.count if files else 0
    label = "ui.imports.start_web" if files and files.source is Source.WEB else "ui.imports.start"
    disabled = files is None or not choice.ready
    pressed = st.button(t(label, count=count), type="primary", icon=":material/play_arrow:", disabled=disabled)
    if pressed and files is not None:
        submit(store(), person(), files.files, choice.engine, choice.max_cost)
        ensure_worker()
        st.session_state.pop(_ESTIMATE, None)
        next_round()
        st.toast(t("ui.imports.handed_in"), icon=":material/check:")
        st.rerun()


def _choice(files: Given | None) -> _Choice:
    model = load_model_settings()
    if not model.model:
        st.caption(t("ui.imports.no_model"))
        return _Choice()
    engine = st.radio(
        t("ui.imports.engine"),
        [RULES, BOTH, LLM],
        format_func=lambda one: t(f"ui.imports.engine.{one}"),
        captions=[t(f"ui.imports.engine.{one}_note") for one in (RULES, BOTH, LLM)],
        horizontal=True,
        key="imports.engine",
    )
    return _Choice() if engine in (None, RULES) else _with_model(str(engine), model, files)


def _with_model(engine: str, model: ModelSettings, files: Given | None) -> _Choice:
    """Draw what a model would cost and how much it may; the files are counted before anything is sent."""
    st.caption(plain(t("ui.imports.sends", model=model.model, host=model.host)))
    if files is None:
        return _Choice(engine, ready=False)
    seen = True
    if files.materials:
        seen = _estimated(files)
    else:
        st.caption(t("ui.imports.estimate_web"))
    if model.price is None:
        st.warning(t("ui.imports.cost_unknown"))
        return _Choice(engine, ready=seen)
    most = st.number_input(
        t("ui.imports.max_cost"), min_value=0.0, value=None, help=t("ui.imports.max_cost_help"), key="imports.max_cost"
    )
    return _Choice(engine, most, ready=seen and (bool(files.materials) or most is not None))


def _estimated(files: Given) -> bool:
    """Draw the estimate for these files, or the button that makes it; return whether it was made."""
    about = tuple(str(item) if not hasattr(item, "data") else (item.name, len(item.data)) for item in files.materials)
    known: tuple[object, Estimate] | None = st.session_state.get(_ESTIMATE)
    if known is not None and known[0] == about:
        _show_estimate(known[1])
        return True
    if st.button(t("ui.imports.estimate"), icon=":material/calculate:"):
        bar = st.progress(0.0)

        def told(done: int, total: int) -> None:
            bar.progress(done / max(total, 1), text=t("ui.imports.estimating", done=done, total=total))

        made = estimate(files.materials, settings(), told)
        st.session_state[_ESTIMATE] = (about, made)
        st.rerun()
    return False


def _show_estimate(made: Estimate) -> None:
    text = t(
        "ui.imports.estimated",
        files=made.files,
        requests=made.requests,
        known=made.known,
        input=f"{made.input_tokens:,}",
        output=f"{made.output_tokens:,}",
    )
    if made.cost is not None:
        text += t("ui.imports.cost", cost=f"{made.cost:.2f}")
    if made.unreadable:
        text += t("ui.imports.unreadable", count=made.unreadable)
    st.info(plain(text), icon=":material/payments:")


def _protected() -> None:
    """Read protected PDFs at once: a password must not wait in a store until somebody reads."""
    st.caption(t("ui.imports.protected_hint"))
    with st.form("imports.protected", clear_on_submit=True):
        files = uploaded(only=(".pdf",))
        password = st.text_input(t("ui.imports.password"), type="password", autocomplete="off")
        pressed = st.form_submit_button(t("ui.imports.read_now"), type="primary")
    if pressed and files:
        bar = st.progress(0.0)
        results = []
        for done, read in enumerate(read_protected(store(), person(), files, password, settings(), checks()), 1):
            results.append(read)
            bar.progress(done / len(files), text=t("ui.imports.reading_now", done=done, total=len(files)))
        st.session_state[_RESULTS] = results
        bar.empty()
    for read in st.session_state.get(_RESULTS, ()):
        if read.error is not None:
            st.error(plain(describe(read.error, language(), read.name)))
        else:
            st.success(plain(t("ui.imports.stored", name=read.name)))
