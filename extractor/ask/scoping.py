"""Which issuers a question is about: by name, by place, by kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.ask.issuers import Directory
from extractor.ask.lexer import Token
from extractor.ask.model import Operation, Query
from extractor.ask.plan import Plan
from extractor.ask.question import Question
from extractor.ask.vocabulary import LEVEL, OPERATION
from extractor.storage.levels import Level

_INSIDE = re.compile(r"(?:的|下属|所属|下辖|辖区|里|内|中|全部|所有|各)*")
_OF = re.compile(r"\s*(?:of|in|under|at)\s*(?:the )?")
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


def find_scope(
    read: Question, directory: Directory, plan: Plan
) -> tuple[str | None, tuple[Level, ...], tuple[str, ...]]:
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


def _region(read: Question, kinds: Sequence[Token], narrowed: bool) -> str | None:
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


def _organs(read: Question, directory: Directory, region: str | None, plan: Plan) -> tuple[str, ...]:
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


def held_among(query: Query, read: Question, directory: Directory) -> Query:
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
