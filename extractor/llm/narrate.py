"""Asking a model about the prose of a report: in portions, once more about what is wrong, and what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from extractor.errors import ModelError
from extractor.extraction.answers import NarrativeAnswer, merged, repaired
from extractor.extraction.complaints import about, remarks
from extractor.extraction.engines import LLM, Narrated
from extractor.extraction.material import Line, portions, render
from extractor.extraction.narrative import Narrative
from extractor.llm.model import ChatAnswer, ChatModel, ChatRequest
from extractor.llm.prompts import NARRATIVE, Prompt, catalogue, load_prompt
from extractor.messages import render as say
from extractor.schema import Document, Evidence, Remark, Run, StepError
from extractor.version import __version__

MOST_CHARACTERS = 12_000
"""A longer prose is asked about in portions."""
_ASKED_AGAIN = 60
"""More mistakes than this are not put right by asking; the first are asked about, all of them stay findings."""


@dataclass(frozen=True)
class _Portion:
    """One portion of the prose and what came back about it.

    Attributes:
        answer: None where nothing usable came.
        error: Why nothing came at all.
    """

    lines: tuple[Line, ...]
    exchanges: tuple[ChatAnswer, ...] = ()
    answer: NarrativeAnswer | None = None
    error: ModelError | None = None

    @property
    def quantities(self) -> frozenset[str]:
        """Return the ids that an answer has to label."""
        return frozenset(name for line in self.lines for name in line.quantities)


async def narrate(
    narrative: Narrative, model: ChatModel, prompt: str = NARRATIVE, most_characters: int = MOST_CHARACTERS
) -> Narrated:
    """Return what a model reads from the prose.

    A model that does not answer leaves a step error and no facts; a portion for which no usable answer came is named
    in a remark. What is wrong with an answer is asked about once more, then kept and remarked on.

    Raises:
        PromptError: The prompt file can't be used.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    text = load_prompt(prompt)
    cut = portions(narrative.material, most_characters)
    done = await asyncio.gather(*(_ask_twice(narrative, lines, model, text) for lines in cut))
    answered = [portion for portion in done if portion.answer is not None]
    found = narrative.interpret(merged(portion.answer for portion in answered if portion.answer is not None))
    asked = frozenset().union(*(portion.quantities for portion in answered))
    run = Run(
        engine=LLM,
        model=model.name,
        prompt=prompt,
        version=__version__,
        seconds=round(time.perf_counter() - clock, 4),
        started_at=started.isoformat(timespec="seconds"),
    )
    return Narrated(
        facts=found.facts,
        problems=found.problems,
        improvements=found.improvements,
        subjects=found.subjects,
        remarks=(*_unanswered(done, narrative.document), *remarks(about(found.complaints, asked), narrative.document)),
        runs=(_accounted(run, [exchange for portion in done for exchange in portion.exchanges]),),
        errors=_step_errors(done),
    )


async def _ask_twice(narrative: Narrative, lines: tuple[Line, ...], model: ChatModel, prompt: Prompt) -> _Portion:
    """Ask about a portion, and once more about what is wrong with the answer."""
    report, whole = render(lines), _Portion(lines)
    try:
        first = await model.ask(_request(prompt, prompt.user, report=report))
    except ModelError as error:
        return _Portion(lines, error=error)
    answer = first.parsed
    if not isinstance(answer, NarrativeAnswer):
        return _Portion(lines, (first,))
    complaints = about(narrative.interpret(answer).complaints, whole.quantities)
    if not complaints or prompt.repair is None:
        return _Portion(lines, (first,), answer)
    problems = "\n".join(f"- {complaint}" for complaint in complaints[:_ASKED_AGAIN])
    try:
        second = await model.ask(_request(prompt, prompt.repair, report=report, problems=problems))
    except ModelError:
        return _Portion(lines, (first,), answer)
    if isinstance(second.parsed, NarrativeAnswer):
        answer = repaired(answer, second.parsed, complaints)
    return _Portion(lines, (first, second), answer)


def _request(prompt: Prompt, text: str, **values: str) -> ChatRequest:
    return ChatRequest(
        prompt=prompt.name,
        system=prompt.render(prompt.system, fields=catalogue()),
        user=prompt.render(text, **values),
        answer=NarrativeAnswer,
    )


def _unanswered(done: Sequence[_Portion], document: Document) -> list[Remark]:
    """Return a remark that names the stretches of prose for which no usable answer came; none where all were."""
    lost = [portion for portion in done if portion.answer is None]
    if not lost:
        return []
    reasons = dict.fromkeys(reason for portion in lost if (reason := _reason(portion)))
    spans = [(portion.lines[0].span[0], portion.lines[-1].span[1]) for portion in lost]
    evidence = tuple(
        Evidence(quote=document.text[start:end], span=(start, end), page=document.page_of(start))
        for start, end in spans
    )
    params = {"count": len(done), "lost": len(lost), "reason": ";".join(reasons)}
    return [Remark(rule="narrative.no_answer", params=params, evidence=evidence)]


def _reason(portion: _Portion) -> str:
    if portion.error is not None:
        return say(portion.error.message_id, portion.error.params)
    exchange = portion.exchanges[-1]
    return say(exchange.problem, exchange.params) if exchange.problem else exchange.text[:80]


def _step_errors(done: Iterable[_Portion]) -> tuple[StepError, ...]:
    """Return why the model gave no answer, each reason once."""
    errors = {portion.error.message_id: portion.error for portion in done if portion.error is not None}
    return tuple(
        StepError(step="model", message_id=name, message=say(name, error.params)) for name, error in errors.items()
    )


def _accounted(run: Run, exchanges: Sequence[ChatAnswer]) -> Run:
    """Return a run with what its exchanges took; unknown counts of tokens and costs add nothing."""
    costs = [exchange.cost for exchange in exchanges if exchange.cost is not None]
    return run.model_copy(
        update={
            "mode": exchanges[-1].mode if exchanges else None,
            "requests": sum(exchange.attempts for exchange in exchanges),
            "cached": sum(exchange.cached for exchange in exchanges),
            "cost": round(sum(costs), 6) if costs else None,
            "input_tokens": sum(exchange.input_tokens or 0 for exchange in exchanges),
            "output_tokens": sum(exchange.output_tokens or 0 for exchange in exchanges),
        }
    )
