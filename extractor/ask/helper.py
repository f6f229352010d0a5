"""A model's help: a plan where the rules have none, and sentences from passages; both are checked before they count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pydantic import Field

from extractor.ask.catalogue import metrics, unknown_metrics
from extractor.ask.issuers import Directory
from extractor.ask.model import Citation, Note, Query
from extractor.ask.plan import Allowed
from extractor.ask.vocabulary import APPLICANT, section
from extractor.errors import ModelError
from extractor.llm.loop import LoopThread
from extractor.llm.model import ChatModel, ChatRequest
from extractor.llm.prompts import load_prompt
from extractor.messages import render
from extractor.parsing.flow import fold
from extractor.schema.document import Frozen

PLAN, WRITE = "ask-plan.v1", "ask-write.v1"
_HARMLESS = str.maketrans({"<": "‹", ">": "›"})
"""The signs that mark the ends of the material mean nothing inside it."""
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+(?=[件条个次篇场家项份人名万亿元%])")


class PlannedQuery(Frozen):
    """What a model makes of a question.

    Attributes:
        query: None where it can't be asked of the reports.
        why: What is missing then.
    """

    query: Query | None = None
    why: str = ""


class Sentence(Frozen):
    """A sentence with the numbers of the sources it rests on, the first one 1."""

    text: str
    cites: tuple[int, ...] = ()


class WrittenAnswer(Frozen):
    """The sentences of an answer."""

    sentences: tuple[Sentence, ...] = Field(default=())


class ModelHelper:
    """Asks a model in a loop of its own; a model that fails leaves the answer as it is without one."""

    def __init__(self, model: ChatModel, loop: LoopThread) -> None:
        self._model, self._loop = model, loop
        self.name = model.name

    def plan(self, question: str, directory: Directory, allowed: Allowed) -> tuple[Query | None, Note | None]:
        """Return a model's plan, or why there is none; one that names anything else than it may is none."""
        prompt, columns = load_prompt(PLAN), "、".join(("total", *section(APPLICANT)))
        request = ChatRequest(
            prompt=prompt.name,
            system=prompt.render(prompt.system, metrics=_metric_lines(), columns=columns),
            user=prompt.render(
                prompt.user,
                issuers="、".join(allowed.issuers) or "(全部单位)",
                places="、".join(place for place in directory.places if place in question) or "(无)",
                years="、".join(map(str, directory.years)),
                question=question.translate(_HARMLESS),
            ),
            answer=PlannedQuery,
        )
        answer, problem = self._ask(request)
        if not isinstance(answer, PlannedQuery) or answer.query is None:
            why = answer.why if isinstance(answer, PlannedQuery) else ""
            return None, problem or (Note(message_id="ask.problem.model", params={"reason": why}) if why else None)
        wrong = faults(answer.query, directory, allowed)
        return (
            (None, Note(message_id="ask.problem.model", params={"reason": wrong[0]})) if wrong else (answer.query, None)
        )

    def write(self, question: str, citations: Sequence[Citation]) -> tuple[list[Sentence], list[Note]]:
        """Return the sentences that hold against their sources, and what was dropped."""
        prompt = load_prompt(WRITE)
        sources = [_source(citation) for citation in citations]
        shown = "\n".join(f"{number}. {text}" for number, text in enumerate(sources, 1)).translate(_HARMLESS)
        request = ChatRequest(
            prompt=prompt.name,
            system=prompt.render(prompt.system),
            user=prompt.render(prompt.user, question=question.translate(_HARMLESS), sources=shown),
            answer=WrittenAnswer,
        )
        answer, problem = self._ask(request)
        if not isinstance(answer, WrittenAnswer):
            return [], [problem] if problem else []
        kept = [sentence for sentence in answer.sentences if holds(sentence, sources)]
        dropped = len(answer.sentences) - len(kept)
        notes = [Note(message_id="ask.problem.sentence_dropped", params={"count": dropped})] if dropped else []
        return kept, notes

    def _ask(self, request: ChatRequest) -> tuple[object, Note | None]:
        """Return a valid answer, or why there is none."""
        try:
            answer = self._loop.run(self._model.ask(request))
        except ModelError as error:
            return None, Note(message_id="ask.problem.model", params={"reason": render(error.message_id, error.params)})
        if answer.parsed is None:
            return None, Note(
                message_id="ask.problem.model",
                params={"reason": render(answer.problem, answer.params) if answer.problem else answer.text[:80]},
            )
        return answer.parsed, None


def faults(query: Query, directory: Directory, allowed: Allowed) -> list[str]:
    """Return what a plan names that it may not."""
    wrong = unknown_metrics(query)
    wrong += [name for name in query.issuers if name not in allowed.issuers]
    wrong += [str(year) for year in query.years if year not in (allowed.years or directory.years)]
    if allowed.issuers and not query.issuers:
        wrong.append("、".join(allowed.issuers))
    if query.region is not None and query.region not in directory.places:
        wrong.append(query.region)
    if not query.metrics and query.words is None:
        wrong.append("metrics")
    return wrong


def holds(sentence: Sentence, sources: Sequence[str]) -> bool:
    """Return whether a sentence names sources there are, and every number in it stands in one of them."""
    if not sentence.cites or any(not 1 <= number <= len(sources) for number in sentence.cites):
        return False
    cited = set(_numbers(" ".join(sources[number - 1] for number in sentence.cites)))
    return all(number in cited for number in _numbers(sentence.text))


def _numbers(text: str) -> list[str]:
    return [match[0].replace(",", "") for match in _NUMBER.finditer(fold(text))]


def _source(citation: Citation) -> str:
    """Return a citation as a model sees it: whose words, of which year, and the words."""
    place = f" {citation.path}" if citation.path else ""
    return f"{citation.issuer or '—'} {citation.year or '—'}{place}:{' '.join(citation.quote.split())}"


def _metric_lines() -> str:
    """Return the metrics a line each; the kinds of applicants are left out, they stand for themselves."""
    lines: Mapping[str, str] = {
        name.replace(".total", ".{applicant}") if name.startswith("applications.") else name: metric.label
        for name, metric in metrics().items()
        if not name.startswith("applications.") or name.endswith(".total")
    }
    return "\n".join(f"{name} {label}" for name, label in lines.items())
