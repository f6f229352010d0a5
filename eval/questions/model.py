"""A question, what its answer has to say, and the files both stand in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from extractor.schema.document import Frozen

FOLDER = Path(__file__).parent
Half = Literal["dev", "test"]
HALVES: tuple[Half, Half] = ("dev", "test")


class Op(StrEnum):
    """How the gold is computed, and how an answer is judged."""

    VALUES = "values"
    DIFFERENCE = "difference"
    RANK = "rank"
    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"
    SHARE = "share"
    LIST = "list"
    PASSAGES = "passages"
    ABSTAIN = "abstain"


class Group(Frozen):
    """Issuers by where they lie and what they are; None is any."""

    city: str | None = None
    county: str | None = Field(default=None, description="empty for the city's own offices")
    kind: tuple[str, ...] = ()
    ending: str | None = Field(default=None, description="how the names end: 教育局")


class Turn(Frozen):
    """What is asked, and about what.

    Attributes:
        q: The question, word for word.
        op: What the answer is.
        m: Metric: a name of `eval.questions.metrics`, or of a field of the prose.
        of: Metric the share is a share of; the same as `m` where the share is one of several issuers.
        who: Names of issuers, or a group; None is every issuer.
        among: The whole a share of issuers is taken of.
        years: Report years; those without a report are passed over.
        limit: How many a rank names.
        least: A rank from the smallest on.
        over: For `count` and `list`: values above this, or at least this with `at_least`.
        under: For `count` and `list`: values below this.
        find: For passages: `problems`, `improvements`, or the key of an event.
        also: The metric of the number a question for words asks for too.
        or_ask: The name fits several issuers: asking back which is meant is as right as answering for all of them.
    """

    q: str
    op: Op
    m: str | None = None
    of: str | None = None
    who: tuple[str, ...] | Group | None = None
    among: Group | None = None
    years: tuple[int, ...] = ()
    limit: int = 1
    least: bool = False
    over: float | None = None
    at_least: float | None = None
    under: float | None = None
    find: tuple[str, ...] = ()
    also: str | None = None
    or_ask: bool = False


class Question(Frozen):
    """A question by itself, or a conversation of several turns."""

    id: str
    kind: str
    turns: tuple[Turn, ...]


class Cite(Frozen):
    """A report an answer rests on, and the places in it that hold the value: any of them will do.

    Attributes:
        report: `issuer|year`.
        paths: Cells `table.row.column` and fields of the prose, with the number each holds.
    """

    report: str
    paths: dict[str, float] = Field(default_factory=dict)


class Value(Frozen):
    """One number of an answer, of an issuer and a year where it has one."""

    value: float
    issuer: str | None = None
    year: int | None = None


class Passage(Frozen):
    """Words an answer has to show, and whose they are."""

    report: str
    text: str


class Gold(Frozen):
    """What the answer of a turn has to say.

    Attributes:
        values: In the order of a rank; of a list those that fit.
        units: Any of them will do.
        cites: What a right citation may name.
        left_out: Reports of the question that exist and have no such value.
        conflict: What the prose says instead, where it disagrees with the table.
    """

    id: str
    op: Op
    values: tuple[Value, ...] = ()
    units: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    passages: tuple[Passage, ...] = ()
    left_out: int = 0
    conflict: float | None = None


def questions(half: Half) -> tuple[Question, ...]:
    """Return the questions of a half, in the order of their file."""
    listed = yaml.safe_load((FOLDER / f"{half}.yaml").read_text(encoding="utf-8"))
    return tuple(
        _question(half, kind, number, entry)
        for kind, entries in listed.items()
        for number, entry in enumerate(entries, 1)
    )


def _question(half: str, kind: str, number: int, entry: object) -> Question:
    turns = entry if isinstance(entry, list) else [entry]
    return Question(
        id=f"{half}-{kind}-{number:02d}", kind=kind, turns=tuple(Turn.model_validate(turn) for turn in turns)
    )


def golds(half: Half) -> dict[str, Gold]:
    """Return the gold of a half by the id of the turn, `<question>.<turn>`."""
    return {gold.id: gold for gold in _read_golds(gold_path(half))}


def _read_golds(path: Path) -> Iterator[Gold]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield Gold.model_validate(json.loads(line))


def gold_path(half: Half) -> Path:
    """Return the file with the gold of a half."""
    return FOLDER / f"{half}.gold.jsonl"
