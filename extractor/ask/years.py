"""Which years a question means: named, ranges, and those counted back from the newest year in the store."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.ask.issuers import Directory
from extractor.ask.lexer import YEAR, Token, YearMark
from extractor.ask.plan import Plan
from extractor.ask.vocabulary import CONTEXT

_HELD = re.compile(r"[比较跟与和同]$")
"""Before 去年: the year before the one that is named."""
_RANGE = re.compile(r"\s*(?:-|—+|–|~|至|到|to|through)\s*(?:the )?")


def find_years(
    text: str, tokens: Sequence[Token], directory: Directory, plan: Plan, before: Sequence[int] = ()
) -> tuple[int, ...] | None:
    """Return the years a question names, the earliest first; None where it names none, empty for every year.

    What is counted back is counted from the newest year in the store, and that is said.

    Args:
        text: The folded question.
        tokens: Its tokens, without those that name issuers.
        directory: Of the store.
        plan: Where it is said which years are meant.
        before: Years of the question before, from which 上一年 is counted where no year is named.
    """
    marks = [token for at, token in enumerate(tokens) if YEAR in token.meanings and not _is_excluded(tokens, at)]
    if not marks or directory.newest is None:
        return tuple(_mark(token).year or 0 for token in marks) if marks else None
    found: set[int] = set()
    every = False
    for at, token in enumerate(marks):
        mark = _mark(token)
        if mark.every:
            every = True
        elif mark.year is not None:
            found |= _named(text, marks, at)
        elif mark.typed is not None:
            found |= _meant(mark.typed, token, directory, plan)
    for token in marks:
        found |= _counted(text, token, directory, found, plan, before)
    if not found:
        found = {aside for token in marks if (aside := _mark(token).aside) is not None}
    return tuple(sorted(found)) if found else () if every else None


def is_relative_comparison(tokens: Sequence[Token]) -> bool:
    """Return whether a question holds a named year against the one before it."""
    return any(_mark(token).relative for token in tokens if YEAR in token.meanings)


def _mark(token: Token) -> YearMark:
    mark = token.meanings[YEAR]
    return mark if isinstance(mark, YearMark) else YearMark()


def _is_excluded(tokens: Sequence[Token], at: int) -> bool:
    """Return whether 不是 stands right before a year."""
    return at > 0 and tokens[at - 1].key(CONTEXT) == "not" and tokens[at - 1].end == tokens[at].start


def _named(text: str, marks: Sequence[Token], at: int) -> set[int]:
    """Return a named year, with those between it and the next one where a range is printed."""
    year = _mark(marks[at]).year or 0
    after = _mark(marks[at + 1]).year if at + 1 < len(marks) else None
    if after is not None and year < after and _RANGE.fullmatch(text[marks[at].end : marks[at + 1].start]):
        return set(range(year, after + 1))
    return {year}


def _meant(typed: str, token: Token, directory: Directory, plan: Plan) -> set[int]:
    """Return the year meant by five digits: the only one of the store that is left when one is taken out."""
    without = {int(typed[:place] + typed[place + 1 :]) for place in range(len(typed))}
    found = without & set(directory.years)
    if len(found) == 1:
        plan.say("ask.understood.year_typed", said=token.text, year=min(found))
        return found
    stored = "、".join(map(str, directory.years))
    plan.refuse("ask.problem.year_unknown", tuple(map(str, directory.years)), said=typed, years=stored)
    return set()


def _counted(
    text: str, token: Token, directory: Directory, named: set[int], plan: Plan, before: Sequence[int]
) -> set[int]:
    """Return the years a mark counts back; what they are is said."""
    mark, newest = _mark(token), directory.newest or 0
    if mark.since is not None:
        return set(range(mark.since, newest + 1)) or {mark.since}
    if mark.last is not None:
        years = set(range(newest - mark.last + 1, newest + 1))
    elif mark.ago is not None:
        held = mark.relative or _HELD.search(text[: token.start])
        if named and (held or mark.ago == 0):
            return {max(named) - mark.ago}
        follows = len(before) == 1 and (mark.relative or newest - mark.ago == before[0]) and mark.ago != 0
        years = {(before[0] if follows else newest) - mark.ago}
        if follows:
            plan.say("ask.understood.year_before", said=token.text, year=min(years), before=before[0])
            return years | (set(before) if held and _HELD.search(text[: token.start]) else set())
    else:
        return set()
    plan.say("ask.understood.years", said=token.text, years="、".join(map(str, sorted(years))), newest=newest)
    return years
