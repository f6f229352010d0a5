"""`nianbao export`: the reports of the store as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import (
    DataOption,
    FormOption,
    IssuerOption,
    LangOption,
    StatusOption,
    YearOption,
    text,
)
from extractor.cli.terminal import guarded, output
from extractor.export.formats import Format


@guarded
def export(
    kind: Annotated[Format, typer.Option("--format", help=text("cli.help.format"), show_default=False)],
    out: Annotated[Path, typer.Option("--out", help=text("cli.help.export_out"), metavar="FILE", show_default=False)],
    sheet: Annotated[str, typer.Option("--sheet", help=text("cli.help.sheet"))] = "cells",
    issuer: IssuerOption = None,
    year: YearOption = None,
    form: FormOption = None,
    status: StatusOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Export the reports that fit."""
    from extractor.config import load_settings
    from extractor.export.sheets import SHEETS
    from extractor.export.tables import export as write
    from extractor.messages import render
    from extractor.storage import open_store

    settings = load_settings(data_dir=data, lang=lang)
    if sheet not in SHEETS:
        choices = {"value": sheet, "choices": ", ".join(SHEETS)}
        raise typer.BadParameter(render("cli.wrong_choice", choices, settings.lang), param_hint="--sheet")
    with open_store(settings.store_url) as store:
        reports = store.iterate(issuer=issuer, year=year, form=form, status=status)
        number = write(reports, kind, out, SHEETS[sheet], settings.lang)
    output().print(render("cli.exported", {"number": number, "path": out}, settings.lang), markup=False, soft_wrap=True)
