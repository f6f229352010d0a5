"""The report as one page that needs nothing else."""

from __future__ import annotations

from html import escape

from eval.report.content import (
    Content,
    Table,
    confidence_table,
    fields_table,
    figures_table,
    settings_rows,
    usage_text,
    worst_table,
)
from eval.report.pictures import accepted_curve, intervals, reliability, verdict_bars
from eval.scorers import KINDS, Verdict
from extractor.confidence import calibration
from extractor.messages import Language, render

_STYLE = """
body { font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; color: #222;
  max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
th, td { border-bottom: 1px solid #ddd; padding: .3rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #f3f5f4; }
.wide td { font-size: 13px; min-width: 4rem; } .wide td:nth-child(3), .wide th { white-space: nowrap; }
.note { color: #666; } svg { max-width: 100%; height: auto; } svg text { font-size: 12px; fill: #333; }
.interval { stroke: #2e7d4f; stroke-width: 3; } .point { fill: #14532d; } .grid { stroke: #e3e3e3; }
"""


def page(content: Content, lang: Language) -> str:
    """Return the report as HTML."""
    summary = content.summary
    title = render("eval.report.title", lang=lang)
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(render('eval.run.title', summary, lang))}</p>",
        f"<p>{escape(usage_text(content.usage, lang))}</p>",
        _heading("settings", lang),
        _table(((), settings_rows(content, lang))),
        _heading("figures", lang),
        _note("figures_note", lang),
        _figures_picture(content, lang),
        _table(figures_table(content, lang)),
        _heading("verdicts", lang),
        _verdicts_picture(content, lang),
        *_confidence(content, lang),
        _heading("fields", lang),
        _fields_picture(content, lang),
        _heading("failed", lang),
        _table(((), list(content.failed))) if content.failed else _note("none", lang),
        *_worst(content, lang),
    ]
    language = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


_KIND_COLOURS = {"values": "#333333", "facts": "#2e7d4f", "quantities": "#e0861a", "items": "#6a51a3"}


def _confidence(content: Content, lang: Language) -> list[str]:
    """Return the part about confidence: reliability, what can be accepted unseen, both as pictures and in figures."""
    found = content.summary.get("confidence", {})
    if not found:
        return []
    shown = [
        (render(f"eval.kind.{kind}", lang=lang), colour, found[kind])
        for kind, colour in _KIND_COLOURS.items()
        if kind in found
    ]
    bins = [
        (label, colour, [(one["confidence"], one["right"], one["values"]) for one in entry["bins"]])
        for label, colour, entry in shown
    ]
    curves = [(label, colour, [point[:2] for point in entry["curve"]]) for label, colour, entry in shown]
    return [
        _heading("confidence", lang),
        _note("confidence_note", lang),
        reliability(bins),
        accepted_curve(curves, calibration().target),
        _table(confidence_table(content, lang)),
    ]


def _worst(content: Content, lang: Language) -> list[str]:
    table = worst_table(content, lang)
    params = {"shown": len(table[1]), "count": len(content.bad)}
    heading = f"<h2>{escape(render('eval.report.worst', params, lang))}</h2>"
    if not table[1]:
        return [heading, _note("none", lang)]
    return [heading, _note("worst_note", lang), _table(table, "wide")]


def _figures_picture(content: Content, lang: Language) -> str:
    return intervals(
        [
            (render(f"eval.metric.{name}", lang=lang), entry["value"], entry["low"], entry["high"])
            for name, entry in content.summary["metrics"].items()
            if entry["value"] is not None and entry["of"]
        ]
    )


def _fields_picture(content: Content, lang: Language) -> str:
    _, rows = fields_table(content, lang)
    order = sorted(content.summary["fields"].items(), key=lambda item: (item[1]["value"], item[0]))
    return intervals(
        [(row[0], entry["value"], entry["low"], entry["high"]) for row, (_, entry) in zip(rows, order, strict=True)]
    )


def _verdicts_picture(content: Content, lang: Language) -> str:
    counts = content.summary["counts"]
    rows = [(render(f"eval.kind.{kind}", lang=lang), counts[kind]) for kind in KINDS if kind in counts]
    return verdict_bars(rows, {str(verdict): render(f"eval.verdict.{verdict}", lang=lang) for verdict in Verdict})


def _heading(name: str, lang: Language) -> str:
    return f"<h2>{escape(render(f'eval.report.{name}', lang=lang))}</h2>"


def _note(name: str, lang: Language) -> str:
    return f'<p class="note">{escape(render(f"eval.report.{name}", lang=lang))}</p>'


def _table(table: Table, kind: str = "") -> str:
    head, rows = table
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="{kind}">{f"<tr>{heads}</tr>" if heads else ""}{body}</table>'
