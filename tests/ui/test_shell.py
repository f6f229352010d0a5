"""Every page opens, in both languages; what fails is one message."""

import pytest

from extractor.messages import render
from ui.navigation import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_without_an_error(app, name):
    page = app(name)
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("name", PAGES)
def test_language_switch_breaks_no_page(app, name):
    page = app(name)
    page.segmented_control(key="language").set_value("en").run()
    assert page.title[0].value == render(f"ui.{name}.title", lang="en")
    assert not page.exception
    assert not page.error


def test_pages_say_that_the_reports_are_samples(app, monkeypatch):
    monkeypatch.setenv("NIANBAO_UI_SAMPLES", "1")
    assert "虚构" in app("overview").info[0].value


def test_what_is_no_error_of_ours_becomes_one_message(app, monkeypatch):
    monkeypatch.setattr("ui.views.overview.render", lambda: 1 / 0)
    page = app("overview")
    assert not page.exception
    assert "ZeroDivisionError" in page.error[0].value
