"""`nianbao fetch`: addresses on the web to files in a folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from extractor.cli.options import LangOption, text
from extractor.cli.terminal import FILES_FAILED, errors, guarded, output
from extractor.messages import Language, render
from extractor.problems import describe

if TYPE_CHECKING:
    from extractor.fetch import Collected


@guarded
def fetch(
    urls: Annotated[list[str], typer.Argument(help=text("fetch.help.urls"), metavar="URL", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help=text("fetch.help.out"), metavar="DIR")] = Path("reports"),
    as_list: Annotated[bool, typer.Option("--list", help=text("fetch.help.list"))] = False,
    pages: Annotated[int, typer.Option("--pages", help=text("fetch.help.pages"), min=1, max=1000)] = 10,
    delay: Annotated[float, typer.Option("--delay", help=text("fetch.help.delay"), min=0.0, max=600.0)] = 1.0,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=text("fetch.help.allow_private"))] = False,
    proxy: Annotated[bool, typer.Option("--env-proxy", help=text("fetch.help.proxy"))] = False,
    lang: LangOption = None,
) -> None:
    """Fetch, say what became of each address, and sum up; exits with 3 when one failed."""
    from extractor.config import load_settings
    from extractor.fetch import FetchLimits, collect

    settings = load_settings(lang=lang)
    counts: Counter[str] = Counter()

    def told(collected: Collected) -> None:
        counts[_kind(collected)] += 1
        _print(collected, settings.lang)

    limits = FetchLimits(max_bytes=settings.max_bytes, pages=pages, delay=delay)
    collect(urls, out, told, limits, as_list=as_list, allow_private=allow_private, environment_proxy=proxy)
    params = {"fresh": counts["saved"], "known": counts["known"], "failed": counts["failed"], "folder": out}
    summary = "fetch.summary" if counts["saved"] + counts["known"] else "cli.fetch.nothing"
    output().print(escape(render(summary, params, settings.lang)), soft_wrap=True)
    if counts["failed"]:
        raise typer.Exit(FILES_FAILED)


def _kind(collected: Collected) -> str:
    if collected.error is not None:
        return "failed"
    if collected.file is None:
        return "looked"
    return "saved" if collected.fresh else "known"


def _print(collected: Collected, lang: Language) -> None:
    if collected.error is not None:
        errors().print(f"[red]{escape(describe(collected.error, lang))}[/red]")
        return
    params = {"url": collected.url, "file": collected.file}
    output().print(escape(render(f"fetch.{_kind(collected)}", params, lang)), soft_wrap=True)
    if collected.looked is not None and not collected.looked.reports:
        looked = collected.looked
        counts = {"url": collected.url, "links": looked.links, "pictures": looked.pictures}
        errors().print(escape(render("cli.fetch.none_on_page", counts, lang)))
