"""What a question takes over from the one before, and an operation that fits what it is about."""

from __future__ import annotations

import re

from extractor.ask.catalogue import metric_of
from extractor.ask.issuers import Directory
from extractor.ask.model import Operation, Query
from extractor.ask.plan import Plan
from extractor.ask.question import HOW_MANY, Question, names_scope
from extractor.ask.vocabulary import CONTEXT, LEVEL, OPERATION
from extractor.ask.years import is_relative_comparison


def goes_on(read: Question) -> bool:
    """Return whether a question without a metric can only be a follow-up: it names a year, an issuer or a turn."""
    turns = {"same_time", "compare"} & set(read.keys(OPERATION))
    return bool(read.years is not None or names_scope(read) or read.keys(CONTEXT) or turns)


def is_short(read: Question) -> bool:
    """Return whether a question only swaps something of the one before: 行政许可呢."""
    return re.search(r"呢\W*$", read.text) is not None or bool(set(read.keys(CONTEXT)) & {"then", "whereof"})


_EVERYONE = re.compile(
    r"各(?!是|自|为|有|占)|哪些|哪几|哪[个一](?!年)|哪家|所有|全部|每[个家份]|平均每|谁|(?:多少|几)[个家份](?!年)"
    r"|\b(?:all|every|which|who)\b"
)
_POINTS_BACK = ("whereof", "it")


def is_about_everyone(read: Question) -> bool:
    """Return whether a question is about all issuers though it names none: 哪些, 各, 全部; not 其中哪个."""
    points_back = set(_POINTS_BACK) & set(read.keys(CONTEXT))
    return not points_back and _EVERYONE.search(read.text) is not None


def follow(query: Query, last: Query, years: tuple[int, ...] | None, scoped: bool, *, elliptic: bool) -> Query:
    """Return a query with what it leaves out taken from the one before."""
    update: dict[str, object] = {}
    if not scoped:
        update |= {"issuers": last.issuers, "region": last.region, "levels": last.levels, "form": last.form}
    elif query.operation is Operation.COMPARE and not query.metrics and query.issuers:
        update["issuers"] = tuple(dict.fromkeys((*last.issuers, *query.issuers)))
    if years is None:
        update["years"] = last.years
    if not query.metrics and query.words is None:
        update |= {name: getattr(last, name) for name in ("metrics", "whole", "words", "told", "parts")}
        if query.operation in (Operation.LOOK_UP, Operation.PASSAGES):
            update |= {name: getattr(last, name) for name in _HOW}
    elif elliptic and query.words is None and query.operation is Operation.LOOK_UP and last.metrics:
        update |= {name: getattr(last, name) for name in _HOW}
    return query.model_copy(update=update)


_HOW = ("operation", "condition", "order", "ranked", "limit", "relative", "by_year")


def say_followed(asked: Query, query: Query, plan: Plan) -> None:
    """Say what was taken over from the question before."""
    taken = [*(query.issuers if query.issuers != asked.issuers else ())]
    taken += [query.region] if query.region and query.region != asked.region else []
    taken += [str(year) for year in query.years] if query.years != asked.years else []
    taken += [metric_of(name).label for name in query.metrics] if query.metrics != asked.metrics else []
    if taken:
        plan.say("ask.understood.followed", what="、".join(taken))


def settled(query: Query, read: Question, directory: Directory) -> Query:
    """Return a query whose operation fits what it is about: one value is looked up, several years are a trend."""
    single = len(query.issuers) == 1 and len(query.years) == 1
    if query.operation in (Operation.SUM, Operation.MEAN) and single:
        return query.model_copy(update={"operation": Operation.LOOK_UP})
    if query.operation is Operation.COMPARE and len(query.issuers) == 1 and len(query.years) == 1:
        relative = (
            is_relative_comparison(read.rest)
            or "same_time" in read.keys(OPERATION)
            or "compare" in read.keys(OPERATION)
        )
        years = (query.years[0] - 1, query.years[0]) if relative else query.years
        return query.model_copy(update={"years": years})
    if query.operation is Operation.GROWTH:
        last = query.years[-1] if query.years else directory.newest or 0
        return query if len(query.years) > 1 else query.model_copy(update={"years": (last - 1, last)})
    everyone = not query.issuers and query.operation is Operation.LOOK_UP
    if everyone and query.metrics and query.words is None:
        operation = Operation.LIST if read.keys(LEVEL) and not HOW_MANY.search(read.text) else Operation.SUM
        return query.model_copy(update={"operation": operation})
    if query.operation is Operation.LOOK_UP and len(query.issuers) == 1 and len(query.years) != 1 and query.metrics:
        return query.model_copy(update={"operation": Operation.TREND})
    return query
