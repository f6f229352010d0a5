"""One self-contained page for a report: its source with every value marked, beside it everything that was read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from extractor.export.form_layout import TABLES
from extractor.export.page_marks import KINDS, Mark, collect_marks, marked_text, part_headings
from extractor.export.page_panels import (
    cell_flags,
    facts_panel,
    findings_panel,
    head_panel,
    items_panel,
    quantities_panel,
    say,
    tables_legend,
)
from extractor.export.page_tables import TableView, table_html
from extractor.messages import Language
from extractor.schema import Report
from extractor.schema.life import TrackedFinding


@cache
def _asset(name: str) -> str:
    return files("extractor.export").joinpath(name).read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Return the content security policy: nothing is loaded, and no style or script runs but the page's own."""
    hashes = {
        name: base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()
        for name in ("page.css", "page.js")
    }
    return (
        f"default-src 'none'; style-src 'sha256-{hashes['page.css']}'; script-src 'sha256-{hashes['page.js']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def render_page(report: Report, text: str, lang: Language = "zh", tracked: Sequence[TrackedFinding] = ()) -> str:
    """Return the page as HTML; it needs no network, and nothing from the report can become markup or script.

    Args:
        report: The report with its findings.
        text: The document text that its spans count in.
        lang: Language of the page; the form's labels stay Chinese.
        tracked: The findings of the report with their states, then those that are gone.
    """
    marks = collect_marks(report, len(text))
    view = TableView(lang, cell_flags(report), frozenset(mark.id for mark in marks))
    title = report.title.value if report.title else report.source.name
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy())}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_asset('page.css')}</style></head><body>"
        f"{_header(report, title, lang)}<main>{_source(report, text, marks, lang)}"
        f'<section id="values">{_findings(report, lang, tracked)}'
        f'<div id="panels">{"".join(_panels(report, view))}</div>'
        f"</section></main><script>{_asset('page.js')}</script></body></html>\n"
    )


def _header(report: Report, title: str, lang: Language) -> str:
    checks = report.checks
    counts = say("page.checks", lang, passed=checks.passed, failed=checks.failed, unknown=checks.unknown)
    status = report.status.value
    errors = "".join(
        f'<p class="step-error">{escape(error.step)}: {escape(error.message)}</p>' for error in report.errors
    )
    return (
        f'<header><h1>{escape(title)}</h1><span class="status {status}">{say(f"page.status_{status}", lang)}</span>'
        f"<span>{counts}</span><span class='file'>{escape(report.source.name)} · {escape(report.id)}</span>"
        f'<span class="keys">{say("page.keys", lang)}</span>{errors}</header>'
    )


def _source(report: Report, text: str, marks: list[Mark], lang: Language) -> str:
    first = part_headings(report.sections, text)
    parts = "".join(
        f'<button type="button" data-part="{part}">{"一二三四五六"[part - 1]}</button>' for part in sorted(first)
    )
    kinds = "".join(
        f'<label class="k-{kind}"><input type="checkbox" checked data-kind="{kind}">{say(f"page.kind_{kind}", lang)}'
        f"</label>"
        for kind in KINDS
        if kind != "note"
    )
    body = marked_text(text, marks, first.items())
    return f'<section id="source"><nav>{parts}{kinds}</nav><article tabindex="0">{body}</article></section>'


def _findings(report: Report, lang: Language, tracked: Sequence[TrackedFinding]) -> str:
    title = say("page.findings", lang)
    return (
        f'<section id="findings"><h2>{title} <small>{len(report.findings)}</small></h2>'
        f"{findings_panel(report, lang, tracked)}</section>"
    )


def _panels(report: Report, view: TableView) -> Iterator[str]:
    """Yield a navigation bar and the panels it leads to."""
    panels = list(_all_panels(report, view))
    links = (
        f'<button type="button" data-panel="{key}">{title}{f" <small>{count}</small>" if count else ""}</button>'
        for key, title, count, _ in panels
    )
    yield f"<nav>{''.join(links)}</nav>"
    for key, title, count, body in panels:
        yield f'<section id="panel-{key}"><h2>{title}{f" <small>{count}</small>" if count else ""}</h2>{body}</section>'


def _all_panels(report: Report, view: TableView) -> Iterator[tuple[str, str, int, str]]:
    """Yield key, title, number of entries and content of each panel."""
    lang = view.lang
    yield "head", say("page.head", lang), 0, head_panel(report, lang)
    for at, key in enumerate(TABLES):
        body = table_html(view, report, key)
        if body is None and key == "annex":
            continue
        legend = tables_legend(view) if at == 0 else ""
        absent = f'<p class="none">{say("page.table_absent", lang)}</p>'
        yield key, say(f"page.table_{key}", lang), 0, legend + (body or absent)
    yield "facts", say("page.facts", lang), len(report.facts), facts_panel(report, lang)
    yield "quantities", say("page.quantities", lang), len(report.quantities), quantities_panel(report, lang)
    yield "problems", say("page.problems", lang), len(report.problems), items_panel("problem", report.problems, lang)
    improvements = items_panel("improvement", report.improvements, lang)
    yield "improvements", say("page.improvements", lang), len(report.improvements), improvements
