"""One report on the desk: its source beside everything that was read, to be corrected and signed off."""

from __future__ import annotations

import base64
from typing import Any

import streamlit as st

from extractor.errors import NianbaoError
from extractor.export.page_picture import page_picture
from extractor.messages import Language
from extractor.problems import describe
from extractor.review.queue import ReviewQueue
from ui.desk import mount, sent_actions
from ui.desk.acting import Desk
from ui.desk.data import desk_data
from ui.desk.marks import source_data
from ui.desk.work import Reviewing, SecondReview, Work
from ui.navigation import go
from ui.queue_address import last_address, last_listed
from ui.session import checks, language, person, shown_errors, store

_DESK = "desk"
"""Key of the session: the one report that lies on its desk."""
_ROOM = "<style>.stMainBlockContainer { padding: 3.75rem 0.6rem 0 0.6rem; }</style>"
"""The desk needs the whole window."""


def render(report_id: str) -> None:
    """Draw a report; `sample` in the address makes it a blind second review."""
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    st.html(_ROOM)
    sample = st.query_params.get("sample", "")
    key = f"desk-{person().login}-{sample}-{report_id}"
    _lay_out(report_id, sample, key)
    _desk_fragment(key)


@st.fragment
def _desk_fragment(key: str) -> None:
    with shown_errors():
        desk: Desk = st.session_state[_DESK][1]
        if desk.left:
            _leave(desk)
        lang = language()
        more = {"source": _source(desk), "goto": _goto(), "picture": _picture(desk, lang)}
        mount(desk_data(desk, lang) | more, key, lambda: desk.act(sent_actions(key)))


def _lay_out(report_id: str, sample: str, key: str) -> None:
    """Lay a report on the desk of this session, or look again at the one that lies there."""
    name, desk = st.session_state.get(_DESK, ("", None))
    if name == key:
        desk.refresh()
    else:
        work = _work(report_id, sample)
        st.session_state[_DESK] = (key, Desk(work, work.open()))


def _work(report_id: str, sample: str) -> Work:
    if sample.isdecimal():
        return SecondReview(store(), checks(), person(), report_id, int(sample))
    return Reviewing(store(), checks(), person(), report_id)


def _source(desk: Desk) -> dict[str, Any]:
    """Return the source with its marks, made anew where the review has another version."""
    version = f"{desk.case.revision}.{desk.case.version}"
    if desk.source.get("key") != version:
        desk.source = source_data(desk.case.view, desk.case.document) | {"key": version}
    return desk.source


def _goto() -> dict[str, str]:
    """Return where the address points: a value, a stretch `start-end`, a finding."""
    return {name: st.query_params.get(name, "") for name in ("at", "finding")}


def _picture(desk: Desk, lang: Language) -> dict[str, Any] | None:
    """Return the page of a PDF that was asked for; why there is none where it can't be drawn."""
    if desk.page is None:
        return None
    number, desk.page = desk.page, None
    try:
        made = page_picture(store().raw(desk.case.report_id), number)
    except NianbaoError as error:
        return {"number": number, "problem": describe(error, lang)}
    encoded = base64.b64encode(made.jpeg).decode()
    return {"number": number, "width": made.width, "height": made.height, "data": f"data:image/jpeg;base64,{encoded}"}


def _leave(desk: Desk) -> None:
    """Open the next report of the queue this session came from, or the queue where none is left."""
    left, desk.left = desk.left, ""
    if desk.work.blind:
        go("double")
    wanted = last_listed(person()).wanted
    following = ReviewQueue(store(), checks()).next_report(person(), desk.case.report_id, wanted)
    if left == "next" and following is not None:
        go("review", report=following)
    go("review", **last_address())
