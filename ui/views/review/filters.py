"""The widgets of the queue's filters; the address is what holds, they show and change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from extractor.review import ReviewState
from extractor.review.queue import Choices, Order
from extractor.validation.catalogue import short_name
from ui.session import language, t
from ui.views.review.address import ALL, HAVING, MINE, NOBODY, TODO, UNSTATED

_WHOSE = (ALL, MINE, NOBODY)


def show_filters(choices: Choices) -> None:
    """Draw the filters."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _one("whose", [*_WHOSE, *choices.assignees], ALL, _whose_text, width=150)
        _one("state", [TODO, ALL, *ReviewState], TODO, state_text, width=150)
        _several("having", HAVING, lambda name: t(f"ui.review.{name}"))
        years = [UNSTATED if year is None else str(year) for year in choices.years]
        _one(
            "year", [ALL, *years], ALL, lambda year: year if year.isdigit() else t(f"ui.review.year.{year}"), width=110
        )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            t("ui.review.issuer"),
            key=_seeded("issuer", st.query_params.get("issuer", "")),
            on_change=_changed,
            args=("issuer",),
            placeholder=t("ui.review.issuer_part"),
            width=230,
        )
        levels = [level or UNSTATED for level in choices.levels]
        _one("level", [ALL, *levels], ALL, level_text, width=150)
        _one("rule", [ALL, *choices.rules], ALL, lambda rule: t("ui.review.any") if rule == ALL else rule_text(rule))
        _one("order", list(Order), Order.RISK, lambda order: t(f"ui.review.order.{order}"), width=130)

    if "job" in st.query_params:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("ui.review.of_job"), width="content")
            st.button(t("ui.review.not_of_job"), key="queue.not_of_job", type="tertiary", on_click=_all_imports)


def _all_imports() -> None:
    st.query_params.pop("job", None)
    st.query_params.pop("page", None)


def clear_filters() -> None:
    """Take every filter out of the address."""
    st.query_params.clear()


def state_text(state: str) -> str:
    """Return a state of the review in words, also those that stand for several."""
    return t(f"ui.review.state.{state}") if state in (TODO, ALL) else t(f"review.state.{state}")


def level_text(level: str | None) -> str:
    """Return a kind of issuer in words."""
    return t("ui.review.any") if level == ALL else t(f"ui.level.{level or UNSTATED}")


def rule_text(rule: str) -> str:
    """Return what is wrong where a rule's finding is open; its id where the catalogue has no words."""
    return short_name(rule)[0 if language() == "zh" else 1]


def _whose_text(whose: str) -> str:
    return t(f"ui.review.whose.{whose}") if whose in _WHOSE else whose


def _one(name: str, options: Sequence[str], default: str, text: Callable[[str], str], width: int | None = None) -> None:
    value = st.query_params.get(name, default)
    shown = [*options, *([] if value in options else [value])]
    st.selectbox(
        t(f"ui.review.by.{name}"),
        shown,
        format_func=text,
        key=_seeded(name, value),
        on_change=_changed,
        args=(name, default),
        width=width or "stretch",
    )


def _several(name: str, options: Sequence[str], text: Callable[[str], str]) -> None:
    chosen = [value for value in st.query_params.get(name, "").split(",") if value in options]
    st.multiselect(
        t(f"ui.review.by.{name}"),
        options,
        format_func=text,
        key=_seeded(name, chosen),
        on_change=_changed,
        args=(name,),
        placeholder=t("ui.review.any"),
    )


def _seeded(name: str, value: object) -> str:
    """Return the key of a widget that shows what the address says."""
    key = f"queue.{name}"
    st.session_state[key] = value
    return key


def _changed(name: str, default: str = "") -> None:
    """Write a widget into the address; another filter begins at the first page."""
    value = st.session_state[f"queue.{name}"]
    text = ",".join(value) if isinstance(value, list) else str(value).strip()
    st.query_params.pop("page", None)
    if text == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = text
