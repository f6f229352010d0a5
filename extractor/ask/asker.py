"""Asking: a question in, an answer out, over one store; the conversation is the caller's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from extractor.ask.catalogue import unknown_metrics
from extractor.ask.cite import Citations, Cited
from extractor.ask.computing import Computing, Numbers
from extractor.ask.directories import directory_of
from extractor.ask.heads import state_of_heads
from extractor.ask.issuers import Directory
from extractor.ask.model import Answer, Kind, Note, Operation, Query
from extractor.ask.numbers import compute
from extractor.ask.plan import Allowed, Plan
from extractor.ask.planner import plan_question
from extractor.ask.reading import Passages, find_passages
from extractor.ask.unplaced import beside_refusal
from extractor.ask.values import Values
from extractor.ask.writing import chart_of, labelled, left_out_lines, refusal, say, table_of, taken_over, text_of
from extractor.messages import Language
from extractor.storage.scopes import Scope

if TYPE_CHECKING:
    from extractor.ask.helper import ModelHelper
    from extractor.index.model import Index
    from extractor.storage import ReportStore


class Asker:
    """Answers questions over a store. Keeps the names of its issuers as long as those in the store don't change."""

    def __init__(
        self,
        store: ReportStore,
        index: Index | None = None,
        *,
        lang: Language = "zh",
        visible: Collection[str] | None = None,
        helper: ModelHelper | None = None,
        remember: bool = True,
    ) -> None:
        """Use as it is, or give an index for questions about words.

        Args:
            store: Stays open as long as questions are asked.
            index: Of the store's passages; None answers only for numbers.
            lang: Of the answers; the question may be in either.
            visible: Names of the issuers whose reports the asker may read; None is all of them.
            remember: Whether the values of the last questions stay known while the store doesn't change.
            helper: A model for what the rules can't plan, and for sentences; None asks none.
        """
        self._helper, self._remember = helper, remember
        self._store, self._index, self._lang, self._visible = store, index, lang, visible
        self._directory = Directory()
        self._state: tuple[int, ...] | None = None
        self._known: dict[tuple[Scope, str], Values] = {}
        self._cited = Cited()

    def ask(self, question: str, last: Answer | None = None) -> Answer:
        """Return the answer to a question; `last` is the answer before it, which a follow-up goes on from."""
        return self.written(question, self.computed(self.plan(question, last), last))

    def plan(self, question: str, last: Answer | None = None) -> Plan:
        """Return how a question is understood, by the rules or with a model's help; nothing is computed yet."""
        directory = self.directory()
        plan = plan_question(question, directory, last.query if last else None)
        plan.directory = directory
        if plan.query is None and self._helper is not None and plan.may_be_helped:
            self._helped(question, plan, directory, last)
        return plan

    def computed(self, plan: Plan, last: Answer | None = None) -> Answer:
        """Return the answer to a plan, without a model's sentences; an abstention where nothing could be planned."""
        if plan.query is None:
            return self._refused(plan, last, plan.directory or self.directory())
        return self.run(plan.query, plan)

    def _helped(self, question: str, plan: Plan, directory: Directory, last: Answer | None) -> None:
        """Let the model plan what the rules can't, among the issuers and years that the question names."""
        if self._helper is None:
            return
        before = last.query.issuers if last and last.query else ()
        allowed = Allowed(tuple(plan.named) or before, plan.years)
        query, problem = self._helper.plan(question, directory, allowed)
        if query is not None:
            plan.query, plan.planned_by = query, self._helper.name
            plan.problems.clear()
            plan.candidates.clear()
        elif problem is not None:
            plan.problems.append(problem)

    def written(self, question: str, answer: Answer) -> Answer:
        """Return an answer with the model's sentences before its passages; those that don't hold are dropped."""
        if self._helper is None or answer.kind not in (Kind.WORDS, Kind.MIXED):
            return answer
        sentences, notes = self._helper.write(question, answer.citations)
        lines = [f"{one.text}{''.join(f'[{number}]' for number in one.cites)}" for one in sentences]
        first = taken_over(answer.understood, self._lang)
        rest = answer.text.split("\n", len(first))[-1]
        text = "\n".join((*first, *lines, *(say(note, self._lang) for note in notes), rest))
        return answer.model_copy(update={"text": text, "problems": (*answer.problems, *notes)})

    def run(self, query: Query, plan: Plan | None = None, start: int = 0) -> Answer:
        """Return the answer to a query, planned or given.

        Args:
            query: With `look_up` every value that entered a sum, mean or count is listed, with its place.
            plan: How it came about.
            start: Values of a list that are passed over: an answer shows the first ones and says how many there are.
        """
        plan = plan or Plan(query=query)
        directory = plan.directory or self.directory()
        if not self._remember:
            self._known.clear()
            self._cited.clear()
        if _cannot_be_run(query, plan, directory):
            return self._refused(plan, None, directory)
        citations = Citations(self._store, self._cited)
        numbers = self._numbers(query, directory, citations, start)
        passages = self._passages(query, directory, citations)
        return self._answer(query, plan, numbers, passages, citations)

    def directory(self) -> Directory:
        """Return the issuers and reports as they are now."""
        state = state_of_heads(self._store)
        if state != self._state:
            self._directory = directory_of(self._store, state, self._visible)
            self._state = state
            self._known.clear()
        return self._directory

    def _numbers(self, query: Query, directory: Directory, citations: Citations, start: int) -> Numbers | None:
        if query.words is not None and not query.metrics:
            return None
        restricted = self._visible is not None
        return compute(Computing(query, self._store, directory, citations, restricted, start, self._known))

    def _passages(self, query: Query, directory: Directory, citations: Citations) -> Passages | None:
        if query.words is None:
            return None
        restricted = self._visible is not None
        return find_passages(query, self._store, self._index, directory, citations, restricted=restricted)

    def _answer(
        self, query: Query, plan: Plan, numbers: Numbers | None, passages: Passages | None, citations: Citations
    ) -> Answer:
        lang = self._lang
        counted = numbers if numbers is not None and numbers.none is None else None
        figures = tuple(labelled(figure, lang) for figure in counted.figures) if counted else ()
        texts = taken_over(plan.understood, lang)
        texts += [text_of(query, figures, counted, lang)] if counted else []
        problems = [*plan.problems, *(counted.problems if counted else ())]
        why = [note for note in (numbers.none if numbers else None,) if note] + (passages.problems if passages else [])
        texts += [say(note, lang) for note in why]
        if passages is not None and passages.found:
            texts.append(passages.text(lang))
        left_out = list(numbers.left_out) if numbers else []
        beside = passages.left_out if passages else left_out
        texts += left_out_lines([left for left in beside if counted is None or left not in left_out], lang)
        left_out += [left for left in beside if left not in left_out]
        rows = counted.rows if counted else []
        return Answer(
            kind=_kind(counted, passages),
            text="\n".join(texts),
            figures=figures,
            table=table_of(query, rows, counted.total, lang) if counted else None,
            chart=chart_of(query, rows, lang),
            citations=tuple(citations.all),
            query=query,
            understood=tuple(plan.understood),
            left_out=tuple(left_out),
            problems=(*problems, *why),
            candidates=tuple(plan.candidates),
            planned_by=plan.planned_by,
        )

    def _refused(self, plan: Plan, last: Answer | None, directory: Directory) -> Answer:
        left_out = beside_refusal(plan, directory)
        lines = left_out_lines(left_out, self._lang)
        citations = Citations(self._store, self._cited)
        if plan.instead is not None and self._index is not None:
            nearest = self._passages(plan.instead, directory, citations)
            if nearest is not None and nearest.found:
                nearest.certain = False
                lines.append(nearest.text(self._lang))
        text = "\n".join([refusal(plan.problems, plan.candidates, self._lang), *lines])
        return Answer(
            kind=Kind.ABSTAINED,
            text=text,
            citations=tuple(citations.all),
            query=last.query if last else None,
            understood=tuple(plan.understood),
            left_out=tuple(left_out),
            problems=tuple(plan.problems),
            candidates=tuple(plan.candidates),
        )


