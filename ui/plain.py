"""Text that came from a report, a file or a person, made safe for the places that Streamlit reads as Markdown."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LOOKED_UP = re.compile(r"(\\[:@]|[Ww]{3})")
_UNSEEN = "\u200b"


def plain(text: str) -> str:
    """Return text that a Markdown label or `st.markdown` shows as it stands, in one line.

    Every ASCII punctuation mark is escaped. Icons, emoji and addresses are looked up after Markdown has been read,
    where escapes no longer count; a space of no width keeps their marks apart.
    """
    escaped = _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
    return _LOOKED_UP.sub(rf"\1{_UNSEEN}", escaped)
