"""What a question for words is about, and what of a question was not understood."""

from __future__ import annotations

from extractor.ask.lexer import UNKNOWN, YEAR
from extractor.ask.model import Operation
from extractor.ask.plan import Plan
from extractor.ask.question import QUANTITY, Question
from extractor.ask.vocabulary import CONTEXT, NARRATIVE, OPERATION, STOP, harmless

_QUOTED = 40
"""Characters of a question that are said back where it was not understood."""
_PARTS = {"problems": (5,), "improvements": (5,)}


def find_words(read: Question, operation: Operation) -> tuple[str | None, tuple[int, ...]]:
    """Return what is looked for in the passages, and the parts it stands in; None where words are not asked for."""
    said = read.keys(NARRATIVE)
    if not said:
        told = not read.metrics and _unread(read) and "which" in read.keys(OPERATION)
        return (_topic(read), ()) if told and not QUANTITY.search(read.text) else (None, ())
    plain = all(key == "words" for key in said)
    counted = operation is not Operation.LOOK_UP and not _unread(read)
    numeric = read.metrics and (QUANTITY.search(read.text) or counted)
    if plain and numeric and not any(token.text in _DOINGS for token in read.rest):
        return None, ()
    if read.metrics and not numeric:
        read.metrics.clear()
    parts = tuple(sorted({part for key in said for part in _PARTS.get(key, ())})) if not _unread(read) else ()
    return (read.text if parts else _topic(read)), parts


def _topic(read: Question) -> str:
    """Return what a question for words is about: without names, years and the words that only ask."""
    left = list(read.text)
    for token in (*read.named.read, *read.rest):
        filler = STOP in token.meanings and len(token.text) > 1
        asks = filler or {YEAR, NARRATIVE, OPERATION, CONTEXT} & set(token.meanings)
        if (token in read.named.read or asks) and token.key(CONTEXT) != "unknown":
            left[token.start : token.end] = " " * len(token.text)
    return " ".join("".join(left).split()) or read.text


_DOINGS = frozenset(("做了什么", "做了哪些", "措施", "举措", "做法", "哪些措施", "什么措施", "为什么", "原因", "亮点"))


def _unread(read: Question) -> list[str]:
    """Return what was not understood and may matter: of a question for words, what it is about."""
    found = [token.text for token in read.rest if token.key(CONTEXT) == "unknown"]
    return found + [token.text for token in read.rest if UNKNOWN in token.meanings and _tells(token.text)]


def refuse_metric(read: Question, plan: Plan) -> None:
    """Say that nothing is named that the reports count, and what comes near."""
    from extractor.ask.nearest import nearest_metrics

    said = read.text if len(read.text) <= _QUOTED else f"{read.text[:_QUOTED]}…"
    plan.refuse("ask.problem.metric_unknown", nearest_metrics("".join(_unread(read)) or read.text), said=said)


def refuse_unread(read: Question, plan: Plan) -> None:
    """Say what of a question for numbers was not understood: it could change what is asked."""
    unread = _unread(read)
    if unread and not read.keys(NARRATIVE):
        from extractor.ask.nearest import nearest_metrics

        plan.refuse("ask.problem.not_understood", nearest_metrics("".join(unread)), said="、".join(unread))


def _tells(unread: str) -> bool:
    """Return whether a stretch that was not understood may matter: more than a character, and no filler."""
    return len(unread) > 1 and unread not in harmless()
