"""The page ask: a conversation over the reports of the store."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

import streamlit as st

from extractor.ask.asker import Asker
from extractor.ask.examples import example_questions
from extractor.ask.helper import ModelHelper
from extractor.ask.model import Answer, Kind, Query
from extractor.ask.streaming import ask_stream
from extractor.ask.writing import scope_text
from extractor.storage.values import state_of
from ui.plain import plain
from ui.session import language, store, t
from ui.views.ask.answer import show_answer, show_stream
from ui.views.ask.index import index, show_pending
from ui.views.ask.model import chosen_helper
from ui.views.ask.plan import plan_form

_TURNS, _ASKED, _EDITED, _ASKER = "ask.turns", "ask.asked", "ask.edited", "ask.asker"
_MOST_TURNS = 40
_ABOUT_NAMES = "ask.problem.issuer_ambiguous"


@dataclass(frozen=True)
class Turn:
    """A question, or what a changed plan asks for, and its answer; `number` counts within the session."""

    number: int
    question: str
    answer: Answer


def render() -> None:
    """Draw the page."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(t("ui.ask.title"), width="stretch")
        st.button(t("ui.ask.new"), on_click=_begin_anew, disabled=not _turns(), icon=":material/add_comment:")
    if not store().count():
        st.info(f"{t('ui.no_reports')}{t('ui.no_reports_next')}")
        return
    above, conversation = st.container(), st.container()
    with above:
        pending = show_pending()
        asker = _asker(chosen_helper())
        if not _turns():
            st.caption(t("ui.ask.intro"))
            _examples(asker, pending)
    with conversation:
        for turn in _turns()[:-1]:
            with st.container():
                _show_earlier(asker, turn)
        for turn in _turns()[-1:]:
            with st.container():
                _show(asker, turn)
    question = st.chat_input(t("ui.ask.prompt"), max_chars=1000) or st.session_state.pop(_ASKED, None)
    # The new turn stands in the place where the next run draws it again: elsewhere, both would show for a moment.
    with conversation.container():
        _ask(asker, question)


def _asker(helper: ModelHelper | None) -> Asker:
    """Return what answers this session, kept with the names it knows as long as language and model stay."""
    wanted = (store(), language(), helper)
    known = st.session_state.get(_ASKER)
    if known is None or known[0] != wanted:
        known = wanted, Asker(store(), index(), lang=language(), helper=helper)
        st.session_state[_ASKER] = known
    asker: Asker = known[1]
    return asker


def _ask(asker: Asker, question: str | None) -> None:
    """Answer a question and keep the turn."""
    if question is None or not question.strip():
        return
    with st.chat_message("user"):
        st.text(question)
    last = _turns()[-1].answer if _turns() else None
    with st.chat_message("assistant"), st.spinner(t("ui.ask.working")):
        answer = show_stream(ask_stream(asker, question.strip(), last))
    if answer is not None:
        _keep(question.strip(), answer)
    st.rerun()


def _show_earlier(asker: Asker, turn: Turn) -> None:
    """Draw an earlier turn folded; what is in it is drawn when it is opened."""
    folded = st.expander(
        plain(turn.question), key=f"ask.turn.{turn.number}", on_change="rerun", icon=":material/history:"
    )
    if folded.open:
        with folded:
            _answer(asker, turn)


def _show(asker: Asker, turn: Turn) -> None:
    with st.chat_message("user"):
        st.text(turn.question)
    with st.chat_message("assistant"):
        _answer(asker, turn)


def _answer(asker: Asker, turn: Turn) -> None:
    show_answer(turn.answer)
    _instead(turn)
    if turn.answer.query is not None and turn.answer.kind is not Kind.ABSTAINED:
        _plan(asker, turn.answer, turn.answer.query, turn.number)


def _instead(turn: Turn) -> None:
    """Offer the question again with each name that may have been meant."""
    said = next((note.params["said"] for note in turn.answer.problems if note.message_id == _ABOUT_NAMES), None)
    if said is None or said not in turn.question:
        return
    st.caption(t("ui.ask.instead"))
    with st.container(horizontal=True):
        for name in turn.answer.candidates:
            asked = turn.question.replace(said, name, 1)
            st.button(plain(asked), key=f"ask.instead.{turn.number}.{name}", on_click=_set_asked, args=(asked,))


def _plan(asker: Asker, answer: Answer, query: Query, at: int) -> None:
    by = t("ui.ask.by_rules") if answer.planned_by == "rules" else answer.planned_by
    edited = st.session_state.get(_EDITED) == at
    with st.expander(plain(t("ui.ask.plan", by=by)), expanded=edited, icon=":material/account_tree:"):
        st.text(scope_text(query, language()))
        if not edited:
            st.button(t("ui.ask.change_plan"), key=f"ask.edit.{at}", on_click=_edit, args=(at,), icon=":material/edit:")
            st.caption(t("ui.ask.command"))
            given = shlex.quote(query.model_dump_json(exclude_defaults=True))
            st.code(f"nianbao ask --query {given}", language=None, wrap_lines=True)
            return
        st.button(t("ui.ask.close_plan"), key=f"ask.close.{at}", on_click=_edit, args=(None,))
        changed = plan_form(query, asker.directory(), f"ask.plan.{at}")
    if changed is not None:
        _edit(None)
        scope = scope_text(changed, language())
        _keep(t("ui.ask.changed", scope=scope), asker.run(changed))
        st.rerun()


def _examples(asker: Asker, pending: int) -> None:
    """Offer questions that have an answer in this store."""
    known = (state_of(store()), pending, language())
    if st.session_state.get("ask.examples_of") != known:
        st.session_state["ask.examples"] = example_questions(asker, language())
        st.session_state["ask.examples_of"] = known
    st.subheader(t("ui.ask.examples"))
    columns = st.columns(2)
    for at, question in enumerate(st.session_state["ask.examples"]):
        columns[at % 2].button(
            plain(question), key=f"ask.example.{at}", on_click=_set_asked, args=(question,), width="stretch"
        )


def _turns() -> list[Turn]:
    turns: list[Turn] = st.session_state.setdefault(_TURNS, [])
    return turns


def _keep(question: str, answer: Answer) -> None:
    number = _turns()[-1].number + 1 if _turns() else 0
    st.session_state[_TURNS] = [*_turns(), Turn(number, question, answer)][-_MOST_TURNS:]


def _set_asked(question: str) -> None:
    st.session_state[_ASKED] = question


def _edit(at: int | None) -> None:
    st.session_state[_EDITED] = at


def _begin_anew() -> None:
    for key in (_TURNS, _ASKED, _EDITED):
        st.session_state.pop(key, None)
