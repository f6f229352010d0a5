"""The index of passages as the page ask needs it: opened once, and brought in step beside the page."""

from __future__ import annotations

from functools import cache

import streamlit as st

from extractor.index.opening import open_index
from extractor.index.store_index import StoreIndex
from extractor.storage import ReportStore
from ui import child
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
    if child.show(_name(), "ui.ask.building"):
        return pending
    if pending:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(t("ui.ask.pending", count=pending), icon=":material/manage_search:")
            st.button(t("ui.ask.build"), on_click=_build, args=(pending,), icon=":material/playlist_add:")
    return pending


def _build(pending: int) -> None:
    found = index()
    arguments = ("index", "--data", str(settings().data_dir))
    child.start(_name(), arguments, language(), pending, lambda: pending - found.pending())


def _name() -> str:
    return f"index {store().place}"
