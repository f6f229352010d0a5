"""`nianbao ui`: the workbench in a browser."""

from __future__ import annotations

import ipaddress
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DataOption, LangOption, SettingsOption, text
from extractor.cli.terminal import UNUSABLE, errors, guarded, print_error

if TYPE_CHECKING:
    from extractor.config import Settings

PORT = 8501
SAMPLES_DIR = "samples"
"""Below the data folder: the store of the sample reports, kept apart from an office's own."""


@guarded
def ui(
    data: DataOption = None,
    port: Annotated[int, typer.Option("--port", help=text("ui.help.port"), min=1, max=65535)] = PORT,
    host: Annotated[str, typer.Option("--host", help=text("ui.help.host"))] = "127.0.0.1",
    settings: SettingsOption = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=text("ui.help.no_browser"))] = False,
    lang: LangOption = None,
) -> None:
    """Open the workbench; on the sample reports where there is no store yet and none was named."""
    from extractor.config import load_settings
    from extractor.messages import render

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    environment: dict[str, str] = {"NIANBAO_LANG": config.lang}
    if data is None and _without_a_store(config):
        config = config.model_copy(update={"data_dir": config.data_dir.expanduser() / SAMPLES_DIR})
        environment["NIANBAO_UI_SAMPLES"] = "1"
        _read_samples(config)
    if not _is_loopback(host) and not _has_accounts(config):
        print_error(render("ui.needs_accounts", {"host": host}, config.lang), config.lang)
        raise typer.Exit(UNUSABLE)
    environment["NIANBAO_DATA_DIR"] = str(config.data_dir)
    if config.settings:
        environment["NIANBAO_SETTINGS"] = str(config.settings)
    port = port if port != PORT or _is_free(host, port) else 0
    port = port or _free_port(host)
    errors().print(render("ui.opening", {"address": f"http://{host}:{port}"}, config.lang))
    raise typer.Exit(subprocess.call(_command(host, port, no_browser), env={**os.environ, **environment}))


def _command(host: str, port: int, no_browser: bool) -> list[str]:
    app = Path(__file__).parents[2] / "ui" / "app.py"
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": str(no_browser).lower(),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(app), *given]


def _without_a_store(config: Settings) -> bool:
    from extractor.config import DATABASE_FILE

    own = config.database_url is not None or "NIANBAO_DATA_DIR" in os.environ
    return not own and not (config.data_dir.expanduser() / DATABASE_FILE).is_file()


def _read_samples(config: Settings) -> None:
    from extractor.config import DATABASE_FILE
    from extractor.messages import render

    if (config.data_dir / DATABASE_FILE).is_file():
        return
    errors().print(render("ui.reading_samples", lang=config.lang))
    samples = Path(__file__).parents[2] / "eval" / "samples"
    read = [sys.executable, "-m", "extractor", "extract", str(samples), "--data", str(config.data_dir)]
    subprocess.run(read, check=False, stdout=subprocess.DEVNULL)


def _has_accounts(config: Settings) -> bool:
    from extractor.review.accounts import Accounts
    from extractor.storage import open_store

    with open_store(config.store_url) as store:
        return Accounts(store).any()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
