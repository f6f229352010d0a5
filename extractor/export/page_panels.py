"""What stands beside the source: head, findings, facts, quantities, problems and improvements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from extractor.export.page_marks import cells_of, head_evidence, mark_id
from extractor.export.page_tables import TableView, number
from extractor.messages import Language, render
from extractor.messages.times import local_time
from extractor.schema import Cause, Evidence, Finding, Item, Match, Outcome, Report, Severity
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.life import TrackedFinding
from extractor.validation.labels import changes_text, place_label
from extractor.validation.reasons import reason_text

_CHIPS = 8
_ALTERNATIVES = 3
_UNFOLDED = 4
"""So many findings of one rule that could not be checked stand side by side; more are folded."""
_SEVERITIES = [Severity.ERROR, Severity.WARNING, Severity.INFO]


def say(message_id: str, lang: Language, **params: object) -> str:
    """Return a text of the page, escaped."""
    return escape(render(message_id, params, lang))


def cell_flags(report: Report) -> dict[str, str]:
    """Return the classes of the cells that findings name: the gravest failure, else open where no number stands."""
    numbers = {path for path, cell in cells_of(report) if cell.value is not None}
    flags: dict[str, str] = {}
    for finding in sorted(report.findings, key=lambda item: -_SEVERITIES.index(item.severity)):
        failed = finding.outcome is Outcome.FAIL
        css = f" bad-{finding.severity.value}" if failed else " open"
        flags |= {path: css for path in finding.cells if failed or (path not in numbers and path not in flags)}
    return flags


def head_panel(report: Report, lang: Language) -> str:
    """Return the head fields, those that were not found among them, and what is known of the file."""
    evidence = head_evidence(report)
    fields = [(name, getattr(report, name)) for name in ("issuer", "year", "published_on", "period_start")]
    fields += [("period_end", report.period_end)]
    fields += [(name, getattr(report.contact, name)) for name in ("address", "phone", "email", "postcode")]
    rows = []
    for name, stated in fields:
        if stated is None and name in ("address", "phone", "email", "postcode"):
            continue
        shown = escape(str(stated.value)) if stated else f'<i class="absent">{say("page.not_found", lang)}</i>'
        attributes = _value_attributes(mark_id("head", name), evidence.get(name))
        rows.append(f"<div{attributes}><dt>{say(f'page.{name}', lang)}</dt><dd>{shown}</dd></div>")
    form = say("page.form_none", lang) if report.form is None else escape(report.form)
    rows.append(f"<div><dt>{say('page.form', lang)}</dt><dd>{form}</dd></div>")
    return f'<dl class="head">{"".join(rows)}</dl>'


def _value_attributes(value_id: str, evidence: Evidence | None) -> str:
    """Return the attributes that tie a value to its mark; a value without a place says so by its class."""
    if evidence is None:
        return ""
    lost = " unplaced" if evidence.span is None or evidence.match is Match.NONE else ""
    return f' class="v{lost}" data-v="{escape(value_id)}" tabindex="0" title="{escape(evidence.quote)}"'


def findings_panel(report: Report, lang: Language, tracked: Sequence[TrackedFinding] = ()) -> str:
    """Return the findings, the gravest first; many open ones of the same rule are folded into one entry."""
    numbered = sorted(enumerate(report.findings), key=lambda pair: _SEVERITIES.index(pair[1].severity))
    gone = [_gone(item, lang) for item in tracked[len(report.findings) :]]
    if not numbered and not gone:
        return f'<p class="none">{say("page.no_findings", lang)}</p>'
    entries = []
    for (rule, outcome), group in groupby(numbered, key=lambda pair: (pair[1].rule, pair[1].outcome)):
        items = [_finding(at, finding, lang, tracked[at] if tracked else None) for at, finding in group]
        if outcome is Outcome.UNKNOWN and len(items) > _UNFOLDED:
            more = say("page.more_findings", lang, count=len(items) - 1, rule=rule)
            entries += [items[0], f"<li class='more'><details><summary>{more}</summary><ol>{''.join(items[1:])}</ol>"]
            entries += ["</details></li>"]
        else:
            entries += items
    return f"<ol>{''.join((*entries, *gone))}</ol>"


def _gone(item: TrackedFinding, lang: Language) -> str:
    """Return a finding that was decided on and that the report no longer has."""
    finding = item.finding
    message = finding.message if lang == "zh" else render(finding.message_id, finding.params, lang)
    return (
        f'<li class="finding gone"><span class="message">{escape(message)}</span> <code>{escape(finding.rule)}</code>'
        f"{_state(item, lang)}</li>"
    )


def _state(item: TrackedFinding | None, lang: Language) -> str:
    """Return what people decided about a finding, the last decision; nothing where nobody did."""
    if item is None or not item.history:
        return ""
    last = item.history[-1]
    params = {"by": last.by, "at": local_time(last.at), "revision": last.revision, "reason": last.reason}
    params["state"] = render(f"findings.state.{last.state.value}", lang=lang)
    message_id = f"findings.reopened.{item.reopened.value}" if item.reopened else "findings.decision"
    note = say("findings.gone_note", lang, revision=item.revision) if item.gone else ""
    if last.carried_from is not None:
        note = f"{say('findings.carried', lang, id=last.carried_from)} {note}"
    return f'<div class="state">{say(message_id, lang, **params)} {note}</div>'


def _finding(at: int, finding: Finding, lang: Language, tracked: TrackedFinding | None) -> str:
    message = finding.message if lang == "zh" else render(finding.message_id, finding.params, lang)
    return (
        f'<li class="finding {finding.severity.value} {finding.outcome.value}" tabindex="0" data-finding="{at}">'
        f'<span class="badge">{say(f"page.{finding.severity.value}", lang)}</span>'
        f'<span class="outcome">{say(f"page.{finding.outcome.value}", lang)}</span> '
        f'<span class="message">{escape(message)}</span> <code>{escape(finding.rule)}</code>'
        f"{_state(tracked, lang)}{''.join(_finding_details(at, finding, lang))}</li>"
    )


def _finding_details(at: int, finding: Finding, lang: Language) -> Iterator[str]:
    """Yield the suggestion, the candidates, the cells and the words of a finding."""
    if finding.suggestion is not None:
        params = {"changes": changes_text(finding.suggestion), "reason": reason_text(finding.suggestion, lang)}
        cause = "" if finding.cause is Cause.OPEN else f" · {say(f'cause.{finding.cause.value}', lang)}"
        yield f'<div class="suggestion">{say("page.suggestion", lang, **params)}{cause}</div>'
    if finding.alternatives:
        changes = " / ".join(map(changes_text, finding.alternatives[:_ALTERNATIVES]))
        yield f'<div class="suggestion">{say("page.alternatives", lang, changes=changes)}</div>'
    if finding.candidates:
        yield f'<div class="candidates">{say("page.candidates", lang)} {escape(" · ".join(finding.candidates))}</div>'
    chips = [_chip(mark_id("cell", path), place_label(path)) for path in finding.cells]
    chips += [
        _chip(mark_id("evidence", f"{at}-{number}"), f"“{item.quote}”") for number, item in enumerate(finding.evidence)
    ]
    if chips:
        more = f"<details><summary>+{len(chips) - _CHIPS}</summary>{''.join(chips[_CHIPS:])}</details>"
        yield f'<div class="chips">{"".join(chips[:_CHIPS])}{more if len(chips) > _CHIPS else ""}</div>'


def _chip(value_id: str, label: str) -> str:
    short = label if len(label) <= 40 else f"{label[:39]}…"
    return f'<button type="button" data-go="{escape(value_id)}" title="{escape(label)}">{escape(short)}</button>'


def facts_panel(report: Report, lang: Language) -> str:
    """Return the typed facts of the prose with the words they rest on."""
    rows = []
    for at, fact in enumerate(report.facts):
        label = FIELD_BY_NAME[fact.field].label if fact.field in FIELD_BY_NAME else fact.field
        approximate = say("page.approximate", lang) if fact.approximate else ""
        rows.append(
            f"<tr{_value_attributes(mark_id('fact', at), fact.evidence)}><th>{escape(label)}"
            f"<code>{escape(fact.field)}</code></th><td class='n'>{approximate}{number(fact.value)}"
            f"<small>{escape(fact.unit)}</small></td><td>{say(f'page.basis_{fact.basis.value}', lang)}</td>"
            f"<td class='quote'>{escape(fact.evidence.quote)}{_lost(fact.evidence, lang)}</td></tr>"
        )
    return f'<table class="list">{"".join(rows)}</table>'


def quantities_panel(report: Report, lang: Language) -> str:
    """Return every quantity of the prose in reading order."""
    rows = []
    for at, item in enumerate(report.quantities):
        approximate = say("page.approximate", lang) if item.approximate else ""
        rows.append(
            f"<tr{_value_attributes(mark_id('quantity', at), item.evidence)}><th>{escape(item.subject)}</th>"
            f"<td class='n'>{approximate}{number(item.value)}<small>{escape(item.unit)}</small></td>"
            f"<td>{say(f'page.basis_{item.basis.value}', lang)}{_lost(item.evidence, lang)}</td></tr>"
        )
    return f'<table class="list">{"".join(rows)}</table>'


def items_panel(kind: str, items: tuple[Item, ...], lang: Language) -> str:
    """Return the problems or improvements of part 5."""
    entries = (
        f"<li{_value_attributes(mark_id(kind, at), item.evidence)}>{escape(item.text)}{_lost(item.evidence, lang)}</li>"
        for at, item in enumerate(items)
    )
    return f'<ol class="items">{"".join(entries)}</ol>'


def _lost(evidence: Evidence, lang: Language) -> str:
    """Return a warning where the words of a value were not found in the text."""
    found = evidence.span is not None and evidence.match is not Match.NONE
    return "" if found else f' <b class="lost">{say("page.unplaced", lang)}</b>'


def tables_legend(view: TableView) -> str:
    """Return what the looks of the cells mean."""
    looks = ("zero", "blank", "null", "missing", "bad-error", "open")
    entries = (f'<span class="sample {look}">{say(f"page.legend_{look}", view.lang)}</span>' for look in looks)
    return f'<p class="legend">{"".join(entries)}</p>'
