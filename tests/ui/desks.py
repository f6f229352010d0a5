"""What the desk's browser tests share: opening a report, waiting for answers, looking at cells."""

import os
import re
from pathlib import Path

from playwright.sync_api import expect

from extractor.config import load_settings
from extractor.pipeline import process
from extractor.storage import Entry, open_store

WRONG = "柳坪县商务局-2023.txt"
TOTAL = "applications.new_received.total"


def opened_store():
    """The store that the settings point to."""
    return open_store(load_settings().store_url)


def report_of(name):
    """The id of a sample report."""
    with opened_store() as store:
        return next(report.id for report in store.list() if store.document(report.id).name == name)


def store_file(name, raw):
    """Read a file into the store and return the id of its report."""
    made = process(raw, name)
    with opened_store() as store:
        return store.save(Entry(made.report, made.document, raw)).report_id


def open_report(page, server, report, **query):
    """Open a report on the desk and wait until it can be used."""
    more = "".join(f"&{name}={value}" for name, value in query.items())
    page.goto(f"{server}/review?report={report}{more}")
    drawn(page)


def drawn(page):
    """Wait until a report lies on the desk and can be used."""
    expect(page.locator(".desk[data-version]")).to_be_visible()
    answered(page)


def again(page):
    """Load the page again and wait until the report can be used."""
    page.reload()
    drawn(page)


def answered(page):
    """Wait until everything sent has been answered."""
    expect(page.locator(".desk")).to_have_attribute("data-busy", "")


def press(page, *keys):
    """Press keys, each after the answer to the one before."""
    for key in keys:
        page.keyboard.press(key)
        answered(page)


def cell(page, path):
    """A cell of the tables on the right."""
    return page.locator(f'td[data-v="{path}"]')


def edit_cell(page, path):
    """Open the editor of a cell."""
    cell(page, path).click()
    expect(cell(page, path)).to_have_class(re.compile(r"\bon\b"))
    page.keyboard.press("Enter")
    expect(page.locator(".editor .entry")).to_be_focused()


def sum_sign(page, name):
    """The sign of a sum: ✓, ✗ or ?."""
    return page.locator(f'td[data-sum="{name}"]')


def shot(page, name):
    """Keep a picture where `NIANBAO_SHOTS` says so."""
    if folder := os.environ.get("NIANBAO_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
