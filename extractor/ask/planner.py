"""From a question to a query, by rules alone: the same question over the same store always gives the same plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.ask.catalogue import metric_of
from extractor.ask.issuers import Directory
from extractor.ask.lexer import NUMBER, UNKNOWN, YEAR, Token, cut
from extractor.ask.measures import find_metrics, find_whole, settled_whole
from extractor.ask.mentions import Named, find_issuers
from extractor.ask.model import Comparison, Condition, Operation, Order, Query
from extractor.ask.plan import Plan
from extractor.ask.vocabulary import COMPARISON, CONTEXT, LEVEL, NARRATIVE, OPERATION, STOP, harmless
from extractor.ask.years import find_years, is_relative_comparison
from extractor.storage.levels import Level

LONGEST = 400
"""Characters of a question at most."""

_PERSONAL = re.compile(r"叫什么|叫啥|是谁|名字|姓名|电话|手机|地址|几岁|who is|name of")
_QUOTED = 40
"""Characters of a question that are said back where it was not understood."""
_UNITS = r"(?:单位|部门|机关|机构|乡镇|镇|街道|区县|县区|县|区|局|地方|政府|委办局)"
_HOW_MANY = re.compile(
    rf"(?:有)?(?:多少|几)(?:个|家)?(?:市直|区直|县直)?{_UNITS}|{_UNITS}(?:一共|总共|共)?(?:有|是)?(?:几|多少)(?:个|家)"
    r"|(?:有|的)(?:几|多少)(?:家|个)(?:单位)?[??。]*$|的有几个|(?:几|多少)(?:家|个单位)"
    r"|how many (?:issuers|bureaus|departments|towns|reports|counties)"
)
_REPORTS = re.compile(
    r"(?:多少|几)份(?:年度)?(?:工作)?(?:报告|年报)|(?:报告|年报)(?:一共|总共|共)?(?:有)?(?:多少|几)份|how many reports"
)
_QUANTITY = re.compile(
    r"多少|几[件条次个场篇家项份人]|数量|件数|条数|次数|总数|占比|比例|比重|百分|平均|合计|总共|一共"
    r"|最多|最少|最高|最低|最大|排名|趋势|走势|how many|number of|total|most|fewest|average"
)
_IN_ALL = re.compile(r"总量|总数")
_INSIDE = re.compile(r"(?:的|下属|所属|下辖|辖区|里|内|中|全部|所有|各)*")
_RECEIVED = re.compile(r"(?:收到|收了|接到)了?(?:几|多少)[件宗]")
_OF = re.compile(r"\s*(?:of|in|under|at)\s*(?:the )?")
_TOP = re.compile(
    r"前\s*([0-9一二三四五六七八九十两]+)|top\s*(\d+)|最[多高大少低小]的?\s*([0-9一二三四五六七八九十两]+)\s*[家个名位]"
)
_DEPARTMENTS = (Level.PROVINCE_DEPARTMENT, Level.CITY_DEPARTMENT, Level.COUNTY_DEPARTMENT)
_LEVELS = {
    "town_street": (Level.TOWN, Level.STREET),
    "department": _DEPARTMENTS,
    "government": (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN),
}
_DEPARTMENT_OF = {
    "county": Level.COUNTY_DEPARTMENT,
    "city": Level.CITY_DEPARTMENT,
    "province": Level.PROVINCE_DEPARTMENT,
    "county_department": Level.COUNTY_DEPARTMENT,
    "city_department": Level.CITY_DEPARTMENT,
}
"""What the kind of a place says about departments: 各区县教育局 are of the counties."""
_OF_PLACE = {"市": Level.CITY_DEPARTMENT, "省": Level.PROVINCE_DEPARTMENT}
_PARTS = {"problems": (5,), "improvements": (5,)}


@dataclass
class _Question:
    """A question with what was found in it."""

    text: str
    tokens: list[Token]
    named: Named
    rest: list[Token]
    years: tuple[int, ...] | None
    metrics: list[str]

    def keys(self, kind: str) -> list[str]:
        """Return what the tokens outside names mean as a kind."""
        return [key for token in self.rest if (key := token.key(kind)) is not None]


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


def _read(question: str, directory: Directory, plan: Plan, last: Query | None) -> _Question:
    text, tokens = cut(question, directory)
    named = find_issuers(text, tokens, directory, plan, last.issuers if last else ())
    rest = [token for token in tokens if token not in named.read]
    years = find_years(text, rest, directory, plan)
    metrics = find_metrics(rest, years or (), plan)
    if not metrics and _RECEIVED.search(text):
        metrics = ["applications.new_received.total"]
        plan.say("ask.understood.received", said=(_RECEIVED.search(text) or [""])[0], metric=metrics[0])
    return _Question(text, tokens, named, rest, years, metrics)


def _query(read: _Question, directory: Directory, plan: Plan, last: Query | None) -> Query | None:
    if _PERSONAL.search(read.text) and not read.metrics:
        _refuse_metric(read, plan)
        return None
    operation = _operation(read)
    words, parts = _words(read, operation)
    if words is None and _REPORTS.search(read.text) and not read.metrics:
        operation = Operation.COUNT
    elif words is None and not read.metrics and not (last and _goes_on(read)):
        _refuse_metric(read, plan)
        return None
    if words is None or read.metrics:
        _refuse_unread(read, plan)
    region, levels, issuers = _where(read, directory, plan)
    query = Query(
        operation=Operation.PASSAGES if words is not None and not read.metrics else operation,
        metrics=tuple(read.metrics),
        issuers=issuers,
        region=region,
        levels=levels,
        years=read.years or (),
        condition=_condition(read, operation),
        order=Order.LEAST
        if "rank_least" in read.keys(OPERATION) or re.search(r"最[少低小]", read.text)
        else Order.MOST,
        limit=_limit(read, operation),
        words=words,
        parts=parts,
    )
    query = _among(_with_whole(query, read), read, directory)
    if query.operation is Operation.SHARE and query.whole is None and read.keys(LEVEL):
        plan.refuse("ask.problem.share_of_what")
    if last is not None:
        asked = query
        query = follow(query, last, read.years, _names_scope(read), elliptic=not read.metrics or _is_short(read))
        _say_followed(asked, query, plan)
    elif not _names_scope(read) and query.metrics:
        plan.say("ask.understood.everyone")
    return _checked(_settled(query, read, directory), directory, plan)


def _operation(read: _Question) -> Operation:
    """Return what is asked to be done; the first that fits of those named."""
    said = set(read.keys(OPERATION))
    if read.keys(NARRATIVE) and read.named.issuers:
        said -= {"list", "which"}
    if "share" in said:
        return Operation.SHARE
    if _REPORTS.search(read.text) or "count" in said or (_HOW_MANY.search(read.text) and _is_counting(read)):
        return Operation.COUNT
    if said & {"rank_most", "rank_least", "place"} or _TOP.search(read.text):
        return Operation.RANK
    if "list" in said or ({"which"} & said and _bounds(read)):
        return Operation.LIST
    if "mean" in said:
        return Operation.MEAN
    if "trend" in said:
        return Operation.TREND
    if said & {"compare", "same_time"}:
        return Operation.COMPARE
    if "sum" in said:
        return Operation.SUM
    if _bounds(read) and (read.keys(LEVEL) or not read.named.issuers):
        return Operation.LIST
    return Operation.SUM if read.keys(LEVEL) and _IN_ALL.search(read.text) else Operation.LOOK_UP


def _is_counting(read: _Question) -> bool:
    """Return whether issuers are counted, where the words could also count cases: 有几个."""
    return bool(re.search(_UNITS, read.text)) or not read.named.issuers


def _bounds(read: _Question) -> bool:
    return bool(read.keys(COMPARISON))


def _words(read: _Question, operation: Operation) -> tuple[str | None, tuple[int, ...]]:
    """Return what is looked for in the passages, and the parts it stands in; None where words are not asked for."""
    said = read.keys(NARRATIVE)
    if not said:
        told = not read.metrics and _unread(read) and "which" in read.keys(OPERATION)
        return (_topic(read), ()) if told and not _QUANTITY.search(read.text) else (None, ())
    plain = all(key == "words" for key in said)
    counted = operation is not Operation.LOOK_UP and not _unread(read)
    numeric = read.metrics and (_QUANTITY.search(read.text) or counted)
    if plain and numeric and not any(token.text in _DOINGS for token in read.rest):
        return None, ()
    if read.metrics and not numeric:
        read.metrics.clear()
    parts = tuple(sorted({part for key in said for part in _PARTS.get(key, ())})) if not _unread(read) else ()
    return (read.text if parts else _topic(read)), parts


def _topic(read: _Question) -> str:
    """Return what a question for words is about: without names, years and the words that only ask."""
    left = list(read.text)
    for token in (*read.named.read, *read.rest):
        filler = STOP in token.meanings and len(token.text) > 1
        asks = filler or {YEAR, NARRATIVE, OPERATION, CONTEXT} & set(token.meanings)
        if (token in read.named.read or asks) and token.key(CONTEXT) != "unknown":
            left[token.start : token.end] = " " * len(token.text)
    return " ".join("".join(left).split()) or read.text


_DOINGS = frozenset(("做了什么", "做了哪些", "措施", "举措", "做法", "哪些措施", "什么措施", "为什么", "原因", "亮点"))


def _unread(read: _Question) -> list[str]:
    """Return what was not understood and may matter: of a question for words, what it is about."""
    found = [token.text for token in read.rest if token.key(CONTEXT) == "unknown"]
    return found + [token.text for token in read.rest if UNKNOWN in token.meanings and _tells(token.text)]


def _refuse_metric(read: _Question, plan: Plan) -> None:
    """Say that nothing is named that the reports count, and what comes near."""
    from extractor.ask.nearest import nearest_metrics

    said = read.text if len(read.text) <= _QUOTED else f"{read.text[:_QUOTED]}…"
    plan.refuse("ask.problem.metric_unknown", nearest_metrics("".join(_unread(read)) or read.text), said=said)


def _refuse_unread(read: _Question, plan: Plan) -> None:
    """Say what of a question for numbers was not understood: it could change what is asked."""
    unread = _unread(read)
    if unread and not read.keys(NARRATIVE):
        from extractor.ask.nearest import nearest_metrics

        plan.refuse("ask.problem.not_understood", nearest_metrics("".join(unread)), said="、".join(unread))


def _tells(unread: str) -> bool:
    """Return whether a stretch that was not understood may matter: more than a character, and no filler."""
    return len(unread) > 1 and unread not in harmless()


def _names_scope(read: _Question) -> bool:
    return bool(read.named.issuers or read.named.places or read.named.organs or read.keys(LEVEL))


def _goes_on(read: _Question) -> bool:
    """Return whether a question without a metric can only be a follow-up: it names a year, an issuer or a turn."""
    return bool(read.years is not None or _names_scope(read) or read.keys(CONTEXT))


def _is_short(read: _Question) -> bool:
    """Return whether a question only swaps something of the one before: 行政许可呢."""
    return re.search(r"呢\W*$", read.text) is not None or bool(set(read.keys(CONTEXT)) & {"then", "whereof"})


def _where(read: _Question, directory: Directory, plan: Plan) -> tuple[str | None, tuple[Level, ...], tuple[str, ...]]:
    """Return region, levels and issuers; a place that is followed by a kind of issuers is a region."""
    kinds = [token for token in read.rest if LEVEL in token.meanings]
    keys = [token.key(LEVEL) or "" for token in kinds]
    narrow = [key for key in keys if key not in ("any", "government")]
    levels = tuple(dict.fromkeys(level for key in narrow or keys for level in _levels_of(key)))
    region = _region(read, kinds, bool(levels))
    if region is not None:
        plan.understood = [note for note in plan.understood if note.params.get("said") != region]
    issuers = tuple(name for name in read.named.issuers if region is None or not _governs(name, region, directory))
    if region is not None and levels == _DEPARTMENTS and not _is_whole(kinds):
        levels = (_OF_PLACE.get(region[-1], Level.COUNTY_DEPARTMENT),)
    if read.named.organs and not issuers:
        issuers = _organs(read, directory, region, plan)
        region, levels = None, ()
    return region, levels if not issuers else (), issuers


def _is_whole(kinds: Sequence[Token]) -> bool:
    return any(token.text in ("所有部门", "全部部门") for token in kinds)


def _levels_of(key: str) -> tuple[Level, ...]:
    if key == "any":
        return ()
    return _LEVELS.get(key) or (Level(key),)


def _region(read: _Question, kinds: Sequence[Token], narrowed: bool) -> str | None:
    """Return the place whose issuers are meant; None where the place itself is the issuer."""
    for place, end in read.named.places:
        behind = [token for token in kinds if token.start >= end]
        before = any(_OF.fullmatch(read.text[token.end : end - len(place)]) for token in kinds if token.end < end)
        if before or (behind and (narrowed or _INSIDE.fullmatch(read.text[end : behind[0].start]))):
            return place
    return None


def _governs(name: str, region: str, directory: Directory) -> bool:
    """Return whether an issuer was only named as the place: the government of a region."""
    return name in directory.aliases.get(region, ())


def _organs(read: _Question, directory: Directory, region: str | None, plan: Plan) -> tuple[str, ...]:
    """Return the departments of a name without a place: all of them where all are asked for, else it is asked which."""
    found = sorted({name for organ in read.named.organs for name in directory.organs[organ]})
    kinds = {_DEPARTMENT_OF[key] for key in read.keys(LEVEL) if key in _DEPARTMENT_OF}
    found = [name for name in found if not kinds or directory.issuers[name].level in kinds]
    if region is not None:
        return tuple(name for name in found if region in directory.issuers[name].places)
    if read.keys(LEVEL) or re.search(r"[各哪]|所有|全部|每个", read.text):
        return tuple(found)
    plan.refuse("ask.problem.issuer_ambiguous", tuple(found[:6]), said="、".join(read.named.organs), count=len(found))
    return ()


def _condition(read: _Question, operation: Operation) -> Condition | None:
    """Return the bound of a count or list: as said, none at all, or more than nothing where only 有 is said."""
    if operation not in (Operation.COUNT, Operation.LIST):
        return None
    for at, token in enumerate(read.rest):
        sign = token.key(COMPARISON)
        if sign == "zero":
            return Condition(comparison=Comparison.EQUAL, bound=0)
        if sign == "some":
            return Condition(comparison=Comparison.MORE, bound=0)
        if sign is not None:
            bound = _number_beside(read, at, behind=sign.startswith("after"))
            if bound is not None:
                return Condition(comparison=Comparison(sign.removeprefix("after")), bound=bound)
    return Condition(comparison=Comparison.MORE, bound=0) if read.metrics else None


def _number_beside(read: _Question, at: int, *, behind: bool) -> float | None:
    """Return the number a comparison is about: in front of 以上, behind 超过; an amount in the unit of the metric."""
    tokens = read.rest
    order = range(at - 1, max(-1, at - 4), -1) if behind else range(at + 1, min(len(tokens), at + 4))
    for place in order:
        value = tokens[place].meanings.get(NUMBER)
        if isinstance(value, float):
            in_yuan = read.text[tokens[place].end :].startswith("元")
            return value / 10_000 if in_yuan and any(metric_of(name).unit == "万元" for name in read.metrics) else value
    return None


def _limit(read: _Question, operation: Operation) -> int | None:
    """Return how many a rank names: as said, one for 哪个, else all that are shown."""
    from extractor.parsing.numbers import read_number

    if operation is not Operation.RANK:
        return None
    match = _TOP.search(read.text)
    reading = read_number(next(group for group in match.groups() if group)) if match else None
    if reading is not None and 1 <= reading.value <= 1000:
        return int(reading.value)
    many = {"排名", "排行", "排行榜", "排序", "从高到低", "从多到少", "排一下", "排个名", "rank", "ranking"}
    return None if any(token.text in many for token in read.rest) or "place" in read.keys(OPERATION) else 1


def _with_whole(query: Query, read: _Question) -> Query:
    """Return a share with what it is taken of: named, natural, or the same metric of all issuers."""
    if query.operation is not Operation.SHARE or not query.metrics:
        return query
    names, whole = find_whole(read.rest, list(query.metrics))
    if whole is None and query.issuers and read.keys(LEVEL):
        return query.model_copy(update={"whole": query.metrics[0]})
    settled = settled_whole(names[0], whole)
    return query.model_copy(update={"metrics": tuple(names), "whole": settled})


def _among(query: Query, read: _Question, directory: Directory) -> Query:
    """Return a question for an issuer's place or share with those it is held against: of a kind, in the same place."""
    placed = query.operation is Operation.RANK and "place" in read.keys(OPERATION) and len(query.issuers) == 1
    shared = query.operation is Operation.SHARE and query.issuers and query.whole in query.metrics
    if not placed and not shared:
        return query
    levels = tuple(dict.fromkeys(level for key in read.keys(LEVEL) for level in _levels_of(key)))
    said = {token.text for token in read.rest if LEVEL in token.meanings}
    places = directory.issuers[query.issuers[0]].places or (None,)
    own = places[-1] if said & {"全区", "全县"} else places[0] if levels or "全市" in said else None
    return query.model_copy(update={"levels": levels, "region": query.region or own})


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
        kept = ("metrics", "whole", "words", "parts", "condition", "order", "limit", "operation")
        compared = query.operation is Operation.COMPARE
        update |= {name: getattr(last, name) for name in kept if not (compared and name == "operation")}
    elif elliptic and query.words is None and query.operation is Operation.LOOK_UP and last.metrics:
        update |= {name: getattr(last, name) for name in ("operation", "condition", "order", "limit")}
    return query.model_copy(update=update)


def _say_followed(asked: Query, query: Query, plan: Plan) -> None:
    """Say what was taken over from the question before."""
    taken = [*(query.issuers if query.issuers != asked.issuers else ())]
    taken += [query.region] if query.region and query.region != asked.region else []
    taken += [str(year) for year in query.years] if query.years != asked.years else []
    taken += [metric_of(name).label for name in query.metrics] if query.metrics != asked.metrics else []
    if taken:
        plan.say("ask.understood.followed", what="、".join(taken))


def _settled(query: Query, read: _Question, directory: Directory) -> Query:
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
    everyone = not query.issuers and query.operation is Operation.LOOK_UP
    if everyone and query.metrics and query.words is None:
        operation = Operation.LIST if read.keys(LEVEL) and not _HOW_MANY.search(read.text) else Operation.SUM
        return query.model_copy(update={"operation": operation})
    if query.operation is Operation.LOOK_UP and len(query.issuers) == 1 and len(query.years) != 1 and query.metrics:
        return query.model_copy(update={"operation": Operation.TREND})
    return query


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
