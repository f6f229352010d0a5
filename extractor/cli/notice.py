"""`nianbao notice`: correction notices about stored reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    from extractor.schema import Finding, Report
    from extractor.schema.life import Reviewed
    from extractor.storage import ReportStore
    from extractor.storage.queries import Filters


@guarded
def notice(
    out: Annotated[Path, typer.Option("--out", help=text("notice.help.out"), metavar="FILE", show_default=False)],
    ids: Annotated[
        list[str] | None, typer.Argument(help=text("notice.help.ids"), metavar="[ID]…", show_default=False)
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
    from extractor.cli.findings import findings_between_reports
    from extractor.cli.store import existing_store, filters
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.notice.content import compose
    from extractor.notice.write import write_notice
    from extractor.reader import office_settings

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    if bool(ids) == every:
        raise typer.BadParameter(render("notice.need_ids", lang=config.lang))
    kind = _format(out, kind, config.lang)
    sender = office_settings(config).office.name
    with existing_store(config) as store:
        chosen = filters(issuer, year, form, status)

        def also(report: Report) -> Sequence[Finding]:
            return findings_between_reports(store, report, config, members)

        made = compose(_reviewed(store, ids, chosen, also), config.lang, include_open=include_open, sender=sender)
    if not made.count:
        _nothing(made, config.lang)
    write_notice(made, out, kind)
    counts = {"path": out, "reports": len(made.letters), "count": made.count, "open": made.open}
    output().print(render("notice.written", counts, config.lang), markup=False, soft_wrap=True)


def _reviewed(
    store: ReportStore, ids: list[str] | None, chosen: Filters, also: Callable[[Report], Sequence[Finding]]
) -> Iterator[Reviewed]:
    """Yield the reports with the given ids, in that order and each once; without ids all that fit."""
    if ids is None:
        yield from store.reviewed(also, **chosen)
        return
    for report_id in dict.fromkeys(store.get(wanted).id for wanted in ids):
        yield store.reviewed_one(report_id, also)


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
