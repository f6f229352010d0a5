"""The model that helps with questions, where one is set and the person wants it."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from functools import cache

import streamlit as st

from extractor.ask.helper import ModelHelper
from extractor.llm.settings import load_model_settings
from ui.session import settings, t

_WANTED = "ask.model"


def chosen_helper() -> ModelHelper | None:
    """Return the model, where the environment names one and the switch, drawn here, is on."""
    model = _model()
    if model is None:
        return None
    wanted = st.toggle(
        t("ui.ask.model", model=model), key=_WANTED, help=t("ui.ask.model_help"), persist_state="session"
    )
    return _helper() if wanted else None


@cache
def _model() -> str | None:
    return load_model_settings().model


@cache
def _helper() -> ModelHelper:
    """Return the model, connected once for all sessions.

    Raises:
        StorageError: The ledger can't be opened.
    """
    from extractor.llm.connect import ModelOptions, connect

    stack = ExitStack()
    atexit.register(stack.close)
    connection = stack.enter_context(connect(load_model_settings(), settings().data_dir, ModelOptions()))
    return ModelHelper(connection.model, connection.loop)
