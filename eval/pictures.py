"""The pictures of the documentation, drawn from the samples in a real browser.

`python -m eval.pictures docs/images` needs Chromium and what the extra `dev` installs. Look at each before it is kept.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from eval.in_browser import browser, workbench

SAMPLES = Path(__file__).parent / "samples"
WRONG = "柳坪县商务局-2023.txt"
_HEADING = {"中文": "审核", "English": "Review"}
"""Of the queue, by the name of the language."""
_WINDOW = {"width": 1440, "height": 900}
_PATIENCE = 120_000


def main() -> None:
    """Draw every picture into the folder given."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as data, browser() as opened:
        _nianbao("extract", str(SAMPLES), "--data", data)
        _draw_page(opened, Path(data), folder / "page.png")
        with workbench(Path(data)) as address:
            _draw_workbench(opened, address, "zh-CN", "中文", folder / "workbench.zh.png")
            _draw_workbench(opened, address, "en-GB", "English", folder / "workbench.png")


def _draw_page(opened: Any, data: Path, to: Path) -> None:
    """Draw the page of a report with its first finding chosen."""
    page = data / "page.html"
    _nianbao("show", str(SAMPLES / WRONG), "--html", str(page))
    window = opened.new_page(viewport=_WINDOW)
    window.goto(page.as_uri())
    window.keyboard.press("j")
    window.wait_for_timeout(1000)
    window.screenshot(path=to)
    window.close()


def _draw_workbench(opened: Any, address: str, locale: str, language: str, to: Path) -> None:
    """Draw the desk with a report just opened."""
    window = opened.new_page(viewport=_WINDOW, locale=locale)
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


def _nianbao(*arguments: str) -> None:
    command = [sys.executable, "-m", "extractor", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"NIANBAO_LANG": "zh"})


if __name__ == "__main__":
    main()
