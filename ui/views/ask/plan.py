"""The plan of an answer as a form: what was asked for, changed and run again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from extractor.ask.catalogue import metrics
from extractor.ask.issuers import Directory
from extractor.ask.model import Comparison, Condition, Operation, Order, Query
from extractor.ask.writing import metric_label
from extractor.storage.levels import Level
from ui.session import language, t

_FORMS = ("2021", "2019")
_PARTS = tuple(range(1, 7))
_MOST_LISTED = 3000
"""Issuers that a choice offers; beyond these, names are typed in whole."""

T = TypeVar("T")


def plan_form(query: Query, directory: Directory, key: str) -> Query | None:
    """Draw the form and return the changed plan when it is to be run; None before that.

    Args:
        query: The plan as it was run.
        directory: Issuers, places and years of the store.
        key: Of the form's widgets.
    """
    with st.form(key):
        st.caption(t("ui.ask.plan_help"))
        planned = _what(query, key) | _whose(query, directory, key) | _how(query, key)
        wanted = st.form_submit_button(t("ui.ask.run_plan"), type="primary", icon=":material/play_arrow:")
        if not wanted:
            return None
        if not planned["metrics"] and not planned["words"]:
            st.error(t("ui.ask.plan_empty"))
            return None
    return Query.model_validate(planned)


def _what(query: Query, key: str) -> dict[str, object]:
    left, right = st.columns((1, 3))
    names = list(metrics())
    operation = left.selectbox(
        t("ui.ask.field.operation"),
        list(Operation),
        index=list(Operation).index(query.operation),
        format_func=lambda one: t(f"ask.operation.{one.value}"),
        key=f"{key}.operation",
    )
    chosen = right.multiselect(
        t("ui.ask.field.metrics"), names, default=list(query.metrics), format_func=_metric, key=f"{key}.metrics"
    )
    left, right = st.columns((1, 3))
    words = left.text_input(t("ui.ask.field.words"), query.words or "", key=f"{key}.words")
    whole = _maybe(right, "whole", names, query.whole, key, _metric)
    return {"operation": operation, "metrics": tuple(chosen), "whole": whole, "words": words.strip() or None}


def _whose(query: Query, directory: Directory, key: str) -> dict[str, object]:
    known = list(directory.issuers)
    listed = known if len(known) <= _MOST_LISTED else list(query.issuers)
    left, right = st.columns((3, 1))
    issuers = left.multiselect(
        t("ui.ask.field.issuers"),
        list(dict.fromkeys((*query.issuers, *listed))),
        default=list(query.issuers),
        accept_new_options=len(known) > _MOST_LISTED,
        placeholder=t("ui.ask.any"),
        key=f"{key}.issuers",
    )
    years = right.multiselect(
        t("ui.ask.field.years"),
        sorted({*directory.years, *query.years}, reverse=True),
        default=list(query.years),
        placeholder=t("ui.ask.any"),
        key=f"{key}.years",
    )
    left, middle, right = st.columns((1, 2, 1))
    region = _maybe(left, "region", sorted(directory.places), query.region, key)
    levels = middle.multiselect(
        t("ui.ask.field.levels"),
        list(Level),
        default=list(query.levels),
        format_func=lambda level: t(f"ask.level.{level.value}"),
        placeholder=t("ui.ask.any"),
        key=f"{key}.levels",
    )
    form = _maybe(right, "form", _FORMS, query.form, key)
    return {
        "issuers": tuple(issuers),
        "years": tuple(sorted(years)),
        "region": region,
        "levels": tuple(levels),
        "form": form,
    }


def _how(query: Query, key: str) -> dict[str, object]:
    condition = query.condition
    places = st.columns((1, 1, 1, 1, 2))
    comparison = _maybe(places[0], "comparison", list(Comparison), condition.comparison if condition else None, key)
    bound = places[1].number_input(
        t("ui.ask.field.bound"), value=float(condition.bound) if condition else 0.0, step=1.0, key=f"{key}.bound"
    )
    order = places[2].selectbox(
        t("ui.ask.field.order"),
        list(Order),
        index=list(Order).index(query.order),
        format_func=lambda one: t(f"ask.order.{one.value}"),
        key=f"{key}.order",
    )
    limit = places[3].number_input(
        t("ui.ask.field.limit"), min_value=0, max_value=1000, value=query.limit or 0, key=f"{key}.limit"
    )
    parts = places[4].multiselect(
        t("ui.ask.field.parts"),
        _PARTS,
        default=list(query.parts),
        format_func=lambda part: t("ask.citation.part", part=part),
        placeholder=t("ui.ask.any"),
        key=f"{key}.parts",
    )
    return {
        "condition": Condition(comparison=comparison, bound=bound) if comparison else None,
        "order": order,
        "limit": int(limit) or None,
        "parts": tuple(sorted(parts)),
    }


def _maybe(
    place: st.delta_generator.DeltaGenerator,
    name: str,
    options: Sequence[T],
    chosen: T | None,
    key: str,
    shown: Callable[[T], str] = str,
) -> T | None:
    """Draw a choice that may stay open, and return what was chosen."""
    listed = list(dict.fromkeys((*options, *((chosen,) if chosen is not None else ()))))
    choice: T | None = place.selectbox(
        t(f"ui.ask.field.{name}"),
        listed,
        index=listed.index(chosen) if chosen is not None else None,
        format_func=shown,
        placeholder=t("ui.ask.any"),
        key=f"{key}.{name}",
    )
    return choice


def _metric(name: str) -> str:
    return metric_label(name, language())
