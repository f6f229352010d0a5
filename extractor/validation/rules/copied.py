"""Text taken over from somebody else's report: another agency, another place, another kind of issuer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from extractor.patterns import Pattern
from extractor.schema import Severity
from extractor.validation.context import Context
from extractor.validation.result import PASSED, Result, failed
from extractor.validation.rule import rule
from extractor.validation.rules.organs import Organ, belongs_to, is_other_agency, is_other_place, take_apart
from extractor.validation.running import occurrences

_SOURCE = "政府信息公开条例(2019修订)第五十条:本行政机关的情况"
_NAME = r"(?P<name>[一-龥]{3,40}?(?:局|厅|委员会|委|人民政府(?:办公[厅室])?|办事处))"
_OWN = (
    ("公开指南", Pattern(rf"(?:编制|制定|修订|更新|完善|公布|公开|制作)了?《{_NAME}(?:政府|政务)?信息公开指南")),
    ("公开目录", Pattern(rf"(?:编制|制定|修订|更新|完善|公布|公开|制作)了?《{_NAME}(?:政府|政务)?信息公开目录")),
    ("编制", Pattern(rf"由{_NAME}(?:负责)?编制")),
    ("联系", Pattern(rf"与{_NAME}[一-龥]{{0,12}}?(?:取得)?联系(?=[(:,。])")),
    ("联系", Pattern(rf"联系(?:单位|部门|机构):{_NAME}(?=[(,;。])")),
)
"""Where a report names its own issuer, and a word that has to be there; the last three count in the preamble only."""
_ANYWHERE = _OWN[:2]
_SUBJECT = Pattern(rf"(?:[,。]|\d年度?){_NAME}$")
_ACTS = (
    *("认真贯彻", "坚持以", "高度重视", "严格按照", "深入贯彻", "全面贯彻", "始终坚持", "严格落实"),
    *("积极推进政府", "积极推进政务"),
)
_NAME_WITHIN = 45
_MOST = 200
"""Subjects looked at, and places named in one finding, so that no file holds up the rules."""


@rule(
    "structure.foreign_issuer", Severity.WARNING, needs=("issuer", "document"), source=_SOURCE, formula="named = issuer"
)
def foreign_issuer(context: Context) -> Iterator[Result]:
    """Name each other agency that stands where the report names its own issuer: guide, contact, signature."""
    issuer = _issuer(context)
    named = 0
    for match in _own_names(context):
        named += 1
        yield _judge(context, match, issuer, _is_foreign)
    if not named:
        yield PASSED


def _own_names(context: Context) -> Iterator[re.Match[str]]:
    """Yield where the text names its own issuer."""
    for word, pattern in _OWN:
        text = context.running.text if (word, pattern) in _ANYWHERE else context.preamble
        if word in text:
            yield from pattern.finditer(text)


@rule(
    "structure.foreign_place",
    Severity.WARNING,
    needs=("issuer", "document"),
    source=_SOURCE,
    formula="place(subject) ∈ places(issuer)",
)
def foreign_place(context: Context) -> Iterator[Result]:
    """Name each agency of another place of the same level that the text makes its subject, as if it were the issuer."""
    issuer = _issuer(context)
    text = context.running.text
    for at in islice(occurrences(text, _ACTS), _MOST):
        if match := _SUBJECT.search(text, max(0, at - _NAME_WITHIN), at):
            yield _judge(context, match, issuer, is_other_place)


def _issuer(context: Context) -> Organ:
    stated = context.report.issuer
    return take_apart("".join(stated.value.split()) if stated else "")


def _is_foreign(named: Organ, issuer: Organ) -> bool:
    return is_other_place(named, issuer) or is_other_agency(named, issuer)


def _judge(context: Context, match: re.Match[str], issuer: Organ, is_foreign: Callable[[Organ, Organ], bool]) -> Result:
    if not is_foreign(take_apart(match["name"]), issuer):
        return PASSED
    evidence = (context.running.evidence(*match.span()),)
    return failed({"named": match["name"], "issuer": issuer.name}, evidence=evidence)


_SELVES = Pattern(
    r"(?<![自忘])我(?:局(?![限部面势长])|厅(?!级)|镇(?![压静定])|乡(?![村土音亲愁])|街道|县(?!级)|区(?![域别分间]))"
)
_FOREIGN_SELVES = {
    "bureau": ("我镇", "我乡", "我街道"),
    "town": ("我局", "我厅"),
    "government": ("我局", "我厅", "我镇", "我乡", "我街道"),
}


@rule("structure.foreign_self", Severity.WARNING, needs=("issuer", "document"), source=_SOURCE, formula="我… = issuer")
def foreign_self(context: Context) -> Iterator[Result]:
    """Name, as one finding, the words with which the text takes itself for another kind of issuer: 我局 of a town."""
    issuer = _issuer(context)
    text = context.running.text
    wrong = _wrong_selves(issuer, text)
    found = [match for at in sorted(occurrences(text, wrong)) if (match := _SELVES.match(text, at))]
    if not found:
        yield PASSED
        return
    evidence = tuple(context.running.evidence(*match.span()) for match in found[:_MOST])
    printed = list(dict.fromkeys(match[0] for match in found))
    yield failed({"printed": printed, "count": len(found), "issuer": issuer.name}, evidence=evidence)


def _wrong_selves(issuer: Organ, text: str) -> frozenset[str]:
    """Return what the issuer can't call itself; 我区 may be the autonomous region of a county."""
    wrong = set(_FOREIGN_SELVES.get(issuer.kind or "", ()))
    if belongs_to(issuer, "县") and not belongs_to(issuer, "区") and "自治区" not in text:
        wrong.add("我区")
    if belongs_to(issuer, "区") and not belongs_to(issuer, "县"):
        wrong.add("我县")
    return frozenset(wrong)
