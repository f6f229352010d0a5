"""The page of the benchmarks: a part for each section, each with its own day, machine and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from eval.bench.machine import calibrate, describe
from eval.bench.row import Row, as_list, as_table
from extractor.version import __version__

_PART = re.compile(r"<!-- section (?P<name>\w+) -->\n.*?(?=<!-- section |<!-- end -->)", re.DOTALL)
_HEAD = """\
# Benchmarks

Written by `make bench`, or one section by `python -m eval.bench --only SECTION --write docs/benchmarks.md`, which
leaves the other parts as they were. A missed target says **no: missed**. The calibration loop is plain Python, run
at the same moment on the same machine: it tells a slower machine from slower software.

"""


@dataclass(frozen=True)
class Measured:
    """What a section came to, and how busy the machine was before and after."""

    rows: Sequence[Row]
    load_before: str
    load_after: str


def part(name: str, measured: Measured, notes: Iterable[str]) -> str:
    """Return the part of a section."""
    rows = measured.rows
    counted = [row for row in rows if row.reached is not None]
    reached = sum(row.reached is True for row in counted)
    date = datetime.now(UTC).date().isoformat()
    wrong = as_list(rows)
    listed = f"What was wrong:\n\n{wrong}\n\n" if wrong else ""
    told = "".join(f"- {note}\n" for note in notes)
    return (
        f"<!-- section {name} -->\n## {name}\n\n{date}, version {__version__}, {describe()}; "
        f"load {measured.load_before} before and {measured.load_after} after; calibration loop {calibrate():.1f} ms. "
        f"{reached} of {len(counted)} targets reached.\n\n{as_table(rows)}\n\n{listed}{told}\n"
    )


def page(parts: Mapping[str, str], old: str, order: Sequence[str]) -> str:
    """Return the page with new parts in place of the old ones of the same sections, in a given order.

    Args:
        parts: The new parts by section.
        old: The page as it was; empty where there is none.
        order: All sections. One that is in neither is left out, one of the old page that no longer exists goes.
    """
    kept = {match["name"]: match[0] for match in _PART.finditer(old)}
    kept.update(parts)
    return _HEAD + "".join(kept[name] for name in order if name in kept) + "<!-- end -->\n"
