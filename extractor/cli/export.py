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
    MembersOption,
    StatusOption,
    YearOption,
    text,
)
from extractor.cli.terminal import errors, guarded, output
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
    members: MembersOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Export the reports that fit."""
    from extractor.cli.between import stored_with_series
    from extractor.cli.store import existing_store, filters
    from extractor.config import load_settings
    from extractor.export.sheets import SHEETS
    from extractor.export.tables import export as write
    from extractor.messages import render

    settings = load_settings(data_dir=data, lang=lang)
    if sheet not in SHEETS:
        choices = {"value": sheet, "choices": ", ".join(SHEETS)}
        raise typer.BadParameter(render("cli.wrong_choice", choices, settings.lang), param_hint="--sheet")
    if out.suffix[1:].lower() in {other.value for other in Format} - {kind.value}:
        names = {"path": out, "kind": kind.value}
        raise typer.BadParameter(render("cli.export_suffix", names, settings.lang), param_hint="--out")
    with existing_store(settings) as store:
        stored = store.iterate(**filters(issuer, year, form, status))
        reports = stored_with_series(store, stored, settings, members)
        number = write(reports, kind, out, SHEETS[sheet], settings.lang, store.tracked)
        place = store.place
    if not number:
        errors().print(render("cli.list.empty", {"place": place}, settings.lang), markup=False)
    output().print(render("cli.exported", {"number": number, "path": out}, settings.lang), markup=False, soft_wrap=True)
