import io

import pytest
from rich.console import Console

from extractor.cli import bar


@pytest.fixture
def shown(monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr(bar, "errors", lambda: Console(file=written, force_terminal=True, width=120))
    return written


def test_bar_shows_which_picture_is_recognised(shown):
    with bar.progress_bar(2, "en") as progress:
        progress.page("scan.pdf", 12)
    assert "recognising picture 12" in shown.getvalue()


def test_bar_shows_no_picture_once_the_file_is_done(shown):
    with bar.progress_bar(2, "en") as progress:
        progress.page("scan.pdf", 12)
        progress.advance()
        shown.truncate(0)
    assert "1/2" in shown.getvalue()
    assert "picture" not in shown.getvalue()
