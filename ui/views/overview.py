"""The overview: how far the review has come, what is open, and what the reports say year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from extractor.review import ReviewState
from extractor.review.overview import OUTCOMES, Trends, Yearly, newest_revision, regions, trends
from extractor.review.queue import Progress, ReviewQueue
from ui.charts import Bar, bars
from ui.navigation import go
from ui.session import checks, person, store, t
from ui.views.review.address import ALL, UNSTATED
from ui.views.review.filters import level_text, rule_text, state_text

COLOURS = {
    ReviewState.UNASSIGNED: "#b9c3cf",
    ReviewState.IN_REVIEW: "#5b93cf",
    ReviewState.SIGNED_OFF: "#4f9d69",
    ReviewState.SENT_BACK: "#d99a4e",
    ReviewState.REOPENED: "#9a83c4",
}
RESULTS = ("#4f9d69", "#a5cf8b", "#c95f5f", "#d99a4e", "#b9c3cf", "#8a94a6")
_KINDS = ("errors", "warnings", "disagreements", "unsure", "in_doubt")
_REGIONS, _RULES = 12, 200


def render() -> None:
    """Draw the page."""
    st.title(t("ui.overview.title"))
    progress = ReviewQueue(store(), checks()).progress(person())
    if not progress.total:
        st.info(t("ui.no_reports"))
        if st.button(t("ui.no_reports_next"), type="primary"):
            go("imports")
        return
    _numbers(progress)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _by_year(progress)
        _by_place(progress)
    with right:
        _rules(progress)
    _trends(_known_trends(store().place, newest_revision(store())))


def _numbers(progress: Progress) -> None:
    done = progress.states[ReviewState.SIGNED_OFF]
    st.progress(done / progress.total, t("ui.overview.progress", done=done, total=progress.total))
    states = [(state.value, state_text(state), progress.states[state], {"state": state.value}) for state in ReviewState]
    kinds = [(kind, t(f"ui.review.{kind}"), progress.open[kind], {"state": ALL, "having": kind}) for kind in _KINDS]
    for tiles in (states, kinds):
        for column, tile in zip(st.columns(len(tiles), gap="small"), tiles, strict=True):
            with column.container(border=True, horizontal=True, vertical_alignment="bottom"):
                _tile(*tile)


def _tile(name: str, label: str, number: int, query: dict[str, str]) -> None:
    st.metric(label, f"{number:,}", help=t(f"ui.review.{name}.help") if name in _KINDS else None)
    if st.button(t("ui.overview.list"), key=f"overview.{name}", type="tertiary", disabled=not number):
        go("review", **query)


def _by_year(progress: Progress) -> None:
    st.subheader(t("ui.overview.years"))
    years = sorted(progress.years.items(), key=lambda item: (item[0] is None, item[0] or 0))
    named = [(str(year or t("ui.review.year.none")), str(year or UNSTATED), states) for year, states in years]
    _go_to("year", bars("overview.years", [*_stacked(named)], _titles("year"), colours=_colours()))


def _by_place(progress: Progress) -> None:
    places = {"level": t("ui.review.by.level"), "region": t("ui.overview.region")}
    shown = st.segmented_control(
        t("ui.overview.place"), list(places), format_func=places.__getitem__, default="level", required=True
    )
    if shown == "level":
        levels = sorted(progress.levels.items(), key=lambda item: -sum(item[1].values()))
        named = [(level_text(level), level or UNSTATED, states) for level, states in levels]
    else:
        found = list(regions(store(), person()).items())
        named = [(name, name, states) for name, states in found if name][:_REGIONS]
        st.caption(_left_out(found, len(named)))
    chosen = bars(
        f"overview.{shown}",
        [*_stacked(named)],
        _titles(shown),
        colours=_colours(),
        lying=True,
        height=75 + 30 * len(named),
    )
    _go_to("level" if shown == "level" else "issuer", chosen)


def _left_out(found: list[tuple[str | None, dict[ReviewState, int]]], shown: int) -> str:
    """Return what the chart of the regions leaves out."""
    placed = sum(1 for name, _ in found if name)
    unplaced = sum(sum(states.values()) for name, states in found if not name)
    return t("ui.overview.regions", shown=shown, regions=placed, unplaced=unplaced)


def _rules(progress: Progress) -> None:
    st.subheader(t("ui.overview.rules"))
    if not progress.rules:
        st.info(t("ui.overview.no_findings"))
        return
    listed = list(progress.rules.items())[:_RULES]
    event: Any = st.dataframe(
        [{"rule": rule_text(rule), "open": number} for rule, number in listed],
        key="overview.rules",
        on_select="rerun",
        selection_mode="single-cell",
        hide_index=True,
        height=min(560, 35 * len(listed) + 37),
        column_config={
            "rule": st.column_config.TextColumn(t("ui.review.by.rule"), width=330),
            "open": st.column_config.ProgressColumn(
                t("ui.overview.open"), format="%d", min_value=0, max_value=max(1, listed[0][1]), width=80
            ),
        },
    )
    if event.selection.cells:
        go("review", state=ALL, rule=listed[event.selection.cells[0][0]][0])


@st.cache_data(show_spinner=False, max_entries=4)
def _known_trends(place: str, revision: int) -> Trends:
    """Return the trends of a store, computed once for each newest revision."""
    return trends(store(), person())


def _trends(found: Trends) -> None:
    st.subheader(t("ui.overview.trends"))
    st.caption(t("ui.overview.trends.note"))
    received, outcomes, disclosed = st.columns(3, gap="medium")
    with received:
        _yearly("received", found.received, found)
    with outcomes:
        st.markdown(t("ui.overview.outcomes"))
        colours = dict(zip((t(f"ui.overview.outcome.{name}") for name in OUTCOMES), RESULTS, strict=True))
        parts = [
            Bar(str(one.year), str(one.year), one.value, t(f"ui.overview.outcome.{name}"), name, _over(one, found))
            for name in OUTCOMES
            for one in found.outcomes[name]
        ]
        titles = (t("ui.review.by.year"), t("ui.overview.outcomes"))
        _go_to("year", bars("overview.outcomes", parts, titles, colours=colours, columns=3))
    with disclosed:
        _yearly("disclosed", found.disclosed, found)


def _yearly(name: str, values: Iterable[Yearly], found: Trends) -> None:
    title = t(f"ui.overview.{name}")
    st.markdown(title)
    shown = [Bar(str(one.year), str(one.year), one.value, note=_over(one, found)) for one in values]
    _go_to("year", bars(f"overview.{name}", shown, (t("ui.review.by.year"), title)))


def _over(one: Yearly, found: Trends) -> str:
    return t("ui.overview.over", reports=one.reports, total=found.reports.get(one.year, one.reports))


def _stacked(named: Iterable[tuple[str, str, Mapping[ReviewState, int]]]) -> Iterable[Bar]:
    for at, code, states in named:
        for state in ReviewState:
            if states.get(state):
                yield Bar(at, code, states[state], state_text(state), state.value)


def _titles(name: str) -> tuple[str, str]:
    first = t("ui.overview.region") if name == "region" else t(f"ui.review.by.{name}")
    return first, t("ui.overview.reports")


def _colours() -> dict[str, str]:
    return {state_text(state): colour for state, colour in COLOURS.items()}


def _go_to(name: str, chosen: dict[str, str] | None) -> None:
    """Open the list behind a bar, of its part where that is a state."""
    if chosen:
        part = chosen.get("part_code", "")
        state = part if part in tuple(ReviewState) else ALL
        go("review", state=state, **{name: chosen["code"]})
