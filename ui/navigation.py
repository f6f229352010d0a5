"""The pages and their addresses; how one page opens another."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from extractor.review import Person, Role
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
    "accounts": ":material/manage_accounts:",
}
"""Name, also the address and the module in `ui.views` → icon; the first one opens at the start."""
_START = "start"
ADMINISTRATION = ("accounts",)
"""Pages that only administrators see; what they call refuses others too."""


def pages(who: Person | None) -> list[StreamlitPage]:
    """Return the pages somebody may open, titled in the session's language; None is nobody yet, and opens all."""
    hidden = ADMINISTRATION if who is not None and who.role is not Role.ADMINISTRATOR else ()
    start = st.Page(_to_the_first, url_path=_START, default=True, visibility="hidden")
    return [start, *(_page(name) for name in PAGES if name not in hidden)]


def go(name: str, **query: str) -> None:
    """Open another page; `query` is what it finds in `st.query_params`, e.g. `go("review", report=id, at=path)`."""
    st.switch_page(_page(name), query_params=query)


def address(name: str, **query: str) -> str:
    """Return the address of a page, for links in tables."""
    return f"/{name}?{urlencode(query)}" if query else f"/{name}"


def link(name: str, label: str, **query: str) -> None:
    """Draw a link to another page that stays in this session; `label` is Markdown, so escape it (`ui.plain`)."""
    st.page_link(_page(name), label=label, query_params=query or None)


def _page(name: str) -> StreamlitPage:
    return st.Page(_body(name), title=t(f"ui.{name}.title"), icon=PAGES[name], url_path=name)


def _to_the_first() -> None:
    """Go on to the first page; were it the default one itself, it would have no address of its own."""
    go(next(iter(PAGES)))


@cache
def _body(name: str) -> Callable[[], None]:
    def body() -> None:
        with shown_errors():
            import_module(f"ui.views.{name}").render()

    body.__name__ = name
    return body
