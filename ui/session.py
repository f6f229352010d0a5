"""What a page gets from its session: language, settings, the store and who is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import streamlit as st

from extractor.config import Settings, load_settings
from extractor.errors import NianbaoError
from extractor.messages import Language, render
from extractor.problems import describe
from extractor.review import Person
from extractor.storage import ReportStore, open_store
from extractor.validation.settings import DECLARED, CheckSettings

LANGUAGE, PERSON = "language", "person"
"""Keys of the session."""


@cache
def settings() -> Settings:
    """Return the settings; read once, when the server starts."""
    return load_settings()


@cache
def checks() -> CheckSettings:
    """Return what the office decides about the checks.

    Raises:
        ConfigError: Its file can't be used.
    """
    from extractor.validation.settings_file import read_check_settings

    file = settings().settings_file
    return read_check_settings(file) if file else DECLARED


@st.cache_resource(show_spinner=False)
def store() -> ReportStore:
    """Return the store, opened once for all sessions, also where several begin at the same time.

    Raises:
        StorageError: It can't be used.
    """
    return open_store(settings().store_url)


def language() -> Language:
    """Return the language of this session: the one chosen, else that of the settings."""
    chosen: Language = st.session_state.get(LANGUAGE, settings().lang)
    return chosen


def t(message_id: str, **values: object) -> str:
    """Return a text of the workbench in the session's language."""
    return render(message_id, values, language())


def person() -> Person:
    """Return who is signed in; pages run only after that (`ui.sign_in`)."""
    signed_in: Person = st.session_state[PERSON]
    return signed_in


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show an error of the enclosed block as one message; what isn't ours goes to the log with its traceback."""
    try:
        yield
    except NianbaoError as error:
        st.error(describe(error, language()))
    except Exception as error:  # the last line before the user
        st.error(describe(error, language()))
