"""Who uses the page: nobody has to sign in on the own machine until there are accounts."""

from __future__ import annotations

import streamlit as st

from extractor.errors import NianbaoError
from extractor.problems import describe
from extractor.review import LOCAL, Person
from extractor.review.accounts import Accounts
from ui.session import PERSON, language, store, t


def signed_in() -> bool:
    """Return whether somebody is signed in, and show the way in where nobody is.

    Who has lost the account or a role since loses it here at once.

    Raises:
        StorageError: The accounts can't be read.
    """
    accounts = Accounts(store())
    if not accounts.any():
        st.session_state[PERSON] = LOCAL
        return True
    before = st.session_state.pop(PERSON, LOCAL)
    now = accounts.by_login(before.login)
    if now is not None:
        st.session_state[PERSON] = now
        return True
    if _organisation():
        return _signed_in_elsewhere(accounts)
    _form(accounts)
    return False


def sign_out() -> None:
    """Forget who is signed in."""
    st.session_state.pop(PERSON, None)
    if _organisation():
        st.logout()


def shown_person(who: Person) -> str:
    """Return name and role as the side bar shows them."""
    name = t("ui.local") if who is LOCAL else who.name
    return f"{name} · {t(f'ui.role.{who.role.value}')}"


def _organisation() -> bool:
    """Return whether a sign-in service (OIDC) is configured in Streamlit's secrets."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def _signed_in_elsewhere(accounts: Accounts) -> bool:
    if not st.user.is_logged_in:
        st.button(t("ui.sign_in_elsewhere"), on_click=st.login, type="primary")
        return False
    email = str(st.user.get("email") or "")
    verified = st.user.get("email_verified", False)
    who = accounts.by_email(email) if email and verified else None
    if who is None:
        st.error(t("ui.unknown_email", email=email))
        st.button(t("ui.sign_out"), on_click=st.logout)
        return False
    st.session_state[PERSON] = who
    return True


def _form(accounts: Accounts) -> None:
    with st.form("sign_in", width=420):
        st.subheader(t("ui.name"))
        login = st.text_input(t("ui.login"))
        password = st.text_input(t("ui.password"), type="password")
        if not st.form_submit_button(t("ui.sign_in"), type="primary"):
            return
    try:
        st.session_state[PERSON] = accounts.sign_in(login, password)
    except NianbaoError as error:
        st.error(describe(error, language()))
        return
    st.rerun()
