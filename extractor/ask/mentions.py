"""Which issuers a question names: in full, in short, misspelt; and when it can't be told which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.ask.issuers import Directory
from extractor.ask.lexer import ISSUER, ORGAN, UNKNOWN, YEAR, Token
from extractor.ask.organs import settle_organs, take_organ
from extractor.ask.plan import Plan
from extractor.ask.vocabulary import LEVEL, METRIC_KINDS, STOP, departments, no_issuers

_ENDING = re.compile(
    r"(?:[局厅委办院所镇乡县区市州盟旗省居]|政府|街道|中心|公司|学校|大学|医院|法院|检察院|委员会|管委会|集团|银行|支队|大队)$"
)
_ISSUED = re.compile(
    r"^.{2,}[省市县区州旗盟镇乡].{0,8}"
    r"(?:医院|学校|大学|学院|公司|银行|集团|中心|法院|检察院|大队|支队|派出所|卫生院|研究所)$"
)
"""A body with the place it belongs to: 青枫市第二医院 is named as an issuer, 医院 is not."""
_OUR = frozenset("省市州县区旗")
"""Before a department, for that of the place that is spoken of: 市财政局."""
_NEVER_JOINS = frozenset("和与跟及、同比或")
_MOST_CANDIDATES = 6


@dataclass(frozen=True)
class Mention:
    """Tokens beside each other that name an issuer, or look as if they did."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Return where it begins in the folded question."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.tokens[-1].end


@dataclass
class Named:
    """The issuers of a question.

    Attributes:
        issuers: Names in the order of the question.
        places: Places that were named by themselves, with where they end: 霁川市 of 霁川市各部门.
        organs: Departments that were named without a place: 教育局 of 各区县教育局.
        read: Tokens that belong to a name.
        bare: Governments that were named by their place alone: 霁川.
        only_places: Those of them that only say where a department lies.
    """

    issuers: list[str]
    places: list[tuple[str, int]]
    organs: list[str]
    read: set[Token]
    bare: list[str] = field(default_factory=list)
    only_places: set[str] = field(default_factory=set)


def find_issuers(text: str, tokens: Sequence[Token], directory: Directory, plan: Plan, context: Sequence[str]) -> Named:
    """Return the issuers a question names; what is unknown or ambiguous is refused with what could be meant.

    Args:
        text: The folded question.
        tokens: Its tokens.
        directory: Of the store.
        plan: Where it is said how names were read, and why one can't be.
        context: Issuers of the question before, whose place a department without one belongs to.
    """
    named = Named([], [], [], set())
    for mention in _mentions(text, tokens):
        _read(mention, directory, plan, named, context)
    settle_organs(named, directory)
    return named


