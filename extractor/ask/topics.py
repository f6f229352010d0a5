"""What a question for words is about, and what of a question was not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.ask.catalogue import metric_of
from extractor.ask.lexer import UNKNOWN, YEAR, Token
from extractor.ask.model import Operation, Query
from extractor.ask.plan import Plan
from extractor.ask.question import QUANTITY, Question
from extractor.ask.vocabulary import APPLICANT, CONTEXT, METRIC_KINDS, NARRATIVE, OPERATION, harmless, meanings, telling

_QUOTED = 40
"""Characters of a question that are said back where it was not understood."""
_ANY = frozenset(("words", "account"))
"""Phrases that ask for words of any part; an account of what has a number is given beside it."""
_PARTS = {"problems": (5,), "improvements": (5,)} | {f"part_{part}": (part,) for part in range(1, 7)}


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the passages.

    Attributes:
        words: None where words are not asked for.
        parts: The parts it stands in; empty is any.
        prefer: Parts that are shown where no passage has the words.
    """

    words: str | None = None
    parts: tuple[int, ...] = ()
    prefer: tuple[int, ...] = ()


def find_words(read: Question, operation: Operation) -> Wanted:
    """Return what a question looks for in the passages; nothing where it asks for numbers alone."""
    said = read.keys(NARRATIVE)
    if not said or (set(said) <= _ANY and not read.metrics):
        return Wanted(_topic(read)) if said or _tells_of_something(read) else Wanted()
    plain = set(said) <= _ANY
    counted = operation is not Operation.LOOK_UP and not _unread(read)
    numeric = read.metrics and (QUANTITY.search(read.text) or counted)
    if plain and numeric and not any(token.text in _DOINGS for token in read.rest):
        return Wanted()
    if read.metrics and not numeric and "account" in said:
        return Wanted(" ".join([*_unread(read), *(metric_of(name).label for name in read.metrics)]))
    if read.metrics and not numeric:
        read.metrics.clear()
    bare = all(token.text in _BARE for token in read.rest if token.key(NARRATIVE) in _PARTS)
    parts = tuple(sorted({part for key in said for part in _PARTS.get(key, ())}))
    if not parts:
        return Wanted(_topic(read))
    topic = [text for text in _unread(read) if not _only_tells(text)]
    if not topic:
        return Wanted(read.text, parts)
    return Wanted(_topic(read), (), () if bare or _ABOUT.search(read.text) else parts)


_ABOUT = re.compile(
    r"[在就对](?![^,。?]{0,2}(?:自己|自身|报告|年报|工作))[^,。?]{2,14}(?:方面|领域|问题上|工作上|这块|这件事)"
    r"|关于|about "
)
"""Says what the words have to be about."""
_BARE = frozenset(("问题", "problem", "problems", "issues", "计划", "以后", "今后", "未来"))
"""Words that ask for part 5 by themselves, and mean anything beside what they are of: 房产登记的问题."""
_ASKS = re.compile(
    r"怎|如何|(.)没\1|什么|吗|么[??]?$|是否|有没有|能不能|能否|可否|哪|谁|(?:没有?|了没)[??]?$|为何|[^,]不[^,]|啥|咋|[??]$"
    r"|^(?:how|what|did|does) "
)


def _tells_of_something(read: Question) -> bool:
    """Return whether a question without a phrase for it asks for words: it asks, and not for a number."""
    about = any(not _only_tells(text) for text in _unread(read))
    asks = _ASKS.search(read.text) is not None
    told = (
        not QUANTITY.search(read.text)
        and ((about and (asks or not read.metrics)) or (asks and _names_only_people(read)))
        and (asks or bool(read.named.issuers))
    )
    if told:
        read.metrics.clear()
    return told


def _names_only_people(read: Question) -> bool:
    """Return whether nothing but a kind of applicant names a metric: 老百姓 of 老百姓能看到吗."""
    found = [METRIC_KINDS & set(token.meanings) for token in read.rest]
    return {APPLICANT} == set().union(*found) and not set(read.keys(OPERATION)) - {"which"}


