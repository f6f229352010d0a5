"""`nianbao account`: the first account of a machine without a screen, and a forgotten password."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.helps import App, Group
from extractor.cli.options import DataOption, LangOption, text
from extractor.cli.terminal import guarded, output

if TYPE_CHECKING:
    from extractor.messages import Language

app = App(cls=Group, help=text("account.help"), no_args_is_help=True)
PASSWORD = "NIANBAO_PASSWORD"  # noqa: S105 (the name of a variable)


class Roles(StrEnum):
    """Roles as an option takes them; the same as `extractor.review.Role`."""

    READER = "reader"
    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


Login = Annotated[str, typer.Argument(help=text("account.help.login"), metavar="LOGIN")]


@app.command("add", help=text("account.help.add"))
@guarded
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help=text("account.help.name"))] = "",
    role: Annotated[Roles, typer.Option("--role", help=text("account.help.role"))] = Roles.ADMINISTRATOR,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Add an account; the first one has to be an administrator's."""
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.review import LOCAL, Role
    from extractor.review.accounts import Accounts
    from extractor.storage import open_store

    config = load_settings(data_dir=data, lang=lang)
    with open_store(config.store_url) as store:
        password = _password(config.lang)
        person = Accounts(store).add(LOCAL, login, name or login, Role(role.value), password=password)
    output().print(render("account.added", {"login": person.login}, config.lang), markup=False)


@app.command("password", help=text("account.help.password"))
@guarded
def change_password(login: Login, data: DataOption = None, lang: LangOption = None) -> None:
    """Give an account another password."""
    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.review import LOCAL
    from extractor.review.accounts import Accounts

    config = load_settings(data_dir=data, lang=lang)
    with existing_store(config) as store:
        Accounts(store).set_password(LOCAL, login, _password(config.lang))
    output().print(render("account.changed", {"login": login}, config.lang), markup=False)


def _password(lang: Language) -> str:
    """Return the password: from the variable, else the first line of the input; a person is asked twice, unseen."""
    from extractor.messages import render

    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = typer.prompt(render("account.ask", lang=lang), hide_input=True, confirmation_prompt=True, err=True)
    return asked
