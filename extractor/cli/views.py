"""A report as text on a terminal: head, tables as on the form, facts, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.cli.states import state_notes
from extractor.export.cells import lines, state_of
from extractor.messages import Language, render
from extractor.schema import Cause, Cell, Evidence, Finding, Outcome, Report, Severity, Stated
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.forms import APPLICANTS, COLUMN_LABELS, OUTCOMES, TABLE_LABELS, RowSpec
from extractor.schema.life import TrackedFinding
from extractor.validation.labels import changes_text, place_label
from extractor.validation.reasons import reason_text

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_QUOTE_LENGTH = 60
_MOST_OF_A_KIND = 4
_ALTERNATIVES = 3
_CELLS = 3
_NARROWEST = 4
"""Width of a column of counts: two characters of its heading."""


def report_view(report: Report, lang: Language, tracked: Sequence[TrackedFinding] = ()) -> Group:
    """Return the whole report; `tracked` are its findings with their states, then those that are gone."""
    parts: list[RenderableType] = [_head(report, lang)]
    parts += [_grid(report, key, lang) for key in ("disclosure", "applications", "review_litigation")]
    parts += _annex(report, lang)
    parts += [Text(render("cli.show.legend", lang=lang), style="dim"), _facts(report, lang)]
    for key, items in (("problems", report.problems), ("improvements", report.improvements)):
        parts += _list(render(f"cli.show.{key}", lang=lang), (item.text for item in items))
    parts += _list(render("cli.show.errors", lang=lang), (f"{item.step}: {item.message}" for item in report.errors))
    parts += [Text(render("cli.show.findings", lang=lang), style="bold"), findings_view(report, lang, tracked=tracked)]
    return Group(*parts)


def check_head(report: Report, lang: Language) -> Text:
    """Return the line over the findings of a report."""
    params = {
        "name": report.source.name,
        "issuer": _stated(report.issuer, lang),
        "year": _stated(report.year, lang),
        "form": report.form or "—",
        **report.checks.model_dump(),
    }
    return Text(render("cli.check.head", params, lang), style="bold")


def findings_view(
    report: Report, lang: Language, every: bool = False, tracked: Sequence[TrackedFinding] = ()
) -> RenderableType:
    """Return the findings, errors first; of more than four of one kind three and their number, unless `every`."""
    if not report.findings and not tracked:
        return Text(render("cli.check.none", lang=lang), style="green")
    order = list(Severity)
    kinds: dict[tuple[int, str, str], list[int]] = {}
    for at, finding in enumerate(report.findings):
        kinds.setdefault((order.index(finding.severity), finding.rule, finding.outcome), []).append(at)
    parts: list[RenderableType] = []
    for kind in sorted(kinds, key=lambda kind: kind[0]):
        places = kinds[kind]
        shown = places if every or len(places) <= _MOST_OF_A_KIND else places[: _MOST_OF_A_KIND - 1]
        for at in shown:
            parts += finding_view(report.findings[at], lang)
            parts += _state(tracked[at], lang) if tracked else ()
        if len(shown) < len(places):
            rest = render("cli.check.more", {"count": len(places) - len(shown), "rule": kind[1]}, lang)
            parts.append(_indented(rest, "dim"))
    for item in tracked[len(report.findings) :]:
        parts += (*finding_view(item.finding, lang), *_state(item, lang))
    return Group(*parts)


def _state(item: TrackedFinding, lang: Language) -> Iterator[RenderableType]:
    """Yield what people decided about a finding; nothing where nobody did."""
    for line in state_notes(item, lang):
        yield _indented(line, "magenta")


def _indented(line: str, style: str) -> Padding:
    """Return a line under a finding."""
    return Padding(Text(line, style=style), (0, 0, 0, 5), expand=False)


def finding_message(finding: Finding, lang: Language) -> str:
    """Return what a finding says, in a language."""
    return finding.message if lang == "zh" else render(finding.message_id, finding.params, lang)


def finding_view(finding: Finding, lang: Language) -> Iterator[RenderableType]:
    """Yield a finding: severity and message, then its details indented."""
    label = render(f"cli.severity.{finding.severity.value}", lang=lang)
    if finding.outcome is Outcome.UNKNOWN:
        label += f" ({render('cli.unknown_outcome', lang=lang)})"
    head = Text.assemble((label, _STYLES[finding.severity]), " ", finding_message(finding, lang))
    yield Padding(head, (0, 0, 0, 1), expand=False)
    for line in _details(finding, lang):
        yield _indented(line, "dim")


def _details(finding: Finding, lang: Language) -> Iterator[str]:
    """Yield the lines under a finding: rule and cells, candidates, suggestion, quotes."""
    more = f" … +{len(finding.cells) - _CELLS}" if len(finding.cells) > _CELLS else ""
    named = bool(finding.suggestion or finding.alternatives)
    yield f"[{finding.rule}]" + ("" if named else " " + "、".join(map(place_label, finding.cells[:_CELLS])) + more)
    if finding.candidates:
        yield render("cli.candidates", {"candidates": "; ".join(finding.candidates)}, lang)
    if finding.suggestion:
        hint = {"changes": changes_text(finding.suggestion), "reason": reason_text(finding.suggestion, lang)}
        yield render("cli.suggestion", hint, lang) + (
            "" if finding.cause is Cause.OPEN else f" [{render(f'cause.{finding.cause.value}', lang=lang)}]"
        )
    for repair in finding.alternatives[:_ALTERNATIVES]:
        yield render("cli.alternative", {"changes": changes_text(repair)}, lang)
    if len(finding.alternatives) > _ALTERNATIVES:
        yield render("cli.alternatives", {"count": len(finding.alternatives) - _ALTERNATIVES}, lang)
    for evidence in finding.evidence[:3]:
        yield render("cli.quote", {"quote": _quote(evidence)}, lang)
    for other in finding.other_reports[:3]:
        for evidence in other.evidence[:3]:
            params = {"year": other.year or "—", "name": other.name, "quote": _quote(evidence)}
            yield render("series.other_quote", params, lang)


def _head(report: Report, lang: Language) -> Table:
    table = Table(show_header=False, box=None, title=_title(report, lang), title_justify="left")
    contact = report.contact
    period = (report.period_start, report.period_end)
    reach = (contact.address, contact.phone, contact.email, contact.postcode)
    lines = {
        "cli.column.id": report.id,
        "cli.show.title": _stated(report.title, lang),
        "cli.column.form": report.form or "—",
        "cli.column.status": render(f"cli.status.{report.status.value}", lang=lang),
        "cli.show.published_on": _stated(report.published_on, lang),
        "cli.show.period": " – ".join(_stated(item, lang) for item in period),
        "cli.show.contact": " · ".join(item.value for item in reach if item) or _stated(None, lang),
        "cli.show.source": f"{report.source.name} ({report.source.media_type}, {report.source.encoding or '—'})",
        "cli.show.engine": " + ".join(f"{run.engine} {run.version}" for run in report.runs) or "—",
        "cli.show.quantities": str(len(report.quantities)),
        "cli.show.checks": render("cli.show.checks_line", report.checks.model_dump(), lang),
    }
    for message_id, value in lines.items():
        table.add_row(f"[dim]{render(message_id, lang=lang)}[/dim]", escape(value))
    return table


def _title(report: Report, lang: Language) -> Text:
    """Return issuer and year, the name of a report for people."""
    return Text(f"{_stated(report.issuer, lang)} {_stated(report.year, lang)}", style="bold")


def _grid(report: Report, key: str, lang: Language) -> RenderableType:
    """Return a table as on the form."""
    title = Text(TABLE_LABELS[key], style="bold")
    rows = list(lines(report, key))
    if not rows:
        return Group(title, Text("  " + render("cli.show.no_table", lang=lang), style="dim"))
    if key == "disclosure":
        return Group(title, _disclosure(rows, lang))
    columns = {"applications": APPLICANTS, "review_litigation": OUTCOMES}[key]
    table = Table(show_edge=False)
    table.add_column(render("cli.column.row", lang=lang), overflow="fold")
    for column in columns:
        widest = max(Text.from_markup(_cell(row.get(column) if row else None)).cell_len for _, row in rows)
        table.add_column(COLUMN_LABELS[column], justify="right", overflow="fold", width=max(widest, _NARROWEST))
    group = ""
    for spec, row in rows:
        if spec.group and spec.group != group:
            table.add_row(f"[bold]{escape(spec.group)}[/bold]")
        group = spec.group
        cells = [row.get(column) if row else None for column in columns]
        table.add_row(("  " if group else "") + escape(spec.ordinal + spec.label), *map(_cell, cells))
    return Group(title, table)


def _disclosure(rows: Iterable[tuple[RowSpec, dict[str, Cell | None] | None]], lang: Language) -> Table:
    """Return table 2, in which every row has its own columns."""
    table = Table(show_edge=False)
    table.add_column(render("cli.column.row", lang=lang))
    table.add_column(render("cli.column.value", lang=lang))
    for spec, row in rows:
        cells = ((COLUMN_LABELS.get(column, column), row.get(column) if row else None) for column in spec.columns)
        table.add_row(
            escape(spec.label), "  ".join(f"[dim]{escape(label)}[/dim] {_cell(cell)}" for label, cell in cells)
        )
    return table


def _annex(report: Report, lang: Language) -> list[RenderableType]:
    """Return the statistics annex of an older report; nothing where there is none."""
    if report.tables.annex is None:
        return []
    table = Table(show_edge=False, title=TABLE_LABELS["annex"], title_justify="left")
    for message_id in ("cli.column.row", "cli.column.unit", "export.column.this_year", "export.column.cumulative"):
        table.add_column(render(message_id, lang=lang), overflow="fold")
    for row in report.tables.annex:
        table.add_row(escape(row.label), escape(row.unit or ""), _cell(row.this_year), _cell(row.cumulative))
    return [table]


def _cell(cell: Cell | None) -> str:
    """Return a cell as shown: its number, `·` blank, `✗` not in the document, `?` before what could not be read."""
    state = state_of(cell)
    if cell is None:
        return "[red]✗[/red]"
    if state == "value":
        return f"{cell.value:.15g}"
    return "[dim]·[/dim]" if state == "blank" else f"[yellow]?{escape(cell.printed[:20])}[/yellow]"


def _facts(report: Report, lang: Language) -> Table:
    table = Table(show_edge=False, title=render("cli.show.facts", lang=lang), title_justify="left", title_style="bold")
    for key in ("field", "value", "unit", "quote"):
        table.add_column(
            render(f"cli.column.{key}", lang=lang), justify="right" if key == "value" else "left", overflow="fold"
        )
    for fact in report.facts:
        spec = FIELD_BY_NAME.get(fact.field)
        label = f"{spec.label} [dim]{fact.field}[/dim]" if spec else fact.field
        about = "≈" if fact.approximate else ""
        table.add_row(label, f"{about}{fact.value:.15g}", escape(fact.unit), escape(_quote(fact.evidence)))
    return table


def _list(title: str, items: Iterable[str]) -> list[RenderableType]:
    """Return a titled list; nothing where it is empty."""
    texts = [Text(f"  - {item}") for item in items]
    return [Text(title, style="bold"), *texts] if texts else []


def _stated(stated: Stated[str] | Stated[int] | None, lang: Language) -> str:
    return str(stated.value) if stated else render("cli.not_stated", lang=lang)


def _quote(evidence: Evidence) -> str:
    words = " ".join(evidence.quote.split())
    return words if len(words) <= _QUOTE_LENGTH else words[:_QUOTE_LENGTH] + "…"
