"""The answer in words: text, labels, chart and the plan, in Chinese or English, from what was computed alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extractor.ask.catalogue import metric_of, metrics
from extractor.ask.computing import Numbers
from extractor.ask.model import (
    ERRORS_COLUMN,
    SHARE_COLUMN,
    AnswerTable,
    Column,
    Condition,
    Figure,
    LeftOut,
    Note,
    Operation,
    Query,
    Ranked,
    Row,
)
from extractor.messages import Language, render

FOLLOWED = "ask.understood.followed"
_CHARTED = (Operation.TREND, Operation.RANK, Operation.COMPARE, Operation.LIST)


def metric_label(name: str | None, lang: Language) -> str:
    """Return what a metric is called; the name itself in English, where the forms have no words."""
    if name is None or name == "reports":
        return render("ask.metric.reports", lang=lang)
    return metric_of(name).label if lang == "zh" else f"{metric_of(name).label} ({name})"


def say(note: Note, lang: Language) -> str:
    """Return a note in a language; metrics and levels among its values by their names."""
    params = {key: _in_words(key, value, lang) for key, value in note.params.items()}
    return render(note.message_id, params, lang)


def _in_words(key: str, value: object, lang: Language) -> object:
    if key in ("metric", "whole") and isinstance(value, str) and (value in metrics() or value == "reports"):
        return metric_label(value, lang)
    return number(value) if isinstance(value, float) else value


def number(value: float | None) -> str:
    """Return a number as it is read: counts whole, others with two decimals at most, no zeros behind."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def labelled(figure: Figure, lang: Language) -> Figure:
    """Return a figure with its label written; what the label says is no note any more."""
    label, *notes = figure.notes
    whole = {"metric": figure.metric, **label.params}
    return figure.model_copy(
        update={"label": say(Note(message_id=label.message_id, params=whole), lang), "notes": tuple(notes)}
    )


def text_of(query: Query, figures: Sequence[Figure], numbers: Numbers, lang: Language) -> str:
    """Return the sentences of an answer: the figures, what has to be known about them, and what is left out."""
    shown = figures[:20]
    lines = [render("ask.text.scope", {"scope": scope_text(query, lang)}, lang)]
    lines += [_line(figure, lang) for figure in shown]
    hidden = _asked_lines(query, numbers.total) - len(shown)
    if hidden > 0:
        lines.append(render("ask.text.more", {"count": hidden, "total": numbers.total}, lang))
    lines += [say(note, lang) for note in numbers.problems]
    lines += left_out_lines(numbers.left_out, lang)
    return "\n".join(lines)


def left_out_lines(left_out: Iterable[LeftOut], lang: Language) -> list[str]:
    """Return a line for each reason why reports could not count, with the first of them."""
    lines = []
    for left in left_out:
        named = "、".join(left.named) + ("…" if left.count > len(left.named) else "")
        params = {"count": left.count, "reason": say(left.reason, lang), "named": named}
        lines.append(render("ask.text.left_out", params, lang))
    return lines


def taken_over(understood: Iterable[Note], lang: Language) -> list[str]:
    """Return the line that an answer begins with where it goes on from the question before; nothing else."""
    return [say(note, lang) for note in understood if note.message_id == FOLLOWED]


def _asked_lines(query: Query, total: int) -> int:
    """Return how many lines an answer would have if all were written out; 0 where it is one number."""
    if query.operation in _RANKED and query.limit is not None:
        return min(total, query.limit * len(query.metrics))
    if query.operation is Operation.FAULTS:
        return total + 1
    return total if query.by_year or query.operation in (*_RANKED, *_LISTED) else 0


_RANKED = (Operation.RANK, Operation.GROWTH)
_LISTED = (Operation.LIST, Operation.LOOK_UP, Operation.TREND, Operation.COMPARE)


def _line(figure: Figure, lang: Language) -> str:
    who = " ".join(str(part) for part in (figure.issuer, figure.year) if part is not None)
    notes = render("ask.text.join", lang=lang).join(say(note, lang) for note in figure.notes)
    params = {
        "who": f"{who} " if who else "",
        "label": figure.label,
        "value": number(figure.value),
        "unit": figure.unit,
        "notes": render("ask.text.notes", {"notes": notes}, lang) if notes else "",
    }
    return render("ask.text.figure", params, lang)


def scope_text(query: Query, lang: Language) -> str:
    """Return what a query is about, in words: issuers, years, metric, operation."""
    parts = [_issuers(query, lang), _years(query, lang)]
    if query.form:
        parts.append(render("ask.scope.form", {"form": query.form}, lang))
    parts.append(render("ask.text.join", lang=lang).join(metric_label(name, lang) for name in query.metrics))
    parts.append(_operation(query, lang))
    return " · ".join(part for part in parts if part)


