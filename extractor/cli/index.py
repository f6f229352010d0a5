"""`nianbao index`: bring the index in step, compare it with the store, make it anew."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DataOption, LangOption, text
from extractor.cli.terminal import FINDINGS, errors, guarded, output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extractor.config import Settings
    from extractor.index.model import Check, Synced
    from extractor.index.store_index import StoreIndex
    from extractor.messages import Language

_NAMED = 10
"""Ids that are shown of each kind; `--json` has them all."""


@guarded
def index(
    check: Annotated[bool, typer.Option("--check", help=text("index.help.check"))] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=text("index.help.rebuild"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=text("index.help.json"))] = False,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Bring the index in step with the store, or compare them."""
    from extractor.config import load_settings

    settings = load_settings(data_dir=data, lang=lang)
    with opened(settings) as found:
        if check:
            _compare(found.check(), as_json, settings.lang)
        else:
            work = found.rebuild if rebuild else found.sync
            _tell(work(_progress(as_json, settings.lang)), as_json, settings.lang)


@contextmanager
def opened(settings: Settings) -> Iterator[StoreIndex]:
    """Give the index of the store that is there."""
    from extractor.cli.store import existing_store
    from extractor.index.opening import open_index

    with existing_store(settings) as store, open_index(store, settings.data_dir) as found:
        yield found


def _progress(quiet: bool, lang: Language) -> Callable[[int], None] | None:
    """Return what tells how far it is on a terminal; None where nobody looks."""
    from extractor.messages import render

    console = errors()
    if quiet or not console.is_terminal:
        return None
    return lambda count: console.print(render("index.progress", {"count": count}, lang), end="\r")


def _tell(done: Synced, as_json: bool, lang: Language) -> None:
    from extractor.messages import render

    if as_json:
        typer.echo(done.model_dump_json())
    elif done.indexed or done.removed:
        output().print(render("index.synced", done.model_dump(), lang))
    else:
        output().print(render("index.nothing", lang=lang))


def _compare(found: Check, as_json: bool, lang: Language) -> None:
    """Print whether store and index agree; end with 1 where they don't."""
    if as_json:
        typer.echo(json.dumps({**found.model_dump(), "agrees": found.agrees}, ensure_ascii=False))
    else:
        _print_check(found, lang)
    if not found.agrees:
        raise typer.Exit(FINDINGS)


def _print_check(found: Check, lang: Language) -> None:
    from extractor.messages import render

    console, numbers = output(), found.model_dump()
    console.print(render("index.agrees" if found.agrees else "index.differs", numbers, lang))
    for kind in ("missing", "stale", "vectors_wrong", "surplus"):
        ids = numbers[kind]
        if ids:
            shown = ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
            console.print(render(f"index.{kind}", {"count": len(ids), "ids": shown}, lang))
    if found.pending:
        console.print(render("index.pending", {"count": found.pending}, lang))
