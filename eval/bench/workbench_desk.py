"""The desk of one report, measured in a browser: opening, from a keystroke to checked tables, actions to sign-off."""

from __future__ import annotations

import statistics
import time
from typing import Any

from eval.bench.row import Row, command

OPEN_SECONDS, EDIT_SECONDS, MOST_ACTIONS = 1.0, 0.5, 12
_TIMES = 7
_CELL = "applications.new_received.total"
_LOOK = """(wanted) => {
  const host = [...document.querySelectorAll("*")].find((element) => element.shadowRoot?.querySelector(".desk"));
  const root = host?.shadowRoot;
  const found = root?.querySelector(wanted.selector);
  const shown = found?.innerText ?? "";
  return root && found && (wanted.other ? shown !== wanted.other : shown.trim().endsWith(wanted.text));
}"""
"""Asks the page at every frame whether something is to be seen on the desk."""


def open_row(page: Any) -> Row:
    """Return how long it takes from the key for the next report until that can be used; the first time is left out.

    Args:
        page: A Playwright page on which a report lies on the desk.
    """
    times = []
    for _ in range(_TIMES + 1):
        title = page.locator(".desk .top h2").inner_text()
        started = time.perf_counter()
        page.keyboard.press("g")
        page.wait_for_function(_LOOK, arg={"selector": ".top h2", "other": title})
        times.append(time.perf_counter() - started)
        _answered(page)
    return _row("open a report in the workbench", times[1:], OPEN_SECONDS)


def edit_row(page: Any) -> Row:
    """Return how long it takes from a keystroke in a cell until the tables are checked again and shown.

    Args:
        page: A Playwright page on which a report with table 3 lies on the desk.
    """
    page.locator(f'td[data-v="{_CELL}"]').click()
    page.keyboard.press("Enter")
    entry, times = page.locator(".editor .entry"), []
    for number in range(1, _TIMES + 2):
        entry.fill("")
        page.wait_for_function(_LOOK, arg={"selector": ".previewed", "text": ""})
        _answered(page)
        started = time.perf_counter()
        page.keyboard.press(str(number % 10))
        page.wait_for_function(_LOOK, arg={"selector": ".previewed", "text": str(number % 10)})
        times.append(time.perf_counter() - started)
        _answered(page)
    page.keyboard.press("Escape")
    return _row("from a keystroke to the checked tables", times[1:], EDIT_SECONDS)


def actions_row(page: Any, before: int = 1) -> Row:
    """Return how many keys it takes to review the report on the desk and sign it off: accept all there is, then sign.

    Args:
        page: A Playwright page on which an unreviewed report lies on the desk.
        before: Actions that it took to get there from the queue.
    """
    findings, pressed = page.locator(".finding.error, .finding.warning"), before
    open_ones = page.locator(".finding.error.open, .finding.warning.open")
    on = f"a report with {findings.count()} findings"
    while open_ones.count():
        page.keyboard.press("a")
        pressed += 1
        _answered(page)
    for key in ("s", "Enter"):
        page.keyboard.press(key)
        pressed += 1
    page.wait_for_function(_LOOK, arg={"selector": ".state.signed_off", "other": "none"})
    return Row(
        what="actions from the queue to sign-off",
        on=on,
        figure=str(pressed),
        command=command("workbench", quick=False),
        target=f"≤ {MOST_ACTIONS}",
        reached=pressed <= MOST_ACTIONS,
    )


def _answered(page: Any) -> None:
    page.wait_for_selector('.desk[data-busy=""]')


def _row(what: str, times: list[float], most: float) -> Row:
    middle = statistics.median(times)
    return Row(
        what=what,
        on=f"sample reports, median of {len(times)}, in Chromium",
        figure=f"{middle:.2f} s (fastest {min(times):.2f}, slowest {max(times):.2f})",
        command=command("workbench", quick=False),
        target=f"≤ {most} s",
        reached=middle <= most,
    )
