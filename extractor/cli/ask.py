"""`nianbao ask`: a question answered from the stored reports, or a conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import DataOption, LangOption, text
from extractor.cli.terminal import guarded, output

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extractor.ask.asker import Asker
    from extractor.ask.model import Answer, Citation, Query
    from extractor.config import Settings
    from extractor.messages import Language

_CITED = 20
"""Sources that are printed; `--json` has them all."""


@guarded
def ask(
    question: Annotated[str | None, typer.Argument(help=text("ask.help.question"), show_default=False)] = None,
    query: Annotated[
        str | None, typer.Option("--query", help=text("ask.help.query"), metavar="JSON", show_default=False)
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help=text("ask.help.engine"))] = "rules",
    as_json: Annotated[bool, typer.Option("--json", help=text("ask.help.json"))] = False,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Answer a question, run a plan, or hold a conversation."""
    from extractor.config import load_settings

    settings = load_settings(data_dir=data, lang=lang)
    with _asker(settings, engine) as asker:
        if query is not None:
            _print(asker.run(_plan(query)), settings.lang, as_json=as_json)
        elif question is not None:
            _answer(asker, question, None, settings.lang, as_json=as_json)
        else:
            _converse(asker, settings.lang, as_json=as_json)


@contextmanager
def _asker(settings: Settings, engine: str) -> Iterator[Asker]:
    """Give what answers over the store that is there, with its index and, where asked for, a model."""
    from extractor.ask.asker import Asker
    from extractor.cli.store import existing_store
    from extractor.errors import ConfigError
    from extractor.index.opening import open_index

    if engine not in ("rules", "llm"):
        raise ConfigError("error.config", setting="--engine", value=engine, reason="rules / llm")
    with ExitStack() as stack:
        store = stack.enter_context(existing_store(settings))
        index = stack.enter_context(open_index(store, settings.data_dir))
        helper = None
        if engine == "llm":
            from extractor.ask.helper import ModelHelper
            from extractor.llm.connect import ModelOptions, connect
            from extractor.llm.settings import load_model_settings

            connection = stack.enter_context(connect(load_model_settings(), settings.data_dir, ModelOptions()))
            helper = ModelHelper(connection.model, connection.loop)
        yield Asker(store, index, lang=settings.lang, helper=helper)


def _plan(given: str) -> Query:
    """Return a plan given as JSON.

    Raises:
        ConfigError: It is none.
    """
    from pydantic import ValidationError

    from extractor.ask.model import Query
    from extractor.errors import ConfigError

    try:
        return Query.model_validate_json(given)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ".".join(map(str, problem["loc"]))
        raise ConfigError("ask.problem.query_invalid", reason=f"{place} {problem['msg']}".strip()) from error


def _converse(asker: Asker, lang: Language, *, as_json: bool) -> None:
    """Answer line after line, each going on from the one before; an empty line or the end of input ends it."""
    import sys

    from extractor.messages import render

    asked = sys.stdin.isatty() and not as_json
    if asked:
        output().print(render("ask.bye", lang=lang), style="dim")
    last: Answer | None = None
    while True:
        if asked:
            output().print(f"{render('ask.prompt', lang=lang)}> ", end="")
        line = sys.stdin.readline()
        if not line.strip():
            return
        last = _answer(asker, line.strip(), last, lang, as_json=as_json)


def _answer(asker: Asker, question: str, last: Answer | None, lang: Language, *, as_json: bool) -> Answer | None:
    """Print the answer to a question, its lines as they come, and return it."""
    from extractor.ask.streaming import Step, ask_stream

    answer: Answer | None = None
    for event in ask_stream(asker, question, last):
        answer = event.answer or answer
        if event.step is Step.TEXT and not as_json:
            output().print(event.text, markup=False, soft_wrap=True)
    if answer is not None:
        _print(answer, lang, as_json=as_json, text=False)
    return answer


