"""The pages and their addresses; how one page opens another."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.session import shown_errors, t

PAGES = {
    "overview": ":material/dashboard:",
    "imports": ":material/upload_file:",
    "review": ":material/rate_review:",
    "double": ":material/group:",
    "compare": ":material/compare_arrows:",
    "ask": ":material/forum:",
    "evaluation": ":material/analytics:",
    "exports": ":material/download:",
}
"""Name, also the address and the module in `ui.views` → icon; the first one opens at the start."""


def pages() -> list[StreamlitPage]:
    """Return every page, titled in the session's language."""
    first = next(iter(PAGES))
    return [
        st.Page(_body(name), title=t(f"ui.{name}.title"), icon=icon, url_path=name, default=name == first)
        for name, icon in PAGES.items()
    ]


def go(name: str, **query: str) -> None:
    """Open another page; `query` is what it finds in `st.query_params`, e.g. `go("review", report=id, at=path)`."""
    page = next(page for page in pages() if page.title == t(f"ui.{name}.title"))
    st.switch_page(page, query_params=query)


def address(name: str, **query: str) -> str:
    """Return the address of a page, for links in tables."""
    from urllib.parse import urlencode

    return f"/{name}?{urlencode(query)}" if query else f"/{name}"


@cache
def _body(name: str) -> Callable[[], None]:
    def body() -> None:
        with shown_errors():
            import_module(f"ui.views.{name}").render()

    body.__name__ = name
    return body
