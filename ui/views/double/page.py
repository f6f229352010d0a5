"""The double review: a sample is drawn, reviewed again by others who see nothing of the first review, and compared."""

from __future__ import annotations

from typing import Any

import streamlit as st

from extractor.review import ReviewState, Role
from extractor.review.accounts import Accounts
from extractor.review.double import DoubleReview
from extractor.review.people import is_lead
from extractor.review.queue import QueueFilter, ReviewQueue
from extractor.review.samples import Sample, drawn_samples, waiting_for
from ui.navigation import go
from ui.session import checks, person, shown_errors, store, t
from ui.views.double.outcome import show_outcome


def render() -> None:
    """Draw the page."""
    st.title(t("ui.double.title"))
    st.caption(t("ui.double.what"))
    if person().role is Role.READER:
        st.info(t("ui.double.readers"))
        return
    _mine()
    if is_lead(person()):
        _draw()
        _samples(drawn_samples(store(), person()))


def _mine() -> None:
    """List what the person still has to review again; a click opens it, blind."""
    st.subheader(t("ui.double.mine"))
    waiting = waiting_for(store(), person())
    if not waiting:
        st.caption(t("ui.double.nothing_mine"))
        return
    column = st.column_config
    event: Any = st.dataframe(
        [{"name": item.name, "issuer": item.issuer or t("ui.review.unnamed"), "year": item.year} for item in waiting],
        key="double.mine",
        on_select="rerun",
        selection_mode="single-cell",
        hide_index=True,
        column_config={
            "name": column.TextColumn(t("ui.double.sample")),
            "issuer": column.TextColumn(t("ui.review.issuer")),
            "year": column.NumberColumn(t("ui.review.by.year"), format="%d"),
        },
    )
    begin = st.button(t("ui.double.begin"), type="primary", shortcut="N")
    if event.selection.cells or begin:
        chosen = waiting[event.selection.cells[0][0] if event.selection.cells else 0]
        go("review", report=chosen.report_id, sample=str(chosen.sample))


def _draw() -> None:
    """Let a lead draw a sample of signed-off reports."""
    with st.expander(t("ui.double.draw"), icon=":material/casino:"):
        people = {other.login: other.name for other in Accounts(store()).reviewers(person())}
        signed_off = ReviewQueue(store(), checks()).page(
            person(), QueueFilter(states=(ReviewState.SIGNED_OFF,)), limit=1
        )
        if len(people) < 2 or not signed_off.total:
            st.info(t("ui.double.needs", people=len(people), reports=signed_off.total))
            return
        with st.form("double.draw"), shown_errors():
            _form(people, signed_off.total)


def _form(people: dict[str, str], available: int) -> None:
    name = st.text_input(t("ui.double.name"))
    size, plants, seed = st.columns(3)
    count = size.number_input(t("ui.double.size", available=available), 1, available, min(10, available))
    planted = plants.number_input(t("ui.double.plants_each"), 0, 20, 3, help=t("ui.double.plants_each.help"))
    chance = seed.number_input(t("ui.double.seed"), 0, None, 0, help=t("ui.double.seed.help"))
    seconds = st.multiselect(
        t("ui.double.seconds"), people, list(people), format_func=lambda login: f"{people[login]} ({login})"
    )
    if st.form_submit_button(t("ui.double.draw_now"), type="primary"):
        review = DoubleReview(store(), checks())
        label = name.strip() or t("ui.double.unnamed", number=len(drawn_samples(store(), person())) + 1)
        review.draw(person(), label, count, seconds, plants=planted, seed=chance)
        st.rerun()


def _samples(samples: tuple[Sample, ...]) -> None:
    st.subheader(t("ui.double.samples"))
    if not samples:
        st.caption(t("ui.double.no_samples"))
        return
    by_id = {sample.id: sample for sample in samples}
    chosen = st.selectbox(
        t("ui.double.sample"), by_id, format_func=lambda number: _sample_text(by_id[number]), key="double.sample"
    )
    show_outcome(by_id[chosen])


def _sample_text(sample: Sample) -> str:
    values = {"name": sample.name, "day": sample.at[:10], "by": sample.by}
    return t("ui.double.sample_line", **values, finished=sample.finished, reports=sample.reports)
