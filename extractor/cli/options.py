"""Options that several commands share, and the language of the help."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.messages import Language, render


class Lang(StrEnum):
    """Languages of the messages."""

    ZH = "zh"
    EN = "en"


class Form(StrEnum):
    """Forms of the tables, to choose reports by."""

    FORM_2021 = "2021"
    FORM_2019 = "2019"
    PRE_2019 = "pre2019"


class Standing(StrEnum):
    """Statuses of stored reports, to choose them by."""

    COMPLETE = "complete"
    PARTIAL = "partial"


def early_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language before the arguments are parsed: the help and the first errors need it."""
    given = environment.get("NIANBAO_LANG", "")
    for index, argument in enumerate(arguments):
        if argument == "--lang":
            given = "".join(arguments[index + 1 : index + 2])
        elif argument.startswith("--lang="):
            given = argument.removeprefix("--lang=")
    return "en" if given == "en" else "zh"


LANGUAGE = early_language(sys.argv[1:], os.environ)


def text(message_id: str) -> str:
    """Return a text of the help."""
    return render(message_id, lang=LANGUAGE)


Paths = Annotated[
    list[Path], typer.Argument(help=text("cli.help.paths"), metavar="PATH", show_default=False, readable=False)
]
DataOption = Annotated[Path | None, typer.Option("--data", help=text("cli.help.data"), metavar="DIR")]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", help=text("settings.help.file"), metavar="FILE", show_default=False)
]
MembersOption = Annotated[Path | None, typer.Option("--members", help=text("cli.help.members"), metavar="FILE")]
LangOption = Annotated[Lang | None, typer.Option("--lang", help=text("cli.help.lang"))]
EngineOption = Annotated[str, typer.Option("--engine", help=text("cli.help.engine"))]
PasswordOption = Annotated[
    str | None,
    typer.Option("--password", help=text("cli.help.password"), envvar="NIANBAO_PDF_PASSWORD", metavar="TEXT"),
]
IssuerOption = Annotated[str | None, typer.Option("--issuer", help=text("cli.help.issuer"))]
YearOption = Annotated[int | None, typer.Option("--year", help=text("cli.help.year"))]
FormOption = Annotated[Form | None, typer.Option("--form", help=text("cli.help.form"))]
StatusOption = Annotated[Standing | None, typer.Option("--status", help=text("cli.help.status"))]
