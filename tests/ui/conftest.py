"""A store with the sample reports, the workbench over it, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "ui" / "app.py"
SAMPLES = Path(__file__).parents[2] / "eval" / "samples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory):
    """A data folder with the sample reports, read once; copy it before changing anything."""
    folder = tmp_path_factory.mktemp("samples")
    read = [sys.executable, "-m", "extractor", "extract", str(SAMPLES), "--data", str(folder)]
    subprocess.run(read, check=True, capture_output=True)
    return folder


@pytest.fixture
def data(sample_data, tmp_path, monkeypatch):
    """A data folder of one's own with the sample reports, to which the settings point."""
    folder = tmp_path / "data"
    shutil.copytree(sample_data, folder)
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(folder))
    _forget_session_caches()
    yield folder
    _forget_session_caches()


@pytest.fixture
def app(data):
    """The workbench without a browser: `app(page, name=value)` opens a page at an address and returns the AppTest."""
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    def start(page="overview", /, **query):
        test = AppTest.from_file(str(APP), default_timeout=300)
        test._page_hash = calc_hash(page)  # pages that are functions have no file to switch to
        test.query_params.update(query)
        return test.run()

    return start


@pytest.fixture
def server(data):
    """The address of a running workbench over `data`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "extractor", "ui", "--data", str(data), "--port", str(port), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(90)


@pytest.fixture(scope="session")
def chromium():
    """A browser for this worker."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def new_window(chromium):
    """`new_window()` opens a window with a session of its own, in which every request must stay on this machine."""
    contexts, outside = [], []

    def open_one():
        contexts.append(chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN"))
        window = contexts[-1].new_page()
        window.on("request", lambda request: None if _stays(request.url) else outside.append(request.url))
        window.set_default_timeout(120_000)
        return window

    yield open_one
    for context in contexts:
        context.close()
    assert outside == []


@pytest.fixture
def page(new_window):
    """A fresh window of the browser."""
    return new_window()


@pytest.fixture
def shot(page):
    """Keep a picture of the window in the folder of NIANBAO_SHOTS: `shot(name)`; does nothing where that is not set."""

    def take(name):
        folder = os.environ.get("NIANBAO_SHOTS")
        if folder:
            page.wait_for_timeout(500)
            page.screenshot(path=Path(folder) / f"{name}.png")

    return take


def _stays(url):
    return url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:"))


def _wait_until_healthy(url, process):
    for _ in range(1200):
        assert process.poll() is None, "the workbench ended"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the workbench did not start")


def _forget_session_caches():
    from ui import session

    session.settings.cache_clear()
    session.checks.cache_clear()
    session.store.clear()
