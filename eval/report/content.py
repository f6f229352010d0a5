"""What a report of a run says, before it has a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval.runs.folder import RunFolder
from eval.runs.model import FAILED, Result, RunSettings, Usage, used
from eval.scorers import CREDITED, VALUES, Judged, Verdict
from extractor.messages import Language, render
from extractor.schema.fields import FIELD_BY_NAME

WORST = 20
_ORDER = (Verdict.WRONG, Verdict.INVENTED, Verdict.OMITTED, Verdict.LOST)
_KINDS = ("cells", "facts", "head", "quantities", "problems", "improvements")


@dataclass(frozen=True)
class Bad:
    """A value that is not right, and in which report."""

    report: str
    value: Judged


@dataclass(frozen=True)
class Content:
    """A run as its report shows it.

    Attributes:
        summary: The figures.
        bad: Every value of the first time that is not right, the worst first.
        failed: Report and why, for each that failed.
        usage: What all reports took together.
    """

    settings: RunSettings
    summary: dict[str, Any]
    bad: tuple[Bad, ...]
    failed: tuple[tuple[str, str], ...]
    usage: Usage


def content_of(folder: RunFolder) -> Content:
    """Return what there is to say of a run.

    Raises:
        ConfigError: The folder holds no finished run.
    """
    settings, summary = folder.settings(), folder.summary()
    results = folder.results()
    first = [result for result in results if result.repeat == 0]
    failed = tuple((result.report, "; ".join(result.errors)) for result in first if result.status == FAILED)
    return Content(settings, summary, tuple(_bad(first)), failed, used(results))


def _bad(results: Sequence[Result]) -> list[Bad]:
    """Return what is not right: unflagged before flagged, what misleads before what is missing."""
    found = [
        Bad(result.report, value)
        for result in results
        if result.status != FAILED
        for value in result.judged
        if value.kind in VALUES and value.verdict not in CREDITED
    ]
    return sorted(
        found,
        key=lambda bad: (bad.value.flagged, _ORDER.index(bad.value.verdict), _KINDS.index(bad.value.kind), bad.report),
    )


def shown(value: float | str | None, lang: Language) -> str:
    """Return a value for reading."""
    if value is None:
        return render("eval.nothing", lang=lang)
    return value if isinstance(value, str) else f"{value:.15g}"


def field_label(name: str, lang: Language) -> str:
    """Return a field for reading: its Chinese name, or its identifier in English."""
    return FIELD_BY_NAME[name].label if lang == "zh" and name in FIELD_BY_NAME else name


def figure_cells(entry: dict[str, Any], lang: Language) -> tuple[str, str, str]:
    """Return a figure, its interval and of how many; a number of mistakes is of nothing."""
    nothing = render("eval.nothing", lang=lang)
    if entry["value"] is None:
        return nothing, nothing, nothing
    if not entry["of"]:
        return f"{entry['value']:.0f}", f"{entry['low']:.0f} … {entry['high']:.0f}", nothing
    return f"{entry['value']:.4f}", f"{entry['low']:.4f} … {entry['high']:.4f}", str(entry["of"])


def usage_text(usage: Usage, lang: Language) -> str:
    """Return what reports took, as a sentence."""
    cost = render("eval.nothing", lang=lang) if usage.cost is None else f"{usage.cost:.4f}"
    return render("eval.usage", {**vars(usage), "cost": cost}, lang)


Table = tuple[tuple[str, ...], Sequence[tuple[str, ...]]]


def figures_table(content: Content, lang: Language) -> Table:
    """Return the head and rows of the figures."""
    rows = [
        (render(f"eval.metric.{name}", lang=lang), *figure_cells(entry, lang))
        for name, entry in content.summary["metrics"].items()
    ]
    return _head(("measure", "figure", "interval", "of"), lang), rows


def fields_table(content: Content, lang: Language) -> Table:
    """Return the head and rows of the fields, the worst first."""
    fields = sorted(content.summary["fields"].items(), key=lambda item: (item[1]["value"], item[0]))
    rows = [(field_label(name, lang), *figure_cells(entry, lang)[:2]) for name, entry in fields]
    return _head(("field", "figure", "interval"), lang), rows


def confidence_table(content: Content, lang: Language) -> Table:
    """Return the head and rows of what the confidences are worth, of each kind of value and of all."""
    found = content.summary.get("confidence", {})
    rows = [
        (
            render(f"eval.kind.{kind}", lang=lang),
            str(entry["values"]),
            str(entry["wrong"]),
            *(_share(entry[name], lang) for name in ("calibration_error", "accepted", "accepted_precision")),
        )
        for kind, entry in found.items()
    ]
    return _head(("kind", "values", "wrong", "calibration_error", "accepted", "accepted_precision"), lang), rows


def _share(value: float | None, lang: Language) -> str:
    return render("eval.nothing", lang=lang) if value is None else f"{value:.4f}"


def worst_table(content: Content, lang: Language) -> Table:
    """Return the head and rows of the worst values, source beside gold."""
    rows = [_worst_row(bad, lang) for bad in content.bad[:WORST]]
    return _head(("report", "value", "verdict", "gold", "found", "source", "flagged"), lang), rows


def settings_rows(content: Content, lang: Language) -> list[tuple[str, str]]:
    """Return what the run was, only what there is."""
    settings = content.settings
    prompts = ", ".join(f"{name} {digest[:12]}" for name, digest in settings.prompts.items())
    given = {"engine": settings.engine, "model": settings.model, "prompts": prompts, "replay": settings.replay}
    given |= {"version": settings.version, "code": settings.code}
    return [(render(f"eval.report.{name}", lang=lang), value) for name, value in given.items() if value]


def _worst_row(bad: Bad, lang: Language) -> tuple[str, ...]:
    value = bad.value
    name = field_label(value.name, lang) if value.kind == "facts" else value.name
    return (
        bad.report,
        f"{render(f'eval.kind.{value.kind}', lang=lang)}: {name}",
        render(f"eval.verdict.{value.verdict}", lang=lang),
        shown(value.gold, lang),
        shown(value.found, lang),
        shown(value.source or value.quote, lang),
        render("eval.flagged.yes" if value.flagged else "eval.flagged.no", lang=lang),
    )


def _head(columns: Sequence[str], lang: Language) -> tuple[str, ...]:
    return tuple(render(f"eval.column.{column}", lang=lang) for column in columns)
