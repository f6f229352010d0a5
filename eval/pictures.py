"""The pictures of the documentation, drawn from the samples in a real browser.

`python -m eval.pictures docs/images` needs Chromium and what the extra `dev` installs. Look at each before it is kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "samples"
WRONG = "柳坪县商务局-2023.txt"
_HEADING = {"中文": "审核", "English": "Review"}
"""Of the queue, by the name of the language."""
_WINDOW = {"width": 1440, "height": 900}
_PATIENCE = 120_000


def main() -> None:
    """Draw every picture into the folder given."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as data, _browser() as browser:
        _nianbao("extract", str(SAMPLES), "--data", data)
        _draw_page(browser, Path(data), folder / "page.png")
        with _workbench(data) as address:
            _draw_workbench(browser, address, "zh-CN", "中文", folder / "workbench.zh.png")
            _draw_workbench(browser, address, "en-GB", "English", folder / "workbench.png")


def _draw_page(browser: Any, data: Path, to: Path) -> None:
    """Draw the page of a report with its first finding chosen."""
    page = data / "page.html"
    _nianbao("show", str(SAMPLES / WRONG), "--html", str(page))
    window = browser.new_page(viewport=_WINDOW)
    window.goto(page.as_uri())
    window.keyboard.press("j")
    window.wait_for_timeout(1000)
    window.screenshot(path=to)
    window.close()


def _draw_workbench(browser: Any, address: str, locale: str, language: str, to: Path) -> None:
    """Draw the desk with a report just opened."""
    window = browser.new_page(viewport=_WINDOW, locale=locale)
    window.set_default_timeout(_PATIENCE)
    window.goto(f"{address}/review")
    window.get_by_text(language, exact=True).click()
    window.get_by_role("heading", name=_HEADING[language]).wait_for()
    window.wait_for_timeout(1500)
    window.goto(f"{address}/review?report={hashlib.sha256((SAMPLES / WRONG).read_bytes()).hexdigest()[:16]}")
    window.locator(".desk[data-version][data-busy='']").wait_for()
    window.wait_for_timeout(1500)
    window.screenshot(path=to)
    window.close()


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def _workbench(data: str) -> Iterator[str]:
    """Run the workbench over a data folder; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "extractor", "ui", "--data", data, "--port", str(port), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"the workbench did not start on port {port}")


def _nianbao(*arguments: str) -> None:
    command = [sys.executable, "-m", "extractor", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"NIANBAO_LANG": "zh"})


if __name__ == "__main__":
    main()
