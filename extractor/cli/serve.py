"""`nianbao serve`: the store as an HTTP service."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DataOption, LangOption, SettingsOption, text
from extractor.cli.terminal import errors, guarded

if TYPE_CHECKING:
    from extractor.config import Settings

PORT = 8601
_KEPT_OPEN = 75
"""Seconds that an idle connection stays open: longer than proxies and clients keep theirs, so that none is cut off."""


@guarded
def serve(
    port: Annotated[int, typer.Option("--port", help=text("service.help.port"), min=0, max=65535)] = PORT,
    host: Annotated[str, typer.Option("--host", help=text("service.help.host"))] = "127.0.0.1",
    processes: Annotated[int, typer.Option("--processes", help=text("service.help.processes"), min=1, max=64)] = 1,
    worker: Annotated[bool, typer.Option("--worker", help=text("service.help.with_worker"))] = False,
    data: DataOption = None,
    settings: SettingsOption = None,
    lang: LangOption = None,
) -> None:
    """Serve until stopped."""
    from extractor.config import load_settings
    from extractor.jobs.inside import start_worker
    from extractor.messages import render

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    _prepare(config)
    errors().print(render("service.opening", {"address": f"http://{host}:{port}"}, config.lang), markup=False)
    beside = start_worker(config, log=None) if worker else None
    try:
        _run(config, host, port, processes)
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait()


def _prepare(config: Settings) -> None:
    """Bring the store up to date before several processes open it, and refuse settings that can't be used.

    Raises:
        ConfigError: A setting can't be used.
        StorageError: The store can't be opened.
    """
    from extractor.service.settings import load_service_settings
    from extractor.storage import open_store

    load_service_settings()
    open_store(config.store_url).close()


def _run(config: Settings, host: str, port: int, processes: int) -> None:
    import uvicorn

    os.environ["NIANBAO_DATA_DIR"] = str(config.data_dir)
    os.environ["NIANBAO_LANG"] = config.lang
    if config.settings:
        os.environ["NIANBAO_SETTINGS"] = str(config.settings)
    with tempfile.TemporaryDirectory(prefix="nianbao-metrics-") as counted:
        if processes > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = counted
        uvicorn.run(
            "extractor.service.app:from_environment",
            factory=True,
            host=host,
            port=port,
            workers=processes,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
            timeout_keep_alive=_KEPT_OPEN,
        )
