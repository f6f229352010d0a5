"""`nianbao backup` and `nianbao restore`: everything as one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import DataOption, LangOption, SettingsOption, text
from extractor.cli.terminal import errors, guarded, output

File = Annotated[Path, typer.Argument(help=text("backup.help.file"), metavar="FILE", show_default=False)]
ByOption = Annotated[
    str, typer.Option("--by", help=text("backup.help.by"), envvar="NIANBAO_USER", metavar="NAME", show_default=False)
]
_NOBODY = "local"


@guarded
def backup(
    file: File,
    by: ByOption = _NOBODY,
    settings: SettingsOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Back up store, settings, the model's ledger and evaluation runs."""
    from extractor.backup import make
    from extractor.cli.store import existing_store
    from extractor.cli.ui import SECRETS_FILE
    from extractor.config import MEGABYTE, load_settings
    from extractor.messages import render

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    existing_store(config).close()
    made = make(config, file, by)
    size = f"{file.stat().st_size / MEGABYTE:.1f}"
    params = {"path": file, "reports": made.rows["reports"], "rows": sum(made.rows.values()), "size": size}
    output().print(render("backup.done", params, config.lang), markup=False, soft_wrap=True)
    errors().print(render("backup.no_secrets", {"secrets": SECRETS_FILE}, config.lang), markup=False)


@guarded
def restore(file: File, by: ByOption = _NOBODY, data: DataOption = None, lang: LangOption = None) -> None:
    """Restore a backup into an empty place."""
    from extractor.backup import restore as bring_back
    from extractor.config import load_settings
    from extractor.messages import render

    config = load_settings(data_dir=data, lang=lang)
    made = bring_back(config, file, by)
    params = {"path": file, "reports": made.rows["reports"], "rows": sum(made.rows.values()), "store": config.data_dir}
    output().print(render("restore.done", params, config.lang), markup=False, soft_wrap=True)