def _issuers(query: Query, lang: Language) -> str:
    if query.issuers:
        more = f" … ({len(query.issuers)})" if len(query.issuers) > 6 else ""
        return "、".join(query.issuers[:6]) + more
    levels = "、".join(render(f"ask.level.{level.value}", lang=lang) for level in query.levels)
    return " ".join(part for part in (query.region, levels) if part) or render("ask.scope.everyone", lang=lang)


def _years(query: Query, lang: Language) -> str:
    if not query.years:
        return render("ask.scope.every_year", lang=lang)
    first, last = query.years[0], query.years[-1]
    whole = len(query.years) > 2 and last - first == len(query.years) - 1
    return f"{first}–{last}" if whole else "、".join(map(str, query.years))


def _operation(query: Query, lang: Language) -> str:
    said = render(f"ask.operation.{query.operation.value}", lang=lang)
    if query.by_year:
        said = f"{render('ask.scope.by_year', lang=lang)} {said}"
    if query.operation in (Operation.RANK, Operation.GROWTH):
        grown = said if query.operation is Operation.GROWTH else ""
        if query.ranked is not Ranked.ISSUERS:
            grown = render(f"ask.scope.ranked_{query.ranked.value}", lang=lang)
        said = grown + " " * bool(grown) + _order(query, lang)
    if query.whole is not None:
        said += render("ask.scope.whole", {"whole": metric_label(query.whole, lang)}, lang)
    return said + (_condition(query.condition) if query.condition else "")


def _order(query: Query, lang: Language) -> str:
    named = "" if query.limit is None else ".one" if query.limit == 1 else ".some"
    return render(f"ask.order.{query.order.value}{named}", {"limit": query.limit or ""}, lang)


def _condition(condition: Condition) -> str:
    return f" ({condition.comparison.value} {number(condition.bound)})"


def table_of(query: Query, rows: Sequence[Row], total: int, lang: Language) -> AnswerTable | None:
    """Return the table of the rows; the columns are those that any row has a value in."""
    if not rows:
        return None
    keys = list(dict.fromkeys(key for row in rows for key, value in row.values.items() if value is not None))
    columns = [Column(key=key, label=_heading(key, lang), unit=_unit(key)) for key in keys]
    return AnswerTable(columns=tuple(columns), rows=tuple(rows), total=max(total, len(rows)))


def _heading(key: str, lang: Language) -> str:
    return render(f"ask.column.{key}", lang=lang) if key in _OWN else metric_label(key, lang)


def _unit(key: str) -> str:
    return _OWN[key] if key in _OWN else metric_of(key).unit


_OWN = {"issuer": "", "year": "", SHARE_COLUMN: "%", ERRORS_COLUMN: "处"}
"""Columns that are no metric, with their units."""


def chart_of(query: Query, rows: Sequence[Row], lang: Language) -> dict[str, Any] | None:
    """Return a Vega-Lite specification of the rows: a line over years, else bars; None where there is little to see."""
    if not (query.operation in _CHARTED or query.by_year) or len(rows) < 2 or len(query.metrics) != 1:
        return None
    name = SHARE_COLUMN if query.by_year and query.operation is Operation.SHARE else query.metrics[0]
    over_years = len({row.values.get("year") for row in rows}) == len(rows)
    title = f"{_heading(name, lang)} ({_unit(name)})"
    label, kind = ("year", "ordinal") if over_years else ("issuer", "nominal")
    whole = all(float(row.values.get(name) or 0).is_integer() for row in rows)
    axis = {"axis": {"tickMinStep": 1}} if whole else {}
    value = {"field": "value", "type": "quantitative", "title": title} | axis
    across = {"field": label, "type": kind, "title": _heading(label, lang), "sort": None}
    data = [{label: row.values.get(label), "value": row.values.get(name)} for row in rows]
    line = query.operation is Operation.TREND or (query.by_year and over_years)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": data},
        "mark": "line" if line else "bar",
        "encoding": {"x": across, "y": value} if over_years else {"y": across, "x": value},
    }


def refusal(problems: Iterable[Note], candidates: Sequence[str], lang: Language) -> str:
    """Return the sentences of an abstention: what is missing, and what is there."""
    lines = [say(note, lang) for note in problems]
    if candidates:
        lines.append(render("ask.text.candidates", {"candidates": "、".join(candidates)}, lang))
    return "\n".join(lines)
