"""`nianbao notice`: correction notices about stored reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import (
    DataOption,
    FormOption,
    IssuerOption,
    LangOption,
    MembersOption,
    SettingsOption,
    StatusOption,
    YearOption,
    text,
)
from extractor.cli.terminal import USAGE, guarded, output, print_error
from extractor.notice.formats import Format

if TYPE_CHECKING:
    from extractor.messages import Language
    from extractor.notice.content import Notice
    from extractor.storage import ReportStore
    from extractor.storage.queries import Filters


@guarded
def notice(
    out: Annotated[Path, typer.Option("--out", help=text("notice.help.out"), metavar="FILE", show_default=False)],
    ids: Annotated[
        list[str] | None, typer.Argument(help=text("notice.help.ids"), metavar="ID", show_default=False)
    ] = None,
    kind: Annotated[Format | None, typer.Option("--format", help=text("notice.help.format"))] = None,
    every: Annotated[bool, typer.Option("--all", help=text("notice.help.all"))] = False,
    include_open: Annotated[bool, typer.Option("--include-open", help=text("notice.help.include_open"))] = False,
    issuer: IssuerOption = None,
    year: YearOption = None,
    form: FormOption = None,
    status: StatusOption = None,
    members: MembersOption = None,
    settings: SettingsOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Write the notice; exits with 2 where there is nothing to write."""
    from extractor.cli.between import between_of
    from extractor.cli.store import existing_store, filters
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.notice.content import compose
    from extractor.notice.write import write_notice
    from extractor.reader import office_settings
    from extractor.review.exporting import noticed

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    if bool(ids) == every:
        raise typer.BadParameter(render("notice.need_ids", lang=config.lang))
    kind = _format(out, kind, config.lang)
    office = office_settings(config)
    with existing_store(config) as store:
        chosen = _chosen(store, ids, filters(issuer, year, form, status))
        reports = noticed(store, chosen, between_of(store, config, members), office)
        made = compose(reports, config.lang, include_open=include_open, sender=office.office.name)
    if not made.count:
        _nothing(made, config.lang)
    write_notice(made, out, kind)
    counts = {"path": out, "reports": len(made.letters), "count": made.count, "open": made.open}
    output().print(render("notice.written", counts, config.lang), markup=False, soft_wrap=True)


def _chosen(store: ReportStore, ids: list[str] | None, wanted: Filters) -> list[str]:
    """Return the whole ids that are given, in that order and each once; without ids those of all that fit."""
    if ids is None:
        return [summary.id for summary in store.list(**wanted)]
    return list(dict.fromkeys(store.get(report_id).id for report_id in ids))


def _format(path: Path, kind: Format | None, lang: Language) -> Format:
    """Return the format that is asked for or that a file's suffix names; one that contradicts the other is refused."""
    from extractor.messages import render

    if kind is not None:
        if path.suffix[1:].lower() in {other.value for other in Format} - {kind.value}:
            names = {"path": path, "kind": kind.value}
            raise typer.BadParameter(render("cli.export_suffix", names, lang), param_hint="--out")
        return kind
    try:
        return Format(path.suffix[1:].lower())
    except ValueError:
        raise typer.BadParameter(render("notice.unknown_format", {"path": path}, lang)) from None


def _nothing(made: Notice, lang: Language) -> None:
    """Say that nothing is confirmed, and how to go on."""
    from extractor.messages import render

    message_id = "notice.nothing" if made.waiting else "notice.nothing_open"
    print_error(render(message_id, {"open": made.waiting}, lang), lang)
    raise typer.Exit(USAGE)
