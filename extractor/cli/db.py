"""`nianbao db`: the database behind the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.helps import App, Group
from extractor.cli.options import DataOption, LangOption, text
from extractor.cli.terminal import guarded, output

if TYPE_CHECKING:
    from extractor.config import Settings

app = App(cls=Group, help=text("db.help"), no_args_is_help=True)


@app.command("info", help=text("db.help.info"))
@guarded
def info(data: DataOption = None, lang: LangOption = None) -> None:
    """Print where the store is, its version and what it holds."""
    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.storage import copying

    settings = load_settings(data_dir=data, lang=lang)
    existing_store(settings).close()
    found = copying.info(settings.store_url)
    _line(settings, "place", found.place)
    _line(settings, "database", found.database)
    _line(settings, "schema", found.schema)
    if found.size is not None:
        _line(settings, "size", f"{found.size / 2**20:.1f} MB")
    for table, rows in found.rows.items():
        _line(settings, "rows", f"{rows:,}", table=table)


@app.command("copy", help=text("db.help.copy"))
@guarded
def copy(
    source: Annotated[str, typer.Argument(help=text("db.help.source"), metavar="SRC")],
    target: Annotated[str, typer.Argument(help=text("db.help.target"), metavar="DST")],
    lang: LangOption = None,
) -> None:
    """Copy a store into an empty place and compare both."""
    from extractor.config import load_settings
    from extractor.errors import StorageError
    from extractor.messages import render
    from extractor.storage import copying

    settings = load_settings(lang=lang)
    if "://" not in source and not Path(source).expanduser().is_file():
        raise StorageError("error.no_store", store=source)
    copied = copying.copy(copying.url_of(source), copying.url_of(target))
    params = {"rows": sum(copied.rows.values()), "tables": len(copied.rows), "store": copied.place}
    output().print(render("db.copied", params, settings.lang), markup=False, soft_wrap=True)


def _line(settings: Settings, name: str, value: str, **params: str) -> None:
    from extractor.messages import render

    label = render(f"db.info.{name}", params, settings.lang)
    output().print(f"{label}: {value}", markup=False, soft_wrap=True)
