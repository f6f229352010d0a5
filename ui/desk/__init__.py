"""The desk: source and values of one report side by side, one component, linked without a round trip."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_SCRIPTS = (
    *("dom", "parts", "source", "tables", "lists", "findings", "panels", "editor", "dialogs"),
    *("refusals", "keys", "desk"),
)
"""Parts of the component's one script, in their order; the last one has its entry."""


def mount(data: bytes, key: str, on_actions: Callable[[], None]) -> None:
    """Show the component; it puts what a person does into the state `actions` until the data's `done` names it.

    Args:
        data: As made by `ui.desk.sending.packed`.
        key: The same for every report, so that the next one takes the place of the one before.
        on_actions: Called when something was done.
    """
    _component()(key=key, data=data, on_actions_change=on_actions, height="content")


def sent_actions(key: str) -> list[dict[str, Any]]:
    """Return what the component has sent and may not have been done yet."""
    state = st.session_state.get(key) or {}
    return list(state.get("actions") or [])


@cache
def _component() -> ComponentRenderer:
    folder = files("ui.desk")
    script = "\n".join(folder.joinpath("js", f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    styles = folder.joinpath("desk.css").read_text(encoding="utf-8")
    return st.components.v2.component("nianbao_desk", html='<div class="desk"></div>', css=styles, js=script)
