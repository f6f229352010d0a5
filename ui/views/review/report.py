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
from ui.desk.sending import packed
from ui.desk.work import Reviewing, SecondReview, Work
from ui.navigation import go
from ui.session import checks, language, person, shown_errors, store
from ui.views.review.address import last_address, last_listed

_DESK, _COMPONENT = "desk", "desk_component"
"""Keys of the session: the one report that lies on its desk, and what shows it."""
_ROOM = "<style>.stMainBlockContainer { padding: 3.75rem 0.6rem 0 0.6rem; }</style>"
"""The desk needs the whole window."""


def render(report_id: str) -> None:
    """Draw a report; `sample` in the address makes it a blind second review."""
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    st.html(_ROOM)
    sample = st.query_params.get("sample", "")
    _lay_out(report_id, sample)
    _desk_fragment()


@st.fragment
def _desk_fragment() -> None:
    with shown_errors():
        desk: Desk = st.session_state[_DESK]
        known, desk.known = desk.known, {}
        if desk.left:
            desk = _leave(desk)
        lang = language()
        more = {"source": _source(desk), "goto": _goto(), "picture": _picture(desk, lang)}
        mount(packed(desk_data(desk, lang) | more, known), _COMPONENT, lambda: desk.act(sent_actions(_COMPONENT)))


def _lay_out(report_id: str, sample: str) -> Desk:
    """Lay a report on the desk of this session, or look again at the one that lies there."""
    name = f"{person().login} {sample} {report_id}"
    desk: Desk | None = st.session_state.get(_DESK)
    if desk is not None and desk.name == name:
        desk.refresh()
        return desk
    work = _work(report_id, sample)
    made = st.session_state[_DESK] = Desk(work, work.open(), name)
    return made


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


def _leave(desk: Desk) -> Desk:
    """Lay the next report of the queue this session came from on the desk, or open the queue where none is left."""
    left, desk.left = desk.left, ""
    if desk.work.blind:
        go("double")
    wanted = last_listed(person()).wanted
    following = ReviewQueue(store(), checks()).next_report(person(), desk.case.report_id, wanted)
    if left == "next" and following is not None:
        st.query_params.from_dict({"report": following})
        laid = _lay_out(following, "")
        laid.begin()
        return laid
    go("review", **last_address())
    return desk
