"""The command `nianbao` and its subcommands."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from extractor.cli.accounts import app as accounts
from extractor.cli.ask import ask
from extractor.cli.audit import app as audit
from extractor.cli.backup import backup, restore
from extractor.cli.browse import list_reports, show
from extractor.cli.check import check
from extractor.cli.db import app as database
from extractor.cli.eval import app as evaluation
from extractor.cli.export import export
from extractor.cli.extract import extract
from extractor.cli.fetch import fetch
from extractor.cli.findings import findings
from extractor.cli.helps import App
from extractor.cli.index import index
from extractor.cli.mcp import mcp
from extractor.cli.notice import notice
from extractor.cli.options import LangOption, text
from extractor.cli.rules import list_rules
from extractor.cli.serve import serve
from extractor.cli.tokens import app as tokens
from extractor.cli.ui import ui
from extractor.cli.usage import Commands
from extractor.cli.worker import worker
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


app.command("extract", help=text("cli.help.extract"))(extract)
app.command("fetch", help=text("fetch.help"))(fetch)
app.command("check", help=text("cli.help.check"))(check)
app.command("list", help=text("cli.help.list"))(list_reports)
app.command("show", help=text("cli.help.show"))(show)
app.command("export", help=text("cli.help.export"))(export)
app.command("findings", help=text("findings.help"))(findings)
app.command("notice", help=text("notice.help"))(notice)
app.command("index", help=text("index.help"))(index)
app.command("ask", help=text("ask.help"))(ask)
app.command("ui", help=text("ui.help"))(ui)
app.command("serve", help=text("service.help.serve"))(serve)
app.command("mcp", help=text("assistant.help"))(mcp)
app.command("worker", help=text("jobs.help.worker"))(worker)
app.command("backup", help=text("backup.help"))(backup)
app.command("restore", help=text("restore.help"))(restore)
app.command("rules", help=text("rules.help"))(list_rules)
app.add_typer(evaluation, name="eval")
app.add_typer(tokens, name="token")
app.add_typer(database, name="db")
app.add_typer(audit, name="audit")
app.add_typer(accounts, name="account")
