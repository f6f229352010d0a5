"""The queue: which report to look at next, by risk; filters, assigning, and taking the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import Any

import streamlit as st

from extractor.errors import NianbaoError
from extractor.problems import describe
from extractor.review import ReviewService, Role
from extractor.review.accounts import Accounts
from extractor.review.people import is_lead
from extractor.review.queue import Queue, QueueItem, ReviewQueue
from extractor.review.taking import take_next
from ui.navigation import go
from ui.plain import plain
from ui.session import checks, language, person, store, t
from ui.views.review.address import ALL, Listed, last_address, listed_now
from ui.views.review.filters import clear_filters, level_text, show_filters, state_text

PAGE = 50
_COUNTS = ("errors", "warnings", "disagreements", "unsure", "corrections", "in_doubt")
_WIDTHS = {"in_doubt": 58}
"""Of columns of counts that need more room than the others, in pixels."""
_SAID = "queue.said"
_ROUND = "queue.round"
"""Grows when the list has been acted on, so that its old selection is gone."""


def render() -> None:
    """Draw the page."""
    st.title(t("ui.review.title"))
    queue = ReviewQueue(store(), checks())
    choices = queue.choices(person())
    if not choices.years:
        _nothing_yet()
        return
    show_filters(choices)
    listed = listed_now(person())
    page = queue.page(person(), listed.wanted, order=listed.order, limit=PAGE, offset=(listed.page - 1) * PAGE)
    _say()
    actions = st.container(horizontal=True, vertical_alignment="center")
    if not page.total:
        _nothing_fits()
        return
    chosen = _table(page)
    _actions(actions, queue, listed, page, chosen)
    _pages(page.total, listed.page)


def _nothing_yet() -> None:
    st.info(t("ui.no_reports"))
    if st.button(t("ui.no_reports_next"), type="primary"):
        go("imports")


def _nothing_fits() -> None:
    if not last_address():
        st.success(t("ui.review.all_done"))
        if st.button(t("ui.review.show_all")):
            go("review", state=ALL)
        return
    st.info(t("ui.review.nothing_fits"))
    st.button(t("ui.review.clear"), on_click=clear_filters)


def _table(page: Queue) -> list[QueueItem]:
    """Draw the list and return the lines that are ticked; a click on any cell opens the report."""
    number = st.column_config.NumberColumn
    event: Any = st.dataframe(
        [_line(item) for item in page.items],
        key=f"queue.table.{st.session_state.get(_ROUND, 0)}",
        on_select="rerun",
        selection_mode=["multi-row", "single-cell"],
        hide_index=True,
        height=35 * min(len(page.items) + 1, 17) + 2,
        column_config={
            "issuer": st.column_config.TextColumn(t("ui.review.issuer"), width=185),
            "file": st.column_config.TextColumn(t("ui.review.file"), width=130),
            "year": number(t("ui.review.by.year"), format="%d", width=55),
            "level": st.column_config.TextColumn(t("ui.review.by.level"), width=85),
            "state": st.column_config.TextColumn(t("ui.review.by.state"), width=70),
            "assignee": st.column_config.TextColumn(t("ui.review.by.whose"), width=75),
            "risk": number(t("ui.review.risk"), help=t("ui.review.risk.help"), width=50),
            **{
                name: number(t(f"ui.review.{name}"), help=t(f"ui.review.{name}.help"), width=_WIDTHS.get(name, 50))
                for name in _COUNTS
            },
            "changed_at": st.column_config.TextColumn(t("ui.review.changed"), width=95),
        },
    )
    if event.selection.cells:
        row, _ = event.selection.cells[0]
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        go("review", report=page.items[row].report_id)
    return [page.items[row] for row in event.selection.rows if row < len(page.items)]


def _line(item: QueueItem) -> dict[str, Any]:
    return {
        "issuer": item.issuer or t("ui.review.unnamed"),
        "file": item.name,
        "year": item.year,
        "level": level_text(item.level),
        "state": state_text(item.state),
        "assignee": item.assignee or "",
        "risk": item.risk,
        **{name: getattr(item, name) for name in _COUNTS},
        "changed_at": _moment(item.changed_at),
    }


def _moment(at: str | None) -> str:
    """Return day and time as they are here; empty where nobody has touched the report."""
    return datetime.fromisoformat(at).astimezone().strftime("%m-%d %H:%M") if at else ""


def _actions(place: Any, queue: ReviewQueue, listed: Listed, page: Queue, chosen: list[QueueItem]) -> None:
    with place:
        if person().role is not Role.READER and st.button(t("ui.review.next"), type="primary", shortcut="N"):
            _take_next(queue, listed)
        st.markdown(t("ui.review.total", total=page.total), width="content")
        if not chosen:
            st.caption(t("ui.review.hint"), width="content")
        elif person().role is not Role.READER:
            _with_chosen(chosen)


def _take_next(queue: ReviewQueue, listed: Listed) -> None:
    report = take_next(ReviewService(store(), checks()), queue, person(), listed.wanted)
    if report:
        go("review", report=report)
    st.toast(t("ui.review.none_left"))


def _with_chosen(chosen: list[QueueItem]) -> None:
    service, who = ReviewService(store(), checks()), person()
    if st.button(t("ui.review.take", count=len(chosen)), shortcut="T"):
        _do(chosen, lambda item: service.take(who, item.report_id), "ui.review.taken_now")
    if st.button(t("ui.review.release", count=len(chosen))):
        _do(chosen, lambda item: service.release(who, item.report_id), "ui.review.released_now")
    people = {other.login: other.name for other in Accounts(store()).reviewers(who)} if is_lead(who) else {}
    if people:
        to = st.selectbox(
            t("ui.review.assign_to"),
            people,
            index=None,
            format_func=lambda login: f"{people[login]} ({login})",
            placeholder=t("ui.review.assign_to"),
            label_visibility="collapsed",
            width=220,
        )
        if to and st.button(t("ui.review.assign", count=len(chosen))):
            _do(chosen, lambda item: service.assign(who, item.report_id, to), "ui.review.assigned_now")


def _do(chosen: list[QueueItem], act: Callable[[QueueItem], object], said: str) -> None:
    """Act on each of the chosen reports; one that refuses is named, the others go on."""
    refused = []
    for item in chosen:
        try:
            act(item)
        except NianbaoError as error:
            name = " ".join(filter(None, (item.issuer, str(item.year or ""))))
            refused.append(f"{plain(name)}: {plain(describe(error, language()))}")
    st.session_state[_SAID] = t(said, count=len(chosen) - len(refused)), refused
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _say() -> None:
    """Show what the last action did."""
    done, refused = st.session_state.pop(_SAID, ("", []))
    if done:
        st.success(done)
    for line in refused:
        st.warning(line)


def _pages(total: int, page: int) -> None:
    pages = ceil(total / PAGE)
    if pages < 2:
        return
    st.session_state["queue.page"] = min(page, pages)
    st.pagination(pages, key="queue.page", on_change=_turned)


def _turned() -> None:
    st.query_params["page"] = str(st.session_state["queue.page"])
