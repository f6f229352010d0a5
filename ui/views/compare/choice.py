"""Choosing the two reports of the page compare; the address keeps them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import streamlit as st

from extractor.review.queue import Order, QueueFilter, QueueItem, ReviewQueue
from ui.session import checks, person, store, t

_Listed = Callable[[str | None], list[tuple[QueueItem, str]]]
"""Returns the reports of issuers with a part of the name, asked for once a run."""
_MOST = 60
"""Reports offered at a time; a longer list is searched."""


def chosen_pair() -> tuple[str, str] | None:
    """Draw the choice of both reports and return their ids; None while one is missing."""
    left, middle, right = st.columns([6, 1, 6], vertical_alignment="bottom")
    one, other = _id_of("a"), _id_of("b")
    found = cache(_listed)
    with left:
        _choose("a", one, other, found)
    with right:
        _choose("b", other, one, found)
    middle.button("⇄", help=t("ui.compare.swap"), on_click=_swap, disabled=not (one and other), width="stretch")
    return (one, other) if one and other else None


def name_of(issuer: str | None, year: int | None) -> str:
    """Return how a report is named: issuer and year."""
    return f"{issuer or t('ui.compare.unknown')} · {year or t('ui.compare.no_year')}"


def _choose(side: str, known: str | None, other: str | None, listed: _Listed) -> None:
    """Draw the search and the list of one side."""
    search, pick = st.columns([2, 3])
    text = search.text_input(
        t(f"ui.compare.side.{side}"), placeholder=t("ui.compare.search"), key=f"compare.search.{side}"
    )
    names = _offered(text.strip(), known, other, listed)
    key = f"compare.pick.{side}"
    st.session_state[key] = known if known in names else None
    pick.selectbox(
        t("ui.compare.choose"),
        list(names),
        format_func=lambda report_id: names.get(report_id, report_id),
        placeholder=t("ui.compare.choose"),
        label_visibility="hidden",
        key=key,
        on_change=_keep,
        args=(side,),
    )


def _offered(text: str, known: str | None, other: str | None, listed: _Listed) -> dict[str, str]:
    """Return the reports to choose from: the chosen one, what is searched, else other years of the other side's."""
    found: dict[str, str] = {}
    if known:
        found[known] = name_of(*_issuer_and_year(known))
    if not text and other and not known:
        issuer, _ = _issuer_and_year(other)
        found |= {item.report_id: name for item, name in listed(issuer) if item.report_id != other}
    return found | {item.report_id: name for item, name in listed(text or None)}


def _listed(issuer: str | None) -> list[tuple[QueueItem, str]]:
    page = ReviewQueue(store(), checks()).page(
        person(), QueueFilter(issuer=issuer or None), order=Order.ISSUER, limit=_MOST
    )
    return [(item, name_of(item.issuer, item.year)) for item in page.items]


def _issuer_and_year(report_id: str) -> tuple[str | None, int | None]:
    report = store().get(report_id)
    return (report.issuer.value if report.issuer else None, int(report.year.value) if report.year else None)


def _id_of(side: str) -> str | None:
    """Return the id that the address has for a side, written out; None for none."""
    given = st.query_params.get(side)
    return store().get(given).id if given else None


def _keep(side: str) -> None:
    chosen = st.session_state.get(f"compare.pick.{side}")
    if chosen:
        st.query_params[side] = chosen
    else:
        st.query_params.pop(side, None)
    st.session_state[f"compare.search.{side}"] = ""


def _swap() -> None:
    st.query_params["a"], st.query_params["b"] = st.query_params["b"], st.query_params["a"]
