"""`nianbao mcp`: the store for assistants."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from extractor.cli.options import DataOption, LangOption, SettingsOption, text
from extractor.cli.terminal import guarded


@guarded
def mcp(
    write: Annotated[bool, typer.Option("--write", help=text("assistant.help.write"))] = False,
    by: Annotated[str, typer.Option("--by", help=text("assistant.help.by"))] = "assistant",
    data: DataOption = None,
    settings: SettingsOption = None,
    lang: LangOption = None,
) -> None:
    """Serve one assistant until it goes; stdout belongs to the protocol."""
    from importlib.util import find_spec

    from extractor.ask.asker import Asker
    from extractor.cli.store import existing_store
    from extractor.config import load_settings
    from extractor.errors import ConfigError
    from extractor.index.opening import open_index
    from extractor.reader import office_settings

    if find_spec("mcp") is None:
        raise ConfigError("assistant.no_sdk")
    from extractor.assistant.server import make_server
    from extractor.assistant.tools import Tools

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    with ExitStack() as stack:
        store = stack.enter_context(existing_store(config))
        index = stack.enter_context(open_index(store, config.data_dir))
        tools = Tools(store, index, Asker(store, index, lang=config.lang), office_settings(config), config.lang, by)
        make_server(tools, write=write).run()