def _cannot_be_run(query: Query, plan: Plan, directory: Directory) -> bool:
    """Return whether a query asks for what there can't be, as one that is given may; the plan then says what."""
    before = len(plan.problems)
    issuers = [name for name in query.issuers if name not in directory.issuers]
    numbers = unknown_metrics(query)
    if issuers:
        plan.refuse("ask.problem.issuer_unknown", said="、".join(issuers))
    if numbers:
        plan.refuse("ask.problem.no_such_metric", said="、".join(numbers))
    if query.operation is Operation.GROWTH and len(set(query.years)) < 2:
        plan.refuse("ask.problem.growth_years")
    return len(plan.problems) > before


def _kind(numbers: Numbers | None, passages: Passages | None) -> Kind:
    counted, told = bool(numbers and numbers.figures), bool(passages and passages.found and passages.certain)
    if counted and told:
        return Kind.MIXED
    if counted or (numbers is not None and numbers.total == 0 and numbers.entered > 0):
        return Kind.NUMBERS
    return Kind.WORDS if told else Kind.ABSTAINED


def note_texts(notes: Collection[Note], lang: Language) -> list[str]:
    """Return notes in a language."""
    return [say(note, lang) for note in notes]


def as_json(answer: Answer, lang: Language) -> Mapping[str, object]:
    """Return an answer as it is printed with `--json`, its notes in words beside their ids."""
    values = answer.model_dump(mode="json")
    for name in ("understood", "problems"):
        values[f"{name}_text"] = note_texts(getattr(answer, name), lang)
    return values