def _mentions(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Yield runs of adjacent tokens that hold an issuer, or end as the name of one does."""
    run: list[Token] = []
    for token in (*tokens, None):
        if token is not None and _may_belong(run, token, text):
            run.append(token)
            continue
        yield from _mention(run)
        run = [token] if token is not None and _begins(token) else []


def _begins(token: Token) -> bool:
    return ISSUER in token.meanings or ORGAN in token.meanings or UNKNOWN in token.meanings


def _may_belong(run: Sequence[Token], token: Token, text: str) -> bool:
    """Return whether a token goes on with a run."""
    if not run or run[-1].end != token.start or YEAR in token.meanings:
        return False
    whole = run[-1].key(ISSUER) is not None and (token.key(ISSUER) is not None)
    if whole:
        return False
    if _begins(token) or (LEVEL in token.meanings and (UNKNOWN in run[-1].meanings or len(token.text) == 1)):
        return True
    return len(token.text) == 1 and STOP in token.meanings and token.text not in _NEVER_JOINS


def _mention(run: list[Token]) -> Iterator[Mention]:
    """Yield the run as a mention, without what only trails behind a name."""
    while (
        run
        and not _begins(run[-1])
        and not (LEVEL in run[-1].meanings and len(run) > 1 and UNKNOWN in run[-2].meanings)
    ):
        run = run[:-1]
    if any(ISSUER in token.meanings or ORGAN in token.meanings for token in run) or (
        run and _ENDING.search("".join(token.text for token in run))
    ):
        yield Mention("".join(token.text for token in run), tuple(run))


def _read(mention: Mention, directory: Directory, plan: Plan, named: Named, context: Sequence[str]) -> None:
    first = mention.tokens[0]
    joined = mention.text.replace("的", "")
    if joined in directory.aliases:
        _take(joined, mention.tokens, mention.end, directory, plan, named)
    elif len(mention.tokens) == 1 and ISSUER in first.meanings:
        named.places.append((first.text, first.end))
        named.read.add(first)
    elif len(mention.tokens) == 1 and ORGAN in first.meanings:
        take_organ(first, directory, named, context)
    elif first.text in _OUR and joined[1:] in directory.organs:
        named.read.add(first)
        take_organ(mention.tokens[-1], directory, named, context)
    else:
        _read_misspelt(mention, joined, directory, plan, named, context)


def _read_misspelt(
    mention: Mention, joined: str, directory: Directory, plan: Plan, named: Named, context: Sequence[str]
) -> None:
    near, sure = _nearest(joined, directory)
    if sure:
        plan.say("ask.understood.issuer", said=mention.text, issuer=near[0])
        named.issuers.append(near[0])
        named.read.update(mention.tokens)
    elif _organ_like(mention):
        named.read.update(mention.tokens)
        offered = near or _same_place(mention, directory)
        plan.refuse("ask.problem.issuer_unknown", tuple(offered[:_MOST_CANDIDATES]), said=mention.text)
    else:
        _read_parts(mention, directory, plan, named, context)


def _read_parts(mention: Mention, directory: Directory, plan: Plan, named: Named, context: Sequence[str]) -> None:
    """Read each name of a run that is no name as a whole; what is left over stays unread."""
    for token in mention.tokens:
        if token.text in directory.aliases:
            _take(token.text, (token,), token.end, directory, plan, named)
        elif ISSUER in token.meanings:
            named.places.append((token.text, token.end))
            named.read.add(token)
        elif ORGAN in token.meanings and UNKNOWN not in mention.tokens[-1].meanings:
            take_organ(token, directory, named, context)


def _take(alias: str, tokens: Iterable[Token], end: int, directory: Directory, plan: Plan, named: Named) -> None:
    """Enter the issuer of an alias; where several are as near, it has to be asked which is meant."""
    known = directory.aliases[alias]
    nearest = min(known.values())
    fitting = sorted(name for name, distance in known.items() if distance == nearest)
    named.read.update(tokens)
    if alias in directory.places:
        named.places.append((alias, end))
    if len(fitting) > 1:
        plan.refuse("ask.problem.issuer_ambiguous", tuple(fitting[:_MOST_CANDIDATES]), said=alias, count=len(fitting))
        return
    if alias != fitting[0] and fitting[0] not in named.issuers:
        plan.say("ask.understood.issuer", said=alias, issuer=fitting[0])
    if fitting[0] not in named.issuers:
        named.issuers.append(fitting[0])
        named.bare += [fitting[0]] if fitting[0].endswith("政府") and "政府" not in alias else []


def _nearest(said: str, directory: Directory) -> tuple[list[str], bool]:
    """Return the issuers whose names are nearest to a misspelt one, and whether there is no doubt that it is the first.

    A place is told by its own characters: where one of them was replaced, it may be another place. A department that
    exists somewhere is not taken for another one.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    if len(said) < 4:
        return [], False
    organ = next((organ for organ in departments() if said.endswith(organ)), "")
    most = 1 if len(said) < 8 else 2
    found: dict[str, tuple[float, str]] = {}
    for alias, distance, _ in extract(said, directory.aliases.keys(), scorer=OSA.distance, score_cutoff=most, limit=20):
        if len(alias) >= 4 and alias.endswith(organ):
            for name in directory.aliases[alias]:
                found[name] = min(found.get(name, (99, "")), (distance, alias))
    least = min((distance for distance, _ in found.values()), default=0)
    best = sorted(name for name, (distance, _) in found.items() if distance == least)
    return best, len(best) == 1 and _is_same_place(said, best[0], found[best[0]][1], directory)


def _is_same_place(said: str, name: str, alias: str, directory: Directory) -> bool:
    """Return whether the place of an issuer stands in what was said, but for characters swapped or lost."""
    stems = [place[:-1] for place in directory.issuers[name].places if place[:-1] in alias and len(place) > 2]
    if not stems:
        return True
    return all(stem in said or len(said) != len(alias) or sorted(stem) == sorted(said[: len(stem)]) for stem in stems)


def _organ_like(mention: Mention) -> bool:
    """Return whether a run ends as the name of an issuer does, beyond the names that were found in it."""
    last = mention.tokens[-1]
    if ISSUER in last.meanings and len(mention.tokens) > 1:
        return UNKNOWN in mention.tokens[-2].meanings and len(mention.tokens[-2].text) > 1
    if last.text.endswith(no_issuers()) and not _ISSUED.search(mention.text):
        return False
    return bool(_ENDING.search(mention.text)) and not (set(last.meanings) & METRIC_KINDS)


def _same_place(mention: Mention, directory: Directory) -> list[str]:
    """Return the issuers of the place that an unknown issuer is said to be of."""
    for token in mention.tokens:
        place = token.text
        if place in directory.places:
            return list(directory.places[place])
    return []
