"""An answer as it comes about: the plan first, then table, text line by line, sources, and the whole."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from extractor.ask.model import Answer, AnswerTable, Citation, Note, Query
from extractor.schema.document import Frozen

if TYPE_CHECKING:
    from extractor.ask.asker import Asker


class Step(StrEnum):
    """What has come about, in the order in which it comes."""

    PLAN = "plan"
    TABLE = "table"
    TEXT = "text"
    CITATIONS = "citations"
    DONE = "done"


class Event(Frozen):
    """A part of an answer.

    Attributes:
        query: Of `plan`; None where nothing could be planned.
        understood: Of `plan`.
        table: Of `table`; there is no such event where the answer has none.
        text: Of `text`: a line. All lines, each ended by a line break, are the text of the answer. A sentence that a
            model wrote only comes after it was held against its sources.
        citations: Of `citations`, all of them.
        answer: Of `done`: the whole, as `Asker.ask` returns it.
    """

    step: Step
    query: Query | None = None
    understood: tuple[Note, ...] = ()
    table: AnswerTable | None = None
    text: str = ""
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None


def ask_stream(asker: Asker, question: str, last: Answer | None = None) -> Iterator[Event]:
    """Yield the answer to a question part by part; `last` is the answer before it."""
    plan = asker.plan(question, last)
    yield Event(step=Step.PLAN, query=plan.query, understood=tuple(plan.understood))
    answer = asker.computed(plan, last)
    if answer.table is not None:
        yield Event(step=Step.TABLE, table=answer.table)
    answer = asker.written(question, answer)
    for line in answer.text.splitlines():
        yield Event(step=Step.TEXT, text=line)
    if answer.citations:
        yield Event(step=Step.CITATIONS, citations=answer.citations)
    yield Event(step=Step.DONE, answer=answer)
