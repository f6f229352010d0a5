"""`nianbao ui`: the workbench in a browser."""

from __future__ import annotations

import ipaddress
import os
import shutil
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
SECRETS_FILE = "secrets.toml"
"""In the data folder: the sign-in service, as Streamlit's `[auth]` describes it."""
ROOT = Path(__file__).parents[2]
THEME = {
    "base": "light",
    "primaryColor": "#1f5c99",
    "textColor": "#1f2733",
    "secondaryBackgroundColor": "#f3f5f8",
    "borderColor": "#d5dbe3",
    "baseRadius": "small",
    "showSidebarBorder": "true",
    "baseFontSize": "15",
    "headingFontSizes": '["1.6rem", "1.3rem", "1.1rem", "1rem", "1rem", "1rem"]',
    "font": "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', sans-serif",
}


@guarded
def ui(
    data: DataOption = None,
    port: Annotated[int | None, typer.Option("--port", help=text("ui.help.port"), min=1, max=65535)] = None,
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
    if port and not _is_free(host, port):
        print_error(render("ui.port_taken", {"port": port}, config.lang), config.lang)
        raise typer.Exit(UNUSABLE)
    port = port or (PORT if _is_free(host, PORT) else _free_port(host))
    environment["NIANBAO_DATA_DIR"] = str(config.data_dir.expanduser().absolute())
    if config.settings:
        environment["NIANBAO_SETTINGS"] = str(config.settings.expanduser().absolute())
    shown = f"[{host}]" if ":" in host else host
    errors().print(render("ui.opening", {"address": f"http://{shown}:{port}"}, config.lang))
    raise typer.Exit(_run(_command(config, host, port, no_browser), {**os.environ, **environment}))


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Become the server, so that ending this process ends it; where no process can, wait and return its code."""
    if sys.platform != "win32":
        sys.stderr.flush()
        os.execve(command[0], command, environment)  # noqa: S606 (no shell, and nothing but our own options)
    return subprocess.call(command, env=environment)


def _command(config: Settings, host: str, port: int, no_browser: bool) -> list[str]:
    from extractor.config import MEGABYTE

    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": str(no_browser).lower(),
        "server.showEmailPrompt": "false",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": str(max(1, config.max_bytes // MEGABYTE)),
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "runner.postScriptGC": "false",
        "global.disableWidgetStateDuplicationWarning": "true",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
        **{f"theme.{name}": value for name, value in THEME.items()},
    }
    secrets = config.data_dir.expanduser() / SECRETS_FILE
    if secrets.is_file():
        options["secrets.files"] = str(secrets.absolute())
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(ROOT / "ui" / "app.py"), *given]


def _without_a_store(config: Settings) -> bool:
    from extractor.config import DATABASE_FILE

    own = config.database_url is not None or "NIANBAO_DATA_DIR" in os.environ
    return not own and not (config.data_dir.expanduser() / DATABASE_FILE).is_file()


def _read_samples(config: Settings) -> None:
    """Read the sample reports into a store of their own, unless that was done before; whole or not at all."""
    from extractor.messages import render

    if config.data_dir.is_dir():
        return
    errors().print(render("ui.reading_samples", lang=config.lang))
    unfinished = config.data_dir.with_name(f"{SAMPLES_DIR}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    read = [sys.executable, "-m", "extractor", "extract", str(ROOT / "eval" / "samples"), "--data", str(unfinished)]
    done = subprocess.run(read, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode:
        sys.stderr.buffer.write(done.stderr)
        raise typer.Exit(done.returncode)
    unfinished.rename(config.data_dir)


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
    with _probe(host) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _free_port(host: str) -> int:
    with _probe(host) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _probe(host: str) -> socket.socket:
    return socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
