"""`nianbao token`: who may use the service, and for what."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from extractor.cli.helps import App, Group
from extractor.cli.options import DataOption, LangOption, text
from extractor.cli.terminal import guarded, output

app = App(cls=Group, help=text("service.help.token"), no_args_is_help=True)
_SCOPES = "read,upload,review,ask,export"


@app.command("add", help=text("service.help.token_add"))
@guarded
def add(
    login: Annotated[str, typer.Argument(help=text("service.help.token_login"), metavar="LOGIN")],
    name: Annotated[str, typer.Option("--name", help=text("service.help.token_name"))] = "",
    scopes: Annotated[str, typer.Option("--scopes", help=text("service.help.token_scopes"), metavar=_SCOPES)] = "read",
    days: Annotated[int | None, typer.Option("--days", min=1, max=3650, help=text("service.help.token_days"))] = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Make a token and print it, once."""
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.service.tokens import Scope, Tokens
    from extractor.storage import open_store

    config = load_settings(data_dir=data, lang=lang)
    try:
        wanted = tuple(Scope(scope.strip()) for scope in scopes.split(","))
    except ValueError as error:
        params = {"value": scopes, "choices": _SCOPES}
        raise typer.BadParameter(render("cli.wrong_choice", params, config.lang), param_hint="--scopes") from error
    with open_store(config.store_url) as store:
        token, shown = Tokens(store).add(login, wanted, name, days, by=_who())
    output().print(shown, markup=False, soft_wrap=True)
    output().print(render("service.token_made", {"key": token.key}, config.lang), markup=False, soft_wrap=True)


@app.command("list", help=text("service.help.token_list"))
@guarded
def list_tokens(data: DataOption = None, lang: LangOption = None) -> None:
    """Print every token without its secret."""
    from rich.table import Table

    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.service.tokens import Tokens

    config = load_settings(data_dir=data, lang=lang)
    names = ("key", "login", "name", "scopes", "at", "expires_at", "revoked_at")
    table = Table(*(render(f"service.token.{name}", lang=config.lang) for name in names))
    with existing_store(config) as store:
        for token in Tokens(store).list():
            values = token.model_dump(mode="json") | {"scopes": " ".join(token.scopes)}
            table.add_row(*(str(values[name] or "") for name in names))
    output().print(table)


@app.command("revoke", help=text("service.help.token_revoke"))
@guarded
def revoke(
    key: Annotated[str, typer.Argument(help=text("service.help.token_key"), metavar="KEY")],
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """End a token."""
    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.service.tokens import Tokens

    config = load_settings(data_dir=data, lang=lang)
    with existing_store(config) as store:
        Tokens(store).revoke(key, by=_who())
    output().print(render("service.token_revoked", {"key": key}, config.lang), markup=False)


def _who() -> str:
    """Return who is at the command line, for the audit log."""
    return os.environ.get("NIANBAO_USER", "local")
