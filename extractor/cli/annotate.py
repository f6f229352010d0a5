"""`nianbao eval annotate` and `agree`: gold made in the workbench, and how far two people's gold agrees."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DataOption, LangOption, text
from extractor.cli.terminal import errors, guarded, output

if TYPE_CHECKING:
    from eval.agree import Agreed
    from eval.annotate import Annotation
    from extractor.messages import Language

_POLL = 1.0
"""Seconds between two looks at whether the report was signed off."""
_STARTS_IN = 60.0
_DIFFERENCES = 50


@guarded
def annotate(
    file: Annotated[Path, typer.Argument(help=text("eval.help.annotate_file"), metavar="FILE", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help=text("eval.help.annotate_out"), metavar="DIR")] = Path(),
    data: DataOption = None,
    port: Annotated[int | None, typer.Option("--port", help=text("eval.help.port"), min=1, max=65535)] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=text("ui.help.no_browser"))] = False,
    lang: LangOption = None,
) -> None:
    """Open a document in the workbench and write its gold each time it is signed off, until Ctrl+C."""
    from eval.annotate import prepare
    from extractor.config import load_settings

    settings = load_settings(data_dir=data, lang=lang)
    annotation = prepare(file, settings.data_dir, out)
    number = port or _free_port()
    command = [sys.executable, "-m", "extractor", "ui", "--port", str(number), "--no-browser", "--lang", settings.lang]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=annotation.environment, stdout=quiet, stderr=quiet)
    try:
        _show(annotation, number, server, settings.lang, open_browser=not no_browser)
        while server.poll() is None:
            _write(annotation, settings.lang)
            time.sleep(_POLL)
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        server.wait(10)
    _write(annotation, settings.lang)
    raise typer.Exit(0 if annotation.gold.is_file() else 1)


@guarded
def agree(
    first: Annotated[Path, typer.Argument(help=text("eval.help.agree_first"), metavar="A", show_default=False)],
    second: Annotated[Path, typer.Argument(help=text("eval.help.agree_second"), metavar="B", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help=text("eval.help.json"))] = False,
    lang: LangOption = None,
) -> None:
    """Say how far two people's gold agrees, kind by kind, and where it doesn't."""
    from eval.agree import agree as compared
    from eval.agree import as_dict
    from extractor.config import load_settings

    language = load_settings(lang=lang).lang
    found = compared(first, second)
    if as_json:
        typer.echo(json.dumps(as_dict(found), ensure_ascii=False, indent=1))
    else:
        _print(found, language)


def _show(
    annotation: Annotation, port: int, server: subprocess.Popen[bytes], lang: Language, *, open_browser: bool
) -> None:
    """Say where the workbench is, and open it there when it answers."""
    import webbrowser

    from extractor.messages import render

    address = f"http://127.0.0.1:{port}/review?report={annotation.report}"
    params = {"address": address, "gold": annotation.gold}
    errors().print(render("eval.annotate.opening", params, lang), markup=False, soft_wrap=True)
    if open_browser and _answers(port, server):
        webbrowser.open(address)


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Return whether the workbench answers, waiting until it does."""
    from urllib.request import urlopen

    until = time.monotonic() + _STARTS_IN
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.2)
    return False


def _write(annotation: Annotation, lang: Language) -> None:
    """Write the gold of a report that was signed off since the last look."""
    from eval.annotate import signed_off, write
    from extractor.messages import render

    gold = signed_off(annotation)
    if gold is not None and write(annotation, gold):
        output().print(render("eval.annotate.written", {"file": annotation.gold}, lang), markup=False, soft_wrap=True)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _print(found: Agreed, lang: Language) -> None:
    from rich.table import Table
    from rich.text import Text

    from extractor.messages import render

    def heads(*names: str) -> list[str]:
        return [render(f"eval.column.{name}", lang=lang) for name in names]

    nothing = render("eval.nothing", lang=lang)
    for message_id, names in (
        ("eval.agree.only_first", found.only_first),
        ("eval.agree.only_second", found.only_second),
    ):
        if names:
            errors().print(render(message_id, {"names": ", ".join(names)}, lang), markup=False, soft_wrap=True)
    table = Table(*heads("kind", "values", "agreed", "share", "kappa"))
    for name, kind in found.kinds.items():
        kappa = nothing if kind.kappa is None else f"{kind.kappa:.3f}"
        share = nothing if kind.share is None else f"{kind.share:.3f}"
        table.add_row(render(f"eval.kind.{name}", lang=lang), str(kind.values), str(kind.agreed), share, kappa)
    output().print(render("eval.agree.title", {"reports": len(found.reports)}, lang), markup=False)
    output().print(table)
    shown = found.differences[:_DIFFERENCES]
    if not shown:
        return
    params = {"count": len(found.differences), "shown": len(shown)}
    output().print(render("eval.agree.differences", params, lang), markup=False)
    differing = Table(*heads("report", "value"), "A", "B")
    for one in shown:
        differing.add_row(*(Text(part or nothing) for part in (one.report, one.name, one.first, one.second)))
    output().print(differing)
