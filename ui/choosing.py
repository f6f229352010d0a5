"""Choosing reports by issuer, year, kind of issuer and review, for pages that work on many at once."""

from __future__ import annotations

import streamlit as st

from extractor.review import ReviewState
from extractor.review.queue import Progress, QueueFilter
from extractor.storage.levels import Level
from ui.session import t


def chosen_filter(progress: Progress) -> QueueFilter:
    """Draw the choices in a row and return what they say; `progress` tells which years and kinds there are."""
    issuer_place, year_place, level_place, state_place = st.columns([3, 2, 2, 4])
    issuer = issuer_place.text_input(
        t("ui.exports.issuer"), placeholder=t("ui.exports.issuer_hint"), key="exports.issuer"
    )
    years = sorted((year for year in progress.years if year is not None), reverse=True)
    year = year_place.selectbox(
        t("ui.exports.year"), years, index=None, placeholder=t("ui.exports.any"), key="exports.year"
    )
    levels = [level.value for level in Level if level.value in progress.levels]
    level = level_place.selectbox(
        t("ui.exports.level"),
        levels,
        index=None,
        format_func=lambda name: t(f"ask.level.{name}"),
        placeholder=t("ui.exports.any"),
        key="exports.level",
    )
    states = state_place.multiselect(
        t("ui.exports.states"),
        list(ReviewState),
        format_func=lambda state: f"{t(f'review.state.{state.value}')} ({progress.states[state]})",
        placeholder=t("ui.exports.any"),
        key="exports.states",
    )
    return QueueFilter(issuer=issuer.strip() or None, year=year, level=level, states=tuple(states) or None)
