"""When an answer is right: its numbers, their citations, its passages, and whether it rather says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from eval.questions.entries import Entry, figures, matching
from eval.questions.model import Cite, Gold, Half, Op, Turn, golds, questions
from eval.questions.store import plain, reports
from extractor.ask.model import PASSAGE, Answer, Citation, Kind
from extractor.storage import ReportStore

Ask = Callable[[str, Answer | None], Answer]
"""Gives the answer to a question, with the answer before it in the conversation."""

SHOWN = 5
"""Passages that count."""
_ALL_CITED = 20
"""Up to so many reports, a number computed from them has to cite each."""


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one answer; None where it wasn't asked for.

    Attributes:
        right: The numbers are those of the gold.
        cited: Each right number has right citations.
        answered: It couldn't be answered, and was.
        recall: Share of the wanted passages among the first five.
        first: The first passage is from the right issuer and year.
        quoted: The passages stand in their reports as quoted.
        said: Reports without the value are named as left out.
        plain: The passages are given as the answer, not as the nearest there are.
        why: What was wrong, in words.
    """

    id: str
    kind: str
    question: str
    right: bool | None = None
    cited: bool | None = None
    answered: bool | None = None
    recall: float | None = None
    first: bool | None = None
    quoted: bool | None = None
    said: bool | None = None
    plain: bool | None = None
    why: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Return whether nothing is wrong with the answer."""
        checks = (self.right, self.cited, self.first, self.quoted, self.said)
        return not self.answered and all(check is not False for check in checks) and self.recall in (None, 1.0)


def ask_all(half: Half, ask: Ask, store: ReportStore) -> Iterator[Verdict]:
    """Yield a verdict for every turn of a half, its conversations kept."""
    gold = golds(half)
    for question in questions(half):
        last: Answer | None = None
        for number, turn in enumerate(question.turns, 1):
            last = ask(turn.q, last)
            yield judge(question.kind, turn, gold[f"{question.id}.{number}"], last, store)


def judge(kind: str, turn: Turn, gold: Gold, answer: Answer, store: ReportStore) -> Verdict:
    """Return the verdict on one answer; the store holds the documents its spans count in."""
    abstained = is_abstention(answer)
    if gold.op is Op.ABSTAIN:
        why = () if abstained else (f"answered: {_shown(answer)}",)
        return Verdict(gold.id, kind, turn.q, answered=not abstained, why=why)
    if turn.or_ask and abstained:
        missing = [value.issuer for value in gold.values if value.issuer not in answer.candidates]
        why = (f"asks without naming {missing}",) if missing else ()
        return Verdict(gold.id, kind, turn.q, right=not missing, why=why)
    verdict = Verdict(gold.id, kind, turn.q)
    if gold.values:
        verdict = _numbers(verdict, gold, answer, store)
    if gold.passages:
        verdict = _passages(verdict, gold, answer, store)
    if gold.left_out:
        said = sum(left.count for left in answer.left_out) >= gold.left_out
        why = () if said else ("does not say what was left out",)
        verdict = replace(verdict, said=said, why=(*verdict.why, *why))
    return verdict


def is_abstention(answer: Answer) -> bool:
    """Return whether an answer gives neither a number nor words of a report."""
    passages = [citation for citation in answer.citations if citation.kind == PASSAGE]
    return answer.kind is Kind.ABSTAINED or not (figures(answer) or passages)


def _numbers(verdict: Verdict, gold: Gold, answer: Answer, store: ReportStore) -> Verdict:
    """Return the verdict with whether the numbers are right, and their citations."""
    op = Op.VALUES if gold.op is Op.PASSAGES else gold.op
    found = matching(gold.model_copy(update={"op": op}), answer)
    if found is None:
        return replace(verdict, right=False, why=(f"wants {_wanted(gold)}, got {_shown(answer)}",))
    if gold.conflict is not None and not _tells(answer, gold.conflict):
        return replace(verdict, right=False, why=(f"does not tell that the prose says {gold.conflict:g}",))
    faults = tuple(_citation_faults(gold, found, answer, store))
    return replace(verdict, right=True, cited=not faults, why=faults)


def _tells(answer: Answer, number: float) -> bool:
    notes = [note for figure in answer.figures for note in figure.notes] + list(answer.problems)
    return any(number in note.params.values() or f"{number:g}" in map(str, note.params.values()) for note in notes)


def _citation_faults(gold: Gold, found: Sequence[Entry], answer: Answer, store: ReportStore) -> Iterator[str]:
    """Yield what is wrong with the citations of right numbers."""
    allowed = {_id(cite.report): cite for cite in gold.cites}
    if not any(cite.paths for cite in gold.cites):
        return
    cited = [answer.citations[index] for entry in found for index in _places(entry, answer, gold)]
    if not cited:
        yield "no citation"
    for citation in cited:
        yield from _faults(citation, allowed.get(citation.report), store)
    missing = set(allowed) - {citation.report for citation in cited}
    if missing and len(allowed) <= _ALL_CITED:
        yield f"no citation of {len(missing)} of {len(allowed)} reports"


def _places(entry: Entry, answer: Answer, gold: Gold) -> Sequence[int]:
    """Return the citations of a number; those of a number over many reports stand in the rows shown, too."""
    if entry.issuer or entry.citations or answer.table is None or gold.op not in (Op.SUM, Op.MEAN, Op.COUNT, Op.SHARE):
        return entry.citations
    return [index for row in answer.table.rows for index in row.citations]


def _faults(citation: Citation, cite: Cite | None, store: ReportStore) -> Iterator[str]:
    if cite is None:
        yield f"cites a report that is not asked for: {citation.issuer} {citation.year}"
        return
    if citation.path not in cite.paths:
        yield f"cites {citation.path} of {cite.report}"
    elif citation.value is None or abs(citation.value - cite.paths[citation.path]) > 1e-6:
        yield f"cites {citation.value} for {citation.path} of {cite.report}"
    if not _stands(citation, store):
        yield f"the span of {citation.path} of {cite.report} reads otherwise"


def _stands(citation: Citation, store: ReportStore) -> bool:
    """Return whether the document reads at the span what the citation quotes."""
    if citation.span is None:
        return False
    start, end = citation.span
    return plain(_text(store, citation.report)[start:end]) == plain(citation.quote)


@lru_cache(maxsize=500)
def _text(store: ReportStore, report: str) -> str:
    return store.document(report).text


def _passages(verdict: Verdict, gold: Gold, answer: Answer, store: ReportStore) -> Verdict:
    """Return the verdict with recall among the first passages, and whether the first is from the right report."""
    shown = [citation for citation in answer.citations if citation.kind == PASSAGE][:SHOWN]
    lacking = [wanted.text for wanted in gold.passages if not _among(_id(wanted.report), wanted.text, shown)]
    first = bool(shown) and shown[0].report in {_id(wanted.report) for wanted in gold.passages}
    misquoted = [citation.quote for citation in shown if not _stands(citation, store)]
    why = [f"not among the first {SHOWN}: {text}" for text in lacking]
    why += [f"a passage reads otherwise: {quote}" for quote in misquoted]
    if not first:
        why.append(f"first passage: {shown[0].issuer} {shown[0].year}" if shown else f"no passage: {_shown(answer)}")
    recall = 1 - len(lacking) / len(gold.passages)
    told = answer.kind in (Kind.WORDS, Kind.MIXED)
    return replace(verdict, recall=recall, first=first, quoted=not misquoted, plain=told, why=(*verdict.why, *why))


def _among(report: str, text: str, shown: Sequence[Citation]) -> bool:
    return any(citation.report == report and plain(text) in plain(citation.quote) for citation in shown)


@lru_cache(maxsize=500)
def _id(report: str) -> str:
    issuer, year = report.split("|")
    return reports()[issuer, int(year)].id


def _wanted(gold: Gold) -> str:
    return "; ".join(f"{value.issuer or ''} {value.year or ''} {value.value:g}".strip() for value in gold.values[:6])


def _shown(answer: Answer) -> str:
    return f"{answer.kind.value}: {' '.join(answer.text.split())[:160]}"
