"""The page review: one report where the address names one, else the queue."""

from __future__ import annotations

import streamlit as st

from ui.views.review import queue


def render() -> None:
    """Draw the page."""
    report = st.query_params.get("report")
    if report:
        from ui.views.review.report import render as render_report

        render_report(report)
    else:
        queue.render()
