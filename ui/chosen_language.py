"""The switch of the language; the choice stays in the browser, for reloads, links and new windows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from ui.session import LANGUAGE, settings, t

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

LANGUAGES = {"zh": "中文", "en": "English"}
COOKIE = "nianbao_language"
_CHOSEN = "language.chosen"
_DAYS = 365
_REMEMBER = """export default ({ data }) => {
  document.cookie = `${data.name}=${data.chosen}; path=/; max-age=${data.seconds}; samesite=lax`;
};"""


def begin() -> None:
    """Begin a session in the language that was last chosen in this browser, else in that of the settings."""
    kept = st.session_state.get(_CHOSEN) or st.context.cookies.get(COOKIE)
    st.session_state.setdefault(LANGUAGE, kept if kept in LANGUAGES else settings().lang)


def switch() -> None:
    """Draw the switch."""
    st.segmented_control(
        t("ui.language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=LANGUAGE,
        required=True,
        label_visibility="collapsed",
        on_change=_choose,
    )
    if chosen := st.session_state.get(_CHOSEN):
        kept = {"name": COOKIE, "chosen": chosen, "seconds": _DAYS * 86_400}
        _keeper()(key="language.keeper", data=kept, height=1)


def _choose() -> None:
    """Keep the language; what else is chosen is set anew, for Streamlit knows it by words of the language before."""
    st.session_state[_CHOSEN] = st.session_state[LANGUAGE]
    for key, value in st.session_state.items():
        chosen = value if isinstance(value, list) else [value]
        if chosen and all(isinstance(one, str) for one in chosen):
            st.session_state[key] = value


@cache
def _keeper() -> ComponentRenderer:
    return st.components.v2.component("nianbao_language", js=_REMEMBER)
