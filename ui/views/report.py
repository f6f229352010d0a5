"""One report on the desk: its source beside everything that was read, to be corrected and signed off."""

from __future__ import annotations

import base64
from typing import Any

import streamlit as st

from extractor.errors import NianbaoError
from extractor.export.page_picture import page_picture
from extractor.messages import Language
from extractor.problems import describe
from extractor.review import ReviewState
from extractor.review.queue import QueueFilter, ReviewQueue
from ui.desk import mount, sent_actions
from ui.desk.acting import Desk
from ui.desk.data import desk_data
from ui.desk.marks import source_data
from ui.desk.work import Reviewing, SecondReview
from ui.navigation import go
from ui.session import checks, language, person, store

_ROOM = "<style>.stMainBlockContainer { padding: 3.75rem 0.6rem 0 0.6rem; }</style>"
"""The desk needs the whole window."""
_WAITING = (ReviewState.UNASSIGNED, ReviewState.IN_REVIEW, ReviewState.REOPENED)


def render(report_id: str) -> None:
    """Draw a report; `sample` in the address makes it a blind second review."""
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    st.html(_ROOM)
    sample = st.query_params.get("sample")
    key = f"desk-{sample or 'main'}-{report_id}"
    _desk_fragment(report_id, sample, key)


@st.fragment
def _desk_fragment(report_id: str, sample: str | None, key: str) -> None:
    desk = _desk(report_id, sample, key)
    if desk.left:
        _leave(desk, sample)
    lang = language()
    data = desk_data(desk, lang) | {"source": _source(desk, key), "goto": _goto(desk), "picture": _picture(desk, lang)}
    mount(data, key, lambda: desk.act(sent_actions(key)))


def _desk(report_id: str, sample: str | None, key: str) -> Desk:
    """Return the desk of this session; the report is read when it is laid on it and after each change."""
    name = f"{key}-desk"
    if name not in st.session_state:
        who = person()
        work = (
            SecondReview(store(), checks(), who, report_id, int(sample))
            if sample
            else Reviewing(store(), checks(), who, report_id)
        )
        st.session_state[name] = Desk(work, work.open())
    desk: Desk = st.session_state[name]
    return desk


def _source(desk: Desk, key: str) -> dict[str, Any]:
    """Return the source with its marks, made anew where the review has another version."""
    name = f"{key}-source"
    version = f"{desk.case.revision}.{desk.case.version}"
    if st.session_state.get(name, {}).get("key") != version:
        st.session_state[name] = source_data(desk.case.view, desk.case.document) | {"key": version}
    source: dict[str, Any] = st.session_state[name]
    return source


def _goto(desk: Desk) -> dict[str, str]:
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


def _leave(desk: Desk, sample: str | None) -> None:
    """Open the next report of the queue, or the queue where none is left."""
    left, desk.left = desk.left, ""
    if sample:
        go("double")
    wanted = QueueFilter(states=_WAITING)
    following = ReviewQueue(store(), checks()).next_report(person(), desk.case.report_id, wanted)
    if left == "queue" or following is None:
        go("review")
    else:
        go("review", report=following)
