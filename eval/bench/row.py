"""A line of the benchmark's table, and the table as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_HEAD = "| what | on | figure | target | reached | command |\n| --- | --- | --- | --- | --- | --- |"
_REACHED = {True: "yes", False: "**no: missed**", None: "–"}


@dataclass(frozen=True)
class Row:
    """One measurement.

    Attributes:
        what: What was measured.
        on: On which material.
        figure: What came out, with its unit.
        command: What prints this row again.
        target: What it must reach; empty where nothing was promised.
        reached: Whether it does; None where nothing was promised or nothing could be measured.
        details: What was wrong, a line for each; the page lists them under the table.
    """

    what: str
    on: str
    figure: str
    command: str
    target: str = ""
    reached: bool | None = None
    details: tuple[str, ...] = ()


def command(section: str, *, quick: bool) -> str:
    """Return what measures a section again."""
    return f"python -m eval.bench --only {section}" + (" --quick" if quick else "")


def as_table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [
        f"| {row.what} | {row.on} | {row.figure} | {row.target or '–'} | {_REACHED[row.reached]} | `{row.command}` |"
        for row in rows
    ]
    return "\n".join([_HEAD, *lines])


def as_list(rows: Iterable[Row]) -> str:
    """Return what was wrong, row by row, as a Markdown list; empty where no row says anything."""
    return "\n".join(f"- {row.what}: {line}" for row in rows for line in row.details)


def percent(share: float | None, digits: int = 2) -> str:
    """Return a share for reading, rounded down, so that only a whole is 100 %; None is a share of nothing."""
    if share is None:
        return "nothing to count"
    scale = 10**digits
    return f"{int(share * 100 * scale + 1e-6) / scale:.{digits}f} %"
