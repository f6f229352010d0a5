"""The gold of the questions, from what the generator knows: `python -m eval.questions.gold` writes it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from eval.questions.metrics import Reading, metric, reading
from eval.questions.model import HALVES, Cite, Gold, Group, Half, Op, Passage, Turn, Value, gold_path, questions
from eval.questions.store import YEARS, Made, bodies, events, plain, reports

T = TypeVar("T")
_COUNTED = ("个", "家", "份")


class AmbiguousRankError(ValueError):
    """Two that share a place in a rank: no gold can say who comes first."""


def make_golds(half: Half) -> Iterator[Gold]:
    """Yield the gold of every turn of a half."""
    for question in questions(half):
        for number, turn in enumerate(question.turns, 1):
            yield make_gold(f"{question.id}.{number}", turn)


def make_gold(name: str, turn: Turn) -> Gold:
    """Return what the answer of a turn has to say.

    Raises:
        AmbiguousRankError: Chance gave two equal values where the order matters.
        ValueError: Nothing to answer with, though an answer is wanted.
    """
    gold = _MAKERS[turn.op](name, turn)
    if turn.op is not Op.ABSTAIN and not (gold.values or gold.passages):
        raise ValueError(f"{name}: nothing to answer with")
    return gold


def issuers(who: tuple[str, ...] | Group | None) -> tuple[str, ...]:
    """Return the names of the issuers that are meant.

    Raises:
        KeyError: A name is not in the store.
    """
    if isinstance(who, tuple):
        return tuple(bodies()[name].name for name in who)
    group = who or Group()
    return tuple(
        body.name
        for body in bodies().values()
        if group.city in (None, body.city)
        and group.county in (None, body.county)
        and (not group.kind or body.kind in group.kind)
        and body.name.endswith(group.ending or "")
    )


def _scope(who: tuple[str, ...] | Group | None, years: Sequence[int]) -> list[Made]:
    names = issuers(who)
    made = [reports().get((name, year)) for name in names for year in years or YEARS]
    return [one for one in made if one is not None]


def _read(name: str | None, scope: Sequence[Made]) -> list[tuple[Made, Reading]]:
    """Return the reports that have a value of a metric, with it; without a metric every report counts as 1."""
    if name is None:
        return [(made, Reading(1, {})) for made in scope]
    wanted = metric(name)
    found = [(made, reading(wanted, made.gold)) for made in scope]
    return [(made, value) for made, value in found if value is not None]


def _cite(made: Made, *values: Reading) -> Cite:
    return Cite(
        report=f"{made.issuer}|{made.year}",
        paths={path: number for value in values for path, number in value.paths.items()},
    )


def _values(name: str, turn: Turn) -> Gold:
    scope = _scope(turn.who, turn.years)
    found = _read(turn.m, scope)
    conflicts = [value.conflict for _, value in found if value.conflict is not None]
    return Gold(
        id=name,
        op=turn.op,
        values=tuple(Value(value=value.value, issuer=made.issuer, year=made.year) for made, value in found),
        units=metric(turn.m or "").units,
        cites=tuple(_cite(made, value) for made, value in found),
        left_out=len(scope) - len(found),
        conflict=conflicts[0] if conflicts and len(found) == 1 else None,
    )


def _difference(name: str, turn: Turn) -> Gold:
    """Return how far the first of two reports is above the second, the two in the order they are named."""
    gold = _values(name, turn)
    first, second = gold.values
    return gold.model_copy(update={"values": (Value(value=round(first.value - second.value, 6)), first, second)})


def _total(name: str, turn: Turn, combine: Callable[[list[float]], float]) -> Gold:
    gold = _values(name, turn)
    value = combine([one.value for one in gold.values])
    return gold.model_copy(update={"values": (Value(value=round(value, 6)),), "conflict": None})


def _sum(name: str, turn: Turn) -> Gold:
    return _total(name, turn, sum)


def _mean(name: str, turn: Turn) -> Gold:
    return _total(name, turn, lambda values: sum(values) / len(values))


def _rank(name: str, turn: Turn) -> Gold:
    gold = _values(name, turn)
    both = sorted(zip(gold.values, gold.cites, strict=True), key=lambda pair: pair[0].value, reverse=not turn.least)
    numbers = [value.value for value, _ in both[: turn.limit + 1]]
    if len(set(numbers)) < len(numbers):
        raise AmbiguousRankError(f"{name}: {numbers}")
    shown = both[: turn.limit]
    return gold.model_copy(
        update={"values": tuple(value for value, _ in shown), "cites": tuple(cite for _, cite in shown)}
    )


def _fits(turn: Turn, value: float) -> bool:
    return (
        (turn.over is None or value > turn.over)
        and (turn.at_least is None or value >= turn.at_least)
        and (turn.under is None or value < turn.under)
    )


def _list(name: str, turn: Turn) -> Gold:
    scope = _scope(turn.who, turn.years)
    found = _read(turn.m, scope)
    fitting = [(made, value) for made, value in found if _fits(turn, value.value)]
    return Gold(
        id=name,
        op=turn.op,
        values=tuple(Value(value=value.value, issuer=made.issuer, year=made.year) for made, value in fitting),
        units=metric(turn.m).units if turn.m else _COUNTED,
        cites=tuple(_cite(made, value) for made, value in fitting),
        left_out=len(scope) - len(found),
    )


def _count(name: str, turn: Turn) -> Gold:
    gold = _list(name, turn)
    return gold.model_copy(update={"values": (Value(value=len(gold.values)),), "units": _COUNTED})


def _share(name: str, turn: Turn) -> Gold:
    """Return a percentage: of one metric in another, or of some issuers in all those it is taken among."""
    whole_scope = _scope(turn.among or turn.who, turn.years)
    part, whole = _read(turn.m, _scope(turn.who, turn.years)), _read(turn.of or turn.m, whole_scope)
    total = sum(value.value for _, value in whole)
    value = 100 * sum(value.value for _, value in part) / total
    places: dict[str, tuple[Made, list[Reading]]] = {}
    for made, found in (*part, *whole):
        places.setdefault(made.id, (made, []))[1].append(found)
    return Gold(
        id=name,
        op=turn.op,
        values=(Value(value=round(value, 4)),),
        units=("%",),
        cites=tuple(_cite(made, *values) for made, values in places.values()),
        left_out=len(whole_scope) - len(whole),
    )


def _passages(name: str, turn: Turn) -> Gold:
    scope = _scope(turn.who, turn.years) if turn.who else []
    found = [passage for wanted in turn.find for passage in _found(wanted, scope)]
    numbers = _values(name, turn.model_copy(update={"m": turn.also})) if turn.also else Gold(id=name, op=turn.op)
    return numbers.model_copy(update={"passages": tuple(found)})


def _found(wanted: str, scope: Sequence[Made]) -> Iterator[Passage]:
    event = events().get(wanted)
    if event:
        yield Passage(report=f"{event['who']}|{event['year']}", text=event["text"])
        return
    for made in scope:
        texts = made.gold.get(wanted) or ([wanted] if plain(wanted) in plain(made.report.text) else [])
        yield from (Passage(report=f"{made.issuer}|{made.year}", text=text) for text in texts)


def _abstain(name: str, turn: Turn) -> Gold:
    return Gold(id=name, op=turn.op)


_MAKERS: dict[Op, Callable[[str, Turn], Gold]] = {
    Op.VALUES: _values,
    Op.DIFFERENCE: _difference,
    Op.RANK: _rank,
    Op.SUM: _sum,
    Op.MEAN: _mean,
    Op.COUNT: _count,
    Op.SHARE: _share,
    Op.LIST: _list,
    Op.PASSAGES: _passages,
    Op.ABSTAIN: _abstain,
}


def write(half: Half) -> int:
    """Write the gold of a half to its file and return how many turns it has."""
    lines = [gold.model_dump_json(exclude_defaults=True) for gold in make_golds(half)]
    gold_path(half).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


if __name__ == "__main__":
    for half in HALVES:
        print(f"{half}: {write(half)} turns")