def _print(answer: Answer, lang: Language, *, as_json: bool, text: bool = True) -> None:
    from extractor.ask.asker import as_json as described

    if as_json:
        typer.echo(json.dumps(described(answer, lang), ensure_ascii=False))
        return
    console = output()
    if text:
        console.print(answer.text, markup=False, soft_wrap=True)
    for part in _parts(answer, lang):
        console.print(part)


def _parts(answer: Answer, lang: Language) -> Iterator[RenderableType]:
    """Yield what is printed below the text: the rows, the sources, how it was understood, and the plan."""
    from rich.text import Text

    from extractor.ask.asker import note_texts
    from extractor.messages import render

    if answer.table is not None and len(answer.figures) < len(answer.table.rows):
        yield from _table(answer, lang)
    if answer.citations:
        yield Text(f"\n{render('ask.heading.citations', lang=lang)}", style="bold")
        yield Text("\n".join(_cited(answer, lang)), overflow="fold")
    if answer.understood:
        yield Text(f"\n{render('ask.heading.understood', lang=lang)}", style="bold")
        yield Text("\n".join(note_texts(answer.understood, lang)))
    if answer.query is not None:
        plan = answer.query.model_dump_json(exclude_defaults=True)
        yield Text(
            f"\n{render('ask.heading.plan', lang=lang)} ({answer.planned_by}) {plan}", style="dim", overflow="fold"
        )


def _table(answer: Answer, lang: Language) -> Iterator[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    from extractor.messages import render

    if answer.table is None:
        return
    shown = {"shown": len(answer.table.rows), "total": answer.table.total}
    yield Text(f"\n{render('ask.heading.rows', shown, lang)}", style="bold")
    table = Table(show_edge=False)
    for column in answer.table.columns:
        table.add_column(Text(f"{column.label} {column.unit}".strip()), justify="right" if column.unit else "left")
    for row in answer.table.rows:
        table.add_row(*(Text(_shown(row.values.get(column.key), column.key)) for column in answer.table.columns))
    yield table


def _shown(value: str | float | None, key: str) -> str:
    from extractor.ask.writing import number

    if key == "year" and isinstance(value, float | int):
        return f"{value:.0f}"
    return value if isinstance(value, str) else number(value)


def _quoted(citation: Citation, lang: Language) -> str:
    """Return what stands at a source, and what the review put in its place."""
    from extractor.ask.writing import number
    from extractor.messages import render

    quote = " ".join(citation.quote.split())[:120]
    if citation.corrected is None:
        return quote
    return render("ask.citation.corrected", {"quote": quote, "value": number(citation.corrected)}, lang)


def _place(citation: Citation, lang: Language) -> str:
    """Return where in a report a source stands; the Chinese names of cells and fields are those of the form."""
    from extractor.messages import render
    from extractor.schema.fields import FIELD_BY_NAME
    from extractor.validation.labels import place_label

    if citation.path is None:
        return render("ask.citation.part", {"part": citation.part or "—"}, lang)
    if lang != "zh":
        return citation.path
    return FIELD_BY_NAME[citation.path].label if citation.path in FIELD_BY_NAME else place_label(citation.path)


def _cited(answer: Answer, lang: Language) -> Iterator[str]:
    from extractor.messages import render

    for number, citation in enumerate(answer.citations[:_CITED], 1):
        place = _place(citation, lang)
        params = {
            "number": number,
            "issuer": citation.issuer or "—",
            "year": citation.year or "—",
            "path": place,
            "quote": _quoted(citation, lang),
            "report": citation.report,
        }
        line = render("ask.citation.line", params, lang)
        if citation.as_read is not None:
            issuer, year = (value or "—" for value in citation.as_read)
            line = render("ask.citation.head", {"line": line, "issuer": issuer, "year": year}, lang)
        yield line
    if len(answer.citations) > _CITED:
        yield render("ask.citation.more", {"total": len(answer.citations)}, lang)
