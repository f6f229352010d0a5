"""From a question to a query, by rules alone: the same question over the same store always gives the same plan."""

from __future__ import annotations

import re

from extractor.ask.faults import asks_for_faults, refuse_beside_faults
from extractor.ask.following import follow, goes_on, is_about_everyone, is_short, say_followed, settled
from extractor.ask.issuers import Directory
from extractor.ask.lexer import cut
from extractor.ask.measures import find_metrics, find_whole, settled_whole
from extractor.ask.mentions import find_issuers
from extractor.ask.model import Operation, Query
from extractor.ask.operations import find_condition, find_limit, find_operation, find_order, is_relative
from extractor.ask.plan import Plan
from extractor.ask.question import PERSONAL, REPORTS, Question, names_scope
from extractor.ask.scoping import find_scope, held_among
from extractor.ask.shortage import told_of
from extractor.ask.topics import Wanted, find_words, passages_instead, refuse_metric, refuse_unread
from extractor.ask.vocabulary import LEVEL
from extractor.ask.yearly import is_left_together, is_yearly, with_ranked
from extractor.ask.years import find_years

LONGEST = 400
"""Characters of a question at most."""
_RECEIVED = re.compile(r"(?:收到|收了|接到)了?(?:几|多少)[件宗]")


def plan_question(question: str, directory: Directory, last: Query | None = None) -> Plan:
    """Return the plan of a question; refused where something in it is unknown, ambiguous or not understood.

    Args:
        question: As asked; at most `LONGEST` characters.
        directory: Of the store.
        last: The query of the question before, which a follow-up goes on from.
    """
    plan = Plan()
    if not question.strip():
        plan.refuse("ask.problem.empty")
    elif len(question) > LONGEST:
        plan.refuse("ask.problem.too_long", length=len(question), most=LONGEST)
    elif not directory.reports:
        plan.refuse("ask.problem.no_reports")
    if plan.problems:
        return plan
    read = _read(question, directory, plan, last)
    plan.named, plan.years = read.named.issuers, read.years or ()
    if not plan.problems:
        query = _query(read, directory, plan, last)
        plan.query = None if plan.problems else query
    return plan


def _read(question: str, directory: Directory, plan: Plan, last: Query | None) -> Question:
    text, tokens = cut(question, directory)
    named = find_issuers(text, tokens, directory, plan, last.issuers if last else ())
    rest = [token for token in tokens if token not in named.read]
    years = find_years(text, rest, directory, plan, last.years if last else ())
    metrics, weak = find_metrics(rest, years or (), plan)
    if not metrics and _RECEIVED.search(text):
        metrics = ["applications.new_received.total"]
        plan.say("ask.understood.received", said=(_RECEIVED.search(text) or [""])[0], metric=metrics[0])
    return Question(text, tokens, named, rest, years, metrics, weak)


def _query(read: Question, directory: Directory, plan: Plan, last: Query | None) -> Query | None:
    if PERSONAL.search(read.text) and not read.metrics:
        refuse_metric(read, plan)
        return None
    operation = find_operation(read)
    told = told_of(read)
    if told is None and asks_for_faults(read):
        return _faults(read, directory, plan)
    if told is not None:
        read.metrics.clear()
        plan.say(f"ask.understood.{told[0].value}", words=told[1].replace(" ", "、"))
    wanted = Wanted(told[1]) if told else find_words(read, operation)
    words = wanted.words
    if words is None and REPORTS.search(read.text) and not read.metrics:
        operation = Operation.COUNT
    elif words is None and not read.metrics and not (last and goes_on(read)):
        refuse_metric(read, plan)
        if read.named.issuers:
            plan.instead = passages_instead(read)
        return None
    if words is None or read.metrics:
        refuse_unread(read, plan, told=words is not None)
    region, levels, issuers = find_scope(read, directory, plan)
    query = Query(
        operation=Operation.PASSAGES if words is not None and not read.metrics else operation,
        metrics=tuple(read.metrics),
        issuers=issuers,
        region=region,
        levels=levels,
        years=read.years or (),
        condition=find_condition(read, operation),
        order=find_order(read, operation),
        relative=is_relative(read, operation),
        limit=find_limit(read, operation),
        words=words,
        told=told[0] if told else None,
        parts=wanted.parts,
        prefer=wanted.prefer,
    )
    query = held_among(_with_whole(query, read), read, directory)
    if query.operation is Operation.SHARE and query.whole is None and read.keys(LEVEL):
        plan.refuse("ask.problem.share_of_what")
    if last is not None and not _stands_alone(read, query):
        asked = query
        scoped = names_scope(read) or is_about_everyone(read)
        query = follow(query, last, read.years, scoped, elliptic=not read.metrics or is_short(read))
        say_followed(asked, query, plan)
    elif not names_scope(read) and query.metrics:
        plan.say("ask.understood.everyone")
    query = settled(query, read, directory)
    query = with_ranked(query, read, plan)
    if is_left_together(query, read):
        plan.say("ask.understood.not_yearly")
    yearly = (query.by_year and len(query.years) != 1) or is_yearly(query, read)
    return _checked(query.model_copy(update={"by_year": yearly}), directory, plan)


def _faults(read: Question, directory: Directory, plan: Plan) -> Query:
    """Return the query for reports with errors; it takes nothing from the question before."""
    refuse_beside_faults(read, plan)
    region, levels, issuers = find_scope(read, directory, plan)
    query = Query(operation=Operation.FAULTS, issuers=issuers, region=region, levels=levels, years=read.years or ())
    return _checked(query, directory, plan)


def _stands_alone(read: Question, query: Query) -> bool:
    """Return whether a question takes nothing from the one before: all of it is there, or reports are counted."""
    if is_short(read) or not is_about_everyone(read):
        return False
    return bool(read.metrics) or (query.words is None and REPORTS.search(read.text) is not None)


def _with_whole(query: Query, read: Question) -> Query:
    """Return a share with what it is taken of: named, natural, or the same metric of all issuers."""
    if query.operation is not Operation.SHARE or not query.metrics:
        return query
    names, whole = find_whole(read.rest, list(query.metrics))
    if whole is None and query.issuers and read.keys(LEVEL):
        return query.model_copy(update={"whole": query.metrics[0]})
    settled = settled_whole(names[0], whole)
    return query.model_copy(update={"metrics": tuple(names), "whole": settled})


def _checked(query: Query, directory: Directory, plan: Plan) -> Query:
    """Return the query; refused where its years or the year of its only issuer are not in the store."""
    missing = [year for year in query.years if year not in directory.years]
    stored = "、".join(map(str, directory.years))
    if query.years and len(missing) == len(query.years):
        plan.refuse(
            "ask.problem.year_unknown",
            tuple(map(str, directory.years)),
            said="、".join(map(str, missing)),
            years=stored,
        )
        return query
    for name in query.issuers:
        own = directory.issuers[name].years
        if query.years and not set(own) & set(query.years) and len(query.issuers) == 1:
            said, there = "、".join(map(str, query.years)), "、".join(map(str, own))
            plan.refuse("ask.problem.year_of_issuer", tuple(map(str, own)), issuer=name, said=said, years=there)
    return query
