"""`nianbao audit`: who did what, and whether the log of it is whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.helps import App, Group
from extractor.cli.options import DataOption, LangOption, text
from extractor.cli.terminal import FINDINGS, guarded, output, print_error

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.storage.audit import Record
    from extractor.storage.audit_check import Head

app = App(cls=Group, help=text("audit.help"), no_args_is_help=True)
_COLUMNS = ("number", "at", "by", "action", "subject", "detail")


@app.command("list", help=text("audit.help.list"))
@guarded
def list_records(
    by: Annotated[str | None, typer.Option("--by", help=text("audit.help.by"), metavar="LOGIN")] = None,
    action: Annotated[str | None, typer.Option("--action", help=text("audit.help.action"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=text("audit.help.limit"), min=1)] = 100,
    as_json: Annotated[bool, typer.Option("--json", help=text("audit.help.json"))] = False,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Print the records, the newest first."""
    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.storage.audit import Action, records

    config = load_settings(data_dir=data, lang=lang)
    if action is not None and action not in tuple(Action):
        choices = {"value": action, "choices": ", ".join(Action)}
        raise typer.BadParameter(render("cli.wrong_choice", choices, config.lang), param_hint="--action")
    with existing_store(config) as store:
        found = records(store, by=by, action=Action(action) if action else None, limit=limit)
    if as_json:
        for item in found:
            output().print(json.dumps(vars(item), ensure_ascii=False), markup=False, soft_wrap=True)
    else:
        _print_table(found, config)


@app.command("verify", help=text("audit.help.verify"))
@guarded
def verify_log(
    head: Annotated[
        str | None, typer.Option("--head", help=text("audit.help.head"), metavar="NUMBER:HASH", show_default=False)
    ] = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Say whether the log is whole, and what to note of it; or which record is the first that is not."""
    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.messages import render
    from extractor.storage.audit_check import verify

    config = load_settings(data_dir=data, lang=lang)
    noted = _head(head, config) if head else None
    with existing_store(config) as store:
        checked = verify(store, noted)
    if checked.broken is not None:
        params = {"number": checked.broken.number, "why": render(checked.broken.why, lang=config.lang)}
        print_error(render("audit.broken", params, config.lang), config.lang)
        raise typer.Exit(FINDINGS)
    output().print(render("audit.whole", {"number": checked.head.number}, config.lang), markup=False, soft_wrap=True)
    output().print(f"{checked.head.number}:{checked.head.hash}", markup=False, soft_wrap=True)


def _head(given: str, config: Settings) -> Head:
    from extractor.messages import render
    from extractor.storage.audit_check import Head

    number, _, known = given.strip().partition(":")
    if not (number.isascii() and number.isdigit() and len(known) == 64):
        raise typer.BadParameter(render("audit.bad_head", {"value": given}, config.lang), param_hint="--head")
    return Head(int(number), known)


def _print_table(found: tuple[Record, ...], config: Settings) -> None:
    from rich.table import Table
    from rich.text import Text

    from extractor.messages import render
    from extractor.messages.times import local_time

    table = Table(*(render(f"audit.column.{name}", lang=config.lang) for name in _COLUMNS))
    for item in found:
        values = vars(item) | {
            "at": local_time(item.at),
            "action": render(f"audit.action.{item.action}", lang=config.lang),
            "detail": _told(item.detail),
        }
        table.add_row(*(Text(str(values[name])) for name in _COLUMNS))
    output().print(table)


def _told(detail: Any) -> str:
    """Return what a record says beside the digest, which only machines compare."""
    return "; ".join(f"{name} {value}" for name, value in detail.items() if name != "digest")
