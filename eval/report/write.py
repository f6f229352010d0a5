"""The files of a report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from eval.report.content import (
    Content,
    Table,
    confidence_table,
    content_of,
    fields_table,
    figures_table,
    settings_rows,
    usage_text,
    worst_table,
)
from eval.report.page import page
from eval.runs.folder import RunFolder
from eval.runs.model import to_json
from extractor.messages import Language, render

NAMES = ("report.html", "report.md", "report.json", "report.csv")


def write_report(run: Path, folder: Path, lang: Language) -> tuple[str, ...]:
    """Write the report of a run in every form; return the names of the files.

    Raises:
        ConfigError: The folder holds no finished run.
    """
    content = content_of(RunFolder(run))
    folder.mkdir(parents=True, exist_ok=True)
    texts = page(content, lang), as_markdown(content, lang), as_json(content), as_csv(content)
    for name, text in zip(NAMES, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8-sig" if name.endswith(".csv") else "utf-8", newline="\n")
    return NAMES


def as_markdown(content: Content, lang: Language) -> str:
    """Return the report as Markdown."""
    params = {"shown": len(worst_table(content, lang)[1]), "count": len(content.bad)}
    parts = [
        f"# {render('eval.report.title', lang=lang)}",
        render("eval.run.title", content.summary, lang),
        usage_text(content.usage, lang),
        "\n".join(f"- {name}: {value}" for name, value in settings_rows(content, lang)),
        f"## {render('eval.report.figures', lang=lang)}",
        _markdown(figures_table(content, lang)),
        f"## {render('eval.report.confidence', lang=lang)}",
        _markdown(confidence_table(content, lang)),
        f"## {render('eval.report.fields', lang=lang)}",
        _markdown(fields_table(content, lang)),
        f"## {render('eval.report.worst', params, lang)}",
        _markdown(worst_table(content, lang)),
    ]
    return "\n\n".join(parts) + "\n"


def as_json(content: Content) -> str:
    """Return the report as JSON: settings, figures, what failed and every value that is not right."""
    bad = [{"report": one.report, **to_json(one.value)} for one in content.bad]
    settings = content.settings.model_dump(mode="json")
    figures = {**content.summary, "usage": vars(content.usage)}
    whole = {"settings": settings, **figures, "failed_reports": dict(content.failed), "not_right": bad}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_csv(content: Content) -> str:
    """Return the figures as CSV: group, name, figure, interval, of how many."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("group", "name", "value", "low", "high", "of"))
    for group in ("metrics", "fields"):
        for name, entry in content.summary[group].items():
            writer.writerow((group, name, entry["value"], entry["low"], entry["high"], entry["of"]))
    return stream.getvalue()


def _markdown(table: Table) -> str:
    head, rows = table
    return "\n".join([_line(head), _line("---" for _ in head), *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
