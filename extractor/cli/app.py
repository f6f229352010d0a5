"""The command `nianbao` itself; its subcommands stand in `commands`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from extractor.cli.helps import App
from extractor.cli.options import LangOption, text
from extractor.cli.usage import Commands
from extractor.version import __version__

app = App(
    name="nianbao",
    cls=Commands,
    help=text("cli.help"),
    epilog=text("cli.help.exit_codes"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nianbao {__version__}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help=text("cli.help.debug"))] = False,
    version: Annotated[
        bool, typer.Option("--version", help=text("cli.help.version"), callback=_version, is_eager=True)
    ] = False,
    lang: LangOption = None,
) -> None:
    """Take the options before the command."""
    if debug:
        os.environ["NIANBAO_DEBUG"] = "1"
    if lang:
        os.environ["NIANBAO_LANG"] = lang
