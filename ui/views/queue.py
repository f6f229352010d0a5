"""The queue: which report to look at next."""

from __future__ import annotations

import streamlit as st

from ui.session import t


def render() -> None:
    """Draw the page."""
    st.title(t("ui.review.title"))