def _only_tells(unread: str) -> bool:
    """Return whether a stretch names nothing that a passage would have to be about."""
    known, at = telling(), 0
    while at < len(unread):
        longest = next((end for end in range(len(unread), at, -1) if unread[at:end] in known), None)
        if longest is None:
            return False
        at = longest
    return True


def _topic(read: Question) -> str:
    """Return what a question for words is about: without names and years; how rare its words are says which count."""
    left = list(read.text)
    for clause in _CLAUSE.finditer(read.text) if read.metrics else ():
        if not any(NARRATIVE in token.meanings for token in _within(read, clause)):
            left[clause.start() : clause.end()] = " " * len(clause[0])
    for token in (*read.named.read, *read.rest):
        if token in read.named.read or YEAR in token.meanings:
            left[token.start : token.end] = " " * len(token.text)
    return " ".join("".join(left).split()) or read.text


_DOINGS = frozenset(("做了什么", "做了哪些", "措施", "举措", "做法", "哪些措施", "什么措施", "为什么", "原因", "亮点"))


def _unread(read: Question) -> list[str]:
    """Return what was not understood and may matter: of a question for words, what it is about."""
    found = [token.text for token in read.rest if token.key(CONTEXT) == "unknown"]
    return found + [token.text for token in read.rest if UNKNOWN in token.meanings and _tells(token, read.text)]


def refuse_metric(read: Question, plan: Plan) -> None:
    """Say that nothing is named that the reports count, and what comes near."""
    from extractor.ask.nearest import nearest_metrics

    said = read.text if len(read.text) <= _QUOTED else f"{read.text[:_QUOTED]}…"
    plan.refuse("ask.problem.metric_unknown", nearest_metrics("".join(_unread(read)) or read.text), said=said)


def passages_instead(read: Question) -> Query:
    """Return the query for passages of the issuers named that may tell of what has no number."""
    return Query(
        operation=Operation.PASSAGES,
        issuers=tuple(read.named.issuers),
        years=read.years or (),
        words=_topic(read),
    )


def refuse_unread(read: Question, plan: Plan, *, told: bool) -> None:
    """Say what of a question for numbers was not understood: it could change what is asked.

    Args:
        read: The question.
        plan: Where it is said.
        told: Whether words are asked for beside the numbers: what stands with those is what they are about.
    """
    unread = _beside_metrics(read) if told else _unread(read)
    if unread:
        from extractor.ask.nearest import nearest_metrics

        plan.refuse("ask.problem.not_understood", nearest_metrics("".join(unread)), said="、".join(unread))


def _beside_metrics(read: Question) -> list[str]:
    """Return what was not understood of the clauses that name a metric and ask for no words."""
    found: list[str] = []
    for clause in _CLAUSE.finditer(read.text):
        tokens = _within(read, clause)
        named = any(METRIC_KINDS & set(token.meanings) for token in tokens)
        if named and not any(NARRATIVE in token.meanings for token in tokens):
            found += [token.text for token in tokens if UNKNOWN in token.meanings and _tells(token, read.text)]
    return found


def _within(read: Question, clause: re.Match[str]) -> list[Token]:
    return [token for token in read.rest if clause.start() <= token.start < clause.end()]


_CLAUSE = re.compile(r"[^,，。;；?？!！、]+")


def _tells(token: Token, text: str) -> bool:
    """Return whether a stretch that was not understood may matter; a character does as a part of a word."""
    unread = token.text
    if len(unread) > 1 or unread.isascii():
        return unread not in harmless() and any(char.isalnum() for char in unread)
    from extractor.index.words import word_at

    whole = word_at(text, token.start)
    around = whole.replace(unread, "", 1)
    known = {*harmless(), *telling(), *meanings()}
    return len(whole) > 1 and whole not in known and not (len(around) > 1 and around in known)
