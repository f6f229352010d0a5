"""What `nianbao eval` prints: complaints, figures, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from extractor.cli.terminal import errors, output
from extractor.messages import MESSAGES, Language, render

if TYPE_CHECKING:
    from eval.compare import Change, Comparison, Flip
    from eval.lint import Complaint
    from extractor.confidence import Calibration

_LONGEST = 200
_NAMED = 8


def complaint_line(complaint: Complaint, lang: Language) -> str:
    """Return what is wrong with a gold file, on one line."""
    severity = render(f"eval.lint.{complaint.severity}", lang=lang)
    return f"{complaint.case}: {severity}: {render(complaint.message_id, complaint.params, lang)}"


def print_summary(summary: dict[str, Any], lang: Language) -> None:
    """Print the figures of a run as a table; what there was nothing to measure of is shown as such."""
    from eval.report.content import figure_cells

    columns = ("measure", "figure", "interval", "of")
    rows = [
        (render(f"eval.metric.{name}", lang=lang), *figure_cells(entry, lang))
        for name, entry in summary["metrics"].items()
    ]
    _table(render("eval.run.title", summary, lang), columns, rows, lang)


def print_usage(folder: Path, lang: Language) -> None:
    """Print what the reports of a run took, all its starts together."""
    from eval.report.content import usage_text
    from eval.runs.folder import RunFolder
    from eval.runs.model import used

    output().print(usage_text(used(RunFolder(folder).results()), lang), markup=False)


def calibration_lines(table: Calibration, lang: Language) -> Iterator[str]:
    """Yield what a table of confidences says of each kind of value."""
    for kind, curve in table.kinds.items():
        message_id = "eval.calibrate.kind" if curve.threshold <= 1 else "eval.calibrate.none"
        name = render(f"eval.kind.{kind}", lang=lang)
        yield render(message_id, {**curve.model_dump(), "kind": name}, lang)


def print_comparison(found: Comparison, folders: tuple[Path, Path], listed: int, lang: Language) -> None:
    """Print what changed between two runs, and whether that is significant."""
    params = {"a": folders[0], "b": folders[1], "common": len(found.reports)}
    for message_id, more in _differences(found):
        errors().print(render(message_id, more, lang), markup=False, soft_wrap=True)
    rows = [_change_row(change, render(f"eval.metric.{change.name}", lang=lang), lang) for change in found.measures]
    rows += [_change_row(change, change.name, lang) for change in found.fields if change.better or change.worse]
    columns = ("measure", "A", "B", "change", "interval", "p", "test")
    _table(render("eval.compare.title", params, lang), columns, rows, lang)
    _print_flips(found.flips, listed, lang)
    worse = ", ".join(change.name for change in found.regressions)
    verdict = render("eval.compare.worse" if worse else "eval.compare.not_worse", {"names": worse}, lang)
    output().print(verdict, style="bold red" if worse else "bold", markup=False)


def _differences(found: Comparison) -> list[tuple[str, dict[str, Any]]]:
    """Return what the two runs don't have in common, said before anything is compared."""
    said: list[tuple[str, dict[str, Any]]] = [
        ("eval.compare.only", {"run": run, "names": _some(names)})
        for run, names in (("A", found.only_a), ("B", found.only_b))
        if names
    ]
    if found.gold_changed:
        said.append(("eval.compare.gold_changed", {"names": _some(found.gold_changed)}))
    if found.repeats[0] != found.repeats[1]:
        a, b = found.repeats
        said.append(("eval.compare.repeats", {"a": a, "b": b, "common": min(a, b)}))
    return said


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many there are in all where that is more."""
    return ", ".join(names[:_NAMED]) + (f" … ({len(names)})" if len(names) > _NAMED else "")


def _change_row(change: Change, name: str, lang: Language) -> tuple[str, ...]:
    nothing = render("eval.nothing", lang=lang)
    interval = nothing if change.low is None else f"{change.low:+.4f} … {change.high:+.4f}"
    numbers = [nothing if value is None else f"{value:.4f}" for value in (change.a, change.b)]
    difference = nothing if change.difference is None else f"{change.difference:+.4f}"
    p = nothing if change.p is None else f"{change.p:.4f}"
    return name, *numbers, difference, interval, p, render(f"eval.test.{change.test}", vars(change), lang)


def _print_flips(flips: Sequence[Flip], listed: int, lang: Language) -> None:
    if not flips:
        output().print(render("eval.compare.same", lang=lang))
        return
    shown = flips[:listed]
    params = {
        "count": len(flips),
        "better": sum(flip.better for flip in flips),
        "worse": sum(flip.worse for flip in flips),
        "shown": len(shown),
    }
    rows = [_flip_row(flip, lang) for flip in shown]
    _table(render("eval.compare.flips", params, lang), ("report", "value", "gold", "A", "B"), rows, lang)


def _flip_row(flip: Flip, lang: Language) -> tuple[str, ...]:
    nothing = render("eval.nothing", lang=lang)
    gold = next(value.gold for value in (flip.a, flip.b) if value is not None)
    sides = [
        nothing if value is None or value.found is None else f"{_short(value.found)} ({value.verdict})"
        for value in (flip.a, flip.b)
    ]
    return flip.report, flip.name, nothing if gold is None else _short(gold), *sides


def _short(value: float | str) -> str:
    return f"{value:.15g}" if isinstance(value, float | int) else value[:_LONGEST]


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], lang: Language) -> None:
    """Print a table; a column that has no message is its own head."""
    table = Table(title=escape(title), title_justify="left")
    for column in columns:
        message_id = f"eval.column.{column}"
        table.add_column(render(message_id, lang=lang) if message_id in MESSAGES else column, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    output().print(table)
