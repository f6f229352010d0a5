"""`nianbao export`: the reports of the store as a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from extractor.storage import ReportStore
    from extractor.storage.queries import Filters


@guarded
def export(
    kind: Annotated[Format, typer.Option("--format", help=text("cli.help.format"), show_default=False)],
    out: Annotated[Path, typer.Option("--out", help=text("cli.help.export_out"), metavar="FILE", show_default=False)],
    sheet: Annotated[str, typer.Option("--sheet", help=text("cli.help.sheet"))] = "cells",
    issuer: IssuerOption = None,
    year: YearOption = None,
    form: FormOption = None,
    status: StatusOption = None,
    signed_off: Annotated[bool, typer.Option("--signed-off", help=text("cli.help.signed_off"))] = False,
    reviewed: Annotated[bool, typer.Option("--reviewed/--as-printed", help=text("cli.help.reviewed"))] = True,
    members: MembersOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Export the reports that fit."""
    from extractor.cli.between import between_of
    from extractor.cli.store import existing_store, filters
    from extractor.config import load_settings
    from extractor.export.sheets import SHEETS
    from extractor.export.tables import export as write
    from extractor.messages import render
    from extractor.reader import office_settings
    from extractor.review.exporting import printed_exports, reviewed_exports
    from extractor.storage.audit import Act, Action, note

    settings = load_settings(data_dir=data, lang=lang)
    if sheet not in SHEETS:
        choices = {"value": sheet, "choices": ", ".join(SHEETS)}
        raise typer.BadParameter(render("cli.wrong_choice", choices, settings.lang), param_hint="--sheet")
    if out.suffix[1:].lower() in {other.value for other in Format} - {kind.value}:
        names = {"path": out, "kind": kind.value}
        raise typer.BadParameter(render("cli.export_suffix", names, settings.lang), param_hint="--out")
    with existing_store(settings) as store:
        ids = _chosen(store, filters(issuer, year, form, status), signed_off=signed_off)
        also = between_of(store, settings, members)
        items = (
            reviewed_exports(store, ids, also, office_settings(settings))
            if reviewed
            else printed_exports(store, ids, also)
        )
        who = os.environ.get("NIANBAO_USER", "local")
        note(store, Act(who, Action.EXPORT, detail={"what": kind.value, "reports": len(ids)}))
        number = write(items, kind, out, SHEETS[sheet], settings.lang)
        place = store.place
    if not number:
        errors().print(render("cli.list.empty", {"place": place}, settings.lang), markup=False)
    output().print(render("cli.exported", {"number": number, "path": out}, settings.lang), markup=False, soft_wrap=True)


def _chosen(store: ReportStore, wanted: Filters, *, signed_off: bool) -> list[str]:
    """Return the ids of the reports to export, in the order they were stored."""
    ids = [summary.id for summary in store.list(**wanted)]
    if not signed_off:
        return ids
    from extractor.review import ReviewState
    from extractor.review.exporting import ids_in_state

    done = ids_in_state(store, ReviewState.SIGNED_OFF)
    return [report_id for report_id in ids if report_id in done]
