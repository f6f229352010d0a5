"""The page of the accounts, for administrators: who may sign in, and what they may do."""

from __future__ import annotations

import streamlit as st

from extractor.review import LOCAL, Person, ReviewError, Role
from extractor.review.accounts import LEAST, Accounts
from ui.plain import plain
from ui.session import person, shown_errors, store, t

_SAID = "accounts.said"


def render() -> None:
    """Draw the page."""
    st.title(t("ui.accounts.title"))
    accounts = Accounts(store())
    known = accounts.list(person())
    if not known:
        st.info(t("ui.accounts.first"))
    if said := st.session_state.pop(_SAID, ""):
        st.success(said)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if known:
            _list(known)
            _change(accounts, {who.login: (who, active) for who, active in known})
    with right:
        _add(accounts, first=not known)


def _list(known: tuple[tuple[Person, bool], ...]) -> None:
    column = st.column_config
    st.dataframe(
        [
            {"login": who.login, "name": who.name, "role": _role(who.role), "email": who.email, "active": active}
            for who, active in known
        ],
        hide_index=True,
        column_config={
            "login": column.TextColumn(t("ui.login")),
            "name": column.TextColumn(t("ui.accounts.name")),
            "role": column.TextColumn(t("ui.accounts.role")),
            "email": column.TextColumn(t("ui.accounts.email")),
            "active": column.CheckboxColumn(t("ui.accounts.active")),
        },
    )


def _change(accounts: Accounts, known: dict[str, tuple[Person, bool]]) -> None:
    login = st.selectbox(
        t("ui.accounts.change"), known, format_func=lambda name: f"{known[name][0].name} ({name})", key="accounts.login"
    )
    who, active = known[login]
    with st.form(f"accounts.role.{login}"), shown_errors():
        role = st.selectbox(t("ui.accounts.role"), list(Role), list(Role).index(who.role), format_func=_role)
        may = st.checkbox(t("ui.accounts.may_sign_in"), active)
        if st.form_submit_button(t("ui.accounts.save")):
            accounts.set_role(person(), login, role or who.role, active=may)
            _done("ui.accounts.saved", login)
    with st.form(f"accounts.password.{login}", clear_on_submit=True), shown_errors():
        password = st.text_input(t("ui.accounts.new_password", least=LEAST), type="password")
        if st.form_submit_button(t("ui.accounts.set_password")):
            accounts.set_password(person(), login, password)
            _done("ui.accounts.password_set", login)


def _add(accounts: Accounts, *, first: bool) -> None:
    st.subheader(t("ui.accounts.add"))
    with st.form("accounts.add"), shown_errors():
        login = st.text_input(t("ui.login"), help=t("ui.accounts.login.help"))
        name = st.text_input(t("ui.accounts.name"))
        roles = [Role.ADMINISTRATOR] if first else list(Role)
        role = st.selectbox(
            t("ui.accounts.role"), roles, roles.index(Role.REVIEWER) if Role.REVIEWER in roles else 0, format_func=_role
        )
        email = st.text_input(t("ui.accounts.email"), help=t("ui.accounts.email.help"))
        password = st.text_input(
            t("ui.accounts.password", least=LEAST), type="password", help=t("ui.accounts.password.help")
        )
        if st.form_submit_button(t("ui.accounts.add"), type="primary"):
            if not password and not email:
                raise ReviewError("review.password_short", least=LEAST)
            accounts.add(person(), login, name, role, password=password or None, email=email or None)
            _done("ui.accounts.first_added" if person() is LOCAL else "ui.accounts.added", login)


def _done(message_id: str, login: str) -> None:
    st.session_state[_SAID] = t(message_id, login=plain(login))
    st.rerun()


def _role(role: Role) -> str:
    return t(f"ui.role.{role.value}")
