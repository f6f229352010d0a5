"""The index of passages as the page ask needs it: opened once, and brought in step beside the page."""

from __future__ import annotations

from functools import cache

import streamlit as st

from extractor.index.opening import open_index
from extractor.index.store_index import StoreIndex
from extractor.storage import ReportStore
from ui import child
from ui.plain import plain
from ui.session import language, settings, store, t


def index() -> StoreIndex:
    """Return the index of the store, opened once for all sessions. Command line and workbench share its folder.

    Raises:
        ConfigError: A setting of the index can't be used.
    """
    return _index(store())


@cache
def _index(of: ReportStore) -> StoreIndex:
    return open_index(of, settings().data_dir)


def show_pending() -> int:
    """Say how many reports questions about words don't find yet, and offer to index them; return how many."""
    pending = index().pending()
    work = child.find(_name())
    if work is not None and work.running:
        _building()
        return pending
    problem = work.problem() if work is not None else None
    if problem:
        st.error(plain(t("ui.ask.build_failed", reason=problem)))
    if pending:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(t("ui.ask.pending", count=pending), icon=":material/manage_search:")
            st.button(t("ui.ask.build"), on_click=_build, args=(pending,), icon=":material/playlist_add:")
    return pending


def _build(pending: int) -> None:
    child.start(_name(), ("index", "--data", str(settings().data_dir)), pending, language())


@st.fragment(run_every=1.0)
def _building() -> None:
    work = child.find(_name())
    if work is None or not work.running:
        st.rerun()
        return
    done = max(0, work.total - index().pending())
    left = work.left(done)
    text = t("ui.ask.building", done=done, total=work.total)
    text += t("ui.ask.left", seconds=round(left)) if left is not None else ""
    st.progress(done / work.total, text=text)
    if st.button(t("ui.ask.cancel"), icon=":material/stop:"):
        work.cancel()
        st.rerun()


def _name() -> str:
    return f"index {store().place}"
