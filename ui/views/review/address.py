"""The filters of the queue as its address keeps them, so that a list can be kept, sent and come back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from extractor.review import Person, ReviewState
from extractor.review.queue import Order, QueueFilter

T = TypeVar("T")
FILTERS = ("state", "whose", "having", "year", "level", "issuer", "rule", "job", "order", "page")
TODO, ALL, MINE, NOBODY, UNSTATED = "todo", "all", "mine", "nobody", "none"
"""Values of the address beside the states, logins, years and levels themselves."""
TO_DO = (ReviewState.UNASSIGNED, ReviewState.IN_REVIEW, ReviewState.REOPENED)
"""What is still to be reviewed: what the queue lists where its address says nothing."""
HAVING = ("errors", "warnings", "disagreements", "unsure", "corrections", "in_doubt")
_LAST = "queue_address"


@dataclass(frozen=True)
class Listed:
    """What a queue's address asks for; pages count from 1."""

    wanted: QueueFilter
    order: Order
    page: int


def read_address(params: Mapping[str, str], who: Person) -> Listed:
    """Return what an address asks for; values that mean nothing are as if they were not there."""
    whose, year, level = params.get("whose"), params.get("year"), params.get("level")
    wanted = QueueFilter(
        states=_states(params.get("state", TODO)),
        assignee=who.login if whose == MINE else None if whose == NOBODY else whose,
        unassigned=whose == NOBODY,
        issuer=params.get("issuer") or None,
        year=_converted(int, year),
        level=None if level == UNSTATED else level,
        having=tuple(name for name in params.get("having", "").split(",") if name in HAVING) or None,
        rule=params.get("rule"),
        job=params.get("job") or None,
        lacking=tuple(name for name, value in (("year", year), ("level", level)) if value == UNSTATED),
    )
    order = _converted(Order, params.get("order")) or Order.RISK
    return Listed(wanted, order, max(1, _converted(int, params.get("page")) or 1))


def listed_now(who: Person) -> Listed:
    """Return what the address of the open page asks for, and remember the address."""
    params = {name: st.query_params[name] for name in FILTERS if name in st.query_params}
    st.session_state[_LAST] = params
    return read_address(params, who)


def last_address() -> dict[str, str]:
    """Return the query of the queue this session came from: `go("review", **last_address())` goes back to it."""
    found: dict[str, str] = st.session_state.get(_LAST, {})
    return dict(found)


def last_listed(who: Person) -> Listed:
    """Return what the queue this session came from lists."""
    return read_address(last_address(), who)


def _states(name: str) -> tuple[ReviewState, ...] | None:
    if name == ALL:
        return None
    state = _converted(ReviewState, name)
    return (state,) if state else TO_DO


def _converted(convert: Callable[[str], T], value: str | None) -> T | None:
    try:
        return convert(value) if value else None
    except ValueError:
        return None
