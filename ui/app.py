"""The workbench's entry: `streamlit run ui/app.py`, which is what `nianbao ui` does."""

from __future__ import annotations

import os

import streamlit as st

from ui.navigation import pages
from ui.session import LANGUAGE, person, settings, shown_errors, t
from ui.sign_in import shown_person, sign_out, signed_in

LANGUAGES = {"zh": "中文", "en": "English"}


def main() -> None:
    """Show the page that was asked for, or the way in."""
    st.session_state.setdefault(LANGUAGE, settings().lang)
    st.set_page_config(page_title=t("ui.name"), page_icon=":material/description:", layout="wide")
    ready = False
    with shown_errors():
        ready = signed_in()
    if not ready:
        return
    page = st.navigation(pages())
    _side_bar()
    page.run()


def _side_bar() -> None:
    with st.sidebar:
        if os.environ.get("NIANBAO_UI_SAMPLES"):
            st.info(t("ui.samples"))
        st.segmented_control(
            t("ui.language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            key=LANGUAGE,
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        st.caption(shown_person(person()))
        if person().login != "local":
            st.button(t("ui.sign_out"), on_click=sign_out)


main()
