"""The workbench's entry: what `nianbao ui` hands to Streamlit."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from extractor.review import LOCAL
from ui import chosen_language
from ui.navigation import pages
from ui.session import person, shown_errors, t
from ui.sign_in import shown_person, sign_out, signed_in

HERE = Path(__file__).parent


def main() -> None:
    """Show the page that was asked for, or the way in."""
    chosen_language.begin()
    st.set_page_config(page_title=t("ui.name"), page_icon=str(HERE / "favicon.svg"), layout="wide")
    st.html(HERE / "app.css")
    ready = False
    with shown_errors():
        ready = signed_in()
    page = st.navigation(pages(person() if ready else None), position="sidebar" if ready else "hidden")
    _side_bar(ready)
    if ready:
        page.run()


def _side_bar(ready: bool) -> None:
    with st.sidebar:
        if os.environ.get("NIANBAO_UI_SAMPLES"):
            st.info(t("ui.samples"))
        chosen_language.switch()
        if ready:
            st.caption(shown_person(person()))
        if ready and person() is not LOCAL:
            st.button(t("ui.sign_out"), on_click=sign_out)


main()
